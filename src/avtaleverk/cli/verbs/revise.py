"""``avtaleverk revider``: a new proposal from the text in force."""

import argparse
import re

from avtaleverk.cli.asking import Asker, need_document, text_of
from avtaleverk.cli.deeds import add_document, add_verb_options, run_verb
from avtaleverk.cli.verbs.choosing import add_change_options, change_kind, named_version
from avtaleverk.corpus.fields import VERSION_PATTERN
from avtaleverk.editing.deed import Deed, Desk
from avtaleverk.editing.revise import Revision, proposals, revise, suggested_number, there_already
from avtaleverk.model.documents import Document

NAME = "revider"
HELP = "Lag et nytt forslag av teksten som gjelder."
_EXAMPLE = 'avtaleverk revider 1 --versjon 1.1 --endringer "Kortere frist for varsel"'


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what this command can be told."""
    add_document(parser, version="nummeret forslaget får (det neste)")
    parser.add_argument("--fra", metavar="NUMMER", help="versjonen forslaget skal lages av (den som gjelder)")
    add_change_options(parser)
    add_verb_options(parser)


def run(options: argparse.Namespace) -> int:
    """Make a proposal; 2 where too little was said."""
    return run_verb(options, _EXAMPLE, lambda desk, ask: _work(options, desk, ask))


def _work(options: argparse.Namespace, desk: Desk, ask: Asker) -> Deed:
    document = need_document(ask, desk.corpus, options.dokument)
    base = named_version(ask, document, options.fra) if document else None
    kind = change_kind(ask, options.endringstype)
    number = _number(ask, desk, document, options.versjon) if document else None
    changes = ask.option("--endringer", options.endringer, text_of)
    there = there_already(document, number) if document else None
    if document and changes is None and not (there and (there.is_approved or there.changes)):
        changes = ask.wish("--endringer", None, "Hva er nytt, i én linje", text_of)
    ask.settle()
    assert document is not None  # noqa: S101 - settled: what is missing was told
    return revise(desk, Revision(document, number, base, changes, kind))


def _number(ask: Asker, desk: Desk, document: Document, given: str | None) -> str | None:
    """Return the number of the proposal; None leaves it to the one that is there, or the next one."""
    if given is None and (proposals(document) or not ask.asks):
        return None
    return ask.need("--versjon", given, "Nummeret forslaget får", version_number, suggested_number(desk, document))


def version_number(words: str) -> str:
    """Return a number that a version may have; raises ValueError."""
    if not re.fullmatch(VERSION_PATTERN, words.strip()):
        msg = f"«{words}» kan ikke være et versjonsnummer. Skriv for eksempel 1.1 eller 2025"
        raise ValueError(msg)
    return words.strip()
