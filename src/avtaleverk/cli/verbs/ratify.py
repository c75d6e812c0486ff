"""``avtaleverk tilslutning``: what the parties themselves decided on an approved text."""

import argparse

from avtaleverk.cli.asking import Asker, date_of, need_document, one_of, party_of, text_of
from avtaleverk.cli.deeds import add_anyway, add_document, add_verb_options, run_verb
from avtaleverk.cli.report import say
from avtaleverk.cli.verbs.choosing import DATE, named_version
from avtaleverk.editing.deed import Deed, Desk, capital, label
from avtaleverk.editing.ratify import Decision, ratify, silent, waiting
from avtaleverk.model.documents import Document, Outcome, Version
from avtaleverk.organisation.adoption import adopters

NAME = "tilslutning"
HELP = "Før inn vedtaket hos en part, eller hos flere."
_EXAMPLE = f'avtaleverk tilslutning samarbeidsavtalen --part skien --dato {DATE} --organ kommunestyret --sak "31/25"'
_OUTCOMES = tuple(outcome.value for outcome in Outcome)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what this command can be told."""
    add_document(parser, version="versjonen det gjelder (den partene er bedt om å slutte seg til)")
    parser.add_argument("--part", metavar="PART", action="append", help="parten (id); kan gjentas")
    parser.add_argument("--alle", action="store_true", help="alle partene som det ikke står noe om ennå")
    parser.add_argument("--dato", metavar=DATE, help="dagen parten gjorde vedtaket")
    parser.add_argument("--organ", metavar="ORGAN", help="organet hos parten, som kommunestyret")
    parser.add_argument("--sak", metavar="SAK", help="saksnummeret hos parten, som 31/25")
    parser.add_argument(
        "--utfall", metavar="UTFALL", help=f"{', '.join(_OUTCOMES)} (vedtatt)", default=Outcome.ADOPTED.value
    )
    add_anyway(parser)
    add_verb_options(parser)


def run(options: argparse.Namespace) -> int:
    """Note what parties decided; 2 where too little was said."""
    return run_verb(options, _EXAMPLE, lambda desk, ask: _work(options, desk, ask))


def _work(options: argparse.Namespace, desk: Desk, ask: Asker) -> Deed:
    document = need_document(ask, desk.corpus, options.dokument)
    version = _version(ask, desk, document, options.versjon) if document else None
    outcome = Outcome(ask.read("--utfall", options.utfall, one_of(_OUTCOMES)) or Outcome.PENDING)
    parties = _parties(ask, desk, document, version, options) if document else ()
    day = None
    if options.dato is not None or outcome is not Outcome.PENDING:
        day = ask.need("--dato", options.dato, "Dagen parten gjorde vedtaket", date_of, "" if ask.asks else DATE)
    body = ask.wish(
        "--organ", options.organ, "Organet hos parten", text_of, "kommunestyret" if _are_councils(desk, parties) else ""
    )
    case = ask.wish("--sak", options.sak, "Saksnummeret hos parten", text_of)
    ask.settle()
    assert document and version  # noqa: S101, PT018 - settled: what is missing was told
    decision = Decision(parties, day, outcome, body, case)
    return ratify(desk, document, version, decision, anyway=options.likevel)


def _are_councils(desk: Desk, parties: tuple[str, ...]) -> bool:
    """Say whether it is the councils of municipalities that have decided."""
    return set(parties) <= {party.id for party in desk.corpus.community.municipalities}


def _version(ask: Asker, desk: Desk, document: Document, number: str | None) -> Version | None:
    if number:
        return named_version(ask, document, number)
    found = waiting(desk, document)
    if found is None:
        ask.lack(f"{capital(label(document))} har ingen vedtatt tekst som partene kan slutte seg til")
    return found


def _parties(
    ask: Asker, desk: Desk, document: Document, version: Version | None, options: argparse.Namespace
) -> tuple[str, ...]:
    """Return the parties that are meant, each once."""
    parties = adopters(desk.corpus, document)
    read = party_of(parties)
    if options.alle:
        return silent(desk, document, version) if version else ()
    if not parties or options.part:
        found = [ask.read("--part", part, read if parties else text_of) for part in options.part or ()]
        return tuple(dict.fromkeys(part for part in found if part))
    missing = silent(desk, document, version) if version else ()
    if ask.asks:
        say(f"Det står ingenting ennå om {', '.join(missing) or 'ingen; alle er ført inn'}.")
    part = ask.need("--part", None, "Parten det gjelder", read, next(iter(missing), ""))
    return (part,) if part else ()
