"""The editor's desk: the folder, the site that is built of it, and what has been done since the editor sat down."""

import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Protocol

from avtaleverk.corpus.change_set import Change, ChangeSet, write_changes
from avtaleverk.editing.form_saving import saved
from avtaleverk.editing.forms import Form, form_of
from avtaleverk.editing.stamps import stamp_of
from avtaleverk.engines.editor.disk import read_inside
from avtaleverk.engines.editor.looking import Seen, content_of, inbox_of
from avtaleverk.engines.editor.protocol import RefusedError
from avtaleverk.engines.workshop import Workshop
from avtaleverk.history import read_checked
from avtaleverk.model.findings import AvtaleverkError, errors
from avtaleverk.pages.catalogue import Catalogue
from avtaleverk.pages.context import Context
from avtaleverk.pages.editor_offers import Offer
from avtaleverk.pages.editor_page import REVISE, SiteDeed, Told
from avtaleverk.pages.editor_words import on_the_page
from avtaleverk.pages.shell import Shell
from avtaleverk.site.plan import Plan

_UNSAVED = "Ikke lagret."
_UNDATED = "Skriv datoen, og lagre på nytt. Fila får navn etter datoen og tittelen."
_MOVED_ON = (
    "Noe annet er gjort siden dette ble vist. Se hva som ville blitt endret en gang til, og trykk så på knappen."
)
_MOST_TOLD = 6


class Deeds(Protocol):
    """What the editor can do besides filling in forms; each answers in words, also where nothing was done."""

    def revise(self, document: str, number: str, changes: str) -> Told:
        """Make a proposal of the text in force."""

    def do(self, offer: Offer, document: str, number: str, answers: Mapping[str, str]) -> Told:
        """Do what the page offers with one version of a document; ``answers`` are the options of the verb."""

    def published(self, deed: SiteDeed, *, is_shown_only: bool) -> Told:
        """Publish the site or take the last edition back, or say what that would mean for readers."""

    def take_in(self) -> tuple[Told, ...]:
        """Make proposals of the files in the inbox."""


