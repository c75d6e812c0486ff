"""``avtaleverk vedta``: a proposal becomes the text that was approved, and is locked where texts are."""

import argparse
from dataclasses import replace
from pathlib import Path

from avtaleverk.cli.asking import Asker, date_of, need_document, one_of, text_of
from avtaleverk.cli.deeds import add_anyway, add_document, add_verb_options, run_verb
from avtaleverk.cli.verbs.choosing import DATE, add_change_options, change_kind, named_version, proposal_of
from avtaleverk.corpus.change_set import read_raw
from avtaleverk.editing.approve import Approval, approve, known_bodies, may_approve
from avtaleverk.editing.deed import Deed, Desk
from avtaleverk.editing.revise import proposals
from avtaleverk.engines.lock_signing import signed
from avtaleverk.history.lock import renew
from avtaleverk.history.lock_file import LOCK, Lock, read_lock
from avtaleverk.history.signatures import SIGNATURES
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.documents import Document, Version

NAME = "vedta"
HELP = "Før inn vedtaket: hvem som godkjente forslaget, og når."
_EXAMPLE = f"avtaleverk vedta 1 --organ ssu --dato {DATE}"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what this command can be told."""
    add_document(parser, version="forslaget det gjelder (når det bare er ett, trengs ikke dette)")
    parser.add_argument("--organ", metavar="ORGAN", help="organet som vedtok (id)")
    parser.add_argument("--dato", metavar=DATE, help="dagen det ble vedtatt")
    parser.add_argument("--sak", metavar="SAK", help="saken i organisasjon/saker/, uten .md")
    parser.add_argument(
        "--møte", "--mote", dest="mote", metavar="MØTE", help="møtet, som <dato>-<organ> (finnes av seg selv)"
    )
    parser.add_argument(
        "--gjelder-fra", dest="gjelder_fra", metavar=DATE, help="første dag teksten gjelder (dagen den ble vedtatt)"
    )
    parser.add_argument(
        "--endrede-punkter", dest="punkter", metavar="PUNKTER", help='punktene vedtaket nevner, som "7.1,11"'
    )
    add_change_options(parser)
    parser.add_argument(
        "--lås", "--las", dest="lock", action="store_true", help="lås teksten også når ingen tekster er låst fra før"
    )
    parser.add_argument("--signer", metavar="NØKKEL", type=Path, help="lås teksten, og signer låsen med denne nøkkelen")
    add_anyway(parser)
    add_verb_options(parser)


def run(options: argparse.Namespace) -> int:
    """Approve a proposal; 2 where too little was said."""
    locks = options.lock or options.signer or read_lock(options.rot) is not None
    complete = (lambda desk, deed, after: _locked(options, desk, deed, after)) if locks else None
    return run_verb(options, _EXAMPLE, lambda desk, ask: _work(options, desk, ask), complete)


def _work(options: argparse.Namespace, desk: Desk, ask: Asker) -> Deed:
    document = need_document(ask, desk.corpus, options.dokument)
    version = _version(ask, document, options.versjon) if document else None
    allowed = may_approve(desk, document) if document else ()
    # Who may not is told why by the deed itself, so any body that exists is taken here.
    organ = ask.need(
        "--organ", options.organ, "Organet som vedtok", one_of(known_bodies(desk)), next(iter(allowed), "")
    )
    day = ask.need("--dato", options.dato, "Dagen det ble vedtatt", date_of, desk.day.isoformat() if ask.asks else DATE)
    case, meeting = ask.option("--sak", options.sak, text_of), ask.option("--møte", options.mote, text_of)
    start = ask.option("--gjelder-fra", options.gjelder_fra, date_of)
    clauses = ask.option("--endrede-punkter", options.punkter, _points) or ()
    changes = ask.option("--endringer", options.endringer, text_of)
    if version and not version.is_approved and not version.changes and changes is None:
        changes = ask.wish("--endringer", None, "Hva er nytt, i én linje", text_of)
    kind = change_kind(ask, options.endringstype)
    ask.settle()
    assert document and version and organ and day  # noqa: S101, PT018 - settled: what is missing was told
    approval = Approval(organ, day, case, meeting, start, changes, clauses, kind)
    return approve(desk, document, version, approval, anyway=options.likevel)


def _points(words: str) -> tuple[str, ...]:
    return tuple(filter(None, (point.strip() for point in words.split(","))))


def _version(ask: Asker, document: Document, number: str | None) -> Version | None:
    """Return the proposal that is meant; where there is none, the text that was approved last, to say so."""
    if number:
        return named_version(ask, document, number)
    if not proposals(document) and document.versions:
        return document.versions[-1]
    return proposal_of(ask, document, None)


def _locked(options: argparse.Namespace, desk: Desk, deed: Deed, after: Corpus) -> Deed:
    """Return the deed with the approved text locked, and the lock signed where a key was given."""
    renewal = renew(after, read_lock(options.rot) or Lock(), desk.day)
    if not renewal.links:
        return deed
    changes = deed.changes.with_change(LOCK, read_raw(options.rot, LOCK), renewal.text)
    told = [*deed.told, f"Teksten er låst i {LOCK}."]
    paths = {change.path for change in deed.changes.changes}
    others = [locked.name for locked in renewal.added if f"{locked.folder}/{locked.number}.md" not in paths]
    if others:
        told.append(f"Disse var vedtatt fra før, og er låst med den: {', '.join(others)}.")
    steps = deed.next
    if not options.signer and read_raw(options.rot, SIGNATURES):
        steps = ("Signer låsen: avtaleverk lås --signer NØKKEL", *steps)
    if options.signer:
        signatures = signed(options.rot, renewal.text, options.signer, desk.day)
        changes = changes.with_change(SIGNATURES, read_raw(options.rot, SIGNATURES), signatures)
        told.append("Låsen er signert.")
    return replace(deed, changes=changes, told=tuple(told), next=steps)
