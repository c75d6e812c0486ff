"""What stands around the marked text: the table of changes, the legend, the choice of view, a page of its own."""

from collections.abc import Iterator, Sequence
from importlib.resources import files

from avtaleverk.redline.changes import Change, Style
from avtaleverk.redline.inline_html import escape
from avtaleverk.redline.phrases import Language, phrase
from avtaleverk.redline.runs import legal
from avtaleverk.redline.summary import Summary

_VIEWS = (
    ("rod", "view red", ' checked="checked"'),
    ("ny", "view new", ""),
    ("gammel", "view old", ""),
    ("side", "view both", ""),
)


def stylesheet() -> str:
    """Return the style that makes the four views; it uses the variables of the page around, or its own."""
    return (files("avtaleverk.redline") / "redline.css").read_text("utf-8")


def whole(
    text: str, changes: Sequence[Change], summary: Summary, language: Language = "nb", prefix: str = ""
) -> str:  # fmt: skip
    """Return the marked text with all that stands around it, as one element."""
    parts = [overview(changes, summary, language, prefix)]
    if changes:
        parts += [views(language, prefix), legend(language)]
    name = escape(phrase("marked text", language))
    return f'<div class="rm">{"".join(parts)}<div class="rm-tekst" role="region" aria-label="{name}">{text}</div></div>'


def overview(changes: Sequence[Change], summary: Summary, language: Language = "nb", prefix: str = "") -> str:
    """Return the summary and the table of changes by point; first on the page, reachable by keyboard."""
    if not changes:
        return f'<p class="rm-sum">{escape(summary.explain_same(language))}</p>'
    say = "".join(f"<span>{escape(words)}</span> " for words in summary.sentences(language))
    heads = "".join(
        f'<th scope="col">{escape(phrase(name, language))}</th>'
        for name in ("column point", "column what", "column in", "column out")
    )
    rows = "".join(_rows(changes, language, prefix))
    caption = escape(phrase("heading", language))
    return (
        f'<p class="rm-sum">{say}</p>'
        f'<table class="rm-endringer"><caption>{caption}</caption><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def _rows(changes: Sequence[Change], language: Language, prefix: str) -> Iterator[str]:
    """Yield a row for each change; a point is named once, before all that changed in it."""
    points: dict[str, list[Change]] = {}
    for change in changes:
        points.setdefault(change.point(language), []).append(change)
    for name, inside in points.items():
        head = f'<th scope="rowgroup" rowspan="{len(inside)}">{escape(name)}</th>'
        for change in inside:
            said = escape(change.explain(Style.ROW, language))
            numbers = "".join(
                f'<td class="rm-tall">{count or ""}</td>' for count in (change.words_in, change.words_out)
            )
            link = f'<a href="#{prefix}endring-{change.anchor}">{said}</a>{_references(change, language)}'
            yield f"<tr>{head}<td>{link}</td>{numbers}</tr>"
            head = ""


def _references(change: Change, language: Language) -> str:
    items = "".join(f"<li>{escape(pointing.explain(language))}</li>" for pointing in change.references)
    return f'<ul class="rm-henvisninger">{items}</ul>' if items else ""


def views(language: Language = "nb", prefix: str = "") -> str:
    """Return the choice of view: buttons that style alone obeys, no script."""
    buttons = "".join(
        f'<label><input type="radio" name="{prefix}rm-visning" value="{value}"'
        f"{checked}/><span>{escape(phrase(name, language))}</span></label>"
        for value, name, checked in _VIEWS
    )
    only = escape(phrase("only changed", language))
    return (
        f'<fieldset class="rm-valg"><legend>{escape(phrase("views", language))}</legend>'
        f'<div class="rm-visninger">{buttons}</div>'
        f'<label class="rm-bare"><input type="checkbox" name="{prefix}rm-bare"/><span>{only}</span></label></fieldset>'
    )


def legend(language: Language = "nb") -> str:
    """Return how to read the marks."""
    say = {name: escape(phrase(f"legend {name}", language)) for name in ("new", "gone", "moved", "number", "format")}
    return (
        f'<details class="rm-tegnforklaring"><summary>{escape(phrase("legend", language))}</summary><ul>'
        f"<li><ins>{say['new']}</ins></li><li><del>{say['gone']}</del></li>"
        f'<li><span class="rm-eksempel rm-flyttet">{say["moved"]}</span></li>'
        f'<li><span class="rm-etikett">3 → 4</span> {say["number"]}</li>'
        f'<li><span class="rm-format">{say["format"]}</span></li></ul></details>'
    )


def page(content: str, title: str, language: Language = "nb") -> str:
    """Return a page of its own that needs nothing else: to send, to print, to look at."""
    name = escape(legal(title))
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{name}</title>\n'
        f'<style>\n{stylesheet()}</style>\n</head>\n<body class="rm-side">\n<main>\n<h1>{name}</h1>\n{content}</main>\n'
        "</body>\n</html>\n"
    )
