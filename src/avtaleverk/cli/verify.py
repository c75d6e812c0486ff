"""``avtaleverk verifiser``: says whether a site, a place for publishing or a folder of texts is what it should be."""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from avtaleverk.cli.options import add_json
from avtaleverk.cli.report import as_json, complain, print_findings, say
from avtaleverk.corpus.read_community import COMMUNITY_FILE
from avtaleverk.engines.lock_signing import Verdict as LockVerdict
from avtaleverk.engines.lock_signing import verify_lock
from avtaleverk.engines.publishing.place import CURRENT
from avtaleverk.engines.publishing.target import FAR, place_of
from avtaleverk.engines.publishing.verifying import (
    Trusted,
    Verdict,
    is_place,
    readable,
    verify_address,
    verify_far,
    verify_folder,
    verify_place,
)
from avtaleverk.engines.publishing.web import is_address
from avtaleverk.history.chain import Approval
from avtaleverk.history.lock_file import LOCK
from avtaleverk.history.signatures import SIGNERS
from avtaleverk.model.findings import AvtaleverkError, Finding, errors

NAME = "verifiser"
HELP = "Si om et nettsted er det som ble publisert, hvem som godkjente tekstene, og at ingenting er endret siden."
OK, FINDINGS = 0, 1


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what this command can be told."""
    parser.add_argument(
        "sted", metavar="STED", nargs="?", default=".",
        help="et nettsted (mappe eller https-adresse), et sted det er publisert til (også rsync: og rclone:), eller mappa med tekstene (her)",
    )  # fmt: skip
    parser.add_argument("--lås", "--las", dest="las", metavar="FIL", type=Path, help=f"{LOCK} som du vet er riktig")
    parser.add_argument(
        "--underskrivere", metavar="FIL", type=Path, help="fila med dem som kan signere, slik du vet at den skal være"
    )
    parser.add_argument("--eldre", action="store_true", help="godta at en eldre utgave enn sist er lagt tilbake")
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Verify; 1 where something is wrong, each thing named. Raises AvtaleverkError where the place cannot be read."""
    try:
        return _of_texts(options) if _has_texts(options.sted) else _of_site(options)
    except AvtaleverkError as error:
        if not options.json:
            raise
        found = [finding.as_dict() for finding in error.findings]
        say(as_json({"sted": options.sted, "stemmer": False, "feil": str(error), "funn": found}))
        return FINDINGS


def _has_texts(place: str) -> bool:
    return not is_address(place) and (Path(place) / COMMUNITY_FILE).is_file()


def _of_texts(options: argparse.Namespace) -> int:
    verdict = verify_lock(Path(options.sted), options.underskrivere)
    findings = [*verdict.findings, *_other_lock(options)]
    wrong = errors(findings)
    if options.json:
        data = {"sted": options.sted, "stemmer": not wrong, "las": verdict.head or None}
        say(as_json(data | _approved(verdict.approvals) | {"funn": [finding.as_dict() for finding in findings]}))
        return int(bool(wrong))
    print_findings(findings)
    say("\n".join(_table(verdict.approvals)))
    if wrong:
        complain(f"{_count(len(wrong), 'feil', 'feil')}: tekstene er ikke slik de ble vedtatt, eller låsen er endret.")
        return FINDINGS
    say(_whole_texts(verdict))
    return OK


def _other_lock(options: argparse.Namespace) -> Iterator[Finding]:
    """Yield where the lock of a folder is not the one that somebody knows to be right."""
    if options.las is not None and readable(options.las) != readable(Path(options.sted) / LOCK):
        message = f"Låsen er ikke den samme som {options.las}"
        yield Finding(LOCK, 0, "", message, "Finn ut hvilken av dem som er endret, for eksempel i git")


def _whole_texts(verdict: LockVerdict) -> str:
    names = dict.fromkeys(signature.who for signature in verdict.signatures)
    signed = f" Signert av {', '.join(names)}." if names else " Låsen er ikke signert."
    # What was locked after the last signature has nobody's name on it.
    bare = sum(not row.signed_by for row in verdict.approvals) if names else 0
    signed += f" {_count(bare, 'tekst', 'tekster')} er låst siden, og har ingen signatur." if bare else ""
    return f"Ingenting er endret siden tekstene ble låst: {_count(len(verdict.approvals), 'tekst', 'tekster')}.{signed}"


