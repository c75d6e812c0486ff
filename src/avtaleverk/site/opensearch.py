"""The search of the site as browsers add it to their own (OpenSearch 1.1)."""

import re
from xml.etree import ElementTree as ET

from avtaleverk.model.addresses import SEARCH
from avtaleverk.model.open_data import OPENSEARCH
from avtaleverk.pages.context import Context

_NAMESPACE = "http://a9.com/-/spec/opensearch/1.1/"
_SHORT, _LONG = 16, 48
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def opensearch(ctx: Context) -> bytes:
    """Return the description: where a search for some words is shown."""
    community = ctx.corpus.community
    root = ET.Element("OpenSearchDescription", {"xmlns": _NAMESPACE})
    name = community.name if len(community.name) <= _SHORT else community.short_name[:_SHORT]
    _add(root, "ShortName", name)
    _add(root, "LongName", community.name[:_LONG])
    _add(root, "Description", ctx.t("Search in agreements and guidelines, {name}", name=community.name))
    _add(root, "InputEncoding", "UTF-8")
    _add(root, "Language", ctx.t.language)
    _add(root, "Url", type="text/html", method="get", template=f"{community.address}{SEARCH}?sok={{searchTerms}}")
    own = {"type": "application/opensearchdescription+xml", "rel": "self"}
    _add(root, "Url", **own, template=community.address + OPENSEARCH)
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _add(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> None:
    node = ET.SubElement(parent, tag, attributes)
    node.text = _FORBIDDEN.sub("", text) or None
