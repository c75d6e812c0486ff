"""A version as a Markdown file that can be kept for ever: facts on top, and below them the text byte for byte.

What stands below the second line of dashes is what was approved, so that its hash is the one in ``avtaleverk.lock``.
"""

import json

from avtaleverk.exports.open_data.names import Data, Names, is_proposal, iso
from avtaleverk.history.lock_file import digest_of, lockable
from avtaleverk.model.addresses import version_address
from avtaleverk.model.documents import Document, Version


def markdown_file(names: Names, document: Document, version: Version) -> bytes:
    """Return a version as a file: YAML between two lines of dashes, and then its text."""
    lines = "".join(f"{name}: {_value(value)}\n" for name, value in _facts(names, document, version).items())
    return f"---\n{lines}---\n{version.body}".encode()


def _value(value: object) -> str:
    """Return a value as YAML: JSON is YAML, so no title needs care of its own."""
    return json.dumps(value, ensure_ascii=False)


def _facts(names: Names, document: Document, version: Version) -> Data:
    """Return who approved which text of which document when, and where it lies; what is not known is null."""
    own = names.own(document)
    approving = version.approved_by
    return {
        "tittel": names.ctx.title(document, version),
        "type": document.kind.value,
        "nummer": document.number,
        "versjon": version.number,
        "forslag": is_proposal(version, names.ctx.standing(document, version).status),
        "godkjent_av": names.ctx.corpus.body_name(approving) if approving else None,
        "godkjent": iso(version.approved),
        "gjelder_fra": iso(version.valid_from),
        "gjelder_til": iso(version.valid_until),
        "opphevet": iso(version.repealed),
        "sprak": document.language or names.ctx.corpus.community.language,
        "fast_adresse": names.url(version_address(own, version.number)),
        "gjeldende_tekst": names.url(own),
        "kilde": names.ctx.corpus.community.name,
        "lisens": names.ctx.corpus.community.license,
        "merknad": names.ctx.corpus.community.notice,
        "kontrollsum": digest_of(lockable(version.body)),
    }
