"""Numbers with their nouns, for messages and headings."""


def counted(number: int, singular: str, plural: str = "") -> str:
    """Return a number with its noun: `1 entity`, `1,946 claims`.

    Args:
        number: zero or more.
        singular: the noun for one.
        plural: the noun for other numbers; empty for the singular with s.
    """
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"
