"""Where links are looked for: files, folders, standard input, and a page on the web."""

import re
import sys
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from http.client import HTTPException
from io import BytesIO
from pathlib import Path
from typing import IO
from urllib.parse import quote, urlsplit

from avtaleverk.model.findings import Finding
from avtaleverk.site.link_finding import Found, NotWordError, links_in_html, links_in_text, links_in_word

_PAGES = frozenset({".html", ".htm", ".xhtml"})
_WORD_FILES = frozenset({".docx", ".docm"})
_READ = _PAGES | _WORD_FILES | {".md", ".markdown", ".txt", ".csv", ".tsv", ".json", ".xml", ".yml", ".yaml"}
_MOST = 20_000_000
_SECONDS = 20
_WEB = re.compile("https?://", re.IGNORECASE | re.ASCII)
_LOOKS_LIKE_HTML = re.compile(
    r"\s*(?:<!--.*?-->\s*)*<(?:!doctype|html|head|body|a|p|div|ul|table)\b", re.IGNORECASE | re.DOTALL
)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """A link and where it was found: ``where`` is ``fil:linje`` in words fit for the kind of source."""

    source: str
    where: str
    line: int
    link: str


@dataclass(frozen=True, slots=True)
class Seek:
    """What to look for: ``hosts`` are those that are written without ``https://`` too, ``folders`` begin our paths."""

    hosts: tuple[str, ...]
    folders: frozenset[str]


class SourceError(Exception):
    """A source that cannot be read; carries the finding."""

    def __init__(self, source: str, message: str, hint: str) -> None:
        """Say which source, what is wrong with it, and what to do."""
        super().__init__(message)
        self.finding = Finding(source, 0, "", message, hint)


def sources(names: Sequence[str]) -> Iterator[str]:
    """Yield each name, and instead of a folder the files in it that can have links; raises SourceError for none."""
    for name in names:
        folder = Path(name)
        if name == "-" or _WEB.match(name) or not folder.is_dir():
            yield name
            continue
        found = [str(p) for p in sorted(folder.rglob("*")) if _is_read(p, folder)]
        if not found:
            raise SourceError(name, "Mappa har ingen filer med lenker", f"Her leses {', '.join(sorted(_READ))}")
        yield from found


def _is_read(path: Path, folder: Path) -> bool:
    is_hidden = any(part.startswith((".", "~")) for part in path.relative_to(folder).parts)
    return path.suffix.lower() in _READ and not is_hidden and not path.is_symlink() and path.is_file()


def links_of(source: str, seek: Seek) -> list[Place]:
    """Return the links of one source; raises SourceError where it cannot be read."""
    if source == "-":
        return _placed("standard inn", sys.stdin.buffer.read(_MOST + 1), seek)
    if _WEB.match(source):
        page, content, kind = fetch(source, _MOST)
        return _placed(source, content, seek, page=page, kind=kind)
    content = read_file(source, _MOST)
    return _placed(source, content, seek, kind=Path(source).suffix.lower(), is_file=True)


def read_file(name: str, most: int) -> bytes:
    """Return what is in a file, and of one that is too large one byte more than ``most``; raises SourceError."""
    try:
        with Path(name).open("rb") as file:
            return file.read(most + 1)
    except FileNotFoundError as error:
        raise SourceError(name, "Fila finnes ikke", "Se etter at navnet er riktig") from error
    except (OSError, ValueError) as error:
        raise SourceError(name, "Fila kan ikke leses", "Se etter at du har lov til å lese den") from error


def _placed(  # noqa: PLR0913 - one word for each thing a source may be
    source: str, content: bytes, seek: Seek, *, page: str = "", kind: str = "", is_file: bool = False
) -> list[Place]:
    if len(content) > _MOST:
        raise SourceError(
            source, f"Innholdet er større enn {_MOST // 1_000_000} MB", "Del det opp, eller lim inn lenkene"
        )
    if kind in _WORD_FILES or content.startswith(b"PK\x03\x04"):
        return [Place(source, f"{source}: avsnitt {f.line}", f.line, f.link) for f in _word(source, content, seek)]
    if content.startswith(b"%PDF"):
        raise SourceError(source, "PDF-filer kan ikke leses", "Sjekk Word-fila den er laget av, eller lim inn lenkene")
    text = decoded(content)
    if "\x00" in text[:1000]:
        raise SourceError(source, "Dette er ikke tekst", "Lagre den som Word, HTML eller tekst, eller lim inn lenkene")
    if kind in _PAGES or _LOOKS_LIKE_HTML.match(text):
        found: list[Found] = links_in_html(text, seek.hosts, page)
    else:
        found = list(links_in_text(text, seek.hosts, seek.folders))
    mark = ":" if is_file else ": linje "
    return [Place(source, f"{source}{mark}{f.line}", f.line, f.link) for f in found]


