"""Guideline 1 as a secretary revises it in Word, all the way to the page that shows the difference."""

import re
import shutil
from html import unescape
from pathlib import Path

import pytest
from word_files import KARI, abstract, bold, gone, ins, item, level, num, par, red, row, run, struck, word_file

from avtaleverk.cli import main
from avtaleverk.corpus.frontmatter import split_file
from avtaleverk.redline import compare
from avtaleverk.text.clauses import heading_level, split_number, text_of
from avtaleverk.text.tree import read_tree

ROOT = Path(__file__).resolve().parent.parent
PLACE = "retningslinjer/01-ansvar-og-oppgaver"
# A table, which the guideline has not, so that a row can be added.
FEES = "## 6 Satser\n\n| Møte | Sats |\n|---|---|\n| Partnerskapet | 1 500 kroner |\n| FSU | 1 000 kroner |\n"
HEADINGS = abstract(1, level(0, "%1"), level(1, "%1.%2")) + abstract(
    2, level(0, "•", "bullet"), level(1, "o", "bullet")
)
LISTS = HEADINGS + abstract(3, level(0, "%1.")) + num(1, 1) + num(2, 2) + num(3, 3)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a copy of the demonstration corpus where guideline 1 has no proposal and a table."""
    place = tmp_path / "korpus"
    for name in ("avtaler", "retningslinjer", "organisasjon"):
        shutil.copytree(ROOT / name, place / name)
    shutil.copy(ROOT / "helsefellesskap.yml", place)
    with (place / PLACE / "1.0.md").open("a", encoding="utf-8") as file:
        file.write(f"\n{FEES}")
    return place


def body_of(root: Path, number: str) -> str:
    split = split_file((root / PLACE / f"{number}.md").read_text("utf-8"), "")
    assert isinstance(split, tuple)
    return split[1]


def paragraphs(body: str) -> list[str]:
    """Return a text as the paragraphs of a Word file, the numbers of its headings left to Word."""
    found: list[str] = []
    for element in read_tree(body).root:
        if depth := heading_level(element):
            number, title = split_number(text_of(element))
            found.append(numbered(title, number.count(".")) if number else par(title, style="Overskrift3"))
        elif element.tag == "table":
            found.append(grid([[text_of(cell) for cell in line] for line in element.iter("tr")]))
        elif element.tag in {"ul", "ol"}:
            found += items(element, 3 if element.tag == "ol" else 2)
        else:
            found.append(par(text_of(element)))
        assert depth < 7
    return found


def numbered(title: str, depth: int, mark: str = "") -> str:
    properties = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="1"/></w:numPr>'
    return par(title, f"Overskrift{depth + 1}", properties, mark)


def items(element: object, number: int, depth: int = 0) -> list[str]:
    found: list[str] = []
    for entry in element.findall("li"):  # type: ignore[attr-defined] # an element
        inner = entry.find("ul")
        if inner is not None:
            entry.remove(inner)
        found.append(item(run(text_of(entry)), number, depth))
        found += items(inner, number, depth + 1) if inner is not None else []
    return found


def grid(lines: list[list[str]], *, added: int | None = None) -> str:
    rows = [row(*line, properties=f"<w:ins {KARI}/>" if place == added else "") for place, line in enumerate(lines)]
    return f'<w:tbl><w:tblPr><w:tblLook w:firstRow="1"/></w:tblPr>{"".join(rows)}</w:tbl>'


STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="Overskrift{n}"><w:name w:val="heading {n}"/>'
    f'<w:pPr><w:outlineLvl w:val="{n - 1}"/></w:pPr></w:style>'
    for n in (1, 2, 3)
)


def place_of(text: str, found: list[str]) -> int:
    (place,) = [n for n, paragraph in enumerate(found) if text in paragraph]
    return place


def revised(body: str) -> bytes:
    """Return the guideline with the changes of a secretary: tracked here, red there, as it came."""
    found = paragraphs(body)
    # A word is tracked in 2.2.
    place = place_of("Utvalget har fire møter i året.", found)
    before, after = re.search(r">([^<>]*Utvalget har )fire( møter[^<>]*)<", found[place]).groups()  # type: ignore[union-attr]
    found[place] = par(run(before) + gone(run("fire")) + ins(run("seks")) + run(after))
    # A sentence is red in 2.4, and one is red and struck.
    place = place_of("Satsene som gjelder, står i vedlegg 1.4.", found)
    found[place] = par(
        run("Brukerrepresentantene får godtgjørelse. ")
        + struck("Satsene som gjelder, står i vedlegg 1.4.")
        + red("Satsene står i punkt 7.")
    )
    # A paragraph of 2.3 is moved to the end of the point.
    place = place_of("Samhandlingskoordinatoren sørger for å rekruttere deltakere.", found)
    moved = found.pop(place)
    inside = moved[moved.index("</w:pPr>") + len("</w:pPr>") : -len("</w:p>")]
    found.insert(place, par(f"<w:moveFrom {KARI}>{inside}</w:moveFrom>", mark=f"<w:moveFrom {KARI}/>"))
    target = place_of("Hvert FSU velger en leder og en nestleder.", found) + 1
    found.insert(target, par(f"<w:moveTo {KARI}>{inside}</w:moveTo>", mark=f"<w:moveTo {KARI}/>"))
    # A new section before 3 gives all after it another number.
    place = place_of("Sekretariatfunksjon", found)
    tracked = f"<w:ins {KARI}/>"
    found[place:place] = [
        numbered(ins(run("Prøveordning")), 0, tracked),
        par(ins(run("Partene kan prøve ut nye former for samarbeid i to år.")), mark=tracked),
    ]
    # A row is added to the table.
    fees = [["Møte", "Sats"], ["Partnerskapet", "1 500 kroner"], ["SSU", "1 200 kroner"], ["FSU", "1 000 kroner"]]
    found[place_of("1 000 kroner", found)] = grid(fees, added=2)
    title = par(bold("Retningslinje 1 Ansvar og oppgaver i Helsefellesskapet"))
    return word_file(title + "".join(found), styles=STYLES, numbering=LISTS)


def test_a_revised_guideline_becomes_a_page_with_those_changes_and_no_other(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """From Word through ``importer`` and ``bygg`` to the difference page."""
    file = tmp_path / "Retningslinje 1 med endringer.docx"
    file.write_bytes(revised(body_of(root, "1.0")))
    assert main(["importer", str(file), "--som", "1", "--versjon", "1.1", "--rot", str(root)]) == 0
    said = capsys.readouterr().out
    assert "Fila bygger på teksten i versjon 1.0." in said
    assert "Dette må du se på" not in said

    assert main(["bygg", "--rot", str(root), "--til", str(tmp_path / "nettsted")]) == 0
    page = (tmp_path / "nettsted/retningslinjer/1/endringer/1.0-til-1.1/index.html").read_text("utf-8")
    told = [change.explain() for change in compare(body_of(root, "1.0"), body_of(root, "1.1")).changes]
    assert told == [
        "Punkt 2.2: 1 ord endret",
        "Punkt 2.3, «Sammensetning»: et avsnitt er flyttet",
        "Punkt 2.4: 6 ord endret",
        "Nytt punkt 3",
        "Punkt 3–6 har fått nye nummer: 4–7",
        "Punkt 7: ny rad i tabellen",
    ]
    assert marked(page, "ins", "lagt til") == {
        "seks",
        "står i punkt 7",
        "Prøveordning",
        "3 Prøveordning",
        "Partene kan prøve ut nye former for samarbeid i to år.",
        "SSU",
        "1 200 kroner",
    }
    assert marked(page, "del", "slettet") == {"fire", "som gjelder, står i vedlegg 1.4"}


def marked(page: str, tag: str, said: str) -> set[str]:
    """Return what a page marks as added or deleted, without what it says to screen readers and in its legend."""
    found = re.findall(rf"<{tag}\b[^>]*>(.*?)</{tag}>", page, re.DOTALL)
    texts = {" ".join(unescape(re.sub("<[^>]+>", "", words)).split()) for words in found}
    return {text.removeprefix(f"{said}: ") for text in texts} - {said}
