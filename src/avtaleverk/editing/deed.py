"""What a verb works out before anything is written: the changes, what there is to tell, and what comes next."""

import re
import shlex
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from avtaleverk.corpus.change_set import ChangeSet
from avtaleverk.corpus.lookup import UnknownDocumentError, find_document
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.documents import Document, Version
from avtaleverk.model.findings import AvtaleverkError
from avtaleverk.model.status import version_in_force

DONE_BEFORE = "Dette er gjort fra før."
_SAFE = re.compile(r"[\wæøåÆØÅ@%+=:,./-]+")


class DeedError(AvtaleverkError):
    """A deed that the rules of the community do not allow, or that cannot be; the message says what to do instead."""


@dataclass(frozen=True, slots=True)
class Deed:
    """The files that change, what was done in sentences, and what comes next.

    A command in ``next`` stands last in its sentence, after a colon. A deed without changes was done before. ``expects``
    are the beginnings of warnings that it brings by its nature, which nobody needs to be told; ``copied`` is the file
    whose words a new one begins with, and has been warned of. ``settles`` is the text that others will now go by, of
    which all that is said is told once more.
    """

    changes: ChangeSet = field(default_factory=ChangeSet)
    told: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    expects: tuple[str, ...] = ()
    copied: str = ""
    settles: str = ""

    @property
    def is_done(self) -> bool:
        """Say whether nothing is left to do."""
        return not self.changes


@dataclass(frozen=True, slots=True)
class Desk:
    """The folder as an editor finds it on a day; ``raw`` gives a file sign by sign, None where there is none."""

    corpus: Corpus
    day: date
    raw: Callable[[str], str | None]

    def text(self, path: str) -> str:
        """Return a file that is known to be there; raises DeedError where it is gone."""
        text = self.raw(path)
        if text is None:
            message = f"Fila {path} er borte. Kjør kommandoen på nytt."
            raise DeedError(message)
        return text

    def check_come(self, day: date, way_on: str = ".") -> None:
        """Raise DeedError where a day is yet to come; ``way_on`` ends the sentence."""
        if day > self.day:
            message = f"{day} er ikke kommet; i dag er det {self.day} etter klokka på maskinen. Rett datoen{way_on}"
            raise DeedError(message)

    def parties(self, document: Document) -> tuple[str, ...]:
        """Return the parties that must adopt a document, none where its approval is enough."""
        rule = self.corpus.rule_for(document)
        return rule.ratified_by if rule else ()

    def in_force(self, document: Document) -> Version | None:
        """Return the text in force today."""
        return version_in_force(document, self.parties(document), self.day)


def name_for(corpus: Corpus, document: Document) -> str:
    """Return the shortest that a command may call a document by."""
    for name in (document.number, document.folder.rpartition("/")[2]):
        try:
            if name and find_document(corpus, name) is document:
                return name
        except UnknownDocumentError:
            continue
    return document.folder


def command(verb: str, *words: str) -> str:
    """Return a command as somebody can type it."""
    quoted = (word if _SAFE.fullmatch(word) else '"…"' if word == "…" else shlex.quote(word) for word in words)
    return " ".join(["avtaleverk", verb, *quoted])


def capital(sentence: str) -> str:
    """Return a sentence with a capital at its beginning, and the names in it as they are."""
    return sentence[:1].upper() + sentence[1:]


def label(document: Document) -> str:
    """Return what a document is called in a sentence: «retningslinje 5 (Utskriving)»."""
    return f"{document.kind.value} {document.number} ({document.title})" if document.number else f"«{document.title}»"
