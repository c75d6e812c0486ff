"""Edits of what a document consists of: paragraphs, items, sections that come, go, move, are cut and joined."""

from dataclasses import replace

from redigering_dokument import content, heading, nested, paragraph, section
from redigering_modell import Block, Blocks, Document, Kind, Style
from redigering_ord import REPEATED, Maker
from redigering_tekst import Edited, put

_LETTERS_TO_MOVE = 12
_MUCH_LESS = 0.75
_FEW = 2
_SMALL_PART = 0.3


def _unlike_all(document: Document, place: int) -> bool:
    """Say whether the block is long enough to be moved, and like no other."""
    block = document.blocks[place]
    return block.letters >= _LETTERS_TO_MOVE and sum(other.text == block.text for other in document.blocks) == 1


def _open_places(document: Document) -> list[int]:
    return [place for place in range(len(document.blocks) + 1) if document.is_open(place)]


def insert_paragraph(document: Document, maker: Maker) -> Edited | None:
    """Insert a paragraph."""
    at, new = maker.random.choice(_open_places(document)), paragraph(maker)
    return Edited(document.with_blocks(at, at, (new,)), f"{at}: + {new.text[:40]}")


def _loose_paragraphs(document: Document) -> list[int]:
    return [place for place in document.places(Kind.PARAGRAPH) if not document.blocks[place].moved]


def delete_paragraph(document: Document, maker: Maker) -> Edited | None:
    """Delete a paragraph."""
    places = _loose_paragraphs(document)
    if not places:
        return None
    at = maker.random.choice(places)
    return Edited(document.with_blocks(at, at + 1, ()), f"{at}: − {document.blocks[at].text[:40]}")


def _sections(document: Document, *levels: int) -> list[int]:
    numbered = document.style is not Style.NONE
    return [
        place
        for place in document.places(Kind.HEADING)
        if document.blocks[place].level in levels and document.blocks[place].numbered == numbered
    ]


def insert_section(document: Document, maker: Maker) -> Edited | None:
    """Insert a section before another of its level, or after it; those behind get new numbers."""
    start = maker.random.choice(_sections(document, 2, 3))
    at = start if maker.chance(0.5) else document.section_end(start)
    level = document.blocks[start].level
    new = section(maker, level, numbered=document.style is not Style.NONE)
    return Edited(document.with_blocks(at, at, tuple(new)), f"{at}: + {new[0].text} ({len(new)} blokker)")


def delete_section(document: Document, maker: Maker) -> Edited | None:
    """Delete a section; those behind get new numbers."""
    start = maker.random.choice(_sections(document, 2, 3))
    end = document.section_end(start)
    if end - start > _SMALL_PART * len(document.blocks):
        return None
    return Edited(document.with_blocks(start, end, ()), f"{start}–{end}: − {document.blocks[start].text}")


def moved(document: Document, start: int, end: int, to: int, blocks: Blocks) -> Document | None:
    """Return the document with ``start:end`` before ``to`` instead; None where it is unclear which part moved."""
    passed = document.blocks[end:to] if to > start else document.blocks[to:start]
    known = [block for block in passed if block.sources and not block.moved]
    count, letters = len(blocks), sum(block.letters for block in blocks)
    # Length decides between very few blocks only: of many, an edit or two would make the longer ones fewer.
    is_shorter = count == len(known) <= _FEW and letters < _MUCH_LESS * sum(block.letters for block in known)
    clearly_less = is_shorter or count < _MUCH_LESS * len(known)
    others = frozenset[int]().union(*(b.sources for b in (*document.blocks[:start], *document.blocks[end:])))
    # The two halves of a paragraph that was cut stay together.
    is_free = not any(block.moved or block.sources & others for block in blocks)
    if start <= to <= end or not clearly_less or not is_free:
        return None
    blocks = tuple(replace(block, moved=bool(block.sources)) for block in blocks)
    if to > start:
        return document.with_blocks(to, to, blocks).with_blocks(start, end, ())
    return document.with_blocks(start, end, ()).with_blocks(to, to, blocks)


def move_section(document: Document, maker: Maker) -> Edited | None:
    """Move a section before or after another of its level; numbers follow."""
    start, other = maker.random.choice(_sections(document, 2, 3)), maker.random.choice(_sections(document, 2, 3))
    level = document.blocks[start].level
    if document.blocks[other].level != level or not _unlike_all(document, start):
        return None
    end = document.section_end(start)
    to = other if maker.chance(0.5) else document.section_end(other)
    found = moved(document, start, end, to, document.blocks[start:end])
    return Edited(found, f"{start}–{end} til {to}: {document.blocks[start].text}") if found else None


