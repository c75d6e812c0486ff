"""``avtaleverk skjema``: writes a JSON Schema for each content file, and for what commands answer and hand out."""

import argparse
from pathlib import Path

from avtaleverk.cli.report import as_json, say
from avtaleverk.cli.saving import save
from avtaleverk.corpus.json_schema import json_schemas
from avtaleverk.exports.packet import packet_schema
from avtaleverk.redline import json_schema
from avtaleverk.redline.sharing_text import sharing_schema
from avtaleverk.site.link_schema import link_schema

NAME = "skjema"
HELP = "Skriv JSON-skjemaer for metadataene, til bruk i et skriveprogram."


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what this command can be told."""
    parser.add_argument("--til", metavar="MAPPE", type=Path, help="mappa skjemaene skal ligge i (ellers skrives de ut)")


def run(options: argparse.Namespace) -> int:
    """Write the schemas, one file each, or all of them as one object to standard output.

    Raises AvtaleverkError where a file cannot be written.
    """
    answers = {
        "sammenligning": json_schema(),
        "punktsammenligning": sharing_schema(),
        "lenker": link_schema(),
        "innsending": packet_schema(),
    }
    schemas = json_schemas() | answers
    if options.til is None:
        say(as_json(schemas))
        return 0
    options.til.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas.items():
        save(options.til / f"{name}.schema.json", f"{as_json(schema)}\n".encode(), replaces=True)
    say(f"{len(schemas)} skjemaer: {options.til.resolve()}")
    return 0
