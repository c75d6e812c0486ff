"""What the editor's page offers to do with a proposal is done by the verbs themselves, and refused as they refuse."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlencode

import pytest
from editor_desk import Answer, Caller, at_the_desk, copy_folder
from handbook_story import EXAMPLE, context

from avtaleverk.cli import main
from avtaleverk.engines.editor.bundle import is_fetched
from avtaleverk.history.lock_file import LOCK
from avtaleverk.model.documents import Outcome
from avtaleverk.pages.editor_offers import ADOPTION, OFFERS, Asks, choices

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
    body = urlencode({"token": caller.token, **fields}).encode()
    answer = caller.ask("POST", "/rediger/gjor", body, Content_Type="application/x-www-form-urlencoded")
    assert answer.status == 303
    return caller.ask("GET", "/rediger/")


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
    """An attachment without its guideline, and points that the law does not have, are told in the words of the verb."""
    before = _texts(caller.desk.root)
    for answers, words in (
        ({"type": "vedlegg", "tittel": "Sjekkliste"}, "--under"),
        ({"type": "retningslinje", "tittel": "Ny", "lovkrav": "99"}, "«99» er ikke punkter i § 6-2"),
    ):
        page = _send(caller, gjor="ny", **answers).body
        assert "Ingenting ble skrevet" in page
        assert words in page
    assert _texts(caller.desk.root) == before


@pytest.mark.parametrize(("language", "words"), [("nb", "Vedtatt"), ("nn", "Vedteke")])
def test_an_outcome_is_chosen_in_the_words_of_the_page(language: str, words: str) -> None:
    """What is sent is the word of the files; what is read is that of the site's own language."""
    ctx = context(EXAMPLE)
    ctx = replace(ctx, corpus=replace(ctx.corpus, community=replace(ctx.corpus.community, language=language)))
    question = next(q for q in ADOPTION.questions if q.asks is Asks.OUTCOME)
    found = choices(ctx, ctx.corpus.documents[0], question)
    assert found[0] == ("vedtatt", words)
    assert [value for value, _ in found] == [outcome.value for outcome in Outcome]
