"""`disgraph extract [DOCUMENT...]`."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import click

from disgraph.cli.model_report import ExtractionCounts
from disgraph.cli.options import DecimalNumber, WholeNumber, quiet_option
from disgraph.cli.session import own_current_project, progress
from disgraph.wording.noun_counts import count_noun

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from disgraph.claims.claim import Entity
    from disgraph.corpus.documents import CatalogueEntry, Document
    from disgraph.extract.llm.language_model import LanguageModel
    from disgraph.extract.many import ExtractionResult, Extractor
    from disgraph.ontology.vocabulary import Vocabulary
    from disgraph.project import Project

#: Documents between two lines of progress.
_EVERY = 100


@click.command(epilog="Example: disgraph extract && disgraph review")
@click.argument("documents", nargs=-1, metavar="[DOCUMENT...]")
@click.option(
    "-f", "--format", "form", type=click.Choice(("files", "json")), default="files", show_default=True,
    help="With json: print the proposals for files, given by their paths; no project is needed and no file changes.",
)  # fmt: skip
@click.option("--again", is_flag=True, help="Include documents that were extracted before; known claims are not proposed again.")
@click.option("--workers", type=WholeNumber(1, 256), default=None, help="Number of processes.  [default: the number of cores]")
@click.option(
    "--scheduler", default="", metavar="ADDRESS", help="Address of a Dask scheduler, such as tcp://10.0.0.1:8786 (extra `cluster`)."
)
@click.option(
    "--extractor", "extractors", multiple=True, default=("rules",), show_default=True, type=click.Choice(("rules", "parser", "llm")),
    help="Extractor: `rules`, `parser` (extra `nlp`) or `llm` (a language model named in the environment). Repeatable.",
)  # fmt: skip
@click.option("--dry-run", is_flag=True, help="With `llm`: estimate the cost without sending a request.")
@click.option("--max-tokens", type=WholeNumber(min=1), default=None, help="With `llm`: maximum number of tokens; exit code 5 at the limit.")
@click.option("--max-cost", type=DecimalNumber(min=0), default=None, help="With `llm`: maximum cost; exit code 5 at the limit.")
@click.option("--price-in", envvar="DISGRAPH_LLM_PRICE_IN", type=DecimalNumber(min=0), default=0.0, help="Price of a million input tokens.")
@click.option(
    "--price-out", envvar="DISGRAPH_LLM_PRICE_OUT", type=DecimalNumber(min=0), default=0.0, help="Price of a million output tokens."
)
@click.option("--no-repair", is_flag=True, help="With `llm`: no second request for rejected claims.")
@click.option("--check", "is_checked", is_flag=True, help="With `llm`: a further request that verifies that each quote states its claim.")
@quiet_option
@click.pass_context
def extract(
    ctx: click.Context,
    documents: tuple[str, ...],
    form: str,
    again: bool,
    workers: int | None,
    scheduler: str,
    extractors: tuple[str, ...],
    dry_run: bool,
    max_tokens: int | None,
    max_cost: float | None,
    price_in: float,
    price_out: float,
    no_repair: bool,
    is_checked: bool,
    quiet: bool,
) -> None:
    """Propose entities and claims from documents of your project, each with an exact quote.

    The default is every document without claims that has not been extracted. The proposals are written to data/claims and data/entities;
    the graph has a claim only after it is accepted in `disgraph review`. A document that cannot be read does not stop the others; the
    exit code is then 4. An interrupted run continues where it stopped. Claims that two extractors find have a higher confidence;
    contradictions between them are marked with a doubt. DISGRAPH_LLM_URL, DISGRAPH_LLM_MODEL and DISGRAPH_LLM_KEY select a language
    model; the exit code is 4 if a part of a document was lost.
    """
    from functools import partial

    from disgraph.claims.claim_files import read_entities
    from disgraph.cli.model_report import report_model
    from disgraph.extract.extractors import extract_with
    from disgraph.pipeline import checked_sources
    from disgraph.proposals.filing import file_links

    asked = _Asked("llm" in extractors, (max_tokens, max_cost, price_in, price_out), not no_repair, is_checked)
    if form == "json":
        ctx.exit(_print(documents, extractors, asked))
    project, say = own_current_project(), progress(quiet)
    vocabulary = checked_sources(project).vocabulary
    chosen, declared = _chosen(project, documents, again), read_entities(project.entities)
    model = None
    if asked.is_asked:
        model = _language_model(project.build / "answers", vocabulary, asked)
        if dry_run:
            _print_cost(project, chosen, model)
            return
        workers = 1
    _check_options(model, scheduler, dry_run, max_tokens, max_cost)
    reader = partial(extract_with, names=extractors, model=model)
    counted = _file_all(project, chosen, _results(project, chosen, reader, workers, scheduler), vocabulary, declared, say)
    links = file_links(project, vocabulary)
    left = f"; {counted.failed} not read" if counted.failed else ""
    read = count_noun(counted.done, "document")
    say(f"{read}: {_proposed(counted.entities, counted.claims)}, {count_noun(links, 'link')} to known entities{left}.")
    if model is not None:
        report_model(model, counted, say)
    ctx.exit(4 if counted.failed or counted.lost else 0)


class _Asked(NamedTuple):
    """Whether a language model is asked, within which limits and prices, and in which passes."""

    is_asked: bool
    limits: tuple[int | None, float | None, float, float]
    repair: bool
    check: bool


def _proposed(entities: int, claims: int) -> str:
    return f"{count_noun(entities, 'entity', 'entities')} and {count_noun(claims, 'claim')} proposed"


def _file_all(
    project: Project,
    chosen: dict[str, CatalogueEntry],
    results: Iterable[ExtractionResult],
    vocabulary: Vocabulary,
    declared: Mapping[str, Entity],
    say: Callable[[str], None],
) -> ExtractionCounts:
    """Write the proposals of each document as they arrive, with progress messages."""
    from disgraph.proposals.filing import file_proposals

    done = failed = entities = claims = lost = 0
    reasons: Counter[str] = Counter()
    for result in results:
        done += 1
        if result.extract is None:
            failed += 1
            say(f"{result.document}: {result.error}")
            continue
        filed = file_proposals(project, _document(project, chosen[result.document]), result.extract, vocabulary, declared)
        entities, claims, lost = entities + filed.entities, claims + filed.claims, lost + result.extract.lost
        reasons.update(reason.split(":")[0] for refusal in result.extract.refused for reason in refusal.reasons[:1])
        if len(chosen) <= _EVERY:
            counts = f"{_proposed(filed.entities, filed.claims)}, {filed.refused:,} refused, {filed.known:,} known"
            say(f"{filed.document}: {counts}")
        elif done % _EVERY == 0:
            say(f"{done:,} of {len(chosen):,} documents, {count_noun(claims, 'claim')} proposed")
    return ExtractionCounts(done, failed, entities, claims, lost, reasons)


def _print(files: tuple[str, ...], extractors: tuple[str, ...], asked: _Asked) -> int:
    """Print the proposals for files, and return the exit code: 4 if a model lost a part."""
    from functools import partial

    from disgraph.cli.extract_files import has_lost_parts, proposals
    from disgraph.cli.session import current_project, write
    from disgraph.errors import MisuseError
    from disgraph.extract.extractors import extract_with
    from disgraph.ontology.vocabulary_reader import read_vocabulary
    from disgraph.render.json_output import to_json

    if not files:
        raise MisuseError("-f json prints the proposals for files.", "Name files.")
    model = _language_model(None, read_vocabulary(current_project().ontology), asked) if asked.is_asked else None
    printed = proposals(files, partial(extract_with, names=extractors, model=model))
    write(to_json(printed), "-")
    return 4 if has_lost_parts(printed) else 0


def _check_options(model: LanguageModel | None, scheduler: str, dry_run: bool, max_tokens: int | None, max_cost: float | None) -> None:
    """Refuse options that would have no effect.

    Raises:
        MisuseError: they do not fit the extractors.
    """
    from disgraph.errors import MisuseError

    if model is None and (dry_run or max_tokens is not None or max_cost is not None):
        raise MisuseError("--dry-run, --max-tokens and --max-cost are for a language model.", "Add --extractor llm, or leave them out.")
    if model is not None and scheduler:
        raise MisuseError("A language model is asked from one process, so that the cost can be counted.", "Leave out --scheduler.")


def _language_model(cache: Path | None, vocabulary: Vocabulary, asked: _Asked) -> LanguageModel:
    import os
    from datetime import datetime

    from disgraph.extract.llm.chat_server import read_chat_server
    from disgraph.extract.llm.language_model import LanguageModel, Meter, ModelLimits

    today = datetime.now().astimezone().date().isoformat()
    server, meter = read_chat_server(os.environ, cache), Meter(ModelLimits(*asked.limits))
    return LanguageModel(server, vocabulary, meter, repair=asked.repair, check=asked.check, today=today)


def _print_cost(project: Project, chosen: dict[str, CatalogueEntry], model: LanguageModel) -> None:
    """Print the estimated cost of the chosen documents, and check it against the limits."""
    from disgraph.extract.llm.language_model import estimate

    cost = estimate((_document(project, entry).text for entry in chosen.values()), model.endpoint, model.vocabulary)
    limits = model.meter.limits
    click.echo(f"documents\t{len(chosen)}\nparts\t{cost.parts}\nanswered before\t{cost.kept}\ncharacters\t{cost.characters}")
    click.echo(f"tokens read, about\t{cost.tokens_in}\ntokens written, up to about\t{cost.tokens_out}")
    click.echo(f"cost, up to about\t{cost.money(limits.price_in, limits.price_out):.4f}")
    limits.check(cost)


def _chosen(project: Project, documents: tuple[str, ...], again: bool) -> dict[str, CatalogueEntry]:
    """Return the entries of the documents to extract, in the order of the catalogue."""
    from disgraph.corpus.documents import read_entries
    from disgraph.intake.shelf import find_entry
    from disgraph.proposals.filing import is_filed

    if documents:
        return {document: find_entry(project, document) for document in documents}
    entries = read_entries(project.catalogue)
    if again:
        return entries
    return {
        name: entry for name, entry in entries.items() if not is_filed(project, name) and not (project.claims / f"{name}.yaml").exists()
    }


def _document(project: Project, entry: CatalogueEntry) -> Document:
    from disgraph.corpus.documents import read_document

    return read_document(entry, project.catalogue, project.documents)


def _results(
    project: Project, chosen: dict[str, CatalogueEntry], extractor: Extractor, workers: int | None, scheduler: str
) -> Iterator[ExtractionResult]:
    import os

    from disgraph.extract.many import DocumentText, in_turn, on_cores, on_pool

    texts = (DocumentText(name, _document(project, entry).text) for name, entry in chosen.items())
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
