"""What a verb needs to know: asked for in a terminal, and listed all at once where there is none."""

import sys
from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

from avtaleverk.cli.report import complain, say
from avtaleverk.corpus.lookup import UnknownDocumentError, choices, find_document
from avtaleverk.corpus.wording import invisible
from avtaleverk.corpus.yaml_reader import looks_like_date
from avtaleverk.model.addresses import slug
from avtaleverk.model.community import Party
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.documents import Document
from avtaleverk.model.findings import AvtaleverkError

T = TypeVar("T")
# What is answered to leave out what is suggested.
_NOTHING = "-"
_UNSEEN = "Her er det tegn som ikke vises, som fra en piltast. Skriv det på nytt"
_YES, _NO = frozenset({"ja", "j", "yes", "y"}), frozenset({"nei", "n", "no"})


class AskError(AvtaleverkError):
    """Something that is needed was not said, or cannot be; ``lacks`` has a line for each."""

    def __init__(self, lacks: Sequence[str], example: str) -> None:
        """Keep the lines, and say them all with a call that would do."""
        super().__init__("\n".join([*lacks, "", "Skriv for eksempel:", f"  {example}"]))
        self.lacks = tuple(lacks)


class BrokenOffError(AvtaleverkError):
    """Somebody left in the middle of the questions."""


def is_terminal() -> bool:
    """Say whether there is somebody to ask."""
    return sys.stdin.isatty() and sys.stdout.isatty()


class Asker:
    """Gathers what a verb needs; what is wrong or missing is told by ``settle``, all of it.

    ``asks`` is whether there is somebody to ask.
    """

    def __init__(self, *, asks: bool, example: str) -> None:
        self.asks = asks
        self._example = example
        self._lacks: list[str] = []

    def need(self, name: str, given: str | None, question: str, read: Callable[[str], T], suggested: str = "") -> T | None:  # fmt: skip
        """Return what was given for an option, else what somebody answers; None (and a lack) where there is neither.

        ``read`` makes a value of the words, and raises ValueError or AvtaleverkError that says what is wrong with them.
        """
        if given is not None:
            return self.read(name, given, read)
        if not self.asks:
            self.lack(f"{name}: {question}" + (f", for eksempel {suggested}" if suggested else ""))
            return None
        return self._ask(question, read, suggested)

    def wish(self, name: str, given: str | None, question: str, read: Callable[[str], T], suggested: str = "") -> T | None:  # fmt: skip
        """Return what was given, or answered, for something that may be left out; None where it was."""
        if given is not None:
            return self.read(name, given, read)
        if not self.asks:
            return None
        way_out = f"{_NOTHING} for ingenting" if suggested else "Enter for ingenting"
        return self._ask(f"{question} ({way_out})", read, suggested, may_skip=True)

    def read(self, name: str, given: str, read: Callable[[str], T]) -> T | None:
        """Return what an option says, None (and a lack) where it cannot be read."""
        try:
            return read(_seen(given))
        except (ValueError, AvtaleverkError) as error:
            self.lack(f"{name}: {error}")
            return None

    def option(self, name: str, given: str | None, read: Callable[[str], T]) -> T | None:
        """Return what an option says, None where it was not given; nobody is asked."""
        return None if given is None else self.read(name, given, read)

    def lack(self, words: str) -> None:
        """Note something that is missing or wrong."""
        self._lacks.append(words)

    def settle(self) -> None:
        """Raise AskError with all that is missing or wrong, if anything is."""
        if self._lacks:
            raise AskError(self._lacks, self._example)

    def _ask(self, question: str, read: Callable[[str], T], suggested: str, *, may_skip: bool = False) -> T | None:
        """Ask until there is an answer that can be read; nothing is asked in vain, where something is wrong already."""
        self.settle()
        while True:
            answer = _answer(f"{question}{f' [{suggested}]' if suggested else ''}: ") or suggested
            if may_skip and answer in {"", _NOTHING}:
                return None
            try:
                return read(answer)
            except (ValueError, AvtaleverkError) as error:
                complain(str(error))


def confirmed(question: str) -> bool:
    """Return whether somebody says yes; Enter is a yes."""
    while True:
        answer = _answer(f"{question} (ja/nei) [ja]: ").casefold() or "ja"
        if answer in _YES | _NO:
            return answer in _YES
        complain("Skriv ja eller nei.")


def _answer(prompt: str) -> str:
    """Return one line that somebody typed; raises BrokenOffError where they leave instead."""
    while True:
        try:
            return _seen(input(prompt).strip())
        except (KeyboardInterrupt, EOFError) as error:
            say("")
            message = "Ingenting er skrevet."
            raise BrokenOffError(message) from error
        except ValueError:  # what the terminal sent is no text, or holds what nobody sees
            complain(f"{_UNSEEN}.")


def _seen(words: str) -> str:
    """Return words as they are; raises ValueError where something in them cannot be seen."""
    if any(invisible(words)):
        raise ValueError(_UNSEEN)
    return words


# --- how words are read -------------------------------------------------------------------------------------------


def text_of(words: str) -> str:
    """Return a text on one line; raises ValueError where there is none."""
    if not (text := " ".join(words.split())):
        msg = "Skriv noe her"
        raise ValueError(msg)
    return text


def date_of(words: str) -> date:
    """Return a date, also one that is written as on paper; raises ValueError where it is none."""
    try:
        return date.fromisoformat(looks_like_date(words) or words.strip())
    except ValueError as error:
        msg = f"«{words}» er ikke en dato. Skriv for eksempel 2024-09-26"
        raise ValueError(msg) from error


def one_of(known: Sequence[str]) -> Callable[[str], str]:
    """Return what reads one of some words, however they are spelt; raises ValueError that says which there are."""

    def read(words: str) -> str:
        wanted = words.strip()
        alike = [word for word in known if wanted and slug(word) == slug(wanted)]
        if wanted in known or len(alike) == 1:
            return wanted if wanted in known else alike[0]
        msg = f"«{wanted}» er ikke ett av valgene. Velg {', '.join(known) or '(ingen finnes ennå)'}"
        raise ValueError(msg)

    return read


def party_of(parties: Sequence[Party]) -> Callable[[str], str]:
    """Return what reads the id of a party, or its name; raises ValueError that says which there are."""
    ids = {slug(party.name): party.id for party in parties}
    known = one_of([party.id for party in parties])
    return lambda words: known(ids.get(slug(words), words))


def need_document(ask: Asker, corpus: Corpus, words: str | None) -> Document | None:
    """Return the document that is meant; what there is to choose from is shown before it is asked for."""
    known = choices(corpus.all_documents())
    if words is None and not ask.asks:
        ask.lack(f"Dokumentet mangler. Disse finnes:\n{known}")
        return None
    if words is None:
        say(f"Disse dokumentene finnes:\n{known}")
    return ask.need("DOKUMENT", words, "Hvilket dokument", lambda answer: _found(corpus, answer))


def _found(corpus: Corpus, words: str) -> Document:
    try:
        return find_document(corpus, words)
    except UnknownDocumentError as error:
        raise ValueError(str(error)) from error
