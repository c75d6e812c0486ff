"""Python-Markdown, set up so that nothing hostile gets through, and returning its tree.

Raw HTML is not a feature here: a text is approved by politicians, so what they read as characters
stays characters. Links keep only addresses that a reader would expect.
"""

import html
import re
import xml.etree.ElementTree as ET
from urllib.parse import urlsplit

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor

from avtaleverk.text.lists import register_lists

_SAFE_SCHEMES = frozenset({"", "http", "https", "mailto", "tel"})
# Where an address that was taken out is kept until the rendering has noted it.
LEFT_OUT = "data-utelatt"
_ENTITY = r"(&(?:#[0-9]+|#x[0-9a-fA-F]+|[0-9a-zA-Z]+);)"
_AUTOMAIL = r"<([^<> !]+@[^@<> ]+)>"
_ALIGN = re.compile(r"text-align:\s*(left|right|center)")


class _EntityPattern(InlineProcessor):
    """Turns ``&nbsp;`` into its character at once, so that the tree holds nothing but text."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override] # noqa: N802, ARG002 - the library's own name and signature
        return html.unescape(m.group(1)), m.start(0), m.end(0)


class _MailPattern(InlineProcessor):
    """Links ``<a@b.no>`` in plain text; the library's own pattern hides it in entities."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[ET.Element, int, int]:  # type: ignore[override] # noqa: N802, ARG002 - the library's own name and signature
        link = ET.Element("a", href=f"mailto:{m.group(1)}")
        link.text = m.group(1)
        return link, m.start(0), m.end(0)


class _HouseRules(Extension):
    """Takes raw HTML out and the Norwegian lists in."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's own name
        """Change the patterns and processors of one instance."""
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.inlinePatterns.register(_EntityPattern(_ENTITY, md), "entity", 80)
        md.inlinePatterns.register(_MailPattern(_AUTOMAIL, md), "automail", 110)
        register_lists(md)


def new_parser() -> Markdown:
    """Return the one set-up of Python-Markdown that avtaleverk uses."""
    rules = [TableExtension(), SaneListExtension(), DefListExtension(), _HouseRules()]
    return Markdown(extensions=rules, output_format="html")


def parse(md: Markdown, body: str) -> ET.Element:
    """Return the tree of a Markdown body, with every text a plain string and every link safe."""
    md.reset()
    lines = body.split("\n")
    for step in md.preprocessors:
        lines = step.run(lines)
    return _finished(md, md.parser.parseDocument(lines).getroot())  # type: ignore[arg-type] # never empty: the root is made first


def parse_inline(md: Markdown, text: str) -> ET.Element:
    """Return ``text`` as a paragraph, whatever its first signs would be at the start of a line."""
    md.reset()
    root = ET.Element(md.doc_tag)
    ET.SubElement(root, "p").text = text
    return _finished(md, root)[0]


def _finished(md: Markdown, root: ET.Element) -> ET.Element:
    """Return the tree of blocks with what stands inside them read, and safe."""
    for processor in md.treeprocessors:
        changed = processor.run(root)
        root = root if changed is None else changed
    _clean(root)
    return root


def safe_address(address: str) -> bool:
    """Say whether a reader may be sent there: the web, an e-mail, a telephone, this site.

    An address that no browser can read leads nowhere, and a name before the host makes it look like another one.
    """
    plain = re.sub(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff]", "", address)
    try:
        parts = urlsplit(plain)
        # A port that is no number raises too.
        return (
            parts.port != 0 and parts.scheme.lower() in _SAFE_SCHEMES and "\\" not in plain and "@" not in parts.netloc
        )
    except ValueError:
        return False


def _clean(root: ET.Element) -> None:
    """Unescape code, drop what would run, and turn alignment into classes (no style attributes)."""
    for element in root.iter():
        if element.tag == "code":
            element.text = html.unescape(element.text or "")
        for name in ("href", "src"):
            if (address := element.get(name)) is not None and not safe_address(address):
                element.set(LEFT_OUT, element.attrib.pop(name))
        if style := element.attrib.pop("style", ""):
            found = _ALIGN.search(style)
            element.set("class", f"kolonne-{found[1]}" if found else "")
