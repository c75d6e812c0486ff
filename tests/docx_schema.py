"""The order in which WordprocessingML wants its elements (ECMA-376 part 1, transitional), and what must be unique.

Word opens no file that breaks these, and says only that it is damaged.
"""

from collections import Counter
from collections.abc import Iterator

from avtaleverk.word.names import R, w
from avtaleverk.word.package import Package, opened
from avtaleverk.word.xml import Element, local

_BORDERS = "top left start bottom right end insideH insideV between bar"
_SEQUENCES = {
    "p": "pPr *",
    "pPr": """pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs
        suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd
        snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment
        textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange""",
    "r": "rPr *",
    "rPr": """ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint
        noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText
        vertAlign rtl cs em lang eastAsianLayout specVanish oMath rPrChange""",
    "numPr": "ilvl numId ins",
    "tbl": "tblPr tblGrid *",
    "tblPr": """tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing
        tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange""",
    "tr": "tblPrEx trPr *",
    "trPr": "* ins del trPrChange",
    "tc": "tcPr *",
    "tcPr": """cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark headers
        cellIns cellDel cellMerge tcPrChange""",
    "tblBorders": _BORDERS,
    "tcBorders": _BORDERS,
    "pBdr": _BORDERS,
    "tblCellMar": _BORDERS,
    "sdt": "sdtPr sdtEndPr sdtContent",
    "sdtPr": "rPr alias tag id lock placeholder temporary showingPlcHdr dataBinding label tabIndex *",
    "sectPr": """headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType
        cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange""",
    "body": "* sectPr",
    "numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "num": "abstractNumId lvlOverride",
    "lvlOverride": "startOverride lvl",
    "styles": "docDefaults latentStyles style",
    "style": """name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked
        personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr""",
    "tblStylePr": "pPr rPr tblPr trPr tcPr",
    "docDefaults": "rPrDefault pPrDefault",
    "settings": """writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries
        displayBackgroundShape printPostScriptOverText printFractionalCharacterWidth printFormsData embedTrueTypeFonts
        embedSystemFonts saveSubsetFonts saveFormsData mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader
        bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors hideGrammaticalErrors activeWritingStyle proofState
        formsDesign attachedTemplate linkStyles stylePaneFormatFilter stylePaneSortMethod documentType mailMerge
        revisionView trackRevisions doNotTrackMoves doNotTrackFormatting documentProtection autoFormatOverride
        styleLockTheme styleLockQFSet defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone
        doNotHyphenateCaps showEnvelope summaryLength clickAndTypeStyle defaultTableStyle evenAndOddHeaders
        bookFoldRevPrinting bookFoldPrinting bookFoldPrintingSheets drawingGridHorizontalSpacing
        drawingGridVerticalSpacing displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery
        doNotUseMarginsForDrawingGridOrigin drawingGridHorizontalOrigin drawingGridVerticalOrigin doNotShadeFormData
        noPunctuationKerning characterSpacingControl printTwoOnOne strictFirstAndLastChars noLineBreaksAfter
        noLineBreaksBefore savePreviewPicture doNotValidateAgainstSchema saveInvalidXml ignoreMixedContent
        alwaysShowPlaceholderText doNotDemarcateInvalidXml saveXmlDataOnly useXSLTWhenSaving saveThroughXslt
        showXMLTags alwaysMergeEmptyNamespace updateFields hdrShapeDefaults footnotePr endnotePr compat docVars rsids
        mathPr attachedSchema themeFontLang clrSchemeMapping doNotIncludeSubdocsInStats
        doNotAutoCompressPictures forceUpgrade captions readModeInkLockDown smartTagType schemaLibrary
        shapeDefaults doNotEmbedSmartTags decimalSymbol listSeparator""",
}  # fmt: skip
_ORDERS = {name: names.split() for name, names in _SEQUENCES.items()}
# What may stand in what, where the order is free.
_INLINE = {
    "r", "hyperlink", "ins", "del", "moveFrom", "moveTo", "bookmarkStart", "bookmarkEnd", "moveFromRangeStart",
    "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "fldSimple",
}  # fmt: skip
_ALLOWED = {
    "p": _INLINE | {"pPr"},
    "hyperlink": _INLINE - {"hyperlink"},
    "r": {"rPr", "t", "delText", "br", "tab", "drawing", "fldChar", "instrText", "noBreakHyphen"},
    "tr": {"trPr", "tc"},
    "tbl": {"tblPr", "tblGrid", "tr", "bookmarkStart", "bookmarkEnd"},
    "tc": {"tcPr", "p"},
}
_STRETCHES = {"r", "ins", "del", "moveFrom", "moveTo"}
_MARKS = (
    "ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "tcPrChange", "trPrChange", "tblPrChange", "cellIns",
    "cellDel", "moveFromRangeStart", "moveToRangeStart",
)  # fmt: skip
_OWNERS = {"rPr", "trPr"}


def faults(data: bytes) -> list[str]:
    """Return what Word would hold against a file."""
    package = opened(data)
    found = []
    for name in sorted(package.parts):
        root = package.xml(name) if name.endswith((".xml", ".rels")) else None
        if root is not None:
            found += [f"{name}: {fault}" for fault in _out_of_order(root)]
    root = package.xml(package.main)
    assert root is not None
    return [*found, *_misplaced(root), *_former(root), *_doubled(root), *_moves(root), *_dangling(package, root)]


