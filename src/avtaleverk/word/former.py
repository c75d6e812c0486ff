"""The formatting of before and after: what a change of properties says they were."""

from avtaleverk.redline.pieces import Side
from avtaleverk.word.names import w
from avtaleverk.word.xml import Element, each, local

# What a former set of properties leaves out, and the present one keeps.
_KEPT = {
    "rPr": {"ins", "del", "moveFrom", "moveTo", "oMath"},
    "pPr": {"rPr", "sectPr"},
    "sectPr": {"headerReference", "footerReference"},
    "trPr": {"ins", "del"},
    "tcPr": {"cellIns", "cellDel", "cellMerge"},
}
_CHANGED = ("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "tcPrChange", "trPrChange")
_MERGES = {"cont": "continue", "rest": "restart"}


def properties_of_side(root: Element, side: Side) -> None:
    """Leave on every element the formatting of one side alone."""
    if side is Side.OLD:
        for change in each(root, *_CHANGED, "tblGridChange"):
            _restore(change)
        # Where the numbering as such was added, and no former properties are told.
        for numbering in each(root, "numPr"):
            if numbering.find(w("ins")) is not None and (parent := numbering.getparent()) is not None:
                parent.remove(numbering)
    for change in each(root, *_CHANGED, "tblGridChange"):
        if (parent := change.getparent()) is not None:
            parent.remove(change)
    for merge in each(root, "cellMerge"):
        _merge(merge, side)


def _restore(change: Element) -> None:
    present = change.getparent()
    former = next(iter(change), None)
    if present is None:
        return
    if local(change) == "tblGridChange":
        former = change.find(w("tblGrid"))
    kept = _KEPT.get(local(present), set())
    for child in list(present):
        if child is not change and local(child) not in kept:
            present.remove(child)
    if former is None:
        return
    place = change
    for child in [child for child in former if local(child) not in kept]:
        place.addnext(child)
        place = child


def _merge(mark: Element, side: Side) -> None:
    """Write a merge of cells that was tracked as the ordinary property it becomes, or was."""
    properties = mark.getparent()
    word = mark.get(w("vMerge") if side is Side.NEW else w("vMergeOrig"))
    if properties is None:
        return
    for child in properties.findall(w("vMerge")):
        properties.remove(child)
    if word in _MERGES:
        mark.tag = w("vMerge")
        mark.attrib.clear()
        mark.set(w("val"), _MERGES[word])
    else:
        properties.remove(mark)
