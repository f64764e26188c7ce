"""Which classes of the ontology are organisations, and which are places."""

from __future__ import annotations

#: The class Organisation and those below it.
ORGANISATIONS = frozenset(
    (
        "Organisation", "Federation", "Foundation", "Association", "Company", "Cooperative", "GovernmentBody", "PartyBody",
        "SupportFacility",        "EducationalInstitution", "HealthFacility", "MediaOrganisation",
    )
)  # fmt: skip
#: The class Place and those below it.
PLACES = frozenset(
    (
        "Place", "AdministrativePlace", "Country", "Province", "Prefecture", "County", "Township", "Village",
        "Region", "NaturalFeature", "Site",
    )
)  # fmt: skip


def group(kind: str) -> str:
    """Return what a class is counted as: `organisation`, `place`, or the class itself."""
    if kind in ORGANISATIONS or kind == "Platform":
        return "organisation"
    return "place" if kind in PLACES else kind
