"""Completion in Bash of names with blanks, which the completion of click leaves unescaped. Only imported to complete."""

from __future__ import annotations

import os
import re

from click.shell_completion import BashComplete, CompletionItem, add_completion_class

#: What Bash would split or expand outside quotation marks.
_SPECIAL = re.compile(r"[\s'\"()&;<>|$`\\*?!#\[\]{}~]")


class EscapingBashComplete(BashComplete):
    """Completion in Bash that escapes names, unless a quotation mark is open."""

    source_template = BashComplete.source_template.replace("read type", "read -r type").replace("+=($value)", '+=("$value")')

    def format_completion(self, item: CompletionItem) -> str:
        """Return an item as the function in Bash reads it: type and value."""
        words = os.environ.get("COMP_WORDS", "").split("\n")
        at = int(os.environ.get("COMP_CWORD", "0"))
        is_quoted = at < len(words) and words[at].startswith(("'", '"'))
        value = str(item.value)
        return f"{item.type},{value if is_quoted else _SPECIAL.sub(_escaped, value)}"


def _escaped(special: re.Match[str]) -> str:
    return f"\\{special[0]}"


def register() -> None:
    """Use this completion for Bash."""
    add_completion_class(EscapingBashComplete, "bash")
