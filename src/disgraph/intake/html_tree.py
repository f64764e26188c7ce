"""A page as a tree of HTML5, without what no reader sees: scripts, hidden and deleted text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

#: Elements without text, or with text of controls. A form is not among them: old pages are one large form.
_WITHOUT_TEXT = (
    *("area", "audio", "button", "canvas", "embed", "iframe", "input", "map", "math", "meter", "noembed", "noscript", "object", "option"),
    *("progress", "script", "select", "style", "svg", "template", "textarea", "video"),
)
#: Elements whose text the page takes back: deleted, struck out, or the reading aid of a ruby.
_TAKEN_BACK = ("del", "s", "strike", "rt", "rp", "rtc")
#: Declarations of CSS that hide an element from everybody who reads the page.
_HIDING = re.compile(
    r"(?:^|[;{\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|content-visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0+)?"
    r"|font-size\s*:\s*0(?:px|pt|em|rem|%)?)\s*(?:!\s*important\s*)?(?=;|\}|$)",
    re.IGNORECASE,
)
#: A rule of a style sheet whose selectors are simple: an element, a class, an id, or an element with one of them.
_RULE = re.compile(r"([^{}@]+)\{([^{}]*)\}")
_SIMPLE = re.compile(r"[a-z][a-z0-9]*|(?:[a-z][a-z0-9]*)?[.#][A-Za-z_][\w-]*", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
#: Elements that no rule of a page may hide as a whole.
_NEVER_HIDDEN = ("html", "body")
#: A page that is nested deeper is read without its structure: the time of a parser grows with the square of the depth.
MAX_DEPTH = 3_000
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)\b[^>]*?(/?)>", re.IGNORECASE)
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p", "li"}
)


class TreeStep(NamedTuple):
    """A step of a walk through a tree: a node is entered, or left."""

    node: LexborNode
    is_entry: bool


def parse_page(page: str) -> LexborHTMLParser:
    """Return the tree of a page, as browsers build it; of one that is nested too deeply, without its structure.

    Args:
        page: its decoded source.
    """
    return LexborHTMLParser(_flattened(page) if _depth(page) > MAX_DEPTH else page)


def clean_tree(tree: LexborHTMLParser) -> LexborHTMLParser:
    """Remove from a tree what no reader of the page sees, and return it."""
    hidden = _hiding_selectors(tree)
    _free_from_lists(tree)
    _remove(tree, ", ".join(_WITHOUT_TEXT))
    for node in tree.css(", ".join(_TAKEN_BACK)):
        _take_back(node)
    _remove(tree, "[hidden], dialog:not([open])")
    for selector in hidden:
        _remove(tree, selector)
    for node in tree.css("[style]"):
        if _HIDING.search(node.attributes.get("style") or "") and node.tag not in _NEVER_HIDDEN:
            node.decompose()
    return tree


def _take_back(node: LexborNode) -> None:
    """Remove a node; digits before and behind it stay apart."""
    before, after = (_text(each) for each in (node.prev, node.next))
    if before[-1:].isdigit() and after[:1].isdigit():
        node.insert_before(" ")
    node.decompose()


def _text(node: LexborNode | None) -> str:
    return "" if node is None else (node.text_content if node.is_text_node else node.text()) or ""


def _free_from_lists(tree: LexborHTMLParser) -> None:
    """Take paragraphs out of a list of choices that was never closed: browsers show them only if they are no choices."""
    for node in tree.css("select:has(p, h1, h2, h3, article, section, table)"):
        for inner in node.css("option, optgroup"):
            inner.unwrap()
        node.unwrap()


def _remove(tree: LexborHTMLParser, selector: str) -> None:
    for node in tree.css(selector):
        if node.tag not in _NEVER_HIDDEN:
            node.decompose()


def _hiding_selectors(tree: LexborHTMLParser) -> list[str]:
    """Return the simple selectors that style sheets inside the page hide; rules inside `@media` are left alone."""
    found: list[str] = []
    for sheet in tree.css("style"):
        if (sheet.attributes.get("media") or "all").strip().lower() not in ("all", "screen"):
            continue
        text = _without_blocks(_COMMENT.sub(" ", sheet.text() or ""))
        for selectors, declarations in _RULE.findall(text):
            if _HIDING.search(declarations):
                found += [each.strip() for each in selectors.split(",") if _SIMPLE.fullmatch(each.strip())]
    return [selector for selector in dict.fromkeys(found) if selector.lower() not in _NEVER_HIDDEN]


def _without_blocks(sheet: str) -> str:
    """Return a style sheet without the blocks of its at-rules."""
    kept, depth, at_rule = [], 0, False
    for piece in re.split(r"([{}])", sheet):
        if depth == 0 and "@" in piece:
            kept.append(piece.partition("@")[0])
            at_rule = True
            continue
        depth += (piece == "{") - (piece == "}")
        if not at_rule:
            kept.append(piece)
        elif depth == 0 and piece == "}":
            at_rule = False
    return "".join(kept)


def walk(root: LexborNode) -> Iterator[TreeStep]:
    """Yield each node below a root when it is entered and when it is left, in the order of the page; the depth is unlimited."""
    node = root.first_child
    while node is not None:
        yield TreeStep(node, is_entry=True)
        if node.first_child is not None:
            node = node.first_child
            continue
        while node is not None:
            yield TreeStep(node, is_entry=False)
            if node.next is not None:
                node = node.next
                break
            node = node.parent
            if node is None or node.mem_id == root.mem_id:
                return


def _depth(page: str) -> int:
    """Return about how deeply elements are nested."""
    depth = most = 0
    for end, name, closed in _TAG.findall(page):
        if closed or name.lower() in _VOID:
            continue
        depth = max(depth + (-1 if end else 1), 0)
        most = max(most, depth)
    return most


def _flattened(page: str) -> str:
    """Return a page whose elements do not nest: each tag is the end of a block."""
    return re.sub(r"</?(?:div|span|section|article|ul|ol|table|tr|td|tbody|b|i|em|strong|font|blockquote|dl|form)\b[^>]*>", "<p>", page)
