"""The extractors by name, alone or together: rules, the parser, a language model."""

from __future__ import annotations

from collections.abc import Sequence

from disgraph.corpus.folding import NormalText, is_normal
from disgraph.errors import MisuseError
from disgraph.extract.agreement import agreed
from disgraph.extract.draft import Extract
from disgraph.extract.extractor import extract_from
from disgraph.extract.llm.language_model import LanguageModel
from disgraph.extract.llm.language_model import relate as relate_by_model
from disgraph.extract.names.mentions import find_mentions
from disgraph.extract.parser.spacy_parser import relate as relate_by_grammar
from disgraph.extract.text.segmentation import read_text

NAMES = ("rules", "parser", "llm")


def extract_with(text: str, names: Sequence[str] = ("rules",), model: LanguageModel | None = None) -> Extract:
    """Propose the claims that one or more extractors find in a document.

    Args:
        text: the document, decoded and otherwise unchanged.
        names: of `NAMES`; what several find is surer, what they read differently gets a doubt.
        model: what the extractor `llm` needs.

    Raises:
        MisuseError: there is no extractor of a name, or one is not installed.
        LimitExceeded: a language model may spend no more, or is too slow.
        InputError: a language model does not answer.
    """
    unknown = [name for name in names if name not in NAMES]
    if unknown or not names:
        raise MisuseError(f"There is no extractor {', '.join(unknown) or 'without a name'}.", f"There are {', '.join(NAMES)}.")
    if "llm" in names and model is None:
        raise MisuseError("The extractor `llm` needs a language model.", "Give `model`, made by `disgraph.extract.llm.LanguageModel`.")
    if is_normal(text):
        return _extracted(text, names, model)
    normal = NormalText(text)
    return _in_places_of(_extracted(normal.text, names, model), normal)


def _extracted(text: str, names: Sequence[str], model: LanguageModel | None) -> Extract:
    cut = read_text(text)
    found, mentions = find_mentions(cut)
    extracts = []
    for name in sorted(set(names), key=NAMES.index):
        if name == "rules":
            extracts.append(extract_from(cut, found, mentions))
        elif name == "parser":
            extracts.append(relate_by_grammar(cut, found, mentions))
        elif model is not None:
            extracts.append(relate_by_model(cut, found, mentions, model))
    return agreed(extracts)


def _in_places_of(found: Extract, normal: NormalText) -> Extract:
    """Return what was found in a normal text with the places of the unchanged text."""
    return found._replace(
        mentions=tuple(one._replace(**normal.origin(one.start, one.end)._asdict()) for one in found.mentions),
        drafts=tuple(
            draft._replace(
                quotes=tuple(normal.origin(*quote) for quote in draft.quotes),
                antecedents=tuple((entity, normal.origin(*span)) for entity, span in draft.antecedents),
            )
            for draft in found.drafts
        ),
    )