def move_paragraph(document: Document, maker: Maker) -> Edited | None:
    """Move a paragraph to another section."""
    places = [place for place in _loose_paragraphs(document) if _unlike_all(document, place)]
    if not places:
        return None
    start, to = maker.random.choice(places), maker.random.choice(_open_places(document))
    between = document.blocks[min(start, to) : max(start, to)]
    if not any(block.kind is Kind.HEADING for block in between):
        return None
    found = moved(document, start, start + 1, to, document.blocks[start : start + 1])
    return Edited(found, f"{start} til {to}: {document.blocks[start].text[:40]}") if found else None


def move_item(document: Document, maker: Maker) -> Edited | None:
    """Move a list item, inside its list or to another."""
    places = [place for place in document.places(Kind.ITEM) if _unlike_all(document, place)]
    if not places:
        return None
    start = maker.random.choice(places)
    end, block = document.item_end(start), document.blocks[start]
    to = maker.random.choice(_item_places(document, start))
    other = document.blocks[to] if to < len(document.blocks) else block
    if other.kind is not Kind.ITEM:
        other = document.blocks[to - 1]
    blocks = tuple(replace(item, group=other.group) for item in document.blocks[start:end])
    if block.level == 0:
        marker = next(item.marker for item in document.blocks if item.group == other.group)
        blocks = (replace(blocks[0], marker=marker), *blocks[1:])
    found = moved(document, start, end, to, blocks)
    return Edited(found, f"{start}–{end} til {to}: {block.text[:40]}") if found else None


def _item_places(document: Document, start: int) -> list[int]:
    """Return where an item can go: before any of its level, below the same item if nested, or last in a list."""
    item, parent = document.blocks[start], _parent(document, start)
    found = [start]
    for place in document.places(Kind.ITEM):
        block = document.blocks[place]
        if block.level == item.level and (item.level == 0 or _parent(document, place) == parent):
            found += [place, document.item_end(place)]
    return sorted(set(found))


def _parent(document: Document, place: int) -> int:
    level = document.blocks[place].level
    while place >= 0 and document.blocks[place].level >= level and document.blocks[place].kind is Kind.ITEM:
        place -= 1
    return place


def move_and_edit_item(document: Document, maker: Maker) -> Edited | None:
    """Move a long item and change a word of it."""
    found = move_item(document, maker)
    if not found:
        return None
    now = found.document
    before = {block.key for block in document.blocks if block.moved}
    fresh = [p for p in now.places(Kind.ITEM) if now.blocks[p].moved and now.blocks[p].key not in before]
    if not fresh:
        return None
    place = fresh[0]
    sentence = now.blocks[place].sentences[0]
    at = maker.random.randrange(1, len(sentence.words))
    word = replace(sentence.words[at], key=maker.key(), text=maker.noun({w.text for w in sentence.words}))
    words = (*sentence.words[:at], word, *sentence.words[at + 1 :])
    block = now.blocks[place].with_sentence(0, replace(sentence, words=words))
    return Edited(put(now, place, block), f"{found.what}; {sentence.words[at]} → {word}")


def add_item(document: Document, maker: Maker) -> Edited | None:
    """Add an item to a list."""
    places = document.places(Kind.ITEM)
    if not places:
        return None
    at = maker.random.choice(places)
    beside = document.blocks[at]
    to = at if maker.chance(0.5) else document.item_end(at)
    new = Block(maker.key(), Kind.ITEM, maker.item(), level=beside.level, marker=beside.marker, group=beside.group)
    return Edited(document.with_blocks(to, to, (new,)), f"{to}: + {new.text[:40]}")


def remove_item(document: Document, maker: Maker) -> Edited | None:
    """Remove an outer item, with what is nested in it."""
    return _remove(document, maker, [p for p in document.places(Kind.ITEM) if document.blocks[p].level == 0])


def remove_nested(document: Document, maker: Maker) -> Edited | None:
    """Remove a nested item."""
    return _remove(document, maker, [p for p in document.places(Kind.ITEM) if document.blocks[p].level > 0])