def _of_site(options: argparse.Namespace) -> int:
    # Where the command is run in the folder of the texts, that says who may sign.
    own = Path(SIGNERS)
    signers = options.underskrivere or (own if own.is_file() else None)
    trusted = Trusted(readable(options.las) if options.las else None, signers, options.eldre)
    verdict = _verdict(options.sted, trusted)
    wrong = errors(verdict.findings)
    if options.json:
        say(as_json(_site_data(options.sted, verdict)))
        return int(bool(wrong))
    print_findings(verdict.findings)
    if wrong:
        count = _count(len(wrong), "feil", "feil")
        complain(f"{count}: {options.sted} er ikke slik det ble bygd, eller noe er endret siden.")
        return FINDINGS
    say("\n".join([*_table(verdict.approvals), *_whole_site(options.sted, verdict, signers)]))
    return OK


def _verdict(place: str, trusted: Trusted) -> Verdict:
    if is_address(place):
        return verify_address(place, trusted)
    if place.startswith(FAR):
        return verify_far(place_of(place, Path.cwd()), trusted)
    folder = Path(place)
    if folder.name == CURRENT and is_place(folder.parent):
        folder = folder.parent
    if not folder.is_dir():
        msg = f"{place} er verken en mappe, en adresse som begynner med http, eller et sted som begynner med rsync: eller rclone:."
        raise AvtaleverkError(msg)
    return verify_place(folder, trusted) if is_place(folder) else verify_folder(folder, trusted)


def _whole_site(place: str, verdict: Verdict, signers: Path | None) -> Iterator[str]:
    manifest = verdict.manifest
    if manifest is None:
        return
    what = f"utgave {manifest.edition}" if manifest.edition else "nettstedet"
    yield f"{place} stemmer: {what}, med {len(manifest.files)} filer, slik det var {manifest.day}."
    if verdict.findings:
        yield "En utgave som ikke vises, er skadet, og det kan ikke byttes tilbake til den. Den som vises, er hel."
    elif verdict.editions > 1:
        yield f"Alle {verdict.editions} utgavene som ligger der, er hele."
    if verdict.texts:
        yield f"{_count(verdict.texts, 'vedtatt tekst', 'vedtatte tekster')} på nettstedet er ord for ord som i låsen."
    if verdict.signed_by:
        yield f"Manifestet er signert av {verdict.signed_by}."
    elif verdict.is_signed and signers is None:
        yield "Manifestet er signert, men ikke prøvd. Si hvem som kan signere: --underskrivere FIL"
    else:
        yield "Manifestet er ikke signert: det sier at ingenting er skadet, men ikke hvem som la det ut."


def _table(rows: Sequence[Approval]) -> Iterator[str]:
    for row in rows:
        approved = f"godkjent av {row.approved_by or 'ikke oppgitt'} {row.approved or '(dato ikke oppgitt)'}"
        locked = f", låst {row.since}" if row.since else ""
        signed = f", signert av {', '.join(row.signed_by)}" if row.signed_by else ""
        yield f"  {row.folder} {row.number}: {approved}{locked}{signed}"


def _approved(rows: Sequence[Approval]) -> dict[str, object]:
    return {"tekster": [row.as_dict() for row in rows]}


def _site_data(place: str, verdict: Verdict) -> dict[str, object]:
    manifest = verdict.manifest
    return {
        "sted": place,
        "stemmer": not errors(verdict.findings),
        "utgave": manifest.edition if manifest else None,
        "dag": manifest.day if manifest else None,
        "filer": len(manifest.files) if manifest else 0,
        "sum": manifest.sum if manifest else None,
        "signert_av": verdict.signed_by,
        "las": manifest.lock if manifest else None,
        **_approved(verdict.approvals),
        "funn": [finding.as_dict() for finding in verdict.findings],
    }


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
