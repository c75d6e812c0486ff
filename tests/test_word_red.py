"""Red text: what it stands for, what it does not, and what is asked about."""

from dataclasses import dataclass, field

import pytest
from word_files import (
    DECIMAL,
    KARI,
    NAMES,
    STYLES,
    gone,
    ins,
    item,
    par,
    red,
    row,
    run,
    shown,
    struck,
    table,
    word_file,
)

from avtaleverk.word.colours import is_red
from avtaleverk.word.reading import WordReading, read_word


@dataclass(frozen=True, slots=True)
class Case:
    """A body, and what it says before and after; ``asked`` is a word of a note that somebody must look at."""

    body: str
    old: list[str]
    new: list[str]
    published: str | None = None
    asked: str = ""
    more: dict[str, str] = field(default_factory=dict)


THEME = (
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements><a:clrScheme name="x">'
    '<a:accent1><a:srgbClr val="4F81BD"/></a:accent1><a:accent2><a:srgbClr val="C0504D"/></a:accent2>'
    "</a:clrScheme></a:themeElements></a:theme>"
)
VI, GA = run("Vi skal "), run("gå.")


def noted(colour: str, how: str = "") -> str:
    look = f'<w:rPr><w:color w:val="{colour}"/>{how}</w:rPr>'
    return f'<w:r>{look}<w:footnoteReference w:id="2"/></w:r>'


def note(text: str) -> dict[str, str]:
    return {"footnotes": f'<w:footnotes {NAMES}><w:footnote w:id="2">{par(text)}</w:footnote></w:footnotes>'}


STYLED = run("ikke ", '<w:rStyle w:val="Endring"/>')

