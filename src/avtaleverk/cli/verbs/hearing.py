"""``avtaleverk horing``: sends a proposal out for comment, moves its deadline, and files the answers."""

import argparse
from pathlib import Path

from avtaleverk.cli.asking import Asker, date_of, need_document, party_of, text_of
from avtaleverk.cli.deeds import add_anyway, add_document, add_verb_options, run_verb
from avtaleverk.cli.verbs.choosing import DATE, named_version, proposal_of
from avtaleverk.editing.deed import Deed, Desk
from avtaleverk.editing.hearing import Answer, earliest_deadline, move_deadline, open_hearing, register_answer
from avtaleverk.model.documents import Document, Hearing, Version

NAME = "horing"
# As it is written by those who have the letter.
ALIASES = ("høring",)
HELP = "Send et forslag på høring, flytt fristen, eller legg inn et svar."
_EXAMPLE = f"avtaleverk horing 1 --fra {DATE} --frist {DATE}"
_MOST_BYTES = 20_000_000


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what this command can be told."""
    add_document(parser, version="forslaget det gjelder (når det bare er ett, trengs ikke dette)")
    parser.add_argument("--fra", metavar=DATE, help="første dag i høringen")
    parser.add_argument("--frist", metavar=DATE, help="siste dag i høringen")
    parser.add_argument("--svar-til", dest="svar_til", metavar="EPOST", help="hvor svarene skal sendes")
    parser.add_argument("--ny-frist", dest="ny_frist", metavar=DATE, help="flytt fristen til denne dagen")
    parser.add_argument("--svar", metavar="PART", help="legg inn et svar fra denne parten (id)")
    parser.add_argument("--dato", metavar=DATE, help="dagen svaret er datert")
    parser.add_argument("--tittel", metavar="TITTEL", help="tittelen på svaret (Høringssvar fra …)")
    parser.add_argument("--fil", metavar="FIL", help="svaret selv: .md, .docx, .odt eller .pdf")
    add_anyway(parser)
    add_verb_options(parser)


def run(options: argparse.Namespace) -> int:
    """Open a hearing, move its deadline or file an answer; 2 where too little was said."""
    works = {"svar": _answer, "ny_frist": _move}
    work = next((work for name, work in works.items() if getattr(options, name) is not None), _open)
    return run_verb(options, _EXAMPLE, lambda desk, ask: work(options, desk, ask))


def _open(options: argparse.Namespace, desk: Desk, ask: Asker) -> Deed:
    document = need_document(ask, desk.corpus, options.dokument)
    version = proposal_of(ask, document, options.versjon) if document else None
    opens = ask.need("--fra", options.fra, "Første dag i høringen", date_of, desk.day.isoformat() if ask.asks else DATE)
    least = earliest_deadline(desk, opens) if opens else None
    suggested = least.isoformat() if least else ("" if ask.asks else DATE)
    closes = ask.need("--frist", options.frist, "Siste dag i høringen", date_of, suggested)
    secretariat = desk.corpus.community.secretariat
    email = (secretariat.email if secretariat else None) or ""
    reply_to = ask.wish("--svar-til", options.svar_til, "Hvor svarene skal sendes", text_of, email)
    ask.settle()
    assert document and version  # noqa: S101, PT018 - settled: what is missing was told
    return open_hearing(desk, document, version, Hearing(opens, closes, reply_to), anyway=options.likevel)


def _move(options: argparse.Namespace, desk: Desk, ask: Asker) -> Deed:
    document = need_document(ask, desk.corpus, options.dokument)
    version = proposal_of(ask, document, options.versjon) if document else None
    closes = ask.read("--ny-frist", options.ny_frist, date_of)
    ask.settle()
    assert document and version and closes  # noqa: S101, PT018 - the same
    return move_deadline(desk, document, version, closes, anyway=options.likevel)


def _answer(options: argparse.Namespace, desk: Desk, ask: Asker) -> Deed:
    document = need_document(ask, desk.corpus, options.dokument)
    version = _heard(ask, document, options.versjon) if document else None
    read = party_of(desk.corpus.community.parties)
    named = ask.need("--svar", options.svar or None, "Parten svaret er fra", read)
    day = ask.need(
        "--dato", options.dato, "Dagen svaret er datert", date_of, desk.day.isoformat() if ask.asks else DATE
    )
    title = ask.option("--tittel", options.tittel, text_of)
    text = ask.option("--fil", options.fil, _text_of)
    ask.settle()
    party = desk.corpus.community.party(named or "")
    assert document and version and party and day  # noqa: S101, PT018 - the same
    return register_answer(desk, document, version, Answer(party, day, title or "", text or ""))


def _heard(ask: Asker, document: Document, number: str | None) -> Version | None:
    """Return the version that the answer is about: the one named, or the last that was out for comment."""
    if number:
        return named_version(ask, document, number)
    heard = [version for version in document.versions if version.hearing]
    return heard[-1] if heard else proposal_of(ask, document, None)


def _text_of(name: str) -> str:
    """Return what a file says, as Markdown; raises ValueError or AvtaleverkError where it cannot be read."""
    # Other calls start sooner without all that reads files.
    from avtaleverk.imports.clauses import Known  # noqa: PLC0415 - the reason above
    from avtaleverk.imports.files import open_file  # noqa: PLC0415 - the same

    try:
        data = Path(name).read_bytes()
    except OSError as error:
        msg = f"«{name}» kan ikke leses. Se etter at navnet er riktig"
        raise ValueError(msg) from error
    if len(data) > _MOST_BYTES:
        msg = f"«{name}» er større enn {_MOST_BYTES // 1_000_000} MB. Krymp bildene i den"
        raise ValueError(msg)
    return open_file(Path(name).name, data)(Known()).new
