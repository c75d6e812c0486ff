"""Which fields of the front matter were changed, as they were written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from avtaleverk.corpus.frontmatter import split_file
from avtaleverk.model.findings import Finding

_FIELD = re.compile(r"([^\s:#\-][^:]*):(.*)")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and now; "" where it was not there."""

    name: str
    old: str
    new: str

    def as_dict(self) -> dict[str, str]:
        """Return it under the names that ``--json`` promises."""
        return {"felt": self.name, "for": self.old, "na": self.new}


def field_changes(old: str, new: str) -> tuple[FieldChange, ...]:
    """Return the fields in which the front matter of two files differs, in the order of the new one."""
    before, now = dict(_fields(old)), dict(_fields(new))
    names = [*now, *(name for name in before if name not in now)]
    pairs = ((name, before.get(name, ""), now.get(name, "")) for name in names)
    return tuple(FieldChange(*pair) for pair in pairs if pair[1] != pair[2])


def _fields(text: str) -> Iterator[tuple[str, str]]:
    """Yield each field with its value as it was written, on one line."""
    split = split_file(text, "")
    front = "" if isinstance(split, Finding) else split[0]
    name, lines = "", list[str]()
    for line in front.split("\n"):
        if m := _FIELD.fullmatch(line.rstrip()):
            if name:
                yield name, " ".join(lines)
            name, lines = m[1].strip(), m[2].split()
        elif not line.lstrip().startswith("#"):
            lines += line.split()
    if name:
        yield name, " ".join(lines)
