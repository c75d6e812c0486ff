"""The folder ``maler/``: templates for new texts, and the demands on form; and the templates that come with the program."""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import yaml

from avtaleverk.corpus.fields import FORM, TEMPLATE
from avtaleverk.corpus.files import Folder
from avtaleverk.corpus.frontmatter import ContentFile, read_content
from avtaleverk.corpus.values import Checker, Values
from avtaleverk.corpus.wording import near, shorten
from avtaleverk.corpus.yaml_reader import read_yaml
from avtaleverk.model.documents import DocumentKind
from avtaleverk.model.findings import Finding
from avtaleverk.model.templates import FormDemand, HeadingDemand, Template

TEMPLATES = "maler"
FORM_FILE = f"{TEMPLATES}/form.yml"
# The template of the memo is a small program of another kind, which the memo itself reads.
_MEMO = f"{TEMPLATES}/notat.md"
_OWN = Path(__file__).resolve().parent / "maler"
# What a template may name between {{ and }}, and what stands there then.
NAMES = {
    "tittel": "tittelen på dokumentet",
    "merke": "det dokumentet kalles, som «Retningslinje 5»",
    "nummer": "nummeret, som «5»",
    "versjon": "nummeret på versjonen, som «1.0»",
    "eier": "organet som holder dokumentet ved like",
    "godkjennes_av": "organet som godkjenner dokumentet",
    "overordnet": "dokumentet et vedlegg hører til",
    "fellesskap": "navnet på helsefellesskapet",
}
_SUMMARY = "kort_fortalt"
NAMED = re.compile(r"\{\{([^{}\n]*)\}\}")
_LONGEST = 200_000


def read_templates(folder: Folder) -> tuple[Template, ...]:
    """Return the community's own templates, by name; a community may do without any."""
    found: list[Template] = []
    for name in folder.names(TEMPLATES):
        path = f"{TEMPLATES}/{name}"
        if path in {_MEMO, FORM_FILE}:
            continue
        if name.endswith(".md") and folder.is_file(path):
            found += _read(folder, path)
        else:
            folder.unread(path, f"Her leses bare maler (.md) og {FORM_FILE}")
    return tuple(found)


def _read(folder: Folder, path: str) -> Iterator[Template]:
    text = folder.text(path, _LONGEST, "Skriv en kortere mal")
    if text is None:
        return
    content = read_content(text, path, TEMPLATE)
    findings = [*content.findings, *_faults(content, path)]
    folder.findings.extend(findings)
    if not findings:
        yield template_of(content, path)


def _faults(content: ContentFile, path: str) -> Iterator[Finding]:
    """Yield the names that nobody can fill in, and a template without text."""
    if "mal" in content.values and not content.body.strip():
        yield Finding(path, content.body_line, "", "Malen har ingen tekst", "Skriv teksten under metadataene")
    summary = (content.values.source.line(_SUMMARY), _SUMMARY, content.values.text(_SUMMARY) or "")
    lines = ((content.body_line + index, "", line) for index, line in enumerate(content.body.split("\n")))
    for line, field, text in (summary, *lines):
        for found in NAMED.finditer(text):
            if (name := found[1].strip()) not in NAMES:
                message = f"Malen bruker «{shorten(name)}», som ikke finnes"
                yield Finding(path, line, field, message, near(name, NAMES))


def template_of(content: ContentFile, path: str, *, is_own: bool = True) -> Template:
    """Return the template that a sound file holds."""
    values, name = content.values, path.rpartition("/")[2].partition(".")[0]
    head = values.group("mal") or values
    body = content.body
    return Template(
        name=name,
        title=head.need("navn"),
        kind=DocumentKind(head.need("type")),
        language=head.text("sprak") or "",
        explanation=head.text("forklaring") or "",
        summary=values.text(_SUMMARY) or "",
        changes=values.text("endringer") or "",
        owner=values.text("eier"),
        themes=values.texts("tema"),
        audience=values.texts("malgruppe"),
        body=body.strip("\n"),
        body_line=content.body_line + len(body) - len(body.lstrip("\n")),
        source=values.source,
        is_own=is_own,
    )


@lru_cache(maxsize=1)
def shipped_templates() -> tuple[Template, ...]:
    """Return the templates that come with the program, in bokmål and nynorsk."""
    paths = sorted(_OWN.glob("*.md"))
    return tuple(
        template_of(read_content(path.read_text("utf-8"), path.name, TEMPLATE), path.name, is_own=False)
        for path in paths
    )


def shipped_files(language: str) -> dict[str, str]:
    """Return what a community can start its own folder from: the templates of a language, and the demands on form."""
    wanted = "nn" if language == "nn" else "nb"
    files = {
        f"{TEMPLATES}/{path.name.partition('.')[0]}.md": path.read_text("utf-8")
        for path in sorted(_OWN.glob(f"*.{wanted}.md"))
    }
    return files | {FORM_FILE: (_OWN / "form.yml").read_text("utf-8")}


def read_form(folder: Folder) -> tuple[FormDemand, ...]:
    """Return the demands on form; none where the community has made none."""
    if not folder.is_file(FORM_FILE):
        return ()
    node, findings = read_yaml(folder.text(FORM_FILE) or "", FORM_FILE)
    folder.findings.extend(findings)
    if node is None:
        return ()
    checker = Checker(FORM_FILE, 1)
    if not isinstance(node, yaml.SequenceNode):
        checker.report(node, "", "Fila skal være en liste med krav", "Begynn hvert krav med «- type:»")
    entries = node.value if isinstance(node, yaml.SequenceNode) else []
    values = [checker.group(entry, FORM, "krav.") for entry in entries]
    folder.findings.extend(checker.findings)
    return () if checker.findings else tuple(map(_demand, values))


def _demand(values: Values) -> FormDemand:
    return FormDemand(
        kind=DocumentKind(values.need("type")),
        pattern=values.text("gjelder"),
        headings=tuple(
            HeadingDemand(v.need("navn"), v.texts("eller"), v.flag("bare_med_vedlegg"))
            for v in values.groups("overskrifter")
        ),
        in_order=values.flag("rekkefolge"),
        fields=values.texts("felt"),
        since=values.day("fra"),
        source=values.source,
    )
