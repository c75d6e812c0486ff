"""The memo: what it says of a revision, the template it is made by, and the files it becomes."""

import io
import re
import shutil
from datetime import date
from pathlib import Path

import party_corpus
import pytest
from docx import Document as WordDocument
from pypdf import PdfReader

from avtaleverk.cli import main
from avtaleverk.exports.memo import NAMES, TEMPLATE, case_paper, memo_facts, memo_of, own_template
from avtaleverk.exports.memo.template import filled_in
from avtaleverk.exports.paper import difference_paper
from avtaleverk.history import read_checked
from avtaleverk.model.documents import Document, Version
from avtaleverk.model.findings import AvtaleverkError
from avtaleverk.pages.context import Context
from avtaleverk.text import TextStore, render

ROOT = Path(__file__).resolve().parent.parent
REAL = ROOT.parent / "shared" / "korpus-ekte"
DAY = date(2024, 3, 1)


def context(root: Path, day: date = DAY) -> Context:
    texts = TextStore()
    reading = read_checked(root, texts)
    assert reading.corpus, reading.errors
    return Context(reading.corpus, day, texts)


@pytest.fixture(scope="module")
def telemark() -> Context:
    return context(ROOT)


def versions(ctx: Context, folder: str, *numbers: str) -> tuple[Document, list[Version]]:
    document = ctx.corpus.document(folder)
    assert document
    found = [document.version(number) for number in numbers]
    assert all(found)
    return document, [version for version in found if version]


def agreement_memo(ctx: Context) -> str:
    document, (old, new) = versions(ctx, "avtaler/samarbeidsavtalen", "2022", "2024")
    return case_paper(memo_of(ctx, document, old, new))


def test_the_memo_lists_the_points_as_the_directors_do(telemark: Context) -> None:
    """The points that the proposal of 2024 changes stand as «Pkt. 7.1 Helsefellesskapet», and no others do."""
    points = re.findall(r"^\| (Pkt\. [^|]*?) \|", agreement_memo(telemark), re.MULTILINE)
    _, (new,) = versions(telemark, "avtaler/samarbeidsavtalen", "2024")
    named = [c for c in telemark.text(new).clauses if c.number in {"7.1", "7.2", "11", "13"}]
    assert points == [f"Pkt. {clause.number} {clause.title}" for clause in named]
    assert len(points) == 4


def test_the_words_of_the_points_add_up_to_those_of_the_whole(telemark: Context) -> None:
    """The size of each change and that of the revision are the same figures."""
    document, (old, new) = versions(telemark, "avtaler/samarbeidsavtalen", "2022", "2024")
    paper = difference_paper(telemark, document, old, new)
    points = memo_facts(telemark, paper)["punkter"]
    assert isinstance(points, list)
    summary = paper.redline.summary
    assert sum(point["inn"] for point in points) == summary.words_in
    assert sum(point["ut"] for point in points) == summary.words_out


def test_the_memo_as_it_is_written(telemark: Context, snapshot: object) -> None:
    """A proposal, an approved text and a first text are told of as they are."""
    guideline, (old, new) = versions(telemark, "retningslinjer/01-ansvar-og-oppgaver", "0.9", "1.0")
    assert agreement_memo(telemark) == snapshot
    assert case_paper(memo_of(context(ROOT, date(2025, 1, 1)), guideline, old, new)) == snapshot
    assert case_paper(memo_of(telemark, guideline, None, old)) == snapshot


def on_the_way(root: Path, folder: str, *numbers: str, language: str = "nb") -> str:
    """Return the memo on a text of the community of eighteen parties; one number for a first version."""
    community = party_corpus.write(root) / "helsefellesskap.yml"
    community.write_text(community.read_text("utf-8").replace("sprak: nb", f"sprak: {language}"), "utf-8")
    ctx = context(community.parent, party_corpus.DAY)
    document, found = versions(ctx, folder, *numbers)
    return memo_of(ctx, document, found[0] if len(found) > 1 else None, found[-1]).text