CASES = {
    "a red word is added": Case(par(VI + red("ikke ") + GA), ["Vi skal gå."], ["Vi skal ikke gå."]),
    "dark red is red": Case(par(VI + red("ikke ", "C00000") + GA), ["Vi skal gå."], ["Vi skal ikke gå."]),
    "the red of newer Word is red": Case(par(VI + red("ikke ", "EE0000") + GA), ["Vi skal gå."], ["Vi skal ikke gå."]),
    "a red word that is struck is deleted": Case(par(VI + struck("ikke ") + GA), ["Vi skal ikke gå."], ["Vi skal gå."]),
    "struck twice is struck": Case(par(VI + struck("ikke ", "dstrike") + GA), ["Vi skal ikke gå."], ["Vi skal gå."]),
    "one word for another": Case(par(VI + struck("stå") + red("gå") + run(".")), ["Vi skal stå."], ["Vi skal gå."]),
    "a colour of the theme that is red": Case(
        par(VI + run("ikke ", '<w:color w:val="000000" w:themeColor="accent2"/>') + GA),
        ["Vi skal gå."],
        ["Vi skal ikke gå."],
        more={"theme": THEME},
    ),
    "a colour of the theme that is blue, whatever digits stand beside it": Case(
        par(VI + run("ikke ", '<w:color w:val="FF0000" w:themeColor="accent1"/>') + GA),
        ["Vi skal ikke gå."],
        ["Vi skal ikke gå."],
        asked="annen farge enn rødt (4F81BD)",
        more={"theme": THEME},
    ),
    "a darker shade of a red theme colour": Case(
        par(VI + run("ikke ", '<w:color w:val="000000" w:themeColor="accent2" w:themeShade="BF"/>') + GA),
        ["Vi skal gå."],
        ["Vi skal ikke gå."],
        more={"theme": THEME},
    ),
    "red as a fill of newer Word": Case(
        par(
            VI
            + run(
                "ikke ", '<w14:textFill><w14:solidFill><w14:srgbClr w14:val="FF0000"/></w14:solidFill></w14:textFill>'
            )
            + GA
        ),
        ["Vi skal gå."],
        ["Vi skal ikke gå."],
    ),
    "a character style of the author's own": Case(par(VI + STYLED + GA), ["Vi skal gå."], ["Vi skal ikke gå."]),
    "a struck style that is red by the style it is based on": Case(
        par(VI + run("ikke ", '<w:rStyle w:val="Bort"/>') + GA), ["Vi skal ikke gå."], ["Vi skal gå."]
    ),
    "black in a red style is black": Case(
        par(VI + run("ikke ", '<w:rStyle w:val="Endring"/><w:color w:val="000000"/>') + GA),
        ["Vi skal ikke gå."],
        ["Vi skal ikke gå."],
    ),
    "red by the style of the paragraph is design, and asked about": Case(
        par("Ring 113.", "Varsel"), ["Ring 113."], ["Ring 113."], asked="«Varsel»"
    ),
    "a red paragraph is added, and leaves no empty line": Case(
        par("Første.") + par(red("Nytt ledd.")) + par("Siste."),
        ["Første.", "Siste."],
        ["Første.", "Nytt ledd.", "Siste."],
    ),
    "a red and struck paragraph is deleted": Case(
        par("Første.") + par(struck("Gammelt.")) + par("Siste."),
        ["Første.", "Gammelt.", "Siste."],
        ["Første.", "Siste."],
    ),
    "a red last paragraph": Case(par("Første.") + par(red("Nytt.")), ["Første."], ["Første.", "Nytt."]),
    "a red paragraph between two tables": Case(
        table(["første"]) + par(red("Nytt.")) + table(["andre"]),
        ["| første |", "| andre |"],
        ["| første |", "Nytt.", "| andre |"],
    ),
    "a row of only red cells is an added row": Case(
        table(["A", "B"], ["1", "2"], [par(red("3")), par(red("4"))]),
        ["| A | B |", "| 1 | 2 |"],
        ["| A | B |", "| 1 | 2 |", "| 3 | 4 |"],
    ),
    "a row of red cells and an empty one is an added row": Case(
        table(["A", "B"], [par(red("3")), par()]), ["| A | B |"], ["| A | B |", "| 3 |  |"]
    ),
    "a row of only red and struck cells is a deleted row": Case(
        table(["A", "B"], [par(struck("3")), par(struck("4"))]), ["| A | B |", "| 3 | 4 |"], ["| A | B |"]
    ),
    "one red cell in a row is a change in that cell": Case(
        table(["A", "B"], ["1", par(red("2"))]), ["| A | B |", "| 1 |  |"], ["| A | B |", "| 1 | 2 |"]
    ),
    "a column of only red cells is an added column": Case(
        table(["A", par(red("B"))], ["1", par(red("2"))]), ["| A |", "| 1 |"], ["| A | B |", "| 1 | 2 |"]
    ),
    "a table that is red all through is an added table": Case(
        par("Før.") + table([par(red("A")), par(red("B"))]) + par("Etter."),
        ["Før.", "Etter."],
        ["Før.", "| A | B |", "Etter."],
    ),
    "a red item counts on one side only": Case(
        item("En") + item(red("Ny")) + item("To"),
        ["+ 1. En", "+ 2. To"],
        ["+ 1. En", "+ 2. Ny", "+ 3. To"],
        more={"numbering": DECIMAL},
    ),
    "the space between two red words is red too": Case(
        par(VI + red("ikke") + run(" ") + red("lenger") + run(" ") + GA), ["Vi skal  gå."], ["Vi skal ikke lenger gå."]
    ),
    "red in a link": Case(
        par(VI + f'<w:hyperlink w:anchor="x">{red("dit")}</w:hyperlink>'), ["Vi skal "], ["Vi skal [dit](#x)"]
    ),
    "red that stands in the version in force is no change": Case(
        par(run("Ring ") + red("113") + run(" ved akutt sykdom.")),
        ["Ring 113 ved akutt sykdom."],
        ["Ring 113 ved akutt sykdom."],
        published="## 1 Varsling\n\nRing **113** ved akutt sykdom.\n",
    ),
    "a red paragraph that stands in the version in force is no change": Case(
        par(red("Husk taushetsplikten.")),
        ["Husk taushetsplikten."],
        ["Husk taushetsplikten."],
        published="Husk [taushetsplikten](https://lovdata.no/x).\n",
    ),
    "a red word that stands elsewhere in the version in force is still added here": Case(
        par(run("Kommunen skal ") + red("ikke ") + run("varsle om utskriving.")),
        ["Kommunen skal varsle om utskriving."],
        ["Kommunen skal ikke varsle om utskriving."],
        published="Kommunen skal varsle om utskriving.\n\nSykehuset skal ikke vente.\n",
    ),
    "red and struck is deleted even where the version in force has it": Case(
        par(run("Ring ") + struck("113") + run(" ved akutt sykdom.")),
        ["Ring 113 ved akutt sykdom."],
        ["Ring  ved akutt sykdom."],
        published="Ring 113 ved akutt sykdom.",
    ),
    "red inside a tracked insertion is one change": Case(
        par(VI + ins(red("ikke ")) + GA), ["Vi skal gå."], ["Vi skal ikke gå."]
    ),
    "red inside a tracked deletion is one change": Case(
        par(VI + gone(red("ikke ")) + GA), ["Vi skal ikke gå."], ["Vi skal gå."]
    ),
    "red in one place and tracked in another": Case(
        par(VI + red("ikke ") + run("gå ") + ins(run("langt")) + run(".")), ["Vi skal gå ."], ["Vi skal ikke gå langt."]
    ),
    "a paragraph of red and tracked text is added whole": Case(
        par("Før.") + par(red("Nytt ") + ins(run("ledd."))) + par("Etter."),
        ["Før.", "Etter."],
        ["Før.", "Nytt ledd.", "Etter."],
    ),
    "text that was coloured while changes were tracked had been there before": Case(
        par(VI + run("ikke ", f'<w:color w:val="FF0000"/><w:rPrChange {KARI}><w:rPr/></w:rPrChange>') + GA),
        ["Vi skal ikke gå."],
        ["Vi skal ikke gå."],
        asked="ble farget rødt",
    ),
    "struck without red is kept and asked about": Case(
        par(VI + run("ikke ", "<w:strike/>") + GA),
        ["Vi skal ~~ikke ~~gå."],
        ["Vi skal ~~ikke ~~gå."],
        asked="strøket over",
    ),
    "another colour is asked about, once": Case(
        par(VI + red("ikke ", "0070C0") + red("stå, men ", "0070C0") + GA),
        ["Vi skal ikke stå, men gå."],
        ["Vi skal ikke stå, men gå."],
        asked="annen farge enn rødt (0070C0)",
    ),
    "grey is no colour, and a link is blue of itself": Case(
        par(red("Vi ", "7F7F7F") + f'<w:hyperlink w:anchor="x">{red("skal", "0000FF")}</w:hyperlink>'),
        ["Vi [skal](#x)"],
        ["Vi [skal](#x)"],
    ),
    "a heading may have any colour": Case(par(red("Formål", "0070C0"), "Overskrift1"), ["# Formål"], ["# Formål"]),
    "a marking pen is asked about": Case(
        par(VI + run("ikke ", '<w:highlight w:val="yellow"/>') + GA),
        ["Vi skal ikke gå."],
        ["Vi skal ikke gå."],
        asked="farge bak",
    ),
    "a text that is mostly red is read as added, and asked about": Case(
        par("Før.") + par(red("Et langt ledd som er rødt.")),
        ["Før."],
        ["Før.", "Et langt ledd som er rødt."],
        asked="Mer enn halvparten",
    ),
    "a red footnote is added": Case(
        par(run("Vi går.") + noted("FF0000")), ["Vi går."], ["Vi går.[^Se lov.]"], more=note(red("Se lov."))
    ),
    "a red footnote is added to a line of the version in force": Case(
        par(run("Vi går alle.") + noted("FF0000")),
        ["Vi går alle."],
        ["Vi går alle.[^Se lov.]"],
        published="Vi går alle.\n",
        more=note(run("Se lov.")),
    ),
    "a footnote whose text alone is red is added": Case(
        par(run("Vi går.") + noted("auto")), ["Vi går."], ["Vi går.[^Se lov.]"], more=note(red("Se lov."))
    ),
    "a red and struck footnote is deleted": Case(
        par(run("Vi går.") + noted("FF0000", "<w:strike/>")),
        ["Vi går.[^Se lov.]"],
        ["Vi går."],
        more=note(run("Se lov.")),
    ),
    "a row that is tracked and a row that is red": Case(
        f"<w:tbl><w:tblPr/>{row('A')}{row(par(ins(run('B'))), properties=f'<w:ins {KARI}/>')}{row(par(red('C')))}</w:tbl>",
        ["| A |"],
        ["| A |", "| B |", "| C |"],
    ),
}