def _out_of_order(root: Element) -> Iterator[str]:
    for element in root.iter():
        order = _ORDERS.get(local(element))
        if order is None or not str(element.tag).startswith(w("")):
            continue
        places = []
        for child in element:
            name = local(child)
            if name in order:
                places.append(order.index(name))
            elif "*" in order:
                places.append(order.index("*"))
            else:
                yield f"{local(element)} must not hold {name}"
        if places != sorted(places):
            yield f"{local(element)} holds {' '.join(local(child) for child in element)}"


def _misplaced(root: Element) -> Iterator[str]:
    for element in root.iter():
        name = local(element)
        inside = {local(child) for child in element}
        if name in _ALLOWED and str(element.tag).startswith(w("")) and not inside <= _ALLOWED[name]:
            yield f"{name} must not hold {sorted(inside - _ALLOWED[name])}"
        if name in {"ins", "del", "moveFrom", "moveTo"} and not inside <= _STRETCHES:
            yield f"{name} must not hold {sorted(inside - _STRETCHES)}"
        if name == "tc" and (len(element) == 0 or local(element[-1]) != "p"):
            yield "a cell must end with a paragraph"
        if name in {"t", "delText"}:
            is_gone = any(local(a) == "del" for a in element.iterancestors())
            if is_gone is not (name == "delText"):
                yield f"{name} stands where the other should: {element.text}"


def _former(root: Element) -> Iterator[str]:
    """Yield what is wrong with what a change says was before."""
    for change in root.iter(w("pPrChange"), w("rPrChange")):
        if [local(c) for c in change] != [local(change).removesuffix("Change")]:
            yield f"{local(change)} must hold what was, and nothing else"
    for former in root.iterfind(f".//{w('pPrChange')}/{w('pPr')}"):
        if former.find(w("rPr")) is not None:
            yield "a former paragraph must not say how its mark looks"


def _doubled(root: Element) -> Iterator[str]:
    marks = list(root.iter(*(w(name) for name in _MARKS)))
    ids = Counter(mark.get(w("id")) for mark in marks)
    yield from (f"two marks are number {number}" for number, count in ids.items() if count > 1 or number is None)
    for mark in marks:
        if not mark.get(w("author")) or not (mark.get(w("date")) or "").endswith("Z"):
            yield f"{local(mark)} says neither who nor when"
    starts = list(root.iter(w("bookmarkStart")))
    ends = Counter(e.get(w("id")) for e in root.iter(w("bookmarkEnd")))
    if Counter(e.get(w("id")) for e in starts) != ends or any(count > 1 for count in ends.values()):
        yield "bookmarks do not end as they begin"
    names = Counter((e.get(w("name")) or "").lower() for e in starts)
    yield from (f"two bookmarks are {name}" for name, count in names.items() if count > 1)
    yield from (f"Word takes no bookmark {name}" for name in names if not name[:1].isalpha() or len(name) > 40)
    pictures = Counter(e.get("id") for e in root.iter() if local(e) == "docPr")
    yield from (f"two pictures are {number}" for number, count in pictures.items() if count > 1)


def _moves(root: Element) -> Iterator[str]:
    """Yield what is wrong with moves: both ends have one name, and each range ends once after it began."""
    names = {}
    for kind in ("moveFrom", "moveTo"):
        starts = list(root.iter(w(f"{kind}RangeStart")))
        ends = [e.get(w("id")) for e in root.iter(w(f"{kind}RangeEnd"))]
        if [e.get(w("id")) for e in starts] != ends:
            yield f"{kind}: ranges do not end as they begin"
        names[kind] = sorted(e.get(w("name")) or "" for e in starts)
        loose = [e for e in root.iter(w(kind)) if local(_parent(e)) not in _OWNERS]
        if loose and not starts:
            yield f"{kind} stands in no range"
    if names["moveFrom"] != names["moveTo"] or len(set(names["moveTo"])) != len(names["moveTo"]):
        yield f"moves lead from {names['moveFrom']} to {names['moveTo']}"


def _parent(element: Element) -> Element:
    parent = element.getparent()
    assert parent is not None
    return parent


def _dangling(package: Package, root: Element) -> Iterator[str]:
    """Yield what is named and not there: styles, lists, relations, bookmarks."""
    styles, lists = package.xml(package.related("styles") or ""), package.xml(package.related("numbering") or "")
    assert styles is not None
    known = {e.get(w("styleId")) for e in styles.iter(w("style"))}
    used = {e.get(w("val")) for e in root.iter(w("pStyle"), w("rStyle"), w("tblStyle"))}
    based = {e.get(w("val")) for e in styles.iter(w("basedOn"), w("next"), w("link"))}
    yield from (f"no style is {name}" for name in sorted(map(str, (used | based) - known)))
    names = Counter((e.get(w("val")) or "").lower() for e in styles.iterfind(f"{w('style')}/{w('name')}"))
    yield from (f"two styles are {name}" for name, count in names.items() if count > 1)
    nums = {e.get(w("numId")) for e in lists.iter(w("num"))} if lists is not None else set()
    yield from (f"no list is {n}" for n in {e.get(w("val")) for e in root.iter(w("numId"))} - nums - {"0"})
    relations = {r.id for r in package.relations(package.main)}
    named = {v for e in root.iter() for key, v in e.attrib.items() if str(key).startswith(f"{{{R}}}")}
    yield from (f"no relation is {name}" for name in sorted(map(str, named - relations)))
    targets = [r.target for r in package.relations(package.main) if not r.is_external]
    yield from (f"no part is {name}" for name in targets if name not in package.parts)
    anchors = {e.get(w("anchor")) for e in root.iter(w("hyperlink"))} - {None}
    yield from (f"no bookmark is {a}" for a in anchors - {e.get(w("name")) for e in root.iter(w("bookmarkStart"))})
