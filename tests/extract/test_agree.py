"""Two extractors on one text: agreement is surer than either, contradiction is doubted, nothing is lost or said twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from disgraph.claims.claim import Record, Statement
from disgraph.corpus.folding import Span
from disgraph.extract.agreement import SUREST, agreed, together
from disgraph.extract.draft import Draft, Extract, Refusal
from disgraph.extract.names.entities import FoundEntity

QUOTE, NEAR, FAR = Span(0, 20), Span(5, 30), Span(50, 70)


def draft(content: Statement | Record, quote: Span = QUOTE, rule: str = "one", confidence: float = 0.9, **more: object) -> Draft:
    return Draft(content, (quote,), (), (), "stated", "", False, "", rule, confidence)._replace(**more)  # type: ignore[arg-type]


def record(type: str, **roles: str) -> Record:
    return Record(type, tuple((role, (value,)) for role, value in roles.items()))


def extract(*drafts: Draft) -> Extract:
    return Extract((), (), drafts)


LIVES = Statement("asha", "livesIn", "pune")
FOUNDED = record("Founding", founder="asha", founded="trust")


def test_the_same_in_the_same_words_is_one_claim_and_surer() -> None:
    (both,) = agreed([extract(draft(LIVES)), extract(draft(LIVES, NEAR, "two", 0.8))]).drafts
    assert (both.rule, both.confidence, both.quotes, both.doubt) == ("one+two", 0.98, (QUOTE,), "")


def test_the_same_in_other_words_stays_two() -> None:
    assert len(agreed([extract(draft(LIVES)), extract(draft(LIVES, FAR, "two"))]).drafts) == 2


def test_the_fuller_of_two_is_kept() -> None:
    full = record("Founding", founder="asha", founded="trust", time="2011")
    for first, second in ((FOUNDED, full), (full, FOUNDED)):
        (both,) = agreed([extract(draft(first)), extract(draft(second, rule="two"))]).drafts
        assert both.content == full
    helped = [record("Assistance", helper="a", recipient="b", form=form) for form in ("apply for a loan", "apply for a loan of 100 yuan")]
    (both,) = agreed([extract(draft(helped[0])), extract(draft(helped[1]))]).drafts
    assert both.content == helped[1]


def test_contradictions_are_kept_with_a_doubt_on_both_sides() -> None:
    pairs: tuple[tuple[Statement | Record, Statement | Record], ...] = (
        (Statement("asha", "age", "34"), Statement("asha", "age", "43")),
        (Statement("asha", "hasChild", "ben"), Statement("ben", "hasChild", "asha")),
        (record("Assistance", helper="a", recipient="b", form="help"), record("Assistance", helper="b", recipient="a", form="help")),
        (record("Founding", founder="a", founded="b", time="2011"), record("Founding", founder="a", founded="b", time="2012")),
    )
    doubts = [[one.doubt for one in agreed([extract(draft(first)), extract(draft(second, rule="two"))]).drafts] for first, second in pairs]
    assert [len(one) for one in doubts] == [2] * len(pairs)
    assert [one for one in doubts if not all(one)] == []


def test_another_force_of_the_same_is_doubted() -> None:
    drafts = agreed([extract(draft(LIVES)), extract(draft(LIVES, modality="reported", speaker="ben"))]).drafts
    assert [bool(one.doubt) for one in drafts] == [True, True]


def test_two_that_have_nothing_to_do_with_each_other_are_left_alone() -> None:
    given = (draft(LIVES), draft(FOUNDED, rule="two"), draft(Statement("asha", "livesIn", "delhi"), rule="three"))
    assert set(agreed([extract(given[0]), extract(*given[1:])]).drafts) == set(given)


def test_entities_and_refusals_of_all_are_kept() -> None:
    one, two = FoundEntity("asha", "Person", "Asha Rao", ()), FoundEntity("ben", "Person", "Ben Obi", ())
    refusal = Refusal("r", "c", (), ("x",))
    both = agreed([Extract((one,), (), ()), Extract((one, two), (), (), (refusal,))])
    assert (both.entities, both.refused) == ((one, two), (refusal,))


shares = st.floats(0, 1).map(lambda value: round(value, 3))


@given(shares, shares)
def test_together_is_never_less_sure_than_either_and_never_certain(one: float, other: float) -> None:
    both = together(one, other)
    assert max(one, other) <= both <= max(SUREST, one, other)
    assert both == together(other, one)


contents = st.sampled_from(
    [LIVES, FOUNDED, Statement("asha", "age", "34"), Statement("asha", "age", "35"), record("Founding", founded="trust")]
)
drafts = st.lists(st.builds(draft, contents, st.sampled_from([QUOTE, NEAR, FAR]), st.sampled_from(["one", "two"])), max_size=5)


@given(drafts)
def test_an_extract_that_agrees_with_nothing_is_unchanged(given_drafts: list[Draft]) -> None:
    own = tuple(sorted(given_drafts, key=lambda one: (one.quotes, one.rule, type(one.content).__name__, one.content)))
    assert agreed([extract(*own), extract()]).drafts == own
    assert {type(one.content) for one in agreed([extract(), extract(*own)]).drafts} == {type(one.content) for one in own}