def test_a_memo_during_a_hearing_says_so(tmp_path: Path) -> None:
    """The dates, who has answered so far, and the meeting that comes after, are those of the folder."""
    text = on_the_way(tmp_path, party_corpus.GUIDELINE, "2.0", "3.0")
    assert "Status i dag: på høring" in text
    assert "Høring fra 2. november 2026 til 4. desember 2026. 1 svar er lagt inn." in text
    assert "\n- K01 kommune, 10. november 2026\n" in text
    assert "(Skriv: forslaget til vedtak.)" in text


def test_a_memo_on_its_way_through_the_parties_counts_them(tmp_path: Path) -> None:
    """Fourteen of eighteen have adopted the agreement, and the four that have not are named."""
    text = on_the_way(tmp_path, party_corpus.AGREEMENT, "2023", "2026")
    assert "14 av 18 parter har sluttet seg til" in text
    assert "Status i dag: til tilslutning" in text
    assert "Venter på K14 kommune, K15 kommune, K16 kommune og K17 kommune." in text
    assert "## Forslag til vedtak" in text, "the councils that are left have yet to decide"


def test_a_memo_on_its_way_through_the_parties_goes_to_those_that_are_left(tmp_path: Path) -> None:
    """It is not for the body that has approved the text already, nor for its meeting."""
    ctx = context(party_corpus.write(tmp_path), party_corpus.DAY)
    document, (old, new) = versions(ctx, party_corpus.AGREEMENT, "2023", "2026")
    facts = dict(memo_of(ctx, document, old, new).paper.facts)
    assert facts["Til"] == "K14 kommune, K15 kommune, K16 kommune, K17 kommune"
    assert facts["Møte"].lower() == "ikke oppgitt"


def test_a_memo_of_a_community_in_nynorsk_is_in_nynorsk(tmp_path: Path, snapshot: object) -> None:
    """Template and facts are in the language of the community."""
    assert on_the_way(tmp_path, party_corpus.AGREEMENT, "2023", "2026", language="nn") == snapshot


@pytest.mark.skipif(not REAL.is_dir(), reason="the real texts are not part of the project")
def test_a_memo_on_a_real_guideline(tmp_path: Path) -> None:
    """A real first version becomes a memo for a new text, with nothing marked."""
    target = tmp_path / "notat.md"
    assert main(["notat", "1", "1.0", "--rot", str(REAL), "--dato", "2025-01-01", "--til", str(target)]) == 0
    text = target.read_text("utf-8")
    assert "Dette er den første versjonen" in text
    assert "Teksten er vedtatt: " in text


def test_both_templates_use_the_same_names() -> None:
    """The one in nynorsk says what the one in bokmål says, in other words."""
    marks = [re.findall(r"\{[{%].*?[}%]\}", own_template(language)) for language in ("nb", "nn")]
    assert marks[0] == marks[1]
    assert own_template("nb") != own_template("nn")
    assert "hva " not in own_template("nn")


def test_every_name_is_told_of_and_given(telemark: Context) -> None:
    """``--felter`` names what a template gets: nothing more, nothing less."""
    document, (old, new) = versions(telemark, "avtaler/samarbeidsavtalen", "2022", "2024")
    assert set(memo_facts(telemark, difference_paper(telemark, document, old, new))) == set(NAMES)


