"""The file ``videresending.yml``: where texts went that were taken away."""

import re
from collections.abc import Iterator
from posixpath import normpath

import yaml

from avtaleverk.corpus.fields import FORWARDING
from avtaleverk.corpus.files import Folder
from avtaleverk.corpus.values import Checker, Values
from avtaleverk.corpus.wording import shorten
from avtaleverk.corpus.yaml_reader import read_yaml
from avtaleverk.model.findings import Finding
from avtaleverk.model.permalinks import Forwarding

FORWARDINGS = "videresending.yml"
_ADDRESS = re.compile(r"/[^?#\\:*\s]*(?:#[^#\s]+)?")
# A name with an ending, which a version («1.0») is not.
_FILE = re.compile(r"\.[a-z]{2,5}\d?$")
_HINT = "Skriv adressen fra nettstedets rot, som /retningslinjer/9/ eller /retningslinjer/9/#pkt-2"


def read_forwardings(folder: Folder) -> tuple[Forwarding, ...]:
    """Return what the file says; a community may do without one."""
    if not folder.is_file(FORWARDINGS):
        return ()
    node, findings = read_yaml(folder.text(FORWARDINGS) or "", FORWARDINGS)
    folder.findings.extend(findings)
    if node is None:
        return ()
    checker = Checker(FORWARDINGS, 1)
    if not isinstance(node, yaml.SequenceNode):
        checker.report(node, "", "Fila skal være en liste med adresser", "Begynn hver adresse med «- fra:»")
    entries = node.value if isinstance(node, yaml.SequenceNode) else []
    values = [checker.group(entry, FORWARDING, "") for entry in entries]
    folder.findings.extend(checker.findings)
    if checker.findings:
        return ()
    folder.findings.extend(faults := [fault for v in values for fault in _faults(v)])
    return () if faults else tuple(map(_forwarding, values))


def _faults(values: Values) -> Iterator[Finding]:
    """Yield what is no address of this site; both are read from the same line at most."""
    for field in ("fra", "til"):
        written = values.text(field)
        if written is not None and not _is_address(written):
            line, message = values.source.line(field), f"«{shorten(written)}» er ikke en adresse på nettstedet"
            yield Finding(FORWARDINGS, line, field, message, _HINT)
    if values.text("fra") == "/":
        line, message = values.source.line("fra"), "Startsiden kan ikke tas bort"
        yield Finding(FORWARDINGS, line, "fra", message, "Skriv adressen til siden som er tatt bort")


def _is_address(written: str) -> bool:
    path = written.partition("#")[0]
    return bool(_ADDRESS.fullmatch(written)) and normpath(path).rstrip("/") == path.rstrip("/") and path[:2] != "//"


def address_of(written: str) -> tuple[str, str]:
    """Return address and anchor of what an editor wrote: from the root, a folder with a slash at its end."""
    path, _, anchor = written.partition("#")
    plain = path.strip("/")
    is_whole = not plain or (not path.endswith("/") and _FILE.search(plain))
    return plain if is_whole else f"{plain}/", anchor


def _forwarding(values: Values) -> Forwarding:
    address, anchor = address_of(values.need("fra"))
    target = values.text("til")
    return Forwarding(
        address, anchor, target and "#".join(filter(None, address_of(target))), values.need("forklaring"),
        values.source, values.source.line("fra"),
    )  # fmt: skip
