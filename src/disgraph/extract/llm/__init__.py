"""Claims by a language model (extra `llm`), checked against the document."""

from disgraph.extract.llm.language_model import LanguageModel, Limits, Meter

__all__ = ["LanguageModel", "Limits", "Meter"]