def _remove(document: Document, maker: Maker, places: list[int]) -> Edited | None:
    if not places:
        return None
    at = maker.random.choice(places)
    return Edited(document.with_blocks(at, document.item_end(at), ()), f"{at}: − {document.blocks[at].text[:40]}")


def add_nested(document: Document, maker: Maker) -> Edited | None:
    """Add one or two items below another, after those that it has."""
    places = [place for place in document.places(Kind.ITEM) if document.blocks[place].level == 0]
    if not places:
        return None
    at = maker.random.choice(places)
    end = document.item_end(at)
    new = nested(maker, document.blocks[at], maker.random.randint(1, 2))
    if end > at + 1:
        new = tuple(replace(item, marker=document.blocks[at + 1].marker) for item in new)
    return Edited(document.with_blocks(end, end, new), f"{end}: + {len(new)} under {at}")


def split_paragraph(document: Document, maker: Maker) -> Edited | None:
    """Cut a paragraph in two between its sentences."""
    return _split(document, maker, Kind.PARAGRAPH)


def split_item(document: Document, maker: Maker) -> Edited | None:
    """Cut an item of two sentences in two."""
    return _split(document, maker, Kind.ITEM)


def _split(document: Document, maker: Maker, kind: Kind) -> Edited | None:
    places = [place for place in document.places(kind) if _can_be_cut(document, place)]
    if not places:
        return None
    at = maker.random.choice(places)
    block = document.blocks[at]
    cut = maker.random.randint(1, len(block.sentences) - 1)
    first = replace(block, sentences=block.sentences[:cut])
    rest = replace(block, key=maker.key(), sentences=block.sentences[cut:])
    return Edited(put(document, at, first, rest), f"{at} delt etter setning {cut}")


def _can_be_cut(document: Document, place: int) -> bool:
    block = document.blocks[place]
    is_parent = block.kind is Kind.ITEM and document.item_end(place) > place + 1
    return len(block.sentences) > 1 and not block.moved and not is_parent and _unlike_all(document, place)


def join_paragraphs(document: Document, maker: Maker) -> Edited | None:
    """Make one paragraph of two neighbours."""
    places = [p for p in document.places(Kind.PARAGRAPH)[:-1] if _can_be_joined(document, p)]
    if not places:
        return None
    at = maker.random.choice(places)
    one, other = document.blocks[at : at + 2]
    joined = replace(one, sentences=one.sentences + other.sentences, sources=one.sources | other.sources)
    return Edited(document.with_blocks(at, at + 2, (joined,)), f"{at} og {at + 1} slått sammen")


def _can_be_joined(document: Document, place: int) -> bool:
    one, other = document.blocks[place : place + 2]
    is_repeated = any(block.text in REPEATED for block in (one, other))
    return other.kind is Kind.PARAGRAPH and not is_repeated and not (one.moved or other.moved)


def split_point(document: Document, maker: Maker) -> Edited | None:
    """Put a new heading in the middle of a section; points behind get new numbers."""
    at = maker.random.choice(document.places(Kind.PARAGRAPH))
    above = [place for place in _sections(document, 2, 3) if place < at]
    if not above or document.blocks[at - 1].kind is Kind.HEADING or not document.is_open(at):
        return None
    level = document.blocks[above[-1]].level
    new = heading(maker, level, maker.writer.heading(), numbered=document.style is not Style.NONE)
    return Edited(document.with_blocks(at, at, (new,)), f"{at}: ny overskrift {new.text}")


def change_level(document: Document, maker: Maker) -> Edited | None:
    """Put a section below the one before it."""
    places = _sections(document, 3)
    if document.style is Style.LAW or not places:
        return None
    at = maker.random.choice(places)
    before = [p for p in _sections(document, 2, 3) if p < at][-1]
    inside = document.blocks[at + 1 : document.section_end(at)]
    if document.blocks[before].level != document.blocks[at].level or any(b.kind is Kind.HEADING for b in inside):
        return None
    new = replace(document.blocks[at], level=document.blocks[at].level + 1)
    return Edited(put(document, at, new), f"{at}: {new.text} ett nivå ned")


def insert_text(document: Document, maker: Maker) -> Edited | None:
    """Insert a paragraph with a list, a table or the like after it."""
    at, new = maker.random.choice(_open_places(document)), content(maker, 1)
    return Edited(document.with_blocks(at, at, tuple(new)), f"{at}: + {len(new)} blokker")
