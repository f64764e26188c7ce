"""Extraction on a Dask cluster: the one room of dask.distributed (extra `cluster`)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from disgraph.errors import InputError, MisuseError
from disgraph.extract.draft import Extract

if TYPE_CHECKING:
    from disgraph.extract.many import Extractor

#: How often a document is started again when its worker is lost.
RETRIES = 3


class Cluster:
    """A cluster, as a `disgraph.extract.many.Pool`; the workers need this package installed.

    Args:
        scheduler: its address, such as tcp://10.0.0.1:8786.
        seconds: how long to wait for it.

    Raises:
        MisuseError: the extra is not installed.
        InputError: no scheduler answers there.
    """

    def __init__(self, scheduler: str, seconds: float = 30) -> None:
        try:
            from distributed import Client
        except ImportError as error:
            raise MisuseError("A cluster needs the extra `cluster`.", "Install it: pip install 'disgraph[cluster]'.") from error
        try:
            connect: Any = Client
            self._client = connect(scheduler, timeout=seconds)
        except (OSError, ValueError) as error:
            raise InputError(
                f"{scheduler}: no scheduler answers ({error}).", "Start one with `dask scheduler`, or correct the address."
            ) from error

    @property
    def width(self) -> int:
        """How many documents the cluster takes at once."""
        return max(1, sum(int(threads) for threads in self._client.nthreads().values()))

    def submit(self, extractor: Extractor, text: str) -> Callable[[], Extract]:
        """Begin to extract a text; what is returned waits for the result."""
        future = self._client.submit(extractor, text, pure=False, retries=RETRIES)
        result: Callable[[], Extract] = future.result
        return result

    def close(self) -> None:
        """Leave the cluster, which continues for other users."""
        self._client.close()
