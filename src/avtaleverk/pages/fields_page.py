"""The page that tells editors what they can write in each file, from the fields the reader uses."""

from collections.abc import Iterator
from dataclasses import dataclass

from avtaleverk.corpus.fields import FILES, Field
from avtaleverk.pages.context import Context


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field as the table shows it; fields inside a group follow it, indented by ``depth``."""

    name: str
    holds: str
    required: bool
    help: str
    depth: int


_WHERE = {
    "helsefellesskap": "helsefellesskap.yml",
    "dokument": "avtaler/<navn>/index.md, retningslinjer/<navn>/index.md",
    "versjon": "<navn>/<versjon>.md",
    "struktur": "organisasjon/struktur/<dato>.yml",
    "verv": "organisasjon/verv/<organ>.yml",
    "mote": "organisasjon/moter/<dato>-<organ>.md",
    "sak": "organisasjon/saker/<dato>-<navn>.md",
    "ordliste": "ordliste.yml",
    "videresending": "videresending.yml",
    "side": "docs/<navn>.md",
    "mal": "maler/<navn>.md",
    "form": "maler/form.yml",
}


def _rows(ctx: Context, fields: tuple[Field, ...], depth: int = 0) -> Iterator[FieldRow]:
    for field in fields:
        holds = field.kind.value
        if field.choices:
            holds = ctx.t("one of: {list}", list=", ".join(field.choices))
        elif field.example:
            holds = f"{holds}, {ctx.t('for example {example}', example=field.example)}"
        yield FieldRow(field.name, holds, field.required, field.help, depth)
        yield from _rows(ctx, field.fields, depth + 1)


def _titles(ctx: Context) -> dict[str, str]:
    """Return what each file is about, in words."""
    t = ctx.t
    return {
        "helsefellesskap": t("The community"),
        "dokument": t("Document"),
        "versjon": t("Version of a text"),
        "struktur": t("The bodies at one time"),
        "verv": t("Who holds which office"),
        "mote": t("Meeting"),
        "sak": t("Case paper or hearing answer"),
        "ordliste": t("Glossary"),
        "videresending": t("Where texts went"),
        "side": t("Page written by hand"),
        "mal": t("Template for a new text"),
        "form": t("Demands on form"),
    }


def fields_html(ctx: Context, page: str) -> str:
    """Return the page of all fields."""
    titles = _titles(ctx)
    files = [(name, titles[name], _WHERE[name], list(_rows(ctx, fields))) for name, fields in FILES.items()]
    return ctx.render("felter.html", page, files=files)
