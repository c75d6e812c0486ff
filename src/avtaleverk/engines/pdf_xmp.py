"""What a PDF says of itself, in XMP."""

from typing import Protocol
from xml.sax.saxutils import escape

# PDF/A allows only what it knows, or what the file explains itself; it does not know PDF/UA.
_EXPLAINED = """<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
_ARCHIVE = """<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
</rdf:Description>
"""


class Told(Protocol):
    """What a file tells of itself."""

    title: str | None
    authors: list[str]
    description: str | None
    generator: str | None
    created: str | None
    modified: str | None
    lang: str | None


def xmp(told: Told, producer: str, *, archive: bool) -> bytes:
    """Return the packet of a file that is PDF/UA-1, and PDF/A-2a as well with ``archive``."""
    authors = "".join(f"<rdf:li>{escape(name)}</rdf:li>" for name in told.authors)
    body = "".join((
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">\n',
        "<dc:format>application/pdf</dc:format>\n",
        f"<dc:title>{_alternative(told.title or '')}</dc:title>\n",
        f"<dc:creator><rdf:Seq>{authors}</rdf:Seq></dc:creator>\n",
        f"<dc:description>{_alternative(told.description or '')}</dc:description>\n",
        f"<dc:language><rdf:Bag><rdf:li>{escape(told.lang or '')}</rdf:li></rdf:Bag></dc:language>\n",
        "</rdf:Description>\n",
        '<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">\n',
        f"<xmp:CreatorTool>{escape(told.generator or '')}</xmp:CreatorTool>\n",
        f"<xmp:CreateDate>{escape(told.created or '')}</xmp:CreateDate>\n",
        f"<xmp:ModifyDate>{escape(told.modified or '')}</xmp:ModifyDate>\n",
        "</rdf:Description>\n",
        '<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">\n',
        f"<pdf:Producer>{escape(producer)}</pdf:Producer>\n",
        "</rdf:Description>\n",
        '<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">\n',
        "<pdfuaid:part>1</pdfuaid:part>\n",
        "</rdf:Description>\n",
        _ARCHIVE + _EXPLAINED if archive else "",
    ))  # fmt: skip
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n{body}</rdf:RDF>\n'
        '</x:xmpmeta>\n<?xpacket end="r"?>'
    ).encode()


def _alternative(words: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(words)}</rdf:li></rdf:Alt>'
