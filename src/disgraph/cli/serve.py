"""`disgraph serve`."""

from __future__ import annotations

import click

from disgraph.cli.options import DecimalNumber, WholeNumber, endpoint_option


@click.command(epilog="Example: disgraph serve --port 8000")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to bind.")
@click.option("--port", type=WholeNumber(0, 65535), default=8000, show_default=True, help="Port; 0 takes any free one.")
@click.option("--prefix", default="", metavar="PATH", help="Path under which a reverse proxy serves it, such as /graph.")
@click.option("--public", is_flag=True, help="Access from other machines; whole texts only where their rights allow it.")
@click.option("--host-name", "hosts", multiple=True, metavar="NAME", help="Name by which clients call it; may be repeated.")
@click.option("--origin", "origins", multiple=True, metavar="URL", help="Site whose scripts may read answers (CORS); * for all.")
@click.option("--workers", type=WholeNumber(1, 64), default=2, show_default=True, help="Processes that answer SPARQL.")
@click.option(
    "--timeout", type=DecimalNumber(0.1, 3600), default=20.0, show_default=True, metavar="SECONDS", help="Time limit of a query in seconds."
)
@click.option(
    "--memory", type=WholeNumber(0), default=3072, show_default=True, metavar="MB", help="Memory limit of a SPARQL process; 0 for none."
)
@click.option("--privacy", type=click.Choice(["pseudonym", "public-figures-only"]), help="Serve a private copy, without whole texts.")
@click.option("--review", is_flag=True, help="Review of the proposals of your project in the browser, on this machine only.")
@endpoint_option
def serve(
    host: str,
    port: int,
    prefix: str,
    public: bool,
    hosts: tuple[str, ...],
    origins: tuple[str, ...],
    workers: int,
    timeout: float,
    memory: int,
    privacy: str | None,
    review: bool,
    endpoint: str | None,
) -> None:
    """Show the graph in a browser, and answer SPARQL, linked data, JSON and OpenRefine.

    Only this machine can reach the server, unless --host and --public are given. The server is read-only,
    except that --review changes files of your own project.
    """
    from disgraph.server.running import serve_graph
    from disgraph.server.settings import ServerSettings

    settings = ServerSettings(
        host=host,
        port=port,
        prefix=_prefix(prefix),
        public=public,
        hosts=hosts,
        origins=origins,
        workers=workers,
        seconds=timeout,
        memory=memory << 20,
    )
    serve_graph(settings, endpoint, privacy, review, _announce)


def _prefix(text: str) -> str:
    """Return a path that begins with a slash and does not end with one."""
    bare = text.strip("/")
    return f"/{bare}" if bare else ""


def _announce(text: str) -> None:
    click.echo(text, err=True)
