"""The handbook, done: what it tells an editor to type is typed, in order, and answers what the handbook shows."""

import os
import re
from pathlib import Path

import pytest
from handbook_story import (
    EXAMPLE,
    GUIDELINE,
    PICTURES,
    TASKS,
    Story,
    commands,
    context,
    files,
    ratified,
    revised,
    until_approved,
)

from avtaleverk.pages.handbook.tasks import answers, tasks

_WRITES = bool(os.environ.get("AVTALEVERK_SKRIV_BILDER"))
_RENEW = "Er svaret riktig, kjører du testen med AVTALEVERK_SKRIV_BILDER=1, ser på fila og legger den ved."
# What grows with the site and not with what is told: numbers of pages, files and bytes, and the name of an edition.
_COUNTED = re.compile(r"\d+(?= (?:sider|filer|byte)\b)|(?<=skal ha )\d+|(?<=-)[0-9a-f]{8}(?=/)")
# They serve until they are stopped, ask a site on the net, or need the key of somebody.
_ELSEWHERE = ("avtaleverk vis", "avtaleverk rediger", "https://", "--signer")
# What each answer in the handbook is an answer to: the task, and which of its commands.
_ANSWERS = {
    "ny": ("lag-en-ny-retningslinje", 0), "innboks": ("legg-en-word-fil-i-innboksen", 0),
    "sammenlign": ("se-hva-som-er-endret", 1), "ny-frist": ("flytt-horingsfristen", 0),
    "notat": ("lag-notatet-til-motet", 0), "send-inn": ("send-til-helsedirektoratet", 0),
    "gjennomgatt": ("noter-en-gjennomgang", 0), "sjekk": ("kontroller-arbeidsmappa", 0),
    "las": ("las-de-vedtatte-tekstene", 0), "publiser": ("publiser-nettstedet", 1),
    "tilbake": ("ga-tilbake-til-forrige-utgave", 0), "verifiser": ("kontroller-at-ingenting-er-endret", 0),
    "verifiser-endret": ("kontroller-at-ingenting-er-endret", 0), "arsmelding": ("gjor-arsmeldingen", 0),
}  # fmt: skip
# What the steps of the story do, and what says no more than others.
_IN_THE_STORY = {
    "revider-en-retningslinje", "send-pa-horing", "flytt-horingsfristen", "vedta-en-retningslinje",
    "for-partenes-tilslutning", "endre-organene", "kom-i-gang",
}  # fmt: skip


def shown(story: Story, name: str) -> None:
    """Hold what a command answered against what the handbook shows; how much there is of a site may grow."""
    told, place = f"{story.answer(*_ANSWERS[name])}\n", PICTURES / f"{name}.svar.txt"
    before = place.read_text("utf-8") if place.exists() else ""
    if _WRITES and _COUNTED.sub("0", told) != _COUNTED.sub("0", before):
        place.write_text(told, "utf-8")
        return
    assert _COUNTED.sub("0", told) == _COUNTED.sub("0", before), _RENEW


def done(story: Story, name: str, *, but: tuple[str, ...] = ()) -> None:
    """Do all of a task that can be done here."""
    story.do(name, but=(*_ELSEWHERE, *but))


@pytest.fixture
def story(tmp_path: Path) -> Story:
    """Return an editor at work in a copy of the folder."""
    return Story(tmp_path / "mappe")


def test_a_revision_is_carried_from_draft_to_decision_and_packet(story: Story) -> None:
    """Hearing, answers, memo, meeting, decision, ratification, packet and review work one after the other as told."""
    until_approved(story, lambda step: _before_the_decision(story) if step == "svar" else None)
    done(story, "noter-en-gjennomgang")
    ratified(story)
    done(story, "send-til-helsedirektoratet")
    done(story, "gjor-arsmeldingen")
    done(story, "opphev-en-retningslinje")
    for name in ("sammenlign", "ny-frist", "notat", "gjennomgatt", "send-inn", "arsmelding"):
        shown(story, name)


def _before_the_decision(story: Story) -> None:
    """Register an answer that came as a file, see what is changed, and make the memo."""
    story.write_new("svar.md", "Kommunen støtter forslaget.\n")
    assert story.run(story.of("registrer-et-horingssvar")[0].replace(".docx", ".md").replace("nordby", "ostvik")) == 0
    done(story, "se-hva-som-er-endret")
    done(story, "lag-notatet-til-motet")
    done(story, "legg-inn-et-mote")


def test_a_site_is_published_taken_back_and_verified(story: Story) -> None:
    """What is published can be taken back with one command, and a page that somebody has altered is named."""
    done(story, "kontroller-arbeidsmappa")
    done(story, "las-de-vedtatte-tekstene")
    # To publish is to build as well.
    done(story, "publiser-nettstedet", but=("avtaleverk bygg",))
    done(story, "kontroller-at-ingenting-er-endret")
    for name in ("las", "publiser", "verifiser"):
        shown(story, name)
    story.do("noter-en-gjennomgang")
    assert story.run(story.of("publiser-nettstedet")[1]) == 0
    done(story, "ga-tilbake-til-forrige-utgave")
    shown(story, "tilbake")
    _altered(story)


def _altered(story: Story) -> None:
    page = story.root.parent / "nettsted" / "gjeldende" / "retningslinjer" / "2" / "index.html"
    page.write_text(page.read_text("utf-8").replace("med en gang", "i morgen"), "utf-8")
    assert story.run(story.of("kontroller-at-ingenting-er-endret")[0]) == 1
    shown(story, "verifiser-endret")


