"""The metadata of a packet as XML: Dublin Core for what archives know, elements of our own for who decided what."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from typing import Any

from avtaleverk.redline.runs import legal

_DC, _TERMS = "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/"


def metadata_xml(facts: Mapping[str, Any]) -> bytes:
    """Return the metadata that ``metadata`` gave as XML; what nobody has stated is left out."""
    # Written as attributes, so that the prefixes are the well-known ones whatever else a process has registered.
    root = ET.Element("innsending", {"slag": facts["slag"], "xmlns:dc": _DC, "xmlns:dcterms": _TERMS})
    for name, value in _core(facts):
        if value:
            ET.SubElement(root, name).text = legal(str(value))
    version = facts["versjon"]
    _element(root, "versjon", {}, version["nummer"])
    _element(root, "frist", {}, facts["frist"])
    approval = {
        "organ": version["godkjent_av"],
        "dato": version["godkjent"],
        "sak": version["sak"],
        "mote": version["mote"],
    }
    _element(root, "godkjenning", approval)
    _element(root, "signert", {}, version["signert"])
    for attachment in facts["vedlegg"]:
        named = {
            "nummer": "vedleggsnummer",
            "versjon": "nummer",
            "organ": "godkjent_av",
            "dato": "godkjent",
            "adresse": "adresse",
        }
        _element(root, "vedlegg", {name: attachment[field] for name, field in named.items()}, attachment["tittel"])
    parties = ET.SubElement(root, "tilslutning")
    for adoption in facts["tilslutning"]:
        _element(parties, "part", {n: v for n, v in adoption.items() if n != "part"}, adoption["part"])
    files = ET.SubElement(root, "filer")
    for file in facts["filer"]:
        _element(files, "fil", {n: str(v) for n, v in file.items()})
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _core(facts: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    """Yield what archives know a text by."""
    community, document, version = facts["helsefellesskap"], facts["dokument"], facts["versjon"]
    yield "dc:title", version["tittel"]
    yield "dc:identifier", version["adresse"]
    yield "dc:type", document["type"]
    yield "dc:language", document["sprak"]
    yield "dc:creator", version["godkjent_av"]
    yield "dc:publisher", community["navn"]
    yield from (("dc:contributor", adoption["part"]) for adoption in facts["tilslutning"])
    yield from (("dc:subject", f"helse- og omsorgstjenesteloven § 6-2 nr. {n}") for n in document["lovkrav"])
    yield "dc:description", version["endringer"]
    yield "dcterms:isVersionOf", document["adresse"]
    yield "dcterms:dateAccepted", version["godkjent"]
    yield "dcterms:valid", _period(version["gjelder_fra"], version["gjelder_til"])
    yield "dcterms:dateSubmitted", facts["sendt"]


def _period(first: str | None, last: str | None) -> str:
    """Return a period in the words of Dublin Core."""
    parts = [f"{name}={day}" for name, day in (("start", first), ("end", last)) if day]
    return f"{'; '.join(parts)}; scheme=W3C-DTF" if parts else ""


def _element(above: ET.Element, name: str, attributes: Mapping[str, str | None], text: str | None = None) -> None:
    """Add an element with what is known; one that would say nothing is left out."""
    known = {n: legal(v) for n, v in attributes.items() if v}
    if known or text:
        ET.SubElement(above, name, known).text = legal(text) if text else None
