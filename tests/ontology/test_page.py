from pathlib import Path

from disgraph.ontology.vocabulary import read_vocabulary
from disgraph.project import shipped_project
from disgraph.render.ontology_page import page


def test_the_page_in_the_docs_is_the_one_that_the_ontology_gives() -> None:
    shown = Path(__file__).parents[2] / "docs" / "ontology.md"
    assert shown.read_text(encoding="utf-8") == page(read_vocabulary(shipped_project().ontology))
