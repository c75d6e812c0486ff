"""The packet that goes to Helsedirektoratet (helse- og omsorgstjenesteloven § 6-4) and to the archive.

What it says, as data, XML and a letter; the files of the text itself are made by the engines, which hand them over.
"""

from avtaleverk.exports.packet.facts import Sending, metadata
from avtaleverk.exports.packet.letter import letter_file, letter_paper, letter_text
from avtaleverk.exports.packet.packing import CHECKSUMS, METADATA, as_json, checksums, is_packet, zipped
from avtaleverk.exports.packet.schema import packet_schema
from avtaleverk.exports.packet.xml import metadata_xml

__all__ = [
    "CHECKSUMS", "METADATA", "Sending", "as_json", "checksums", "is_packet", "letter_file", "letter_paper",
    "letter_text", "metadata", "metadata_xml", "packet_schema", "zipped",
]  # fmt: skip
