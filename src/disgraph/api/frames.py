"""Results as data frames and as an rdflib graph: libraries that are asked for by an extra, imported when they are used."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from disgraph.errors import MisuseError

if TYPE_CHECKING:
    from typing import TypeAlias

    import pandas as pd
    import polars as pl
    import rdflib

    PandasFrame: TypeAlias = pd.DataFrame
    PolarsFrame: TypeAlias = pl.DataFrame
    RdflibGraph: TypeAlias = rdflib.Graph

Columns = dict[str, list[Any]]


def to_pandas(columns: Columns) -> PandasFrame:
    """Return columns as a pandas frame.

    Raises:
        MisuseError: pandas is not installed.
    """
    frame: PandasFrame = _library("pandas").DataFrame(columns)
    return frame


def to_polars(columns: Columns) -> PolarsFrame:
    """Return columns as a polars frame.

    Raises:
        MisuseError: polars is not installed.
    """
    frame: PolarsFrame = _library("polars").DataFrame(columns, strict=False)
    return frame


def to_rdflib(ntriples: bytes) -> RdflibGraph:
    """Return triples as an rdflib graph."""
    import rdflib

    return rdflib.Graph().parse(data=ntriples, format="nt")


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise MisuseError(f"{name} is not installed.", f"Install it with: pip install 'disgraph[{name}]'") from error
