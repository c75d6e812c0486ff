"""``avtaleverk publiser``: builds the site, checks it, lays it where readers find it, and can take it back."""

import argparse
import json
import os
import re
import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from avtaleverk.cli.asking import Asker, BrokenOffError, confirmed, is_terminal, text_of
from avtaleverk.cli.options import add_day, add_formats, add_json, add_root
from avtaleverk.cli.publish_words import ONLY_SHOWN, PUBLISHED, as_data, in_words
from avtaleverk.cli.refusing import or_refused
from avtaleverk.cli.report import as_json, print_findings, say
from avtaleverk.corpus.files import Folder
from avtaleverk.corpus.read_community import COMMUNITY_FILE, read_community
from avtaleverk.engines.cache import FileCache, default_cache_path
from avtaleverk.engines.progress import terminal_progress
from avtaleverk.engines.publishing.folder import FolderPlace
from avtaleverk.engines.publishing.holding import held
from avtaleverk.engines.publishing.place import Edition, Held, Place, PublishingError
from avtaleverk.engines.publishing.publish import MOST_MANIFEST, Wish, chosen, damage, publish, published, turn_back
from avtaleverk.engines.publishing.scan import packed_pages
from avtaleverk.engines.publishing.target import place_of
from avtaleverk.engines.publishing.web import is_address
from avtaleverk.engines.workshop import Workshop
from avtaleverk.history.comparison import Comparisons
from avtaleverk.history.lock_file import LOCK
from avtaleverk.model.community import Publishing
from avtaleverk.model.disk_faults import why
from avtaleverk.model.downloads import Formats, formats_of
from avtaleverk.model.findings import AvtaleverkError, Finding, errors
from avtaleverk.site.manifest import MANIFEST, SIGNATURE, Manifest, read_manifest
from avtaleverk.site.plan import Plan
from avtaleverk.site.publication import Publication, lock_warnings, publication, warnings

