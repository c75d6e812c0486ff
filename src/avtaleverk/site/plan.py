"""The site plan: every page with its address, title and place, its HTML made when asked for.

A page carries a key, the hash of all that its HTML is made from. Equal keys mean equal pages, so
that an engine makes a page once and keeps it until something it shows has changed.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from avtaleverk.model.corpus import Corpus
from avtaleverk.model.downloads import Formats
from avtaleverk.model.findings import AvtaleverkError
from avtaleverk.pages.shell import Head, Shell
from avtaleverk.pages.taken_away import MovedNote
from avtaleverk.search.records import IndexPlan
from avtaleverk.text.store import Cache, fingerprint


@dataclass(frozen=True, slots=True)
class Page:
    """One page: where it lies, what it is, and how to make it.

    ``in_navigation`` is false for versions and differences: a repealed text must not be found as if it applied. ``source`` is the content file behind the page, if there is one.
    ``is_dated`` is false for a page that shows nothing of the day it was made on, so that it is made once.
    ``feed`` is the address of the Atom feed that the page names in its head. ``notes`` are for those who come by an
    anchor that the page does not have any more. ``heir`` is the address that a page stands in for, None where there
    is none. ``edition`` is what each printed sheet says beside the title: which version it is, who approved it.
    ``data`` makes what the page says to programs; the key covers it as well. ``others`` are media type and address of
    the same in other forms.
    """

    address: str
    title: str
    kind: str
    key: str
    make: Callable[[], str] = field(compare=False, repr=False)
    description: str = ""
    indexed: bool = True
    in_navigation: bool = False
    canonical: str | None = None
    source: str | None = None
    is_dated: bool = True
    feed: str = ""
    notes: tuple[MovedNote, ...] = ()
    heir: str | None = None
    edition: str = ""
    data: Callable[[], str] | None = field(default=None, compare=False, repr=False)
    others: tuple[tuple[str, str], ...] = ()

    @property
    def path(self) -> str:
        """Return the file that the page is written to."""
        return self.address if self.address.endswith(".html") else f"{self.address}index.html"

    @property
    def head(self) -> Head:
        """Return what the page says about itself."""
        canonical = self.address if self.canonical is None else self.canonical
        return Head(
            self.address, self.title, self.kind, self.description, self.indexed, canonical,
            is_dated=self.is_dated, feed=self.feed, notes=self.notes, edition=self.edition, others=self.others,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A file that is not a page: ``content``, what ``make`` gives when it is asked for, or a copy of the file at ``origin``.

    ``heir`` is the address that it leads on to, None where it is itself what its address promises. ``key`` is the
    hash of all that its bytes follow from: a file with one is written once and taken over from then on.
    """

    path: str
    content: bytes = b""
    origin: Path | None = None
    heir: str | None = None
    make: Callable[[], bytes] | None = field(default=None, compare=False, repr=False)
    key: str = ""

    def data(self) -> bytes:
        """Return what is to be written of a file that is no copy."""
        return self.make() if self.make else self.content


@dataclass(frozen=True)
class Plan:
    """The whole site. Nothing here depends on the engine that writes it.

    ``addresses`` has where each document lies, by its folder; ``day`` is the day that the site shows, and
    ``formats`` are the kinds of file that its texts can be downloaded as.
    """

    corpus: Corpus
    pages: tuple[Page, ...]
    files: tuple[SiteFile, ...]
    shell: Shell
    cache: Cache | None = None
    indexes: tuple[IndexPlan, ...] = ()
    addresses: Mapping[str, str] = field(default_factory=dict)
    day: date = date.max
    formats: Formats = ()

    def __post_init__(self) -> None:
        """Refuse a plan in which two pages lie at one address; one of them would vanish."""
        paths = Counter([p.path for p in self.pages] + [f.path for f in self.files])
        if twice := sorted(path for path, n in paths.items() if n > 1):
            msg = f"To sider får samme adresse: {', '.join('/' + path.removesuffix('index.html') for path in twice)}"
            raise AvtaleverkError(msg)

    def html(self, page: Page) -> str:
        """Return what stands between menu and footer."""
        return page.make()

    @cached_property
    def keys(self) -> dict[str, str]:
        """Return the key of each whole document, frame included, by the path of its page."""
        shell = self.shell
        return {p.path: fingerprint("side", p.key, shell.key(dated=p.is_dated), repr(p.head)) for p in self.pages}

    @cached_property
    def file_keys(self) -> dict[str, str]:
        """Return the key of each file that has one, by its path."""
        return {file.path: file.key for file in self.files if file.key}

    def key(self, page: Page) -> str:
        """Return the key of one whole document."""
        return self.keys[page.path]

    def document(self, page: Page) -> str:
        """Return the whole page; from the cache where the same was made before."""
        kept = self.cache.get(self.key(page)) if self.cache else None
        if kept is not None:
            return kept
        made = self.shell.wrap(page.head, self.html(page), page.data() if page.data else "")
        if self.cache:
            self.cache.put(self.key(page), made)
        return made

    def __iter__(self) -> Iterator[Page]:
        """Go through the pages in the order of the plan."""
        return iter(self.pages)
