"""`disgraph extract [DOCUMENT...]`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from disgraph.cli.options import quiet_option
from disgraph.cli.session import own_current_project, progress

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disgraph.corpus.catalogue import Document, Entry
    from disgraph.extract.many import Extractor, Result
    from disgraph.project import Project

#: After how many documents progress is told.
_EVERY = 100


@click.command(epilog="Example: disgraph extract && disgraph review")
@click.argument("documents", nargs=-1, metavar="[DOCUMENT...]")
@click.option("--again", is_flag=True, help="Also documents that were extracted before; what is known is not proposed twice.")
@click.option("--workers", type=click.IntRange(1, 256), default=None, help="How many processes; as many as there are cores, if not given.")
@click.option("--scheduler", default="", metavar="ADDRESS", help="A Dask scheduler, such as tcp://10.0.0.1:8786 (extra `cluster`).")
@quiet_option
@click.pass_context
def extract(ctx: click.Context, documents: tuple[str, ...], again: bool, workers: int | None, scheduler: str, quiet: bool) -> None:
    """Propose entities and claims from documents of your project, each with the exact words that state it.

    Without a DOCUMENT, all that have not been extracted and have no claims yet. The proposals wait in data/claims and data/entities for
    `disgraph review`; nothing is in the graph before it is accepted. A document that cannot be read does not stop the others; the exit
    code is then 4. What was interrupted goes on where it stopped.
    """
    from disgraph.extract.extractor import extract as rules
    from disgraph.extract.filing import file_links, file_proposals
    from disgraph.vocabulary import read_vocabulary

    project, say = own_current_project(), progress(quiet)
    chosen = _chosen(project, documents, again)
    vocabulary = read_vocabulary(project.ontology)
    done = failed = entities = claims = 0
    for result in _results(project, chosen, rules, workers, scheduler):
        done += 1
        if result.extract is None:
            failed += 1
            say(f"{result.document}: {result.error}")
            continue
        filed = file_proposals(project, _document(project, chosen[result.document]), result.extract, vocabulary)
        entities, claims = entities + filed.entities, claims + filed.claims
        if len(chosen) <= _EVERY:
            told = f"{filed.entities} entities and {filed.claims} claims proposed, {filed.refused} refused, {filed.known} known"
            say(f"{filed.document}: {told}")
        elif done % _EVERY == 0:
            say(f"{done:,} of {len(chosen):,} documents, {claims:,} claims proposed")
    links = file_links(project, vocabulary)
    left = f"; {failed} not read" if failed else ""
    say(f"{done} documents: {entities:,} entities and {claims:,} claims proposed, {links:,} links to entities known before{left}.")
    ctx.exit(4 if failed else 0)


def _chosen(project: Project, documents: tuple[str, ...], again: bool) -> dict[str, Entry]:
    """Return the entries of the documents to extract, in the order of the catalogue."""
    from disgraph.corpus.catalogue import read_entries
    from disgraph.extract.filing import is_filed
    from disgraph.intake.shelf import find_entry

    if documents:
        return {document: find_entry(project, document) for document in documents}
    entries = read_entries(project.catalogue)
    if again:
        return entries
    return {
        name: entry for name, entry in entries.items() if not is_filed(project, name) and not (project.claims / f"{name}.yaml").exists()
    }


def _document(project: Project, entry: Entry) -> Document:
    from disgraph.corpus.catalogue import read_document

    return read_document(entry, project.catalogue, project.documents)


def _results(project: Project, chosen: dict[str, Entry], extractor: Extractor, workers: int | None, scheduler: str) -> Iterator[Result]:
    import os

    from disgraph.extract.many import Text, in_turn, on_cores, on_pool

    texts = (Text(name, _document(project, entry).text) for name, entry in chosen.items())
    if scheduler:
        from disgraph.extract.cluster import Cluster

        cluster = Cluster(scheduler)
        try:
            yield from on_pool(texts, extractor, cluster)
        finally:
            cluster.close()
        return
    width = min(workers or os.cpu_count() or 1, len(chosen))
    yield from in_turn(texts, extractor) if width <= 1 else on_cores(texts, extractor, width)
