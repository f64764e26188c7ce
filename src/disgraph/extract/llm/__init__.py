"""Claims by a language model (extra `llm`), checked against the document."""

from disgraph.extract.llm.language_model import LanguageModel, Meter, ModelLimits

__all__ = ["LanguageModel", "Meter", "ModelLimits"]
