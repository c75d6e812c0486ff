"""Two documents side by side as HTML: nobody has added or removed anything, so there is no ``ins`` and no ``del``."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from avtaleverk.redline.changes import label
from avtaleverk.redline.document import Kind
from avtaleverk.redline.frame import page
from avtaleverk.redline.inline_html import escape, hidden
from avtaleverk.redline.own_text import OwnText, Part
from avtaleverk.redline.phrases import phrase
from avtaleverk.redline.runs import legal
from avtaleverk.redline.sharing import SharedPoint, Totals
from avtaleverk.redline.sharing_marks import MarkedPoint, Stretches, marked_points, plain_point
from avtaleverk.redline.sharing_words import Named, Told

_Cells = tuple[Part, tuple[Stretches, ...]]
_DEEPEST = 3


def sharing_html(told: Told) -> str:
    """Return sum, table of shared points, each pair side by side, and the points that stand alone, as one element.

    ``stylesheet()`` is its style. Headings begin at the second level.
    """
    first, *rest = (escape(words) for words in told.summed())
    parts = [f'<p class="rm-sum">{first}</p>', f"<p>{' '.join(rest)}</p>" if rest else ""]
    parts.append(f'<p class="lik-forbehold">{escape(told.caution())}</p>')
    if told.sharing.shared:
        parts += [_table(told), _sides(told)]
    one = _alone(told, told.one, told.sharing.only_one, told.sharing.one)
    other = _alone(told, told.other, told.sharing.only_other, told.sharing.other)
    parts.append(f'<div class="lik-alene"><div>{one}</div><div>{other}</div></div>')
    return f'<div class="rm lik">{"".join(parts)}</div>'


def sharing_page(told: Told) -> str:
    """Return the same as a page of its own that needs nothing else."""
    return page(sharing_html(told), told.title, told.language)


def _table(told: Told) -> str:
    names = [escape(name) for name in (told.one.name, told.other.name, told.say("column"))]
    heads = "".join(f'<th scope="col" role="columnheader">{name}</th>' for name in names)
    rows = "".join(_row(told, names, number, pair) for number, pair in enumerate(told.sharing.shared, 1))
    heading = escape(told.say("heading"))
    return (
        f'<h2 id="felles">{heading}</h2><table class="lik-tabell" role="table" aria-labelledby="felles">'
        f'<thead><tr role="row">{heads}</tr></thead><tbody>{rows}</tbody></table>'
    )


def _row(told: Told, names: Sequence[str], number: int, pair: SharedPoint) -> str:
    how = f'<a href="#par-{number}">{escape(told.likeness(pair))}</a>'
    cells = zip(names, (_link(told, told.one, pair.one), _link(told, told.other, pair.other), how), strict=True)
    inside = "".join(f'<td role="cell" data-kolonne="{name}">{cell}</td>' for name, cell in cells)
    return f'<tr role="row">{inside}</tr>'


def _link(told: Told, document: Named, point: OwnText) -> str:
    name, place = escape(told.point(point)), document.place(point)
    return f'<a href="{escape(place)}">{name}</a>' if place else name


def _sides(told: Told) -> str:
    how = f'{escape(told.say("marks"))} <span class="ulikt">{escape(told.say("mark"))}</span>.'
    pairs = "".join(_pair(told, number, pair) for number, pair in enumerate(told.sharing.shared, 1))
    return f"<h2>{escape(told.say('sides'))}</h2><p>{how}</p>{pairs}"


def _pair(told: Told, number: int, pair: SharedPoint) -> str:
    head = f'{escape(_pair_name(told, pair))} <span class="lik-grad">{escape(told.likeness(pair))}</span>'
    if pair.is_equal:
        inside = f'<p class="lik-fra">{escape(told.say("both"))}</p>{_point_html(told, plain_point(pair.one), numbered=False)}'
        body = f'<div class="lik-begge">{inside}</div>'
    else:
        documents = zip((told.one, told.other), marked_points(pair), strict=True)
        sides = "".join(_side(told, document, marked) for document, marked in documents)
        body = f'<div class="lik-sider">{sides}</div>'
    return f'<section class="lik-par" id="par-{number}" aria-labelledby="par-{number}-navn"><h3 id="par-{number}-navn">{head}</h3>{body}</section>'


def _pair_name(told: Told, pair: SharedPoint) -> str:
    one, other = (legal(label(point.clause, told.language)) for point in (pair.one, pair.other))
    return one if one == other else f"{one} / {other[:1].lower()}{other[1:]}"


def _side(told: Told, document: Named, marked: MarkedPoint) -> str:
    name = escape(document.name)
    return f'<div class="lik-side"><p class="lik-fra">{name}</p>{_point_html(told, marked)}</div>'


def _point_html(told: Told, marked: MarkedPoint, *, numbered: bool = True) -> str:
    clause = marked.point.clause
    title = ""
    if clause:
        number = f'<span class="rm-nr">{escape(legal(clause.number))}</span> ' if clause.number and numbered else ""
        title = f'<p class="lik-tittel">{number}{_inline(told, marked.title)}</p>'
    groups = groupby(marked.parts, key=lambda cells: _holder(cells[0]))
    return title + "".join(_group(told, holder[0], list(inside)) for holder, inside in groups)


def _holder(part: Part) -> tuple[str, int]:
    """Return what holds a part: a table of its own, a list, or nothing."""
    if part.table >= 0:
        return "tabell", part.table
    return ("liste", 0) if part.depth else ("", 0)


def _group(told: Told, holder: str, inside: Sequence[_Cells]) -> str:
    if holder == "tabell":
        rows = "".join(_table_row(told, *cells) for cells in inside)
        name = escape(phrase("table", told.language))
        table = f'<table class="lik-celler">{rows}</table>'
        return f'<div class="rm-rull" role="group" tabindex="0" aria-label="{name}">{table}</div>'
    if holder == "liste":
        return f'<ul class="lik-ledd" role="list">{"".join(_items(told, inside))}</ul>'
    return "".join(_block(told, *cells) for cells in inside)


def _items(told: Told, inside: Iterable[_Cells]) -> Iterator[str]:
    for part, cells in inside:
        level = min(part.depth, _DEEPEST)
        yield f'<li data-niva="{level}">{_marker(part)}{_inline(told, cells[0], code=part.kind is Kind.CODE)}</li>'


def _table_row(told: Told, part: Part, cells: Iterable[Stretches]) -> str:
    tag = 'th scope="col"' if part.is_head else "td"
    return f"<tr>{''.join(f'<{tag}>{_inline(told, cell)}</{tag[:2]}>' for cell in cells)}</tr>"


def _block(told: Told, part: Part, cells: Sequence[Stretches]) -> str:
    if part.kind is Kind.CODE:
        return f"<pre>{_inline(told, cells[0], code=True)}</pre>"
    name = ' class="lik-begrep"' if part.kind is Kind.TERM else ""
    return f"<p{name}>{_marker(part)}{_inline(told, cells[0])}</p>"


def _marker(part: Part) -> str:
    return f'<span class="lik-nr">{escape(part.marker)}</span> ' if part.marker else ""


def _inline(told: Told, stretches: Stretches, *, code: bool = False) -> str:
    return "".join(_stretch(told, stretch.text, differs=stretch.differs, code=code) for stretch in stretches)


def _stretch(told: Told, text: str, *, differs: bool, code: bool) -> str:
    shown = escape(text) if code else escape(text).replace("\n", "<br/>")
    return f'<span class="ulikt">{hidden(told.say("hidden"))}{shown}</span>' if differs else shown


def _alone(told: Told, document: Named, points: Sequence[OwnText], totals: Totals) -> str:
    heading = f"<h2>{escape(told.say('only', document.name))}</h2>"
    if not points:
        return f"{heading}<p>{escape(told.say('all' if totals.points else 'empty'))}</p>"
    items = "".join(f"<li>{_link(told, document, point)}</li>" for point in points)
    return f'{heading}<ul class="lik-liste">{items}</ul>'
