"""What the editor's page offers to do with a proposal is done by the verbs themselves, and refused as they refuse."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from html import escape
from pathlib import Path

import pytest
from editor_desk import ROOT, Answer, Caller, at_the_desk, copy_folder
from handbook_story import EXAMPLE, context

from avtaleverk.cli import main
from avtaleverk.engines.editor.bundle import is_fetched
from avtaleverk.history.lock_file import LOCK
from avtaleverk.model.documents import Outcome
from avtaleverk.pages.catalogue import Catalogue
from avtaleverk.pages.editor_offers import ADOPTION, MAKE, OFFERS, Asks, choices
from avtaleverk.pages.editor_page import Told
from avtaleverk.pages.editor_words import OTHERWISE, on_the_page

TODAY = date.today()  # noqa: DTZ011 - the verbs take the day of the machine
DRAFT = {"dokument": "retningslinjer/03-akutt", "versjon": "3.1"}


@pytest.fixture
def caller(tmp_path: Path) -> Iterator[Caller]:
    """Give a folder with a draft that differs from the text in force."""
    root = copy_folder(tmp_path / "mappe")
    text = (root / "retningslinjer/03-akutt/3.0.md").read_text("utf-8").partition("---\n\n")[2]
    new = f'---\nversjon: "3.1"\nendringer: Kortere vei\n---\n\n{text.replace("113", "113 straks")}'
    (root / "retningslinjer/03-akutt/3.1.md").write_text(new, "utf-8")
    with at_the_desk(root, tmp_path / "site") as caller:
        yield caller


def _send(caller: Caller, **fields: str) -> Answer:
    return caller.send("gjor", **fields)


def _texts(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*.md")}


def test_the_page_offers_what_can_be_done_today(caller: Caller) -> None:
    """A draft can be sent out or approved; one that is out for comment takes answers and a new deadline."""
    page = caller.ask("GET", "/rediger/").body
    draft = page.partition("versjon 3.1</span>")[2].partition("</li>")[0]
    out = page.partition("versjon 2.1</span>")[2].partition("</li>")[0]
    assert ["Send på høring" in draft, "Før inn vedtaket" in draft, "Før inn et høringssvar" in draft] == [
        True,
        True,
        False,
    ]
    assert ["Flytt fristen" in out, "Før inn et høringssvar" in out, "Før inn vedtaket" in out] == [True, True, False]
    assert '<option value="ssu">' in draft
    # An answer is entered for a party that somebody chose.
    assert 'required><option value="">Velg en part</option><option' in out


def test_a_hearing_and_a_decision_are_what_the_verbs_make(caller: Caller, tmp_path: Path) -> None:
    """The folder after the forms is the folder after the commands, sign by sign, with the lock renewed."""
    assert main(["lås", "--rot", str(caller.desk.root)]) == 0
    twin = tmp_path / "tvilling"
    shutil.copytree(caller.desk.root, twin)
    opens, closes = TODAY + timedelta(1), TODAY + timedelta(60)
    page = _send(caller, gjor="horing", fra=str(opens), frist=str(closes), **DRAFT).body
    assert "rediger-melding--feil" not in page
    assert str(closes) in (caller.desk.root / "retningslinjer/03-akutt/3.1.md").read_text("utf-8")
    assert main(["horing", "3", "--rot", str(twin), "--fra", str(opens), "--frist", str(closes), "--ja"]) == 0
    for path in ("retningslinjer/03-akutt/3.1.md", LOCK):
        assert (caller.desk.root / path).read_bytes() == (twin / path).read_bytes()


def test_a_decision_is_entered_and_locked(caller: Caller) -> None:
    """A proposal that was approved is the text that was approved, and its words are locked with it."""
    assert main(["lås", "--rot", str(caller.desk.root)]) == 0
    page = _send(caller, gjor="vedta", organ="ssu", dato=str(TODAY), **DRAFT).body
    assert "låst" in page
    text = (caller.desk.root / "retningslinjer/03-akutt/3.1.md").read_text("utf-8")
    assert "godkjent_av: ssu" in text
    assert "3.1" in (caller.desk.root / LOCK).read_text("utf-8")
    form = caller.desk.form_of("retningslinjer/03-akutt/3.1.md")
    assert form
    assert not form.has_text


def test_what_a_verb_refuses_is_told_on_the_page(caller: Caller) -> None:
    """Too short a hearing, and a day that is none, are told in the words of the verb."""
    before = (caller.desk.root / "retningslinjer/03-akutt/3.1.md").read_bytes()
    for fields in (
        {"gjor": "horing", "fra": str(TODAY), "frist": str(TODAY + timedelta(2)), **DRAFT},
        {"gjor": "vedta", "organ": "ssu", "dato": "i går", **DRAFT},
    ):
        page = _send(caller, **fields).body
        assert "Ingenting ble skrevet" in page
        assert "--likevel" not in page
    assert (caller.desk.root / "retningslinjer/03-akutt/3.1.md").read_bytes() == before


def test_nothing_else_can_be_called(caller: Caller, tmp_path: Path) -> None:
    """Neither another verb, nor another option, nor an option in the place of a value or a document passes."""
    before = {p: p.read_bytes() for p in caller.desk.root.rglob("*.md")}
    _send(caller, gjor="publiser", til=str(tmp_path), **DRAFT)
    _send(caller, gjor="vedta", organ="ssu --likevel", dato="--likevel", rot="/", **DRAFT)
    _send(caller, gjor="vedta", organ="ssu", dato=str(TODAY), dokument="--help", versjon="--rot=/")
    assert {p: p.read_bytes() for p in caller.desk.root.rglob("*.md")} == before
    assert set(OFFERS) == {"horing", "frist", "svar", "vedta", "tilslutning", "gjennomgatt", "opphev", "ny"}


def test_a_text_in_force_is_gone_through_or_repealed(caller: Caller, tmp_path: Path) -> None:
    """What came after a text was approved is entered as by the verbs, for the text in force that is chosen."""
    twin = Path(shutil.copytree(caller.desk.root, tmp_path / "tvilling"))
    for verb, day in (("gjennomgatt", TODAY), ("opphev", TODAY + timedelta(30))):
        page = _send(caller, gjor=verb, dokument="retningslinjer/02-utskriving", dato=str(day)).body
        assert "rediger-melding--feil" not in page
        assert main([verb, "2", "--rot", str(twin), "--dato", str(day), "--ja"]) == 0
        path = "retningslinjer/02-utskriving/2.0.md"
        assert (caller.desk.root / path).read_bytes() == (twin / path).read_bytes()


def test_a_new_document_is_made_of_its_template(caller: Caller, tmp_path: Path) -> None:
    """It is what the verb makes, and the page leads to the form of its first proposal."""
    twin = Path(shutil.copytree(caller.desk.root, tmp_path / "tvilling"))
    answers = {"type": "vedlegg", "tittel": "Sjekkliste for hjemreise", "under": "retningslinjer/02-utskriving"}
    page = _send(caller, gjor="ny", **answers, eier="", lovkrav="").body
    assert main(["ny", "--rot", str(twin), "--ja", *(f"--{name}={value}" for name, value in answers.items())]) == 0
    made = _texts(caller.desk.root)
    assert made == _texts(twin)
    paths = [path for path in made if path.endswith("sjekkliste-for-hjemreise/1.0.md")]
    assert len(paths) == 1
    assert caller.desk.form_of(paths[0])
    assert "Rediger teksten" in page.partition("Sist gjort")[2].partition("</section>")[0] or not is_fetched()


def test_what_makes_no_document_is_told(caller: Caller) -> None:
    """What is wrong is told by the name of the question, and what was filled in stands there still."""
    before = _texts(caller.desk.root)
    for answers, words in (
        ({"type": "vedlegg", "tittel": 'Ei «sjekk»liste "på" <b>'}, "«Hva et vedlegg hører til»: Hva"),
        ({"type": "retningslinje", "tittel": "Ny", "lovkrav": "99"}, "«99» er ikke punkter i § 6-2"),
    ):
        page = _send(caller, gjor="ny", **answers).body
        assert "Ingenting ble skrevet" in page
        assert words in page
        form = page.partition('<details class="rediger-gjor" id="gjor-ny" open>')[2].partition("</form>")[0]
        assert f'<option value="{answers["type"]}" selected>' in form
        assert f'value="{escape(answers["tittel"], quote=False).replace(chr(34), "&#34;")}"' in form
        assert 'href="#gjor-ny"' in page
        assert page.count(' id="') == len(set(re.findall(r' id="([^"]*)"', page)))
    assert _texts(caller.desk.root) == before
    # What was refused is asked for again only until something else is done.
    assert " open" not in _send(caller, gjor="vedta", organ="ssu", dato=str(TODAY), **DRAFT).body


def test_a_text_that_was_refused_stands_in_its_own_form(caller: Caller) -> None:
    """What was filled in for one text is not laid into the form of another."""
    page = _send(caller, gjor="vedta", organ="ssu", dato=str(TODAY + timedelta(4)), endringer="Kortere", **DRAFT).body
    assert page.count(" open>") == 1
    form = page.partition('id="gjor-retningslinjer/03-akutt-3.1-vedta" open>')[2].partition("</form>")[0]
    assert 'value="Kortere"' in form
    assert f'value="{TODAY + timedelta(4)}"' in form
    page = _send(caller, gjor="opphev", dokument="retningslinjer/02-utskriving", dato="i morgen").body
    assert '<option value="retningslinjer/02-utskriving" selected>' in page.partition('id="gjor-opphev" open>')[2]


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("--under: Bare et vedlegg ligger under noe", "«Hva et vedlegg hører til»: Bare et vedlegg ligger under noe"),
        ("--versjon: ingen tekst gjelder i dag.", "Ingen tekst gjelder i dag."),
        ("Rett datoen, eller legg til --likevel når du vet at den er riktig.", "Rett datoen."),
        ("Det kan Partnerskapsmøtet (--organ partnerskapet).", "Det kan Partnerskapsmøtet."),
        (
            "Skal fristen flyttes, skriver du avtaleverk horing 2 --versjon 1.0 --ny-frist ÅÅÅÅ-MM-DD",
            "Skal fristen flyttes, velger du «Flytt fristen»",
        ),
        ("Lag et nytt forslag med avtaleverk revider.", "Lag et nytt forslag med «Ny revisjon»."),
        ("Rett fila, og kjør «avtaleverk innboks» en gang til.", "Rett fila, og kjør «Fra Word» en gang til."),
        ("Tittelen har ingen bokstaver. Skriv en annen, eller velg navnet på mappa med --mappe.",
         "Tittelen har ingen bokstaver. Skriv en annen."),
        ("/x er en fil. Velg en mappe med --til.",
         "/x er en fil. Velg en mappe under «Publisering» i skjemaet for helsefellesskapet."),
        ("Teksten er ikke låst. Kjør avtaleverk lås", "Teksten er ikke låst. Kjør avtaleverk lås"),
    ],
)  # fmt: skip
def test_what_a_command_says_is_said_in_the_words_of_the_page(said: str, shown: str) -> None:
    """Options become questions, and commands what the page calls the same; what it does not have stands as it was."""
    assert on_the_page(Told("", (said,)), Catalogue("nb"), MAKE).lines == (shown,)


def test_what_the_page_says_otherwise_is_still_said() -> None:
    """A sentence that a command no longer says is not translated for nobody."""
    code = [p.read_text("utf-8") for p in (ROOT / "src").rglob("*.py") if p.name != "editor_words.py"]
    # Some end where a command begins that is put together.
    parts = [theirs.strip(" ,«") for theirs, _ in OTHERWISE]
    assert parts
    assert [part for part in parts if not any(part in text for text in code)] == []


def test_what_comes_next_is_done_on_the_page(caller: Caller) -> None:
    """No command is shown for what the page has a form or a button for."""
    page = _send(caller, gjor="horing", fra=str(TODAY), frist=str(TODAY + timedelta(60)), **DRAFT).body
    steps = page.partition("Hva kommer nå")[2].partition("</ul>")[0]
    assert "Legg inn svarene: «Før inn et høringssvar»." in steps
    assert "Når det er vedtatt: «Før inn vedtaket»." in steps
    assert "avtaleverk" not in steps


@pytest.mark.parametrize(("language", "words"), [("nb", "Vedtatt"), ("nn", "Vedteke")])
def test_an_outcome_is_chosen_in_the_words_of_the_page(language: str, words: str) -> None:
    """What is sent is the word of the files; what is read is that of the site's own language."""
    ctx = context(EXAMPLE)
    ctx = replace(ctx, corpus=replace(ctx.corpus, community=replace(ctx.corpus.community, language=language)))
    question = next(q for q in ADOPTION.questions if q.asks is Asks.OUTCOME)
    found = choices(ctx, ctx.corpus.documents[0], question)
    assert found[0] == ("vedtatt", words)
    assert [value for value, _ in found] == [outcome.value for outcome in Outcome]
