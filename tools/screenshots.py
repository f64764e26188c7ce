"""Take the screenshots of the README in Chromium: `make pictures`. Look at them before you commit them."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
#: Each picture: the page, and its width and height in pixels.
VIEWS = {
    "path": ("/path?a=Liu+Weiping&b=Tang+Xiaopeng", 1200, 900),
    "document": ("/document/000?at=2502", 1200, 700),
    "figures": ("/queries/poverty-by-place", 1200, 800),
}


@contextmanager
def server() -> Iterator[str]:
    """Start a server of the shipped graph, and yield its address."""
    command = [sys.executable, "-m", "disgraph", "serve", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8") as process:  # noqa: S603
        assert process.stderr is not None
        try:
            yield next(match[0] for line in process.stderr if (match := re.search(r"http://[\d.]+:\d+", line)))
        finally:
            process.terminate()


def take(chromium: str, address: str, width: int, height: int, file: Path) -> None:
    """Take one picture."""
    with tempfile.TemporaryDirectory() as folder:
        options = ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-background-networking"]
        options += [f"--user-data-dir={folder}", f"--window-size={width},{height}", f"--screenshot={file}"]
        subprocess.run([chromium, *options, address], check=True, capture_output=True, timeout=60)  # noqa: S603


def main() -> None:
    """Take all pictures."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        raise SystemExit("Chromium is needed (Debian: apt-get install chromium).")
    PICTURES.mkdir(exist_ok=True)
    with server() as address:
        for name, (page, width, height) in VIEWS.items():
            take(chromium, f"{address}{page}", width, height, PICTURES / f"{name}.png")


if __name__ == "__main__":
    main()
