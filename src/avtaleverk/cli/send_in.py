"""``avtaleverk send-inn``: the packet for Helsedirektoratet and the archive, and the day that it was sent (§ 6-4)."""

import argparse
from dataclasses import dataclass, field
from pathlib import Path

from avtaleverk.cli.asking import Asker, date_of, need_document, text_of
from avtaleverk.cli.deeds import add_anyway, add_document, add_verb_options, run_verb
from avtaleverk.cli.report import complain
from avtaleverk.cli.saving import save
from avtaleverk.cli.text_choice import MOST_OF_PICTURE, known_versions
from avtaleverk.corpus.picture_data import picture_data
from avtaleverk.editing.deed import Deed, Desk, command
from avtaleverk.editing.sending import SendIn, choose, send_in
from avtaleverk.engines.packets import check_place, lay, packet_files
from avtaleverk.exports.packet import Sending, zipped
from avtaleverk.model.corpus import Corpus
from avtaleverk.pages.context import Context
from avtaleverk.text import TextStore

NAME = "send-inn"
HELP = "Lag pakken til Helsedirektoratet og arkivet: PDF/A, Word, metadata og følgebrev, og før dagen den ble sendt."
_DESCRIPTION = (
    "Avtaler skal sendes Helsedirektoratet innen en måned (helse- og omsorgstjenesteloven § 6-4). Dagen føres i teksten "
    "når pakken er hel. Kjører du kommandoen igjen, får du den samme pakken."
)
_EXAMPLE = command("send-inn", "samarbeidsavtalen", "--til", "innsending")


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what this command can be told."""
    parser.epilog = _DESCRIPTION
    add_document(parser, version="versjonen (den som gjelder)")
    parser.add_argument("--til", metavar="MAPPE", help="mappa pakken skal ligge i")
    parser.add_argument("--dato", metavar="ÅÅÅÅ-MM-DD", help="dagen den blir sendt (i dag)")
    parser.add_argument("--zip", action="store_true", help="lag også én zip-fil av pakken, ved siden av mappa")
    add_anyway(parser)
    add_verb_options(parser)


def run(options: argparse.Namespace) -> int:
    """Make the packet and note the day; 2 where something is missing.

    Raises AvtaleverkError where the folder has errors, the text cannot be sent, or a file cannot be made or written.
    """
    counter = _Counter(options)
    return run_verb(options, _EXAMPLE, counter.work, counter.complete, counter.lay)


@dataclass(slots=True)
class _Counter:
    """Where a packet is made: the order, then its files, which are whole before anything is written."""

    options: argparse.Namespace
    order: SendIn | None = None
    files: dict[str, bytes] = field(default_factory=dict)

    def work(self, desk: Desk, ask: Asker) -> Deed:
        """Return the deed that notes the day."""
        document = need_document(ask, desk.corpus, self.options.dokument)
        version = choose(desk, document, self.options.versjon) if document else None
        if document and not version:
            which = (
                f"Versjon {self.options.versjon} finnes ikke" if self.options.versjon else "Det er ingen tekst å sende"
            )
            ask.lack(f"--versjon: {which}. {known_versions(document)}")
        day = ask.read("--dato", self.options.dato, date_of) if self.options.dato else None
        suggested = f"innsending-{document.number or document.folder.rpartition('/')[2]}" if document else "innsending"
        place = ask.need("--til", self.options.til, "Hvilken mappe skal pakken ligge i", text_of, suggested)
        ask.settle()
        if not document or not version or not place:  # settled above; this is for the checker of types
            return Deed()
        check_place(Path(place))
        self.order = order = SendIn(document, version, day, place, self.options.likevel)
        deed = send_in(desk, order, self._sending(desk, desk.corpus, order))
        if deed.is_done:
            self.make(desk, desk.corpus)
        return deed

    def complete(self, desk: Desk, deed: Deed, corpus: Corpus) -> Deed:
        """Make the files of the folder as it will be, so that a packet made again is the same."""
        self.make(desk, corpus)
        return deed

    def make(self, desk: Desk, corpus: Corpus) -> None:
        """Make the files."""
        if self.order:
            pictures = picture_data(self.options.rot, MOST_OF_PICTURE)
            self.files = packet_files(self._sending(desk, corpus, self.order), pictures)

    @staticmethod
    def _sending(desk: Desk, corpus: Corpus, order: SendIn) -> Sending:
        day = order.day_on(desk)
        document = corpus.document(order.document.folder) or order.document
        version = document.version(order.version.number) or order.version
        return Sending(Context(corpus, day, TextStore()), document, version, day)

    def lay(self) -> None:
        """Lay the packet in its place, and as one file beside it where that is asked for."""
        if not self.order:
            return
        place = Path(self.order.place)
        lay(place, self.files)
        if self.options.zip:
            archive = place.with_name(f"{place.resolve().name}.zip")
            save(archive, zipped(self.files, place.resolve().name), replaces=True)
            if not self.options.json:
                complain(f"Skrevet: {archive}")