NAME = "publiser"
HELP = "Bygg nettstedet, kontroller det, og legg det der leserne finner det. Kan tas tilbake."
OK = 0
_KEEP = 5
_UNPUBLISHED = "Ingenting er publisert."
# What YAML reads as a text as it stands, wherever it is written.
_PLAIN = re.compile(r"[\w./][\w./@:-]*[\w/]")


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what this command can be told."""
    add_root(parser)
    add_day(parser)
    add_formats(parser)
    parser.add_argument(
        "--til", metavar="STED",
        help="en mappe, rsync:bruker@tjener:/sti eller rclone:sted:sti (det som står under publisering i helsefellesskap.yml)",
    )  # fmt: skip
    parser.add_argument(
        "--tilbake", metavar="UTGAVE", nargs="?", const="",
        help="vis utgaven før, eller den med dette nummeret, i stedet for å legge ut en ny",
    )  # fmt: skip
    parser.add_argument(
        "--behold", metavar="ANTALL", type=_count, help=f"hvor mange utgaver som blir liggende ({_KEEP})"
    )
    parser.add_argument(
        "--adresse", metavar="ADRESSE", type=_address, help="hent nettstedet herfra etterpå, og se at det er det samme"
    )
    parser.add_argument("--signer", metavar="NØKKEL", type=Path, help="signer manifestet med denne nøkkelen")
    parser.add_argument(
        "--prøv", "--prov", dest="prov", action="store_true", help="vis hva som ville blitt endret, og legg ikke ut noe"
    )
    parser.add_argument("--ja", action="store_true", help="publiser uten å spørre først")
    add_json(parser)


def _count(text: str) -> int:
    if not text.isdecimal() or not int(text):
        msg = f"«{text}» er ikke et antall. Skriv for eksempel 5"
        raise argparse.ArgumentTypeError(msg)
    return int(text)


def _address(text: str) -> str:
    if not is_address(text):
        msg = f"«{text}» er ikke en adresse. Skriv for eksempel https://samhandling.eksempel.no/"
        raise argparse.ArgumentTypeError(msg)
    return text


@dataclass(frozen=True, slots=True)
class _Order:
    """What is to be done where: ``target`` is the place as the user or the folder calls it, ``hint`` how to remember it."""

    place: Place
    target: str
    wish: Wish
    formats: Formats
    hint: str = ""


@dataclass(frozen=True, slots=True)
class _Ready:
    """A site that was built, and what it would change for readers."""

    site: Path
    plan: Plan
    manifest: Manifest
    before: Manifest | None
    differs: Publication
    findings: tuple[Finding, ...]


def run(options: argparse.Namespace) -> int:
    """Publish, or take back; 1 where something is wrong and readers see what they saw, 2 where too little was said.

    Raises AvtaleverkError with what is wrong.
    """
    asks = is_terminal() and not options.json

    def work() -> int:
        order = _order(options, Asker(asks=asks, example="avtaleverk publiser --til /srv/nettsted"))
        try:
            with _holding(order.place, options):
                return _back(options, order) if options.tilbake is not None else _forward(options, order, asks=asks)
        except OSError as error:
            msg = f"Noe gikk galt på disken her ({why(error)}). Leserne ser det samme som før."
            raise PublishingError(msg) from error

    return or_refused(options, work, "publisert", _UNPUBLISHED)


def _order(options: argparse.Namespace, ask: Asker) -> _Order:
    """Return what is wanted, of the options and of what the folder remembers; raises AskError where no place is known."""
    folder = Folder(options.rot)
    community = read_community(folder)
    if community is None:
        message = f"{COMMUNITY_FILE} må rettes først. {_UNPUBLISHED}"
        raise AvtaleverkError(message, errors(folder.findings))
    known = community.publishing or Publishing("")
    question = "Hvor skal nettstedet publiseres (en mappe, rsync:bruker@tjener:/sti eller rclone:sted:sti)"
    root = options.rot.resolve()
    typed = options.til or (None if known.target else ask.need("--til", None, question, text_of, "/srv/nettsted"))
    ask.settle()
    # What the folder says is seen from the folder, what somebody types from where they stand.
    place = place_of(known.target if typed is None else typed, root if typed is None else Path.cwd(), root)
    is_known = typed is None or place.name in {known.target.rstrip("/"), str((root / known.target).resolve())}
    # An address belongs to the place that it was written with.
    address = options.adresse or (known.address if is_known else None)
    wish = Wish(options.behold or known.keep or _KEEP, address, options.signer)
    hint = "" if known.target or typed is None else _remembered(place, typed, root)
    return _Order(place, typed or "", wish, options.med or formats_of(known.formats), hint)


def _remembered(place: Place, typed: str, root: Path) -> str:
    """Return the line that lets the folder remember a place, as seen from the folder."""
    is_near = isinstance(place, FolderPlace) and not Path(typed).is_absolute()
    target = os.path.relpath(place.name, root) if is_near else typed
    return f"publisering: {{til: {target if _PLAIN.fullmatch(target) else json.dumps(target, ensure_ascii=False)}}}"


@contextmanager
def _holding(place: Place, options: argparse.Namespace) -> Iterator[None]:
    """Keep others away; one who only looks needs not, unless a switch that was broken off is finished by that."""
    is_empty = isinstance(place, FolderPlace) and options.tilbake is not None and not place.look().whole
    if is_empty or (options.prov and not place.turns_by_copying):
        yield
        return
    folder = place.folder if isinstance(place, FolderPlace) else None
    if isinstance(place, FolderPlace):
        place.prepare()
    with held(place.name, folder):
        yield


def _back(options: argparse.Namespace, order: _Order) -> int:
    there = order.place.look()
    if options.prov:
        kept = [{"utgave": e.number, "dag": e.day, "vises": e == there.current} for e in there.whole]
        data = {"publisert": False, "sted": order.place.name, "utgaver": kept}
        words = f"Her ligger {_listed(there)}.\n{_would_see(order, there, options.tilbake)}"
        say(as_json(data) if options.json else words)
        return OK
    edition = turn_back(order.place, there, options.tilbake, order.wish)
    if options.json:
        say(as_json({"publisert": True, "utgave": edition.number, "dag": edition.day, "sted": order.place.name}))
        return OK
    say(f"Leserne ser nå utgave {edition.number}, fra {edition.day}, i {order.place.name}.")
    newest = max(there.whole)
    if newest != edition:
        say(
            f"Den nyeste ligger fortsatt der. Fram igjen: avtaleverk publiser --tilbake {newest.number}{_same(options, order)}"
        )
    return OK


def _would_see(order: _Order, there: Held, wanted: str) -> str:
    try:
        edition = chosen(there, wanted, order.place)
    except PublishingError as error:
        return str(error)
    return f"Leserne ville sett utgave {edition.number}, fra {edition.day}. {ONLY_SHOWN}"


def _listed(there: Held) -> str:
    rows = [f"utgave {e.number} ({e.day}{', vises nå' if e == there.current else ''})" for e in there.whole]
    return ", ".join(rows) or "ingen utgaver"


def _same(options: argparse.Namespace, order: _Order) -> str:
    """Return the options that say where, so that a command can be typed as it stands."""
    root = f" --rot {shlex.quote(str(options.rot))}" if options.rot != Path() else ""
    return f"{f' --til {shlex.quote(order.target)}' if order.target else ''}{root}"


def _forward(options: argparse.Namespace, order: _Order, *, asks: bool) -> int:
    there = order.place.look()
    with TemporaryDirectory(prefix="avtaleverk-publiser-") as scratch:
        ready = _built(options, order, there, Path(scratch) / "nettsted")
        if not options.json:
            print_findings(ready.findings)
            say(in_words(ready.plan, ready.differs, order.place.name, there.current))
        if not _is_wanted(options, order, ready, there, asks=asks):
            return OK
        edition = publish(ready.site, ready.manifest, order.place, there, order.wish)
    _tell(options, order, ready, edition)
    return OK


def _is_wanted(options: argparse.Namespace, order: _Order, ready: _Ready, there: Held, *, asks: bool) -> bool:
    """Say whether to go on: not where nothing differs, and in a terminal only when somebody has said so.

    Raises BrokenOffError where somebody says no.
    """
    is_unsigned = order.wish.key and there.current and order.place.read(there.current, SIGNATURE, 1) is None
    is_news = bool(ready.differs) or is_unsigned or ready.before is None or _is_damaged(options, order, ready, there)
    if is_news and not options.prov:
        if asks and not options.ja and not confirmed("Skal jeg publisere dette?"):
            raise BrokenOffError(_UNPUBLISHED)
        return True
    if options.json:
        say(as_json({"publisert": False, "sted": order.place.name} | as_data(ready.differs, ready.findings)))
    else:
        say(f"{ONLY_SHOWN} {_UNPUBLISHED}" if is_news else f"Ingenting er endret. {_UNPUBLISHED}")
    return False


def _is_damaged(options: argparse.Namespace, order: _Order, ready: _Ready, there: Held) -> bool:
    """Say, also to the user, whether what is published is not what it was any more; then the same is published again."""
    found = damage(order.place, there, ready.before) if ready.before else ()
    if found and not options.json:
        print_findings(found)
        say("Det som er publisert, er endret etter at det ble lagt ut, og legges ut på nytt.")
    return bool(found)


def _built(options: argparse.Namespace, order: _Order, there: Held, site: Path) -> _Ready:
    """Build and check a site; raises AvtaleverkError with the findings, as ``bygg`` does."""
    from avtaleverk.engines.run_mkdocs import build_site  # noqa: PLC0415 - the engine takes half a second to load

    cache, progress = FileCache(default_cache_path()), terminal_progress()
    workshop = Workshop(options.rot.resolve(), options.dato, cache, progress, formats=order.formats)
    plan = build_site(workshop, site)
    progress.step("Sammenligner med det som er publisert")
    manifest, wrong = read_manifest((site / MANIFEST).read_bytes())
    if manifest is None or wrong:
        raise PublishingError(_UNPUBLISHED, wrong)
    before = published(order.place, there)
    comparisons = Comparisons(workshop.texts, plan.corpus.community.language)
    differs = publication(plan, manifest, before, comparisons)
    sizes = {path: entry.size for path, entry in manifest.files.items()}
    found = (
        *warnings(plan, differs, packed_pages(site, manifest), sizes),
        *_lock_warnings(order, there, before, manifest, site),
    )
    progress.clear()
    return _Ready(
        site, plan, manifest, before, differs, (*(workshop.reading.findings if workshop.reading else ()), *found)
    )


def _lock_warnings(order: _Order, there: Held, before: Manifest | None, now: Manifest, site: Path) -> Iterator[Finding]:
    if before and there.current and before.lock not in {None, now.lock}:
        new = (site / LOCK).read_bytes() if (site / LOCK).is_file() else None
        yield from lock_warnings(order.place.read(there.current, LOCK, MOST_MANIFEST), new)


def _tell(options: argparse.Namespace, order: _Order, ready: _Ready, edition: Edition) -> None:
    place = order.place.name
    if options.json:
        data = {"publisert": True, "utgave": edition.number, "mappe": str(edition), "sted": place}
        say(as_json(data | as_data(ready.differs, ready.findings)))
        return
    say(
        f"{PUBLISHED}utgave {edition.number} i {place}. {len(ready.manifest.files)} filer er hentet tilbake og stemmer."
    )
    if order.wish.address:
        say(f"{order.wish.address} viser den nye utgaven.")
    if order.hint:
        say(f"Slipp å skrive stedet neste gang: skriv {order.hint} i {COMMUNITY_FILE}.")
    if ready.before is not None:
        say(f"Ta den tilbake: avtaleverk publiser --tilbake{_same(options, order)}")
