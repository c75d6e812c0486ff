"""Two states of a folder for the tests of the reviewer's report, and what is done to the second."""

import re
import shutil
from datetime import date
from pathlib import Path

from avtaleverk.cli import main
from avtaleverk.engines.review_sides import side_of
from avtaleverk.exports.review.facts import Review, review
from avtaleverk.text import TextStore

ROOT = Path(__file__).resolve().parent.parent
DAY = date(2026, 3, 1)
FOLDER = "retningslinjer/02-utskriving"
SITE = "https://eksempel.no/forslag/"
TEXTS = TextStore()


def locked(place: Path) -> Path:
    """Return a small folder with every approved text locked."""
    root = Path(shutil.copytree(ROOT / "tests" / "versjoner", place / "korpus"))
    assert main(["lås", "--rot", str(root)]) == 0
    return root


def edit(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text("utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), "utf-8")


def propose(root: Path, number: str = "3.0", was: str = "kommunen", becomes: str = "bydelen") -> None:
    text = (root / FOLDER / "2.0.md").read_text("utf-8").replace('versjon: "2.0"', f'versjon: "{number}"')
    text = re.sub(r"(?m)^(godkjent|gjelder|endrede)\w*:.*\n", "", text)
    (root / FOLDER / f"{number}.md").write_text(text.replace(was, becomes), "utf-8")


def found(old: Path, new: Path) -> Review:
    return review(side_of(old, DAY, TEXTS), side_of(new, DAY, TEXTS), DAY, TEXTS, SITE)
