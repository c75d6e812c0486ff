"""The frame around every page: head, menu, footer. Ours, so that it outlives any theme."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from avtaleverk.model.addresses import RULES, STRUCTURE_HISTORY
from avtaleverk.model.open_data import OPENSEARCH
from avtaleverk.pages.context import Context
from avtaleverk.pages.foreign import ForeignTitles
from avtaleverk.pages.sheet import sheet
from avtaleverk.pages.taken_away import MovedNote
from avtaleverk.redline import stylesheet
from avtaleverk.text.store import fingerprint

ASSETS = Path(__file__).resolve().parent / "assets"
_MENU = (
    ("Guidelines", "retningslinjer/"),
    ("Agreements", "avtaler/"),
    ("Hearings", "horinger/"),
    ("Changes", "endringer/"),
    ("Organisation", "organisasjon/"),
    ("Meetings", "moter/"),
    ("Glossary", "ordliste/"),
)
# What belongs together under «Organisasjon», though each has an address of its own.
_WHO_DECIDES = (
    ("The bodies", "organisasjon/"),
    ("Bodies over time", STRUCTURE_HISTORY),
    ("The rules", RULES),
    ("Adoption", "tilslutning/"),
    ("The parties", "parter/"),
    ("Demands of the law", "lovkrav/"),
    ("The year", "arshjul/"),
)


# What only some kinds of page need, so that no other page waits for it.
_STYLES = {
    "rodmerking.css": frozenset({"endring", "punkthistorie", "sammenligning", "strukturendring", "stil"}),
    "organisasjon.css": frozenset({
        "organisasjon", "organ", "struktur", "strukturhistorikk", "strukturendring", "regler", "moter", "mote",
        "saker", "sak", "horinger", "tilslutning", "part", "parter", "lovkrav", "arshjul", "stil",
    }),
    "lenk.css": frozenset({"lenk", "lenke-til", "stil"}),
    "kort.css": frozenset({"kort", "lenke-til", "stil"}),
    "emne.css": frozenset({"emne", "emner"}),
    "sok.css": frozenset({"sok", "stil"}),
    "lenkevakt.css": frozenset({"lenkevakt", "stil"}),
    "handbok.css": frozenset({"handbok", "handbok-oppgave", "stil"}),
}  # fmt: skip
_SCRIPTS = {
    "endring.js": frozenset({"endring"}),
    "endringsliste.js": frozenset({"endringer"}),
    "historikk.js": frozenset({"historikk"}),
    "lesing.js": frozenset({"dokument", "versjon", "endring"}),
    "lenk.js": frozenset({"lenk", "lenke-til", "handbok-oppgave"}),
    "lenkevakt.js": frozenset({"lenkevakt"}),
}


@dataclass(frozen=True, slots=True)
class Head:
    """What a page says about itself to browsers and search engines; addresses from the root.

    ``is_dated`` is false where the frame must not show the day it was made on either, ``feed`` is where the Atom
    feed of what the page is about lies ("" where there is none), ``notes`` are for those who come by a lost anchor.
    ``edition`` is what each printed sheet says beside the title. ``others`` are media type and address of the same
    in other forms.
    """

    address: str
    title: str
    kind: str
    description: str
    indexed: bool
    canonical: str
    is_dated: bool = True
    feed: str = ""
    notes: tuple[MovedNote, ...] = ()
    edition: str = ""
    others: tuple[tuple[str, str], ...] = ()


# What is told about under a part of the menu, but lies elsewhere.
_ALSO = {"moter/": ("moter/", "saker/")}


def _nearest(links: list[tuple[str, str, bool]]) -> list[tuple[str, str, bool]]:
    """Return the links with only the deepest of those that lead here marked as the place of the page."""
    deepest = max((target for _, target, here in links if here), key=len)
    return [(words, target, target == deepest) for words, target, _ in links]


@lru_cache(maxsize=1)
def asset_version() -> str:
    """Return a mark that changes with the assets, so that no browser keeps an old stylesheet."""
    return fingerprint(sheet(), stylesheet(), *(p.read_text("utf-8") for p in sorted(ASSETS.iterdir())))[:10]


class Shell:
    """Puts the frame of one community around the HTML of its pages."""

    def __init__(self, ctx: Context, footer: tuple[tuple[str, str], ...], addresses: frozenset[str]) -> None:
        """Know the community, the pages that the footer leads to (title and address), and which pages there are."""
        self._ctx = ctx
        self._footer = footer
        self._foreign = ForeignTitles(ctx)
        self._family = tuple(pair for pair in _WHO_DECIDES if pair[1] in addresses)

    def key(self, *, dated: bool) -> str:
        """Return a hash of what the frame shows beside the page itself."""
        return self._keys[dated]

    @cached_property
    def _keys(self) -> dict[bool, str]:
        lasting = fingerprint(
            asset_version(),
            repr(self._ctx.corpus.community),
            repr((self._footer, self._family, self._foreign.languages)),
        )
        return {False: lasting, True: fingerprint(lasting, str(self._ctx.day))}

    def wrap(self, head: Head, html: str, data: str = "") -> str:
        """Return the whole document; ``data`` is JSON-LD, written so that it cannot end its element."""
        ctx = self._ctx
        family = [(ctx.t(words), target, head.address.startswith(target)) for words, target in self._family]
        is_within = any(here for _, _, here in family)
        return ctx.render(
            "kortskall.html" if head.kind == "kort" else "skall.html",
            head.address,
            head=head,
            html=self._foreign.marked(html),
            data=data,
            community=ctx.corpus.community,
            menu=[
                (
                    ctx.t(words),
                    target,
                    head.address.startswith(_ALSO.get(target, target)) or (is_within and target == "organisasjon/"),
                )
                for words, target in _MENU
            ],
            family=_nearest(family) if is_within else (),
            footer=self._footer,
            version=asset_version(),
            styles=[name for name, kinds in _STYLES.items() if head.kind in kinds],
            scripts=[name for name, kinds in _SCRIPTS.items() if head.kind in kinds],
            built=ctx.day.isoformat() if head.is_dated else "",
            built_words=ctx.t.long_date(ctx.day) if head.is_dated else "",
            canonical=ctx.corpus.community.address + head.canonical,
            opensearch=OPENSEARCH,
        )
