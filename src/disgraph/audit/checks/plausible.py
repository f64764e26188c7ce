"""Figures larger than anything they can be a part of: populations, payrolls, lists."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

from disgraph.audit.audited_graph import AuditedGraph, Figure
from disgraph.audit.figure_words import amount, named
from disgraph.audit.finding import CONTRADICTS, IMPLAUSIBLE, Finding, finding
from disgraph.audit.interval import spell_fraction
from disgraph.audit.reference import MAGNITUDES, REFERENCE_SLACK, Magnitude

_PEOPLE = frozenset({"person", "family", "household"})
_PAY = ("income", "salary", "wage", "pay")
_TURNOVER = ("revenue", "turnover", "sales")
_MONTHS = 12


def places_above(graph: AuditedGraph) -> dict[str, frozenset[str]]:
    """Return for each place the places that it lies in, itself included."""
    inside = {place: {place, *graph.role(place, "containedIn")} for place in graph.all("Place")}
    for _ in range(len(inside)):
        grown = {place: above.union(*(inside.get(each, set()) for each in above)) for place, above in inside.items()}
        if grown == inside:
            break
        inside = grown
    return {place: frozenset(above) for place, above in inside.items()}


def populations(graph: AuditedGraph) -> Iterator[Finding]:
    """Compare counts of persons and families with the stated population of their place, or with public figures of their country."""
    above = places_above(graph)
    stated = [each for each in graph.figures if each.measure_label.lower() == "population" and each.unit == "person"]
    for figure in graph.figures:
        where = frozenset().union(*(above.get(place, frozenset()) for place in figure.about | figure.places))
        if figure.unit in _PEOPLE and not figure.per and where:
            for whole in stated:
                if whole.about & where and whole.iri != figure.iri:
                    yield from _more_than_people(figure, whole)
            yield from _more_than_known(graph, figure, where)


def _more_than_people(figure: Figure, whole: Figure) -> Iterator[Finding]:
    least, most = figure.loose().low, whole.reach(coarse=True).high
    if least is not None and most is not None and least > most:
        sentence = f"{named(figure)} are more than all the people of the place, {amount(whole)}."
        yield finding(
            "population", IMPLAUSIBLE, (figure.iri, whole.iri), sentence, working=f"{spell_fraction(least)} > {spell_fraction(most)}"
        )


def _more_than_known(graph: AuditedGraph, figure: Figure, where: frozenset[str]) -> Iterator[Finding]:
    countries = {graph.label(place) for place in where if graph.is_a(place, "Country")}
    text = f"{figure.population} {figure.measure_label}".lower()
    for known in MAGNITUDES:
        fits = known.country in countries and figure.unit in known.units and all(word in text for word in known.words)
        least = figure.loose().low
        if fits and least is not None and least > known.value * REFERENCE_SLACK:
            yield _unknown(figure, known)
            return


def _unknown(figure: Figure, known: Magnitude) -> Finding:
    sentence = f"{named(figure)} are more than all {known.what} in {known.country}, about {known.value:,} ({known.source})."
    working = f"{spell_fraction(figure.value)} > {known.value:,}"
    return finding("population", IMPLAUSIBLE, (figure.iri,), sentence, working=working, recomputed=f"about {known.value:,} {known.what}")


def payrolls(graph: AuditedGraph) -> Iterator[Finding]:
    """Find pay that cannot be paid: staff * monthly pay * 12 above the yearly turnover, or a month's income above a year's."""
    for pay in graph.figures:
        monthly = "month" in pay.per and pay.unit == "CNY" and any(word in pay.measure_label.lower() for word in _PAY)
        if monthly:
            for total in graph.figures:
                if total.unit == "CNY" and total.per == {"year"} and total.about == pay.about:
                    yield from _payroll(graph, pay, total)


def _payroll(graph: AuditedGraph, pay: Figure, total: Figure) -> Iterator[Finding]:
    least, most = pay.reach().low, total.loose().high
    label = total.measure_label.lower()
    if least is None or most is None:
        return
    if any(word in label for word in _TURNOVER):
        for staff in graph.figures:
            whole = staff.unit == "person" and "employed" in staff.measure_label.lower() and not staff.to("figurePartOf")
            if whole and staff.about == pay.about and staff.stated and staff.value * least * _MONTHS > most:
                yield _unpayable(staff, pay, total, least)
    elif any(word in label for word in _PAY) and least > most:
        sentence = f"{named(pay)} in one month is more than {named(total)} in a whole year."
        yield finding("payroll", IMPLAUSIBLE, (pay.iri, total.iri), sentence, working=f"{spell_fraction(least)} > {spell_fraction(most)}")


def _unpayable(staff: Figure, pay: Figure, total: Figure, least: Fraction) -> Finding:
    sums = staff.value * least * _MONTHS
    sentence = (
        f"{amount(staff)} with at least {spell_fraction(least)} yuan a month cost {spell_fraction(sums)} yuan a year, "
        f"more than the {named(total)}: "
        "the figures may be of different years, or the yearly one what is left after pay."
    )
    working = f"{spell_fraction(staff.value)} * {spell_fraction(least)} * 12 = {spell_fraction(sums)} > {spell_fraction(total.value)}"
    return finding(
        "payroll", IMPLAUSIBLE, (staff.iri, pay.iri, total.iri), sentence, working=working, recomputed=f"{spell_fraction(sums)} yuan a year"
    )


#: The role of a record that holds the list that a measure counts.
_LISTS = {"founders": "founder", "partners": "partner", "participants": "participant", "issuers": "issuer", "recipients": "recipient"}


def lists(graph: AuditedGraph) -> Iterator[Finding]:
    """Find a stated number that is below the number of those who are listed one by one in the same record."""
    for figure in graph.figures:
        role = _LISTS.get(figure.measure_label.lower(), "")
        for record, most in product(figure.records if role else (), (figure.loose().high,)):
            given = [each for each in graph.role(record, role) if graph.is_a(each, "Person") or not graph.is_a(each, "People")]
            groups = len(graph.role(record, role)) - len(given)
            besides = "besides" in figure.population or "other" in figure.population
            if most is not None and not groups and not besides and len(given) > most:
                sentence = f"{named(figure)} are stated, but {len(given)} are named: {', '.join(sorted(map(graph.label, given)))}."
                yield finding("list", CONTRADICTS, (figure.iri, record), sentence, working=f"{len(given)} > {spell_fraction(most)}")
