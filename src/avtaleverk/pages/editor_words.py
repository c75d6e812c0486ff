"""What a command answers, in the words of the editor's page: its forms and buttons in the place of options and commands."""

import re
from collections.abc import Iterator
from dataclasses import replace

from avtaleverk.pages.catalogue import Catalogue
from avtaleverk.pages.editor_offers import ANSWER, DEADLINE, MAKE, OFFERS, Offer
from avtaleverk.pages.editor_page import Told

# Where the page does what a command does: the beginning of the call, and the id of what it is called here. The first fits.
_HERE = (
    (r"horing .*--svar\b", ANSWER.title),
    (r"horing .*--ny-frist\b", DEADLINE.title),
    (r"publiser --tilbake$", "Take the last edition back"),
    (r"publiser\b", "Publish the site"),
    (r"revider\b", "New revision"),
    (r"importer\b", "From Word"),
    (r"innboks\b", "From Word"),
    (r"vis\b", "See the page"),
    (r"sammenlign\b", "See the changes"),
    *((rf"{name}\b", offer.title) for name, offer in OFFERS.items()),
)
_AGAIN = (
    "eller slett denne rapporten, og kjør «Fra Word» for å prøve på nytt",
    "og legg den inn under «Fra Word» på nytt",
)
_ROOT = re.compile(r" --rot (?:'[^']*'|\S+)")
# A call within a sentence goes on to the end of the sentence, of its quotes or of the line.
_CALL = re.compile(r"«?avtaleverk ([a-zøæå-]+(?: [^\s»]+?)*?)(?:»|(?=[.,]?$|[.,] ))", re.MULTILINE)
_LACK = re.compile(r"^--([\w-]+): (\w)", re.MULTILINE)
# What the page has no choice for, and what it has another word for.
_ANYWAY = re.compile(r",? eller legg til --likevel[^.\n]*| \(--[\w-]+ [^)\n]*\)")
OTHERWISE = (
    (" med --til", " under «Publisering» i skjemaet for helsefellesskapet"),
    ("--til er", "stedet under «Publisering» i skjemaet for helsefellesskapet er"),
    ("--adresse er", "adressen er"),
    (", eller velg navnet på mappa med --mappe", ""),
    ("en annen med --mappe", "en annen tittel"),
    ("et annet navn med --mappe", "en annen tittel"),
    (" Legg til --likevel når det nye", " Rett det under «Rediger teksten» når det nye"),
    ("skriv --type vedlegg", "velg vedlegg"),
    ("skriver du «", "velger du «"),
)


def on_the_page(told: Told, t: Catalogue, offer: Offer | None = None) -> Told:
    """Return what was told, as it is said on the page; ``offer`` is the form that was sent, where it was one of those."""
    lines = tuple(_said(line, t, offer) for line in told.lines)
    return replace(told, lines=lines, steps=tuple(_steps(told, t, offer)), report=report_on_the_page(told.report, t))


def report_on_the_page(report: str, t: Catalogue) -> str:
    """Return a report on a file, with what the page does in the place of commands."""
    return _CALL.sub(lambda call: _called(call, t), report).replace(*_AGAIN)


def _steps(told: Told, t: Catalogue, offer: Offer | None) -> Iterator[tuple[str, str]]:
    for words, command in told.steps:
        if offer is MAKE and told.form and not command:
            yield t("Press «Edit the text», and write where it says «(Skriv …)». «In short» is written in the form of the document, under «Open the forms»."), ""  # fmt: skip
        elif place := _place(command.removeprefix("avtaleverk "), t):
            yield f"{words}: «{place}».", ""
        else:
            yield words, command


def _said(words: str, t: Catalogue, offer: Offer | None) -> str:
    words = _CALL.sub(lambda call: _called(call, t), words)
    for theirs, ours in OTHERWISE:
        words = words.replace(theirs, ours)
    return _LACK.sub(lambda lack: _lacked(lack, t, offer), _ANYWAY.sub("", words))


def _place(call: str, t: Catalogue) -> str:
    """Return what the page calls what a command does, "" where it has no such thing."""
    call = _ROOT.sub("", call)
    return next((t(title) for pattern, title in _HERE if re.match(pattern, call)), "")


def _called(call: re.Match[str], t: Catalogue) -> str:
    place = _place(call[1], t)
    return f"«{place}»" if place else call[0]


def _lacked(lack: re.Match[str], t: Catalogue, offer: Offer | None) -> str:
    found = next((q for q in offer.questions if q.option == lack[1]), None) if offer else None
    return f"«{t(found.words)}»: {lack[2]}" if found else lack[2].upper()