def test_faults_are_told(story: Story) -> None:
    """The findings that the handbook shows are those that the check gives."""
    story.write(f"{GUIDELINE}/1.0.md", lambda text: text.replace("2024-03-14", "14.3.24"))
    story.write(
        "retningslinjer/02-akutt/1.0.md",
        lambda text: text.replace("retningslinje 1 punkt 2", "retningslinje 1 punkt 9"),
    )
    assert story.run(story.of("kontroller-arbeidsmappa")[0]) == 1
    shown(story, "sjekk")


def test_a_new_guideline_begins_as_a_skeleton(story: Story) -> None:
    """A guideline and an attachment are made as told, and the check then says what is left to write."""
    first, check, attachment, templates = story.of("lag-en-ny-retningslinje")
    assert story.run(first) == 0, story.said[first]
    assert story.run(check) == 0, story.said[check]
    assert story.run(attachment) == 0, story.said[attachment]
    assert story.run(templates) == 0, story.said[templates]
    shown(story, "ny")


def test_a_revision_in_word_comes_back(story: Story, tmp_path: Path) -> None:
    """A file with tracked changes becomes a proposal, by the command and by the inbox."""
    group, inbox = Story(tmp_path / "gruppe"), Story(tmp_path / "innboks")
    out, into = story.of("revider-i-word")
    assert story.run(out) == 0, story.said[out]
    # The working group tracks its changes; here a proposal of theirs does it for them.
    group.write_new(f"{GUIDELINE}/1.1.md", proposal(group))
    done(group, "se-hva-som-er-endret")
    tracked = (group.root / "endringer.docx").read_bytes()
    (story.root / "revisjon.docx").write_bytes(tracked)
    assert story.run(into) == 0, story.said[into]
    (inbox.root / "innboks").mkdir()
    (inbox.root / "innboks" / "retningslinje 1.docx").write_bytes(tracked)
    done(inbox, "legg-en-word-fil-i-innboksen")
    assert (inbox.root / GUIDELINE / "1.1.md").exists()
    shown(inbox, "innboks")


def proposal(story: Story) -> str:
    """Return the revision of guideline 1 as a file."""
    body = (story.root / GUIDELINE / "1.0.md").read_text("utf-8").rpartition("---\n")[2]
    return f'---\nversjon: "1.1"\nendringer: Kortere frist for melding\n---\n{revised(body)}'


def test_a_slip_of_the_pen_is_mended_by_a_version_of_its_own(story: Story) -> None:
    """The correction is a version like others, and is told as a correction."""
    revise, approve = story.of("rett-en-skrivefeil")
    assert story.run(revise) == 0, story.said[revise]
    story.write(f"{GUIDELINE}/1.1.md", lambda text: text.replace("fra sykehuset og hjem", "hjem fra sykehuset"))
    assert story.run(approve) == 0, story.said[approve]


def test_what_is_written_in_files_is_sound(story: Story) -> None:
    """The pieces of files that the handbook gives can be copied: a forwarding, a former address, a meeting."""
    address, forwarding = files(TASKS["flytt-eller-ta-bort-en-tekst"], story.ctx)
    story.write_new("videresending.yml", forwarding.replace("/9/", "/8/"))
    story.write("retningslinjer/02-akutt/index.md", lambda text: text.replace("type:", f"{address.strip()}\ntype:", 1))
    story.write_new("side.html", '<a href="https://eksempeldalen.example/retningslinjer/2/">Retningslinje 2</a>')
    done(story, "flytt-eller-ta-bort-en-tekst")


def test_words_and_subjects_can_be_copied_into_their_files(story: Story) -> None:
    """The pieces for the word list and for a document are sound where the handbook says they go."""
    (word,) = files(TASKS["legg-inn-et-ord"], story.ctx)
    (subjects,) = files(TASKS["si-hva-en-tekst-gjelder"], story.ctx)
    story.write("ordliste.yml", lambda text: text + word)
    no_audience = subjects.replace("malgruppe: [fastlege]\n", "")
    story.write(f"{GUIDELINE}/index.md", lambda text: text.replace("type:", f"{no_audience}type:", 1))
    done(story, "legg-inn-et-ord")
    done(story, "si-hva-en-tekst-gjelder")


def test_texts_are_taken_out_as_files(story: Story) -> None:
    """A text comes as Word and as PDF, and all of them as one."""
    done(story, "ta-ut-tekster-som-fil")
    assert all((story.root / name).stat().st_size for name in ("tekst.docx", "tekst.pdf", "arkiv.pdf", "bok.pdf"))


def test_every_command_that_can_be_run_here_is_run() -> None:
    """No command of the handbook is left untried but those that serve, ask a site on the net, or need a key."""
    source = Path(__file__).read_text("utf-8")
    ctx = context(EXAMPLE)
    needing = {t.name for t in tasks("nb") if any(not any(w in c for w in _ELSEWHERE) for c in commands(t, ctx))}
    assert {name for name in needing if f'"{name}"' not in source} <= _IN_THE_STORY


def test_every_answer_is_made_here() -> None:
    """No answer of the handbook was written by hand."""
    assert {name.removesuffix(".svar.txt") for name in answers()} == set(_ANSWERS)
