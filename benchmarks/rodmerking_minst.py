"""Makes a script that shows a fault smaller, as long as it shows the fault: for the one who is to mend it."""

from dataclasses import replace

from redigering import Script
from redigering_fasit import Change, find_truth
from redigering_modell import Blocks, Document, is_sound
from redigering_tvil import has_lookalikes, is_plain
from rodmerking_tall import compare, measure


def smallest(script: Script, fault: str) -> Script:
    """Return a script with as few blocks and sentences as still show ``fault``."""
    size = max(1, len(script.truth.changes) // 2)
    while size:
        start = 0
        while start < len(script.truth.changes):
            smaller = _without(script, script.truth.changes[start : start + size])
            if smaller and _shows(smaller, fault):
                script = smaller
            else:
                start += size
        size //= 2
    return _with_fewer_sentences(script, fault)


def _shows(script: Script, fault: str) -> bool:
    return fault in measure(compare(script)).faults


def _made(script: Script, before: Document, after: Document) -> Script | None:
    if not before.blocks or not after.blocks or not (is_sound(before) and is_sound(after)):
        return None
    truth = find_truth(before, after)
    is_clear = is_plain(before, after) and not has_lookalikes(before, after, truth)
    return replace(script, before=before, after=after, truth=truth) if is_clear else None


def _without(script: Script, changes: tuple[Change, ...]) -> Script | None:
    olds, news = {i for c in changes for i in c.old}, {j for c in changes for j in c.new}
    return _made(script, _leave_out(script.before, olds), _leave_out(script.after, news))


def _leave_out(document: Document, places: set[int]) -> Document:
    return replace(document, blocks=tuple(b for n, b in enumerate(document.blocks) if n not in places))


def _with_fewer_sentences(script: Script, fault: str) -> Script:
    """Leave out sentences that stand in both texts."""
    keys = [s.words[0].key for block in script.before.blocks for s in block.sentences]
    for key in keys:
        before, after = (_without_sentence(document, key) for document in (script.before, script.after))
        smaller = before and after and _made(script, before, after)
        if smaller and _shows(smaller, fault):
            script = smaller
    return script


def _without_sentence(document: Document, key: int) -> Document | None:
    blocks: Blocks = tuple(
        replace(block, sentences=tuple(s for s in block.sentences if s.words[0].key != key))
        for block in document.blocks
    )
    if any(not block.sentences and not block.table for block in blocks):
        return None
    return replace(document, blocks=blocks)
