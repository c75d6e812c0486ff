"""What the page about the open data tells of the forms that lawyers' programs read, with examples to copy and run."""

from dataclasses import dataclass

from avtaleverk.model.addresses import legal_file_address, version_address
from avtaleverk.pages.context import Context


@dataclass(frozen=True, slots=True)
class IdentifierView:
    """One kind of identifier: what it names, its class in ELI, and the template that all of them follow."""

    words: str
    kind: str
    template: str


@dataclass(frozen=True, slots=True)
class LawExample:
    """Something to run: what it does, and its lines."""

    words: str
    code: str


@dataclass(frozen=True, slots=True)
class LawView:
    """The identifiers, and the examples, of which there are none where no text is in force."""

    identifiers: tuple[IdentifierView, ...]
    examples: tuple[LawExample, ...]


def law_view(ctx: Context) -> LawView:
    """Return what the section shows."""
    return LawView(_identifiers(ctx), _examples(ctx))


def _identifiers(ctx: Context) -> tuple[IdentifierView, ...]:
    t, site = ctx.t, ctx.corpus.community.address
    version = version_address("{dokument}/", "{versjon}")
    return (
        IdentifierView(t("A document, through all its versions"), "eli:LegalResource", f"{site}{{dokument}}/"),
        IdentifierView(t("One version of it"), "eli:LegalExpression", f"{site}{version}"),
        IdentifierView(t("A file with that version"), "eli:Format", f"{site}{version}{{navn}}-versjon-{{versjon}}.akn.xml"),
    )  # fmt: skip


def _examples(ctx: Context) -> tuple[LawExample, ...]:
    t, site = ctx.t, ctx.corpus.community.address
    shown = next(((d, v) for d in ctx.corpus.all_documents() if (v := ctx.in_force(d))), None)
    if shown is None:
        return ()
    own, number = ctx.addresses[shown[0].folder], shown[1].number
    said = f"""\
import json
import re
from urllib.request import urlopen

side = urlopen("{site}{own}").read().decode()
data = re.search(r'<script type="application/ld\\+json">(.*?)</script>', side)[1]
for ting in json.loads(data)["@graph"]:
    print(ting["@id"], ting.get("temporalCoverage", ""))"""
    points = f"""\
from urllib.request import urlopen
from xml.etree import ElementTree

AKN = "{{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}}"
tekst = ElementTree.parse(urlopen("{site}{legal_file_address(own, number)}"))
for punkt in tekst.iter(AKN + "section"):
    print(punkt.get("eId"), punkt.findtext(AKN + "num", ""), punkt.findtext(AKN + "heading", ""))"""
    return (
        LawExample(t("Read what a page says of its text, and print the period that the text applies."), said),
        LawExample(t("Print the points of a version from its Akoma Ntoso."), points),
    )