@pytest.mark.parametrize(
    ("template", "line", "said"),
    [
        ("Linje\n{{ dokumentet }}", 2, "«dokumentet», som ikke finnes"),
        ("{% for p in punkter %}{{ p.tittel }}{% endfor %}", 1, "«tittel», som ikke finnes"),
        ("\n\n{% if fra %}", 3, "kan ikke leses"),
        ("{{ fra", 1, "kan ikke leses"),
        ("{{ fra | indent(9) }}", 1, "kan ikke leses"),
        ("{{ fra.__class__.__mro__ }}", 1, "«__class__», som ikke finnes"),
        ("{{ 'a' * 100000000 }}", 1, "ikke er lov"),
        ("{{ 9 ** 99999999 }}", 1, "ikke er lov"),
        ("{{ '%0999999999d' % 1 }}", 1, "ikke er lov"),
        ("\n{{ range(10) }}", 2, "ikke er lov"),
        ("{{ 'a'.ljust(3000000000) }}", 1, "ikke er lov"),
        ("{{ '{:1900000000}'.format(1) }}", 1, "ikke er lov"),
        ("{% set a = dokument %}" + "{% set a = a ~ a %}" * 40 + "{{ a | length }}", 1, "ikke er lov"),
        ("{% macro m(a) %}{% for x in a %}{{ m(a[1:]) }}{% endfor %}{% endmacro %}{{ m(dokument) }}", 1, "ikke er lov"),
        ("{% for a in punkter %}" * 12 + "{% endfor %}" * 12, 0, "går for mange ganger"),
        ("{% for a in punkter %}" * 25 + "{% endfor %}" * 25, 0, "kan ikke fylles ut"),
        ("{{ " + "(" * 3000 + "fra" + ")" * 3000 + " }}", 0, "kan ikke fylles ut"),
        ("{{ dokument | join(dokument) }}", 0, "join setter bare sammen lister"),
        ("{% for a in dokument %}{{ a }}{% endfor %}", 0, "for går bare gjennom lister"),
        ("{{ punkter[99].navn }}", 0, "ikke er lov"),
        ("{% if not fra %}\n{{ vedtattt }}\n{% endif %}", 2, "«vedtattt», som ikke finnes"),
        ("{{ 1 / 0 }}", 1, "ikke er lov"),
        ("{% include 'skjult.md' %}", 1, "ikke er lov"),
        ("{{ fra + 1 }}", 1, "ikke er lov"),
        ("", 0, "tomt notat"),
        ("{# ingenting #}", 0, "tomt notat"),
        ("x" * 200_001, 0, "Malen er lengre enn"),
    ],
)
def test_a_template_that_cannot_be_filled_in_says_where(template: str, line: int, said: str, telemark: Context) -> None:
    """A slip, or something that would run away, gives a finding with the line and what can be written."""
    document, (old, new) = versions(telemark, "avtaler/samarbeidsavtalen", "2022", "2024")
    with pytest.raises(AvtaleverkError) as caught:
        memo_of(telemark, document, old, new, template)
    (finding,) = caught.value.findings
    assert (finding.path, finding.line) == (TEMPLATE, line)
    assert said in finding.message
    assert finding.hint


def test_a_memo_cannot_grow_without_end() -> None:
    """Loops within loops stop where no memo would be that long."""
    loops = "{% for a in liste %}{% for b in liste %}ordordord{% endfor %}{% endfor %}"
    with pytest.raises(AvtaleverkError) as caught:
        filled_in(loops, {"liste": list(range(200))})
    assert "lengre enn" in caught.value.findings[0].message


def test_words_of_the_folder_are_no_markdown(tmp_path: Path) -> None:
    """A line of the version log that looks like Markdown or HTML stays the characters that it is."""
    folder = tmp_path / "korpus"
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(".*", "site", "src", "tests", "benchmarks"))
    place = folder / "avtaler" / "samarbeidsavtalen" / "2024.md"
    text = re.sub(
        r"^endringer: .*$",
        "endringer: '# <b>Ny</b> | [lenke](http://ond.example) {{ 7 }}'",
        place.read_text("utf-8"),
        flags=re.MULTILINE,
    )
    place.write_text(text, "utf-8")
    html = render(agreement_memo(context(folder)).split("---", 2)[2]).html
    assert "«# &lt;b&gt;Ny&lt;/b&gt; | [lenke](http://ond.example) {{ 7 }}»" in html
    assert 'ond.example"' not in html


def test_the_case_paper_passes_the_check(tmp_path: Path) -> None:
    """The Markdown can be laid in ``organisasjon/saker/`` as it is once it has a date."""
    folder = tmp_path / "korpus"
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(".*", "site", "src", "tests", "benchmarks"))
    target = folder / "organisasjon" / "saker" / "2024-02-20-nytt-notat.md"
    call = ["notat", "samarbeidsavtalen", "2022..2024", "--rot", str(folder), "--dato", "2024-03-01"]
    assert main([*call, "--til", str(target)]) == 0
    target.write_text(target.read_text("utf-8").replace("# dato: ÅÅÅÅ-MM-DD", "dato: 2024-02-20"), "utf-8")
    reading = read_checked(folder, TextStore())
    assert [f for f in reading.findings if "nytt-notat" in f.path] == []
    assert reading.corpus


