"""How the changes of a deed are shown before they are written: each file, with the lines that go and come."""

from collections.abc import Iterator
from difflib import unified_diff

from avtaleverk.corpus.change_set import Change, ChangeSet
from avtaleverk.corpus.wording import without_invisible

_MOST_LINES, _LONGEST = 40, 200
_SHOWN_OF_NEW = 12
# Locks and signatures are lines of hashes.
_READABLE = (".md", ".yml")


def changes_in_words(changes: ChangeSet) -> str:
    """Return every file with its lines, the old with «-» before them and the new with «+»."""
    return "\n".join(line for change in changes.changes for line in _in_words(change))


def changes_as_data(changes: ChangeSet) -> list[dict[str, object]]:
    """Return the same for a program, with all the lines."""
    return [{"fil": c.path, "ny": c.is_new, "linjer": list(_lines(c))} for c in changes.changes]


def _in_words(change: Change) -> Iterator[str]:
    yield f"{'Ny fil' if change.is_new else 'Endrer'} {change.path}:"
    lines = list(_lines(change))
    if not change.path.endswith(_READABLE):
        yield f"  {len(lines)} {'linje' if len(lines) == 1 else 'linjer'}, som bare programmer leser"
        return
    most = _SHOWN_OF_NEW if change.is_new else _MOST_LINES
    yield from (f"  {_shortened(line)}" for line in lines[:most])
    if (rest := len(lines) - most) > 0:
        yield f"  … og {rest} {'linje' if rest == 1 else 'linjer'} til"


def _lines(change: Change) -> Iterator[str]:
    """Yield the lines that differ, without any around them."""
    old, new = (change.before or "").splitlines(), change.after.splitlines()
    if change.is_new:
        yield from (f"+ {line}" for line in new)
        return
    for line in list(unified_diff(old, new, n=0, lineterm=""))[2:]:
        if not line.startswith("@@"):
            yield f"{line[:1]} {line[1:]}"


def _shortened(line: str) -> str:
    shown = without_invisible(line)
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…"