@dataclass
class Desk:
    """One folder being edited. ``build`` makes the site and returns its plan; ``deeds`` are what the page offers.

    The page, the forms and the watcher come from threads of their own, so all that writes takes ``_busy``.
    ``_own`` is what each window of the browser saved last, by the path of the file.
    ``built_from`` is how the folder looked when the site was built, ``looked_at`` how the inbox did when it was read.
    """

    workshop: Workshop
    site: Path
    build: Callable[[Workshop, Path], Plan]
    deeds: Deeds
    told: deque[Told] = field(default_factory=lambda: deque(maxlen=_MOST_TOLD))
    plan: Plan | None = None
    built_from: Seen = field(default_factory=dict)
    looked_at: Seen = field(default_factory=dict)
    _own: dict[tuple[str, str], str] = field(default_factory=dict, repr=False)
    _busy: threading.RLock = field(default_factory=threading.RLock, repr=False)
    _publishing: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _pressed: tuple[SiteDeed, str] | None = None

    @property
    def root(self) -> Path:
        """Return the folder."""
        return self.workshop.root

    @property
    def day(self) -> date:
        """Return the day that the folder is seen as of."""
        return self.workshop.day or date.today()  # noqa: DTZ011 - the editor's own day

    @property
    def ready(self) -> Plan:
        """Return the plan of the last build; raises AvtaleverkError where there was none."""
        if self.plan is None:
            message = "Nettstedet er ikke bygd ennå."
            raise AvtaleverkError(message)
        return self.plan

    @property
    def context(self) -> Context:
        """Return what a page needs to know."""
        return Context(self.ready.corpus, self.ready.day, self.workshop.texts)

    @property
    def shell(self) -> Shell:
        """Return the frame of the pages."""
        return self.ready.shell

    def start(self) -> None:
        """Build for the first time; raises AvtaleverkError with the findings where the folder cannot be read.

        What only the site fails on, such as a link that leads nowhere, can be mended in a form, so it is told there.
        """
        with self._busy:
            self.built_from = content_of(self.root)
            try:
                self.plan = self.build(self.workshop, self.site)
            except AvtaleverkError as error:
                self.plan = self.workshop.plan()
                self.tell(replace(_fault("Nettstedet kan ikke bygges", error), is_passing=True))

    def rebuild(self) -> None:
        """Build again; a folder that cannot be built is told of, and the site stays as it was."""
        with self._busy:
            start, self.built_from = time.monotonic(), content_of(self.root)
            try:
                self.plan = self.build(self.workshop, self.site)
            except AvtaleverkError as error:
                self.tell(replace(_fault("Nettstedet viser forrige utgave", error), is_passing=True))
            else:
                self.tell(
                    Told(f"Nettstedet er bygd på {_seconds(time.monotonic() - start)} sekunder.", is_passing=True)
                )

    def catch_up(self) -> None:
        """Build again where the folder is not as it was at the last build, once nobody else is at work."""
        with self._busy:
            if content_of(self.root) != self.built_from:
                self.rebuild()

    def tell(self, told: Told, offer: Offer | None = None) -> None:
        """Note what was done, in the words of the page; of builds the last one is enough, however it went.

        What publishing would mean is forgotten as soon as anything else was done.
        """
        for earlier in [t for t in self.told if t.then or (told.is_passing and t.is_passing)]:
            self.told.remove(earlier)
        self.told.appendleft(on_the_page(told, Catalogue(self.ready.corpus.community.language), offer))

    def form_of(self, path: str) -> Form | None:
        """Return the form that may write a file, None where no form may."""
        return form_of(self.ready.corpus, path, self.day)

    def save(self, path: str, came: str, stamp: str, window: str) -> None:
        """Write what a form in a ``window`` sent; raises AvtaleverkError in words where it is not written."""
        with self._busy:
            form = self.form_of(path)
            if form is None:
                message = f"«{path}» kan ikke endres her. En vedtatt tekst endres med en ny versjon."
                raise RefusedError(message)
            old = read_inside(self.root, path)
            if old is None and path.rpartition("/")[2].startswith("-"):
                raise RefusedError(_UNDATED)
            # A form goes on with the stamp that it was opened with, also after it has been saved.
            was_ours = old is not None and self._own.get((window, path)) == stamp_of(old)
            self._check_stamp(old, stamp_of(old or "") if was_ours else stamp)
            new = saved(old, came, form)
            if new == old:
                return
            self._check(path, new)
            write_changes(self.root, ChangeSet((Change(path, old, new),)), _UNSAVED)
            self._own[window, path] = stamp_of(new)
            self.tell(Told(f"Lagret {form.title or path}", (path,)))

    def _check_stamp(self, old: str | None, stamp: str) -> None:
        """Refuse to write over what somebody else has written since the form was opened."""
        if old is None and stamp:
            message = "Fila er borte. Noen har slettet eller flyttet den siden du åpnet skjemaet."
            raise RefusedError(message)
        if old is not None and stamp_of(old) != stamp:
            message = (
                "Fila er endret et annet sted siden du åpnet skjemaet. Kopier det du har skrevet, og åpne skjemaet på nytt."
                if stamp
                else "Det finnes allerede en fil med dette navnet. Velg en annen dato eller tittel."
            )
            raise RefusedError(message)

    def _check(self, path: str, text: str) -> None:
        """Refuse what ``sjekk`` would stop; faults that the folder has already are not held against the form."""
        reading = read_checked(self.root, self.workshop.texts, judged_on=self.day, laid_over={path: text})
        known = self.workshop.reading.findings if self.workshop.reading else ()
        if new := [finding for finding in errors(reading.findings) if finding not in known]:
            raise AvtaleverkError(_UNSAVED, new)

    def revise(self, document: str, number: str, changes: str) -> Told:
        """Make a proposal of the text in force, and show it."""
        again = {"gjor": REVISE, "dokument": document, "versjon": number, "endringer": changes}
        return self._done(lambda: self.deeds.revise(document, number, changes), again)

    def do(self, offer: Offer, document: str, number: str, answers: Mapping[str, str]) -> Told:
        """Do what the page offers with a version, and show it."""
        again = {"gjor": offer.name, "dokument": document, "versjon": number, **answers}
        return self._done(lambda: self.deeds.do(offer, document, number, answers), again, offer)

    def publish(self, deed: SiteDeed, shown: str) -> None:
        """Publish or take back what was ``shown``, or say what that would mean where it is ""; others may save meanwhile.

        A button that is pressed twice does it once.
        """
        with self._publishing:
            if shown and self._pressed == (deed, shown):
                return
            try:
                self.tell(self._published(deed, shown))
            except AvtaleverkError as error:
                self.tell(_fault("Ingenting ble publisert", error))

    def _published(self, deed: SiteDeed, shown: str) -> Told:
        """Return what came of it; raises AvtaleverkError where it was nothing, also where something else was shown."""
        looks = f"{time.monotonic_ns()}-{stamp_of(repr(content_of(self.root)))}"
        if not shown:
            told = self.deeds.published(deed, is_shown_only=True)
            return replace(told, shown=looks)
        is_so = any(told.then is deed and told.shown == shown for told in self.told)
        if not is_so or shown.partition("-")[2] != looks.partition("-")[2]:
            raise AvtaleverkError(_MOVED_ON)
        self._pressed = deed, shown
        return self.deeds.published(deed, is_shown_only=False)

    def take_in(self) -> None:
        """Make proposals of what lies in the inbox, and show them."""
        with self._busy:
            try:
                found = self.deeds.take_in()
            except AvtaleverkError as error:
                found = (_fault("Innboksen", error),)
            self.looked_at = inbox_of(self.root)
            for told in found:
                self.tell(told)
            if any(not told.is_fault for told in found):
                self.rebuild()

    def _done(self, deed: Callable[[], Told], again: Mapping[str, str], offer: Offer | None = None) -> Told:
        with self._busy:
            try:
                told = deed()
            except AvtaleverkError as error:
                told = replace(_fault("Ingenting ble skrevet", error), again=again)
            self.tell(told, offer)
            if not told.is_fault:
                self.rebuild()
            return told


def _seconds(seconds: float) -> str:
    return f"{seconds:.1f}".replace(".", ",")


def _fault(title: str, error: AvtaleverkError) -> Told:
    return Told(title, (str(error), *(str(finding) for finding in error.findings)), is_fault=True)
