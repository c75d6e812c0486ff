"""A year of the secretariat with the verbs alone: ``tests/ar/aret.txt`` is played, and the site is read after each step."""

import re
from datetime import date

import pytest
from secretariat_year import Played, play

from avtaleverk.cli import main
from avtaleverk.corpus import read_corpus
from avtaleverk.model.status import Status, standing

GUIDELINE, AGREEMENT = "retningslinjer/2/", "avtaler/samarbeidsavtalen/"


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """Return the year, played once for all that is asked of it."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("NO_MKDOCS_2_WARNING", "1")
        return play(tmp_path_factory.mktemp("ar"))


def test_a_guideline_begins_as_a_proposal(year: Played) -> None:
    """Nothing of it is in force, its page says who decides, and the Word file of the working group is its text."""
    page = year.page("forslag", GUIDELINE)
    assert "Ingen tekst er i kraft (status per 10. januar 2025)." in page
    assert "Strategisk samarbeidsutvalg bestemmer." in page
    assert "Sykehuset varsler komunen innen 24 timer" in year.page("forslag", f"{GUIDELINE}v/1.0/")


def test_a_hearing_is_on_the_page_and_in_the_register(year: Played) -> None:
    """With the deadline, the days that are left, and where to send an answer."""
    assert "Forslag : på høring ( 53 dager igjen ). Svarfristen er 14. mars 2025." in year.page("høring", GUIDELINE)
    register = year.page("høring", "horinger/")
    assert "Send svaret til sekretariatet@telemark.example innen 14. mars 2025." in register
    assert "På høring nå Retningslinje 2 Utskriving fra sykehus, versjon 1.0" in register


def test_three_answers_are_filed(year: Played) -> None:
    """One of them came too late, the deadline was moved, and the words of one are on its own page."""
    register = year.page("svar", "horinger/")
    assert "Fristen var 14. mars 2025 før den ble flyttet." in register
    answers = "Skien kommune 20. februar 2025 Porsgrunn kommune 12. mars 2025 Sykehuset Telemark HF 18. mars 2025, etter fristen"
    assert f"Svar som er lagt inn her {answers} Svar fra 15 parter er ikke lagt inn" in register
    assert "Forslag : til behandling." in year.page("svar", GUIDELINE)
    assert "Det kom etter fristen, som var 2025-03-17." in year.said["svar"]


def test_the_decision_puts_the_text_in_force_and_locks_it(year: Played) -> None:
    """From the day it was made; the hearing tells what came of it."""
    bar = "Gjeldende · versjon 1.0 · godkjent av Strategisk samarbeidsutvalg 8. april 2025 · gjelder fra 8. april 2025"
    assert bar in year.page("vedtak", GUIDELINE)
    assert "Strategisk samarbeidsutvalg godkjente versjon 1.0 den 8. april 2025." in year.page("vedtak", "horinger/")
    assert "Teksten er låst i avtaleverk.lock." in year.said["vedtak"]


def test_an_agreement_waits_for_eighteen_parties(year: Played) -> None:
    """It is not in force before the last of them has adopted it, and then from that very day."""
    proposal = f"{AGREEMENT}v/2025/"
    assert "Til tilslutning (0 av 18) · versjon 2025" in year.page("avtale", proposal)
    assert "Gjeldende · versjon 2022" in year.page("avtale", AGREEMENT)
    waiting = year.page("tilslutning", proposal)
    assert "Til tilslutning (17 av 18) · versjon 2025" in waiting
    assert "Venter på Vinje kommune." in waiting
    assert "Gjeldende · versjon 2022" in year.page("tilslutning", AGREEMENT)
    bar = "Gjeldende · versjon 2025 · godkjent av Partnerskapsmøtet 9. mai 2025 · gjelder fra 2. juli 2025"
    assert bar in year.page("siste part", AGREEMENT)
    assert "og at de får vite når de endres." in year.page("siste part", AGREEMENT)
    assert "Send til Helsedirektoratet innen 2025-08-02 (§ 6-4)" in year.said["siste part"]


def test_the_site_is_published(year: Played) -> None:
    """What readers meet is the site of that day."""
    assert year.published["siste part"] == ""
    assert "Gjeldende · versjon 1.0 " in year.published["publisering"]
    assert "Publisert:" in year.said["publisering"]


def test_an_error_is_corrected_by_a_version_of_its_own(year: Played) -> None:
    """The difference is marked, it is called a correction, and the text that was wrong keeps its address."""
    page = year.page("retting", f"{GUIDELINE}endringer/1.0-til-1.0.1/")
    assert "Endringen gjelder retting. 1 punkt berørt. 1 ord lagt til, 1 ord slettet." in page
    assert "Vedtaket nevner punkt 3. De samme punktene er endret i teksten." in page
    assert "slettet: komunen lagt til: kommunen" in page
    assert "komunen" in year.page("retting", f"{GUIDELINE}v/1.0/")
    assert "Gjeldende · versjon 1.0.1 " in year.published["retting"]


def test_the_next_revision_comes_from_word(year: Played) -> None:
    """The tracked change is the difference, word for word, and the proposal is a proposal until it is approved."""
    assert "Utkast · versjon 1.1 · ikke godkjent" in year.page("revisjon", f"{GUIDELINE}v/1.1/")
    assert "Gjeldende · versjon 1.0.1 " in year.page("revisjon", GUIDELINE)
    markup = year.markup("revidert", f"{GUIDELINE}endringer/1.0.1-til-1.1/")
    article = markup[markup.index("Sykehuset varsler") :]
    assert re.search(r"<del><span[^>]*>slettet: </span>24</del>\s*<ins><span[^>]*>lagt til: </span>12</ins>", article)
    assert "Gjeldende · versjon 1.1 " in year.published["revidert"]


def test_the_history_tells_the_year(year: Played) -> None:
    """What applied when, day by day, with what each decision changed."""
    page = year.page("revidert", f"{GUIDELINE}historikk/")
    assert "10.02.2026 inntil videre 1.1 01.09.2025 09.02.2026 1.0.1 08.04.2025 31.08.2025 1.0" in page
    assert "Retting: punkt 3 (1 ord lagt til, 1 ord slettet)" in page
    assert "Innhold: punkt 3 (1 ord lagt til, 1 ord slettet)" in page


def test_what_was_published_is_taken_back_with_one_command(year: Played) -> None:
    """Readers meet the edition before, and the folder keeps what was decided."""
    assert "Gjeldende · versjon 1.0.1 " in year.published["tatt tilbake"]
    assert "Gjeldende · versjon 1.1 " in year.page("tatt tilbake", GUIDELINE)


def test_the_folder_is_sound_at_the_end(year: Played) -> None:
    """The check finds no error, every approved text is locked, and nothing of the work is left behind."""
    assert main(["sjekk", "--rot", str(year.root)]) == 0
    reading = read_corpus(year.root)
    assert reading.corpus
    (document,) = [d for d in reading.corpus.documents if d.number == "2"]
    states = {v.number: standing(v, document, (), date(2026, 2, 12)).status for v in document.versions}
    assert states == {"0.9": Status.REPLACED, "1.0": Status.REPLACED, "1.0.1": Status.REPLACED, "1.1": Status.IN_FORCE}
    lock = (year.root / "avtaleverk.lock").read_text("utf-8")
    assert [number for number in ("1.0", "1.0.1", "1.1") if f"02-utskriving-fra-sykehus {number} " not in lock] == []
    assert [path.name for path in year.root.iterdir() if path.name.startswith(".avtaleverk-")] == []
