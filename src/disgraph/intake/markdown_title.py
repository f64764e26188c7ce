"""The title of a Markdown text: its first heading, as a reader sees it, after CommonMark 0.31 (blocks 4.1 to 4.9, inlines 6.1 to 6.6)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

#: Maximum number of characters that are searched, and of a title.
_SEARCHED, _LONGEST = 20_000, 200
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_ATX = re.compile(r" {0,3}#{1,6}(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*")
_SETEXT = re.compile(r" {0,3}(?:=+|-+)[ \t]*")
_BREAK = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})")
_DEFINITION = re.compile(r" {0,3}\[[^\]]+\]:.*")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
#: Lines that begin another block than a paragraph: quotations, lists, tables, indented code.
_OTHER = re.compile(r"(?: {4}|\t| {0,3}(?:>|[-+*] |\d{1,9}[.)] |\|))")
#: Attributes after a heading, as Pandoc and kramdown have them.
_ATTRIBUTES = re.compile(r"[ \t]*\{:?[ \t]*[#.][^{}]*\}[ \t]*$")
_CODE = re.compile(r"(`+)(.+?)(?<!`)\1(?!`)")
_IMAGE_OR_LINK = re.compile(r"!?\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])")
_AUTOLINK = re.compile(r"<((?:https?|mailto):[^<>\s]*)>")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_EMPHASIS = re.compile(
    r"(?<![\\\w*])(\*{1,3})(?=\S)(.+?)(?<=[^\s\\])\1|(?<![\\\w_])(_{1,3})(?=\S)(.+?)(?<=[^\s\\])\3(?!\w)|\*{2}(?=\S)(.+?)(?<=\S)\*{2}"
)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def markdown_title(text: str) -> str:
    """Return the first heading of a Markdown text, else its first line of plain text, without markup; empty if there is none."""
    heading, first = _found(text[:_SEARCHED])
    return plain_inline(heading or first)[:_LONGEST].strip()


def _found(text: str) -> tuple[str, str]:
    """Return the first heading, and the first line of a paragraph."""
    paragraph: list[str] = []
    first = ""
    for line in (*_lines_outside_code(_COMMENT.sub("", text.removeprefix("\ufeff"))), ""):
        atx = _ATX.fullmatch(line)
        if atx and (atx[1] or "").strip():
            return atx[1], first
        if paragraph and _SETEXT.fullmatch(line):
            return " ".join(paragraph), first
        if not line.strip() or _BREAK.fullmatch(line) or _DEFINITION.fullmatch(line) or (not paragraph and _OTHER.match(line)):
            paragraph = []
        elif any(map(str.isalnum, plain_inline(line))):
            paragraph.append(line.strip())
            first = first or line.strip()
    return "", first


def _lines_outside_code(text: str) -> Iterator[str]:
    fence = ""
    for line in text.splitlines():
        mark = _FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
            continue
        if mark:
            fence = mark[1]
            continue
        yield line


def plain_inline(text: str) -> str:
    """Return a line of Markdown as a reader sees it: without emphasis, code marks, links, tags and escapes."""
    kept: list[str] = []

    def keep(words: str) -> str:
        kept.append(words)
        return f"\0{len(kept) - 1}\0"

    plain = _ATTRIBUTES.sub("", text.replace("\0", ""))
    plain = _CODE.sub(lambda found: keep(found[2].strip()), plain)
    plain = _ESCAPE.sub(lambda found: keep(found[1]), plain)
    plain = _AUTOLINK.sub(lambda found: keep(found[1]), plain)
    for _ in range(3):
        plain = _IMAGE_OR_LINK.sub(r"\1", plain)
        plain = _EMPHASIS.sub(lambda found: next(group for group in (found[2], found[4], found[5]) if group is not None), plain)
    plain = unescape(_TAG.sub("", plain))
    plain = re.sub("\0([0-9]+)\0", lambda found: kept[int(found[1])], plain)
    return " ".join(plain.split())
