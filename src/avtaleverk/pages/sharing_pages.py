"""The choice of two documents to compare, and the page that shows what two of them share."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from markupsafe import Markup

from avtaleverk.history.sharings import MOST_FOR_ANY_TWO, MOST_FOR_EACH, Compared, SharedNumbers
from avtaleverk.model.addresses import relative, sharing_address
from avtaleverk.model.documents import DocumentKind
from avtaleverk.pages.context import Context
from avtaleverk.redline.phrases import Language, phrase
from avtaleverk.redline.sharing_html import sharing_html
from avtaleverk.redline.sharing_words import Named, Told
from avtaleverk.text.store import fingerprint

CHOICE = "sammenlign/"
# A title is cut at so many letters, and not after «i» or «og».
_LONGEST, _LITTLE = 42, 3


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document as the page of a pair names it, with its version in force."""

    name: str
    title: str
    version: str
    address: str


@dataclass(frozen=True, slots=True)
class SharingRow:
    """A pair that shares points: what it is called, what it shares, and where its page lies."""

    words: str
    titles: str
    shared: str
    kinds: str
    address: str


@dataclass(frozen=True, slots=True)
class PairChoice:
    """One pair in a chooser: the places of its documents in the lists, and where its page lies."""

    one: int
    other: int
    words: str
    address: str


@dataclass(frozen=True, slots=True)
class PairChooser:
    """Two lists of documents of one kind, and the pages of their pairs."""

    heading: str
    names: tuple[str, ...]
    choices: tuple[PairChoice, ...]


def is_offered(ctx: Context) -> bool:
    """Say whether there are two guidelines or two agreements in force to compare."""
    return bool(ctx.sharings.groups) or ctx.sharings.has_too_many


def name_of(ctx: Context, compared: Compared) -> str:
    """Return what a document is called among others: kind and number, or its title in quotation marks.

    A long title is cut, unless another would be cut to the same.
    """
    if compared.document.number:
        return ctx.label(compared.document).replace(" ", "\u00a0")
    title = _title(ctx, compared)
    short = _shortened(title)
    others = (_title(ctx, c) for c in ctx.sharings.documents if c is not compared and not c.document.number)
    return f"«{title if short in map(_shortened, others) else short}»"


def _title(ctx: Context, compared: Compared) -> str:
    return ctx.title(compared.document, compared.version)


def _shortened(title: str) -> str:
    if len(title) <= _LONGEST:
        return title
    words = title[:_LONGEST].split()[:-1] or [title[:_LONGEST]]
    while len(words) > 1 and words[-1].islower() and len(words[-1]) <= _LITTLE:
        words.pop()
    return f"{' '.join(words)}\u00a0…"


def pair_address(ctx: Context, one: Compared, other: Compared) -> str:
    """Return where the page of a pair lies."""
    return sharing_address(ctx.addresses[one.document.folder], ctx.addresses[other.document.folder])


def pair_title(ctx: Context, one: Compared, other: Compared) -> str:
    """Return what the page of a pair is called."""
    return phrase("shared title", _language(ctx), name_of(ctx, one), name_of(ctx, other))


def pair_key(ctx: Context, *pair: Compared) -> str:
    """Return what the pages of these documents depend on, the code and the community apart."""
    seen = [
        (name_of(ctx, c), _title(ctx, c), ctx.addresses[c.document.folder], c.version.number, c.document.kind)
        for c in pair
    ]  # fmt: skip
    return fingerprint(repr(seen), *(c.body for c in pair))


def choice_key(ctx: Context) -> str:
    """Return what the choice depends on, in the same way."""
    return pair_key(ctx, *ctx.sharings.documents)


def choice_html(ctx: Context) -> str:
    """Return the page where any two documents are chosen, and those that share points are listed."""
    sharings = ctx.sharings
    numbers = [(pair, sharings.numbers(*pair)) for pair in sharings.pairs]
    most_first = sorted((row for row in numbers if row[1].one.shared), key=lambda row: -row[1].one.shared)
    return ctx.render(
        "sammenlign.html",
        CHOICE,
        rows=[_row(ctx, *pair, found) for pair, found in most_first],
        choosers=[_chooser(ctx, group) for group in sharings.groups],
        few=MOST_FOR_EACH if sharings.has_too_many else 0,
        many=MOST_FOR_ANY_TWO,
    )


def pair_html(ctx: Context, one: Compared, other: Compared) -> str:
    """Return the page that shows two documents side by side."""
    page = pair_address(ctx, one, other)
    told = _told(ctx, one, other, page)
    return ctx.render(
        "sammenligning.html",
        page,
        title=told.title,
        choice=CHOICE,
        documents=[_named(ctx, c) for c in (one, other)],
        content=Markup(sharing_html(told)),  # noqa: S704 - the redline's own HTML, escaped there
    )


def _told(ctx: Context, one: Compared, other: Compared, page: str) -> Told:
    names = [Named(name_of(ctx, c), relative(ctx.addresses[c.document.folder], page)) for c in (one, other)]
    return Told(ctx.sharings.sharing(one, other), names[0], names[1], _language(ctx))


def _language(ctx: Context) -> Language:
    return "nn" if ctx.t.language == "nn" else "nb"


def _named(ctx: Context, compared: Compared) -> DocumentLine:
    document, title = compared.document, _title(ctx, compared)
    return DocumentLine(ctx.label(document), title, compared.version.number, ctx.addresses[document.folder])


def _row(ctx: Context, one: Compared, other: Compared, found: SharedNumbers) -> SharingRow:
    titles = (_title(ctx, c) for c in (one, other) if c.document.number)
    return SharingRow(
        words=_both(ctx, one, other),
        titles=" – ".join(titles),
        shared=ctx.t.count("{n} shared point", "{n} shared points", found.one.shared),
        kinds=_kinds(ctx, found.equal, found.one.shared - found.equal),
        address=pair_address(ctx, one, other),
    )


def _kinds(ctx: Context, equal: int, alike: int) -> str:
    said = [ctx.t("{n} equal", n=equal) if equal else "", ctx.t("{n} nearly equal", n=alike) if alike else ""]
    return ", ".join(filter(None, said))


def _both(ctx: Context, one: Compared, other: Compared) -> str:
    return ctx.t.listed([name_of(ctx, one), name_of(ctx, other)])


def _chooser(ctx: Context, group: Iterable[Compared]) -> PairChooser:
    members = list(enumerate(group, 1))
    is_guideline = members[0][1].document.kind is DocumentKind.GUIDELINE
    return PairChooser(
        ctx.t("Choose two guidelines") if is_guideline else ctx.t("Choose two agreements"),
        tuple(_listed(ctx, c) for _, c in members),
        tuple(
            PairChoice(n, m, ctx.t("Show what {pair} share", pair=_both(ctx, a, b)), pair_address(ctx, a, b))
            for (n, a), (m, b) in combinations(members, 2)
        ),
    )


def _listed(ctx: Context, compared: Compared) -> str:
    title = _title(ctx, compared)
    return f"{compared.document.number} {title}" if compared.document.number else title
