"""What `disgraph serve` can be started with."""

from __future__ import annotations

from typing import NamedTuple

#: Addresses that only this machine reaches.
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class ServerSettings(NamedTuple):
    """The settings of a server.

    Attributes:
        host: the address that it binds.
        port: of the address; 0 for any free one.
        prefix: the path under which a reverse proxy serves it, such as `/graph`; empty for the root.
        public: whether other machines may reach it.
        hosts: names by which clients may call it, besides those of this machine; empty for any name if it is public.
        origins: of other sites whose scripts may read answers (CORS); `*` for all.
        workers: number of processes that answer SPARQL.
        seconds: that a SPARQL query may take.
        memory: that a process of SPARQL may use, in bytes; 0 for no limit.
        body: maximum size of the body of a request, in bytes.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    prefix: str = ""
    public: bool = False
    hosts: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    workers: int = 2
    seconds: float = 20.0
    memory: int = 3 << 30
    body: int = 1 << 20

    @property
    def allowed_hosts(self) -> tuple[str, ...]:
        """The names that the `Host` header may have."""
        if self.public and not self.hosts:
            return ("*",)
        return (*LOOPBACK, self.host, *self.hosts)

    @property
    def shows_whole_texts(self) -> bool:
        """Whether documents are shown whole whatever their rights: only to readers on this machine."""
        return not self.public and self.host in LOOPBACK
