"""``avtaleverk lenker sjekk``: which links to the site are wrong, and what to write instead."""

import argparse
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from avtaleverk.cli.link_sources import Place, Seek, SourceError, decoded, fetch, links_of, read_file, sources
from avtaleverk.cli.options import add_day, add_json, add_root
from avtaleverk.cli.report import as_json, print_findings, say
from avtaleverk.engines.cache import FileCache, default_cache_path
from avtaleverk.engines.workshop import Workshop
from avtaleverk.model.addresses import LINK_DATA
from avtaleverk.model.findings import AvtaleverkError, Finding
from avtaleverk.pages.catalogue import Catalogue
from avtaleverk.pages.link_watch_page import cure_words, point_words, verdict_words
from avtaleverk.site.link_address import host_of
from avtaleverk.site.link_watch import Kind, LinkData, Verdict, judge, read_link_data

NAME = "lenker"
HELP = "Sjekk om lenker til nettstedet er riktige, og få vite hva du skal skrive i stedet."
# The addresses of a site of 1,000 documents are some ten megabytes.
_MOST = 200_000_000
_CHECK = "Sjekk lenkene i filer, mapper eller på en nettside."


@dataclass(frozen=True, slots=True)
class _Judged:
    """A link to the site, where it stands, and what is to be said of it."""

    place: Place
    verdict: Verdict


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what this command can be told."""
    actions = parser.add_subparsers(title="handlinger", metavar="HANDLING", required=True, parser_class=type(parser))
    check = actions.add_parser("sjekk", help=_CHECK, description=_CHECK)
    check.add_argument(
        "steder",
        metavar="STED",
        nargs="+",
        help="fil, mappe eller nettadresse med lenker, eller - for det som kommer inn",
    )
    add_root(check)
    add_day(check)
    add_json(check)
    check.add_argument(
        "--nettsted",
        metavar="ADRESSE",
        help="nettstedet lenkene skal føre til, eller ei lenker.json-fil (i stedet for --rot)",
    )
    check.add_argument(
        "--ogsa", metavar="ADRESSE", action="append", default=[], help="en gammel adresse til nettstedet (kan gjentas)"
    )
    check.add_argument("--streng", action="store_true", help="regn lenker som kan bli bedre, som feil")


def run(options: argparse.Namespace) -> int:
    """Return 1 where a link is wrong or a source cannot be read; raises AvtaleverkError where the site is not known."""
    data = _truth(options)
    former = tuple(f if "//" in f else f"https://{f}" for f in options.ogsa)
    if wrong := [f for f in former if not host_of(f)]:
        msg = f"«{wrong[0]}» er ikke en nettadresse. Skriv for eksempel --ogsa https://gammel.kommune.no/"
        raise AvtaleverkError(msg)
    judged, others, unread = _look(options.steder, data, former)
    if options.json:
        say(as_json(_data(data, judged, others, unread)))
    else:
        print_findings(unread)
        if judged or others or not unread:
            _tell(judged, others)
    failed = any(j.verdict.kind.is_wrong or (options.streng and j.verdict.kind.is_hint) for j in judged)
    return int(failed or bool(unread))


def _truth(options: argparse.Namespace) -> LinkData:
    """Return what is at every address: as a site says, or as the site of this folder will be."""
    if options.nettsted is None:
        plan = Workshop(options.rot.resolve(), options.dato, FileCache(default_cache_path())).plan()
        return read_link_data(next(f.content for f in plan.files if f.path == LINK_DATA).decode())
    name: str = options.nettsted
    try:
        if "://" not in name:
            return read_link_data(
                decoded(read_file(str(Path(name) / LINK_DATA) if Path(name).is_dir() else name, _MOST))
            )
        address = name if name.endswith(".json") else f"{name.rstrip('/')}/{LINK_DATA}"
        return read_link_data(decoded(fetch(address, _MOST)[1]))
    except SourceError as error:
        msg = "Vi vet ikke hvilke adresser nettstedet har."
        raise AvtaleverkError(msg, [error.finding]) from error


def _look(names: list[str], data: LinkData, former: tuple[str, ...]) -> tuple[list[_Judged], int, list[Finding]]:
    """Return the links to the site, how many led elsewhere, and the sources that could not be read."""
    hosts = dict.fromkeys(host_of(a) for a in (data.site, *former))
    seek = Seek(tuple(filter(None, hosts)), frozenset(a.split("/")[1] for a in data.entries) - {""})
    judged: list[_Judged] = []
    others, unread = 0, []
    for name in names:
        try:
            for source in sources([name]):
                for place in links_of(source, seek):
                    verdict = judge(place.link, data, former)
                    judged += [_Judged(place, verdict)] if verdict else []
                    others += verdict is None
        except SourceError as error:
            unread.append(error.finding)
    return judged, others, unread


def _said(verdict: Verdict, t: Catalogue) -> str:
    """Return what is wrong, in a sentence or two."""
    words = verdict_words(t)[verdict.kind].format(
        version=verdict.version, title=verdict.title, status=verdict.status
    )  # fmt: skip
    follows = verdict.kind in {Kind.OLD, Kind.COMING, Kind.FIXED, Kind.MOVED}
    return f"{words} {point_words(t)[verdict.point]}" if follows and verdict.point else words


def _cure(verdict: Verdict, t: Catalogue) -> str:
    words = cure_words(t)
    if verdict.cure:
        return f"{words['gjetning']}: {verdict.cure}" if verdict.is_guess else f"{words['sikker']}: {verdict.cure}"
    return "" if verdict.kind is Kind.NOTHING else words["ingen"]


def _tell(judged: list[_Judged], others: int) -> None:
    """Print a line for each link that is not right, the wrong ones before the hints, and a sum."""
    t = Catalogue("nb")
    for each in sorted(judged, key=lambda j: j.verdict.kind.is_hint):
        if each.verdict.kind is not Kind.RIGHT:
            level = "råd" if each.verdict.kind.is_hint else "feil"
            said = f"{level}: {each.place.where}: {each.place.link}: {_said(each.verdict, t)} {_cure(each.verdict, t)}"
            say(said.strip())
    say(_sum(judged, others))


def _sum(judged: list[_Judged], others: int) -> str:
    kinds = Counter("gale" if j.verdict.kind.is_wrong else "råd" if j.verdict.kind.is_hint else "rette" for j in judged)
    count = f"{len(judged)} {'lenke' if len(judged) == 1 else 'lenker'} til nettstedet"
    elsewhere = f" {others} {'annen lenke' if others == 1 else 'andre lenker'} er ikke sjekket." if others else ""
    if not judged:
        return f"Ingen lenker til nettstedet.{elsewhere}"
    right = f"{kinds['rette']} er {'riktig' if kinds['rette'] == 1 else 'riktige'}"
    hints = f", {kinds['råd']} kan bli bedre" if kinds["råd"] else ""
    return f"{count}: {kinds['gale']} må rettes{hints}, {right}.{elsewhere}"


def _data(data: LinkData, judged: list[_Judged], others: int, unread: list[Finding]) -> dict[str, object]:
    t = Catalogue("nb")
    return {
        "nettsted": data.site,
        "bygd": data.built,
        "lenker": len(judged),
        "riktige": sum(j.verdict.kind is Kind.RIGHT for j in judged),
        "andre": others,
        "funn": [_finding(j, t) for j in judged if j.verdict.kind is not Kind.RIGHT],
        "ulest": [f.as_dict() for f in unread],
    }


def _finding(judged: _Judged, t: Catalogue) -> dict[str, object]:
    place, verdict = judged.place, judged.verdict
    return {
        "sti": place.source,
        "linje": place.line,
        "lenke": place.link,
        "slag": verdict.kind.value,
        "alvor": "råd" if verdict.kind.is_hint else "feil",
        "melding": _said(verdict, t),
        "skriv": verdict.cure or None,
        "gjetning": verdict.is_guess,
    }
