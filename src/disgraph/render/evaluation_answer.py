"""An evaluation as tables for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from disgraph.evaluation.calibration import SURE
from disgraph.evaluation.evaluator import Evaluation, LevelCount, Mismatch, PartScore, RuleCount
from disgraph.evaluation.stated_facts import ENTITIES
from disgraph.files import SCHEMA_VERSION
from disgraph.ontology.vocabulary import Vocabulary
from disgraph.render.json_output import to_json
from disgraph.render.tables import render_table

_COLUMNS = ("proposed", "known", "P", "R", "F1", "lenient P", "lenient R", "lenient F1")


def as_object(found: Evaluation) -> str:
    """Return an evaluation as JSON."""
    return to_json(
        {
            "schema_version": SCHEMA_VERSION,
            "documents": list(found.documents),
            "scores": [_score(score) for score in found.scores],
            "missed": [_single(single) for single in found.missed],
            "false": [_single(single) for single in found.false],
            "rules": [_rule(rule) for rule in found.rules],
            "reliability": [one._asdict() | {"confidence": round(one.confidence, 3)} for one in found.reliability],
            "curve": [one._asdict() | {"log_loss": round(one.log_loss, 3)} for one in found.curve],
        }
    )


def _score(score: PartScore) -> dict[str, object]:
    levels = {
        count.level: count._asdict() | {"precision": _rounded(count.precision), "recall": _rounded(count.recall), "f1": _rounded(count.f1)}
        for count in score.counts
    }
    for level in levels.values():
        del level["level"]
    return {"document": score.document or None, "part": score.part, "kind": score.kind or None, "levels": levels}


def _single(single: Mismatch) -> dict[str, object]:
    return single._asdict() | {"rule": single.rule or None}


def _rule(rule: RuleCount) -> dict[str, object]:
    return rule._asdict() | {"confidence": round(rule.confidence, 3), "calibrated": round(rule.calibrated, 3)}


def _rounded(rate: float | None) -> float | None:
    return None if rate is None else round(rate, 3)


def as_text(found: Evaluation, vocabulary: Vocabulary, form: str, *, with_errors: bool) -> str:
    """Return an evaluation as tables: by part and kind, by document, by rule, and optionally the missed and the false facts.

    P is the precision, R the recall.
    """
    by_kind = [_row(_label(score, vocabulary), score) for score in _of_all(found.scores)]
    by_document = [_row(f"{score.document} {score.part}", score) for score in found.scores if score.document and not score.kind]
    rules = [
        [one.rule, str(one.proposed), str(one.strict), str(one.lenient), f"{one.confidence:.2f}", f"{one.calibrated:.2f}"]
        for one in found.rules
    ]
    tables = [
        render_table(("all documents", *_COLUMNS), by_kind, form),
        render_table(("document", *_COLUMNS), by_document, form),
        render_table(("rule", "proposed", "right", "lenient", "confidence", "calibrated"), rules, form),
        render_table(("confidence", "proposed", "right", "share right", "mean confidence"), list(_reliability(found)), form),
    ]
    if found.curve:
        tables.append(render_table(("learning curve", "decisions", "log loss", f"above {SURE}", "right"), list(_curve(found)), form))
    if with_errors:
        tables += [_singles("missed", found.missed, form), _singles("false", found.false, form)]
    return "\n".join(tables)


def _reliability(found: Evaluation) -> Iterator[list[str]]:
    """Yield a row for each class of confidence: how much of it was right, with a bar of the share."""
    for one in found.reliability:
        share = one.right / one.proposed
        name = f"{one.low:.1f} to {one.high:.1f}"
        yield [name, str(one.proposed), str(one.right), f"{share:.2f} {'#' * round(10 * share)}", f"{one.confidence:.2f}"]


def _curve(found: Evaluation) -> Iterator[list[str]]:
    """Yield a row for each size of a fit: what it makes of documents that it has not seen."""
    for one in found.curve:
        name = f"{one.documents:.0f} documents" if one.documents else "as declared"
        share = f"{one.right / one.sure:.2f}" if one.sure else "-"
        yield [name, f"{one.decisions:.0f}", f"{one.log_loss:.3f}", str(one.sure), share]


def _of_all(scores: Iterable[PartScore]) -> Iterator[PartScore]:
    """Return the scores of all documents: of the parts, then of the kinds of which anything was proposed."""
    of_all = [score for score in scores if not score.document]
    yield from (score for score in of_all if not score.kind)
    yield from (score for score in of_all if score.kind and score.counts[0].proposed)


def _label(score: PartScore, vocabulary: Vocabulary) -> str:
    if not score.kind:
        return f"{score.part}, all"
    if score.part == ENTITIES:  # by segment; a property may have the same name
        return f"{score.part}: {score.kind}"
    term = vocabulary.properties.get(score.kind) or vocabulary.classes.get(score.kind)
    return f"{score.part}: {term.label if term else score.kind}"


def _row(label: str, score: PartScore) -> list[str]:
    strict, lenient = score.counts[-2], score.counts[-1]
    return [label, f"{strict.proposed:,}", f"{strict.reference:,}", *_rates(strict), *_rates(lenient)]


def _rates(count: LevelCount) -> list[str]:
    return ["-" if rate is None else f"{rate:.2f}" for rate in (count.precision, count.recall, count.f1)]


def _singles(title: str, singles: Sequence[Mismatch], form: str) -> str:
    rows = [[one.document, one.part, one.kind, one.text, "nearly right" if one.near else "", one.rule, one.quote] for one in singles]
    return render_table((title, "part", "kind", "what", "", "rule", "quote"), rows, form)
