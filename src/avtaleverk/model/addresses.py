"""Addresses that never die: the one place where they are made (DESIGN, section 4)."""

import re
import unicodedata

from avtaleverk.model.documents import Document, DocumentKind
from avtaleverk.model.downloads import FileFormat

_SPELLED = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ä": "a", "ö": "o", "đ": "d", "ŋ": "n", "ŧ": "t", "ß": "ss"})
_ROOT = {DocumentKind.AGREEMENT: "avtaler", DocumentKind.GUIDELINE: "retningslinjer"}


def slug(text: str) -> str:
    """Return ``text`` as part of an address: a-z, 0-9 and hyphens; æ→ae, ø→o, å→a."""
    spelled = unicodedata.normalize("NFC", text).lower().translate(_SPELLED)
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _name(document: Document) -> str:
    """Return the last part of the address: the number where there is one, else the folder."""
    return document.number or slug(document.folder.rpartition("/")[2])


def document_address(document: Document, parent: Document | None = None) -> str:
    """Return where the text in force lies, from the site's root, with a slash at the end."""
    if document.kind is DocumentKind.ATTACHMENT and parent:
        return f"{document_address(parent)}vedlegg/{_name(document)}/"
    return f"{_ROOT.get(document.kind, 'avtaler')}/{_name(document)}/"


def version_address(address: str, number: str) -> str:
    """Return where a version lies for ever."""
    return f"{address}v/{number}/"


def history_address(address: str) -> str:
    """Return where the history of a document lies."""
    return f"{address}historikk/"


def difference_address(address: str, old: str, new: str) -> str:
    """Return where the red-marked text of two versions lies, the older one first."""
    return f"{address}endringer/{old}-til-{new}/"


def version_file_address(address: str, number: str, format_: FileFormat) -> str:
    """Return where a version lies as a file, for ever; the name alone tells what it is, since files are moved about."""
    return f"{version_address(address, number)}{_file_name(address)}-versjon-{number}.{format_}"


def legal_file_address(address: str, number: str) -> str:
    """Return where a version lies as Akoma Ntoso, for ever; it is named as its other files are."""
    return f"{version_address(address, number)}{_file_name(address)}-versjon-{number}{LEGAL_ENDING}"


def difference_file_address(address: str, old: str, new: str, format_: FileFormat) -> str:
    """Return where the red-marked text of two versions lies as a file."""
    return f"{difference_address(address, old, new)}{_file_name(address)}-endringer-{old}-til-{new}.{format_}"


def current_file_address(address: str, format_: FileFormat) -> str:
    """Return where the text in force always lies as a file."""
    return f"{address}gjeldende.{format_}"


LEGAL_ENDING, LEGAL_MEDIA_TYPE = ".akn.xml", "application/akn+xml"
_OF_LEGAL = re.compile(r".+/v/[^/]+/[^/]+-versjon-[^/]+\.akn\.xml")
_OF_VERSION = re.compile(r".+/v/[^/]+/[^/]+-versjon-[^/]+\.(\w+)")
_OF_DIFFERENCE = re.compile(r".+/endringer/[^/]+-til-[^/]+/[^/]+-endringer-[^/]+\.(\w+)")
_OF_CURRENT = re.compile(r".+/gjeldende\.(\w+)")


def file_format(path: str) -> FileFormat | None:
    """Return the format of a text that lies at ``path`` as a file, None where something else may lie there."""
    if path == BOOK:
        return FileFormat.PDF
    found = next((m for p in (_OF_VERSION, _OF_DIFFERENCE, _OF_CURRENT) if (m := p.fullmatch(path))), None)
    return FileFormat(found[1]) if found and found[1] in set(FileFormat) else None


def former_file(path: str, now: str, former: str) -> str:
    """Return where a file was when its document, which lies at ``now``, lay at ``former``."""
    folder, _, name = path.removeprefix(now).rpartition("/")
    if (file_format(path) or _OF_LEGAL.fullmatch(path)) and (own := f"{_file_name(now)}-") and name.startswith(own):
        name = f"{_file_name(former)}-{name.removeprefix(own)}"
    return f"{former}{folder}/{name}" if folder else f"{former}{name}"


def _file_name(address: str) -> str:
    """Return what the files of a document are called: «retningslinje-1», «vedlegg-1.4», «samarbeidsavtalen».

    It follows from the address alone, so that files can still be found where a document lay before.
    """
    *_, group, name = ("", *address.strip("/").split("/"))
    kind = {"retningslinjer": "retningslinje", "avtaler": "avtale"}.get(group, group)
    return f"{kind}-{name}" if kind and name[:1].isdigit() else name


