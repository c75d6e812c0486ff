"""The part of the file that says how its lists count."""

from collections.abc import Sequence

from avtaleverk.exports.docx.elements import add, root
from avtaleverk.exports.docx.lists import BULLETS, Numbering
from avtaleverk.exports.docx.looks import DEEPEST_LIST, STEP
from avtaleverk.word.xml import Element

_BULLETS = ("–", "•", "◦")


def numbering_part(lists: Sequence[Numbering]) -> Element:
    """Return the lists; each is one of its own, so that nothing counts on from another."""
    part = root("numbering")
    for number, numbering in enumerate(lists, 1):
        abstract = add(part, "abstractNum", abstractNumId=number)
        # Word takes lists of one nsid for the same list when texts are pasted together.
        add(abstract, "nsid", val=f"{0x5A000000 + number:08X}")
        add(abstract, "multiLevelType", val="hybridMultilevel")
        for level in range(DEEPEST_LIST + 1):
            _level(abstract, level, numbering, is_bullet=number == BULLETS)
    for number in range(1, len(lists) + 1):
        add(add(part, "num", numId=number), "abstractNumId", val=number)
    return part


def _level(abstract: Element, level: int, numbering: Numbering, *, is_bullet: bool) -> None:
    made = add(abstract, "lvl", ilvl=level)
    add(made, "start", val=numbering.start if level == numbering.level else 1)
    add(made, "numFmt", val=numbering.how)
    sign = _BULLETS[level % len(_BULLETS)] if is_bullet else numbering.text
    add(made, "lvlText", val=sign if is_bullet or numbering.how == "none" else f"%{level + 1}{sign}")
    add(made, "lvlJc", val="left")
    add(add(made, "pPr"), "ind", left=STEP * (level + 1), hanging=STEP)
