"""What readers will meet when a site is published, in words and as data."""

from collections.abc import Iterable, Iterator

from avtaleverk.engines.publishing.place import Edition
from avtaleverk.model.findings import Finding
from avtaleverk.site.manifest import Difference
from avtaleverk.site.plan import Plan
from avtaleverk.site.publication import Publication, TextChange

_MOST_NAMED = 8
# What the sentence about a new edition begins with.
PUBLISHED = "Publisert: "
# What the sentence begins with that ends what was only shown, where there is something to publish.
ONLY_SHOWN = "Dette er bare vist."


def in_words(plan: Plan, differs: Publication, place: str, current: Edition | None) -> str:
    """Return what changes, a line for each matter."""
    return "\n".join(_lines(plan, differs, place, current))


def _lines(plan: Plan, differs: Publication, place: str, current: Edition | None) -> Iterator[str]:
    checked = sum(page.kind == "endring" for page in plan)
    marked = f"{checked} rødmerking{'' if checked == 1 else 'er'}"
    yield f"Bygd og kontrollert: {len(plan.pages)} sider, alle lenker på dem, og {marked}."
    if current is None:
        yield f"Ingenting er publisert i {place} fra før."
        return
    if differs.days[0] is None:
        yield f"Manifestet til utgave {current.number}, som vises i {place}, er borte eller endret, så alt legges ut på nytt."
        return
    yield f"I {place} vises nå utgave {current.number}, fra {current.day}. Dette blir endret:"
    yield from (f"  {_text(text)}" for text in differs.texts)
    yield from _pages(differs.pages, is_another_day=differs.is_another_day)
    if not differs:
        yield "  ingenting"


def _text(text: TextChange) -> str:
    if text.new is None:
        return f"{text.name}: versjon {text.old} gjelder ikke lenger, og ingen annen gjelder"
    if text.old is None:
        return f"{text.name}: versjon {text.new} er ny"
    points = f". Endret: {_some('punkt', 'punktene', text.points)}" if text.points else ""
    return f"{text.name}: versjon {text.new} gjelder i stedet for {text.old}{points}"


def _pages(pages: Difference, *, is_another_day: bool) -> Iterator[str]:
    if pages.new:
        yield f"  {_some('ny side', 'nye sider', pages.new, counts=True)}"
    if pages.gone:
        yield f"  borte: {_some('side', 'sider', pages.gone, counts=True)}"
    if pages.changed:
        day = ", mange av dem bare fordi dagen er en annen" if is_another_day else ""
        yield f"  {len(pages.changed)} {'side er endret' if len(pages.changed) == 1 else 'sider er endret'}{day}"


def _some(one: str, many: str, names: tuple[str, ...], *, counts: bool = False) -> str:
    """Return some names, and how many more there are."""
    word = one if len(names) == 1 else many
    more = len(names) - _MOST_NAMED
    shown = ", ".join(names[:_MOST_NAMED]) + (f" og {more} til" if more > 0 else "")
    return f"{len(names)} {word}: {shown}" if counts else f"{word} {shown}"


def as_data(differs: Publication, findings: Iterable[Finding]) -> dict[str, object]:
    """Return what changes under the names that ``--json`` promises."""
    return {
        "tekster": [
            {"mappe": t.folder, "tittel": t.name, "fra": t.old, "til": t.new, "punkter": list(t.points)}
            for t in differs.texts
        ],
        "sider": _sides(differs.pages),
        "filer": _sides(differs.files),
        "funn": [finding.as_dict() for finding in findings],
    }


def _sides(side: Difference) -> dict[str, list[str]]:
    return {"nye": list(side.new), "endret": list(side.changed), "borte": list(side.gone)}