def sharing_address(one: str, other: str) -> str:
    """Return where two documents lie side by side; ``one`` and ``other`` are their own addresses."""
    return f"sammenlign/{_flat(one)}-og-{_flat(other)}/"


def _flat(address: str) -> str:
    return address.strip("/").replace("/", "-")


def clause_history_address(address: str, clause_id: str) -> str:
    """Return where one clause is followed through all versions; ``clause_id`` is its newest anchor."""
    return f"{history_address(address)}{clause_id}/"


def feed_address(address: str = "") -> str:
    """Return where the Atom feed of a document lies, or that of the whole site."""
    return f"{address or 'endringer/'}endringer.xml"


def body_address(body_id: str) -> str:
    """Return the page of a body."""
    return f"organisasjon/{slug(body_id)}/"


STRUCTURE_HISTORY = "organisasjon/historikk/"
RULES = "organisasjon/regler/"


def structure_address(structure_id: str) -> str:
    """Return where the bodies of one time, or of a proposal, lie for ever."""
    return f"organisasjon/v/{slug(structure_id)}/"


def structure_difference_address(old: str, new: str) -> str:
    """Return where two structures are compared, the older one first."""
    return f"organisasjon/endringer/{slug(old)}-til-{slug(new)}/"


def party_address(party_id: str) -> str:
    """Return the page of a party: what lies with it now."""
    return f"parter/{slug(party_id)}/"


HEARINGS = "horinger/"
ADOPTION = "tilslutning/"


def hearing_address(address: str, number: str) -> str:
    """Return where the hearing of a version lies among all of them; ``address`` is that of the document."""
    return f"{HEARINGS}#{version_anchor(address, number)}"


def adoption_address(address: str, number: str) -> str:
    """Return where one sees which parties have adopted a version."""
    return f"{ADOPTION}#{version_anchor(address, number)}"


def version_anchor(address: str, number: str) -> str:
    """Return the id of a version on a page that lists several: «retningslinjer-1-v-0.9»."""
    return _flat(version_address(address, number))


def calendar_address(body_id: str = "") -> str:
    """Return the calendar of a body, or that of all of them."""
    return f"kalender/{slug(body_id) or 'alle'}.ics"


def year_address(year: int) -> str:
    """Return the wheel of one year."""
    return f"arshjul/{year}/"


def meeting_address(meeting_id: str) -> str:
    """Return the page of a meeting."""
    return f"moter/{slug(meeting_id)}/"


def paper_address(paper_id: str) -> str:
    """Return the page of a case paper, whose id is its path."""
    return f"saker/{slug(paper_id.rpartition('/')[2])}/"


LINKS = "lenk/"
LINK_WATCH = "lenk/sjekk/"
LINK_DATA = "lenker.json"
OFFLINE = "frakoblet/"
# All that is in force as one file for paper.
BOOK = "bok.pdf"
SEARCH = "sok/"
HANDBOOK = "handbok/"


def task_address(name: str) -> str:
    """Return the page of the handbook about one task."""
    return f"{HANDBOOK}{name}/"


def handbook_picture_address(name: str) -> str:
    """Return where a picture of the handbook lies."""
    return f"{HANDBOOK}bilder/{name}"


def link_address(address: str) -> str:
    """Return the page with all ways to link to a document; ``address`` is the document's own."""
    return f"{LINKS}{address}"


def card_address(address: str) -> str:
    """Return where the card of a document lies, to be framed on other sites; ``address`` is the document's own."""
    return f"innbygg/{address}"


def badge_address(address: str) -> str:
    """Return the small picture that tells which version of a document is in force."""
    return f"{address}gjeldende.svg"


def code_address(address: str) -> str:
    """Return the QR code that leads to the text in force."""
    return f"{address}qr.svg"


def own_address(address: str) -> str:
    """Return the address of a document from that of its card or of the page with ways to link to it."""
    return address.removeprefix(LINKS).removeprefix(card_address(""))


def theme_address(name: str) -> str:
    """Return the page that gathers what is about a theme."""
    return f"tema/{slug(name)}/"


def patient_group_address(name: str) -> str:
    """Return the page that gathers what is about a group of patients."""
    return f"pasientgrupper/{slug(name)}/"


def audience_address(name: str) -> str:
    """Return the page that gathers what is written for an audience."""
    return f"for/{slug(name)}/"


def relative(target: str, page: str) -> str:
    """Return ``target`` as seen from ``page`` (both from the site's root, ``""`` is the start page).

    Relative links let the same build lie at any address, or in a folder without a server.
    """
    path, mark, fragment = target.partition("#")
    if path == page and mark:
        return f"#{fragment}"
    up = "../" * page.count("/")
    return f"{up}{path or ''}{mark}{fragment}" or "./"