def test_word_and_pdf_hold_memo_and_marked_text(tmp_path: Path) -> None:
    """One file has both: the memo clean, the attached text with its marks."""
    call = ["notat", "samarbeidsavtalen", "2022..2024", "--rot", str(ROOT), "--dato", "2024-03-01"]
    word, pdf = tmp_path / "notat.docx", tmp_path / "notat.pdf"
    assert [main([*call, "--til", str(place)]) for place in (word, pdf)] == [0, 0]
    root = WordDocument(io.BytesIO(word.read_bytes())).element
    text = "".join(root.itertext())
    assert text.index("Pkt. 7.2 Samhandlingskoordinator") < text.index("Vedlegg 1:") < text.index("Versjonslogg")
    first = next(root.iter("{*}ins", "{*}del"))
    assert not list(first.iterancestors("{*}sdt")), "marks stand in the attached text alone"
    names = [e.get(next(k for k in e.attrib if k.endswith("}name"))) for e in root.iter("{*}bookmarkStart")]
    assert len(names) == len(set(names))
    pages = [page.extract_text() for page in PdfReader(pdf).pages]
    assert "Pkt. 7.1" in "".join(pages[:2])
    assert [n for n, page in enumerate(pages) if "Vedlegg 1: " in page] == [2]


def test_the_template_of_the_community_wins(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``--mal`` lays ours in the folder and never over one that is there; what is written there is used."""
    folder = tmp_path / "korpus"
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(".*", "site", "src", "tests", "benchmarks"))
    assert main(["notat", "--mal", "--rot", str(folder)]) == 0
    assert (folder / TEMPLATE).read_text("utf-8") == own_template("nb")
    (folder / TEMPLATE).write_text("## Vårt oppsett\n\nFra {{ fra }} til {{ til }}.\n", "utf-8")
    assert main(["notat", "--mal", "--rot", str(folder)]) == 1
    target = tmp_path / "notat.md"
    assert main(["notat", "samarbeidsavtalen", "2022..2024", "--rot", str(folder), "--til", str(target)]) == 0
    assert target.read_text("utf-8").endswith("## Vårt oppsett\n\nFra 2022 til 2024.\n")
    (folder / TEMPLATE).write_text("{{ ukjent }}", "utf-8")
    capsys.readouterr()
    call = ["notat", "samarbeidsavtalen", "2022..2024", "--rot", str(folder), "--til", str(target), "--erstatt"]
    assert main(call) == 1
    assert f"{TEMPLATE}:1:" in capsys.readouterr().err
    (folder / TEMPLATE).write_bytes("Møte".encode("latin-1"))
    assert main(call) == 1, "one that cannot be read is not passed over"
    assert "UTF-8" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "Det mangler et dokument og to versjoner"),
        (["1"], "Det mangler to versjoner"),
        (["1", "7"], "Versjon 7 finnes ikke"),
        (["1", "1.0..0.9"], "0.9..1.0"),
        (["1", "1.0..1.0"], "med seg selv"),
        (["1", "0.9..1.0", "--til", "notat.txt"], ".docx, .pdf eller .md"),
        (["vedlegg 1.4", "1.0"], "finnes ikke"),
        (["finnes-ikke", "1.0..1.1"], "Ingen dokumenter heter"),
    ],
)
def test_a_call_that_cannot_be_met_says_what_to_write(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Wrong use names what is wrong and what there is to choose from."""
    assert main(["notat", *words, "--rot", str(ROOT)]) == 2
    assert said in capsys.readouterr().err


def test_the_names_can_be_shown(capsys: pytest.CaptureFixture[str]) -> None:
    """``--felter`` needs no folder: whoever writes a template looks names up first."""
    assert main(["notat", "--felter"]) == 0
    shown = capsys.readouterr().out
    assert all(f"{name} " in shown for name in NAMES)
