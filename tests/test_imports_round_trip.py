"""Out to Word with marks and in again: both texts come back as they were, for every golden redline and random edits."""

import random
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from history_corpus import context, guideline, version

from avtaleverk.exports.docx import docx_of
from avtaleverk.exports.paper import difference_paper
from avtaleverk.imports.against import hold_against, known_of
from avtaleverk.imports.files import open_file
from avtaleverk.imports.imported import Imported
from avtaleverk.redline import prepare

ROOT = Path(__file__).resolve().parent
GUIDELINE = ROOT.parent / "retningslinjer/01-ansvar-og-oppgaver/1.0.md"
# A picture that is another one, under the same words or others: its file is not in the Word file, and that is told.
NAMED_FAULTS = {"60-bilde-byttet", "61-bildetekst-endret"}
CASES = [path for path in sorted((ROOT / "rodmerking").glob("*.md")) if path.stem not in NAMED_FAULTS]
# So many cases go through Word together: pandoc takes longer to start than to read them.
TOGETHER = 16


def case(path: Path) -> tuple[str, str]:
    old, new = re.findall(r"^<{7} gammel\n(.*?)={7}\n(.*?)>{7} ny$", path.read_text("utf-8"), re.DOTALL | re.MULTILINE)[
        0
    ]
    return old, new


def there_and_back(old: str, new: str) -> Imported:
    """Return what an import makes of the marked Word file of two texts."""
    one, other = version("1.0", old), version("2.0", new, approved=date(2021, 1, 1))
    document = guideline(one, other)
    data = docx_of(difference_paper(context(document), document, one, other))
    return open_file("retningslinje.docx", data)(known_of(document, one))


def assert_same(old: str, new: str) -> Imported:
    found = there_and_back(old, new)
    before = found.new if found.old is None else found.old
    for wanted, text in ((old, before), (new, found.new)):
        for block, read in zip(prepare(wanted).shown, prepare(text).shown, strict=False):
            assert read == block
        assert prepare(text).shown == prepare(wanted).shown
    return found


def batches(paths: Sequence[Path]) -> list[list[Path]]:
    return [list(paths[start : start + TOGETHER]) for start in range(0, len(paths), TOGETHER)]


@pytest.mark.parametrize("paths", batches(CASES), ids=lambda paths: f"{paths[0].stem[:3]} and on")
def test_golden_redlines_come_back(paths: list[Path]) -> None:
    """Whatever a redline can mark, Word can carry, and it is read as it was written."""
    pairs = [case(path) for path in paths]
    old, new = ("\n\n".join(f"Prøve {n}.\n\n{pair[side]}" for n, pair in enumerate(pairs)) for side in (0, 1))
    assert_same(old, new)


def edited(text: str, seed: int) -> str:
    """Return a text with edits as people make them: words, sentences, items and paragraphs that come, go or move."""
    chance = random.Random(seed)  # noqa: S311 - edits, no secrets
    blocks = text.strip().split("\n\n")
    for _ in range(12):
        place = chance.randrange(len(blocks))
        kind = chance.randrange(5)
        if kind == 0:
            blocks.insert(place, "Partene kan avtale noe annet skriftlig.")
        elif kind == 1 and len(blocks) > 2 and not blocks[place].startswith("#"):
            blocks.pop(place)
        elif kind == 2:
            blocks.insert(chance.randrange(len(blocks)), blocks.pop(place))
        elif kind == 3:
            blocks[place] = re.sub(r"\b(skal|er|har)\b", "kan", blocks[place])
        else:
            lines = blocks[place].split("\n")
            if lines[0].startswith("- "):
                lines.insert(
                    chance.randrange(len(lines)), "- et nytt listepunkt"
                ) if chance.random() < 0.5 else lines.pop()
            blocks[place] = "\n".join(lines) or "Tomt."
    return "\n\n".join(blocks) + "\n"


@pytest.mark.parametrize("seed", range(6))
def test_edits_of_a_guideline_come_back(seed: int) -> None:
    """A whole guideline, edited at random, and again from there."""
    body = GUIDELINE.read_text("utf-8").split("---\n", 2)[2]
    first = edited(body, seed)
    found = assert_same(first, edited(first, seed + 100))
    held = hold_against(found, version("1.0", first))
    assert held.is_built_on_base or held.drift is None


def test_a_clean_file_has_no_marks() -> None:
    """The same text on both sides comes back as one."""
    body = GUIDELINE.read_text("utf-8").split("---\n", 2)[2]
    assert assert_same(body, body).old is None
