"""Corrections at the screen of a review: an editor for a claim, its fields one by one without an editor, and the class of a new entity."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import click

from disgraph.render.terminal import without_controls

if TYPE_CHECKING:
    from disgraph.project import Project
    from disgraph.proposals.waiting import ReviewItem

#: A field of an entry, with its value on the same line.
_FIELD = re.compile(r"(?P<head>\s*(?P<name>[A-Za-z]\w*): )(?P<value>\S.*)")
#: What an edit does not change: the quote is of the document, and the rest says where the claim is from.
_FIXED = frozenset(("quote", "quotes", "status", "rule", "confidence", "note"))


def edit_entry(project: Project, item: ReviewItem) -> bool:
    """Let the user edit a claim, and return whether it was changed.

    The editor is that of VISUAL or EDITOR, which is named first. Without one, each field is asked for.

    Raises:
        Refused: the edited claim is malformed or unsupported; nothing is changed.
    """
    from disgraph.proposals.claim_edit import lines_of, replace_entry

    before = lines_of(item)[0]
    edited = _in_editor(before) or _by_fields(before)
    if edited == before:
        return False
    replace_entry(project, item, edited)
    return True


def _in_editor(text: str) -> str:
    """Return a text as edited, unchanged if the editor did not save it, or an empty text if no editor is set."""
    setting = next((name for name in ("VISUAL", "EDITOR") if os.environ.get(name)), "")
    if not setting:
        return ""
    click.echo(f"  Editor: {without_controls(os.environ[setting])} (from {setting}).")
    return click.edit(text, extension=".yaml") or text


def _by_fields(text: str) -> str:
    """Return a text whose fields the user has confirmed or replaced."""
    click.echo("  No editor is set (VISUAL or EDITOR). Enter keeps a field.")
    return "".join(map(_asked, text.splitlines(keepends=True)))


def _asked(line: str) -> str:
    found = _FIELD.fullmatch(line.rstrip("\n"))
    if not found or found["name"] in _FIXED:
        return line
    value = click.prompt(f"  {found['name']}", default=without_controls(found["value"]))
    return line if value == without_controls(found["value"]) else f"{found['head']}{value}\n"


def ask_class(item: ReviewItem) -> tuple[str, str] | None:
    """Return the id of a new entity of a proposal and the class that the user gives it, or None."""
    if not item.new:
        return None
    for number, entity in enumerate(item.new, 1):
        click.echo(f"  {number} {without_controls(entity.name)}, class {entity.type}")
    chosen = item.new[click.prompt("  Entity", type=click.IntRange(1, len(item.new)), default=1) - 1]
    kind = click.prompt("  Class", default=chosen.type).strip()
    return None if kind == chosen.type else (chosen.id, kind)