def read(case: Case) -> WordReading:
    parts = {kind: xml for kind, xml in case.more.items() if kind != "numbering"}
    data = word_file(case.body, styles=STYLES, numbering=case.more.get("numbering", ""), parts=parts)
    return read_word(data, published=case.published)


@pytest.mark.parametrize("truth", CASES)
def test_red_is_read_as_it_is_meant(truth: str) -> None:
    """Red is added, red and struck is deleted; what may be neither is kept and asked about."""
    case = CASES[truth]
    reading = read(case)
    assert (shown(reading.old), shown(reading.new)) == (case.old, case.new)
    asked = [note.what for note in reading.notes if note.kind == "usikkert"]
    assert [case.asked in what for what in asked] == ([True] if case.asked else [])


@pytest.mark.parametrize(
    ("colour", "expected"),
    [
        ("FF0000", True), ("C00000", True), ("EE0000", True), ("C0504D", True), ("943634", True), ("DC143C", True),
        ("FF5050", True), ("FF3300", True),
        ("000000", False), ("ED7D31", False), ("E36C0A", False), ("FF00FF", False), ("FF66CC", False),
        ("993300", False), ("FFE5E5", False), ("4F81BD", False), ("auto", False), ("", False),
    ],
)  # fmt: skip
def test_red_is_what_people_call_red(colour: str, expected: bool) -> None:  # noqa: FBT001 - a table of answers
    """Decided by hue, saturation and lightness: orange, pink, brown and pale backgrounds are not red."""
    assert is_red(colour) is expected


def test_what_was_read_from_red_is_said() -> None:
    """Whoever imports sees how many places were read as added and as deleted."""
    reading = read_word(word_file(par(run("a ") + red("b ") + run("c ") + red("d ") + struck("e"))))
    assert [n.what for n in reading.notes if n.kind == "lest"] == [
        "Rød skrift er lest som lagt til: 2 steder",
        "Rød og overstrøket skrift er lest som slettet: 1 sted",
    ]