def decoded(content: bytes) -> str:
    """Return text as it was meant: with a byte order mark, as a page says of itself, as UTF-8, as Windows wrote."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    said = _CHARSET.search(content[:2000])
    for name in ("utf-8-sig", said[1].decode() if said else "", "cp1252"):
        try:
            return content.decode(name or "utf-8")
        except (LookupError, ValueError):
            continue
    return content.decode("utf-8", "replace")


def _word(source: str, content: bytes, seek: Seek) -> list[Found]:
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            return [f for name in _parts(package) for f in _part(package, name, seek)]
    except (
        zipfile.BadZipFile,
        NotWordError,
        KeyError,
        NotImplementedError,
        RuntimeError,
        EOFError,
        OSError,
        ValueError,
    ) as error:
        raise SourceError(source, "Dette er ikke en Word-fil som kan leses", "Lagre den på nytt som .docx") from error


def _parts(package: zipfile.ZipFile) -> list[str]:
    """Return the parts that hold text; raises NotWordError where there is none."""
    found = [
        n
        for n in package.namelist()
        if re.fullmatch(r"word/(?:document|footnotes|endnotes|comments|(?:header|footer)\d*)\.xml", n)
    ]
    if "word/document.xml" not in found:
        raise NotWordError
    return sorted(found)


def _part(package: zipfile.ZipFile, name: str, seek: Seek) -> list[Found]:
    related = f"word/_rels/{name.removeprefix('word/')}.rels"
    relations = _unpacked(package, related) if related in package.namelist() else b""
    return links_in_word(_unpacked(package, name), relations, seek.hosts)


def _unpacked(package: zipfile.ZipFile, name: str) -> bytes:
    """Return one part, and no more of it than a text can have: a small file may hold a very large one."""
    with package.open(name) as part:
        content = part.read(_MOST + 1)
    if len(content) > _MOST:
        raise NotWordError
    return content


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows a page that has moved, on the web alone."""

    def redirect_request(  # noqa: PLR0913, PLR0917 - the library's own signature
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: object, newurl: str
    ) -> urllib.request.Request | None:
        """Refuse any other place than the web."""
        if not _WEB.match(newurl):
            raise urllib.error.URLError(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type] # passed on as it came


def fetch(address: str, most: int) -> tuple[str, bytes, str]:
    """Return where a page was found, its bytes and the suffix of its kind; raises SourceError in plain words.

    One page and nothing it names is fetched, for as long as we wait, and little more of it than ``most`` bytes.
    """
    opener = urllib.request.build_opener(_Redirects)
    try:
        request = urllib.request.Request(_encoded(address), headers={"User-Agent": "avtaleverk", "Accept": "*/*"})  # noqa: S310 - http and https alone
        with opener.open(request, timeout=_SECONDS) as answer:
            kind = answer.headers.get_content_type()
            return (
                answer.url,
                _all_of(answer.read1, address, most),
                ".html" if kind in {"text/html", "application/xhtml+xml"} else "",
            )
    except urllib.error.HTTPError as error:
        raise SourceError(
            address, _refused(error.code), "Se etter at adressen er riktig, eller lagre siden som en fil"
        ) from error
    except TimeoutError as error:
        raise _too_slow(address) from error
    except (OSError, HTTPException, ValueError) as error:
        if isinstance(getattr(error, "reason", None), TimeoutError):
            raise _too_slow(address) from error
        raise SourceError(
            address, "Adressen svarer ikke", "Se etter at adressen er riktig, og at du er på nett"
        ) from error


def _encoded(address: str) -> str:
    """Return an address with nothing but the signs that may be sent; raises ValueError through ``urlsplit``."""
    parts = urlsplit(address)
    host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode()
    rest = parts._replace(netloc=host, fragment="").geturl()
    return quote(rest, safe="%/:=&?~#+!$,;'@()*[]")


def _all_of(read: Callable[[int], bytes], address: str, most: int) -> bytes:
    """Read an answer to its end, but no longer than it may take and no more than it may be."""
    ends = time.monotonic() + _SECONDS
    content = bytearray()
    while len(content) <= most and (piece := read(65_536)):
        content += piece
        if time.monotonic() > ends:
            raise _too_slow(address)
    return bytes(content)


def _too_slow(address: str) -> SourceError:
    return SourceError(
        address, f"Adressen svarte ikke på {_SECONDS} sekunder", "Prøv igjen, eller lagre siden som en fil"
    )


def _refused(code: int) -> str:
    words = {401: "Siden krever innlogging", 403: "Siden vil ikke vises for programmer", 404: "Siden finnes ikke"}
    return f"{words.get(code, 'Nettstedet svarte med en feil')} ({code})"
