"""Reads the changes off the marked tree, in the order of the page, and numbers the blocks that carry them."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import count

from avtaleverk.model.text import Clause
from avtaleverk.redline.changes import Change, ChangeKind, Unit
from avtaleverk.redline.document import Block, Holder, Kind, Text
from avtaleverk.redline.facts import Look, addresses, inline, is_edited, looks, number_change, text_of, words
from avtaleverk.redline.pieces import Side, State
from avtaleverk.redline.references import with_references
from avtaleverk.redline.table_changes import table_changes
from avtaleverk.redline.tree import Node, Relation, leaves


def collect(root: Sequence[Node], old: Text, new: Text) -> tuple[Change, ...]:
    """Return all changes; each node that carries one gets its number."""
    collector = _Collector(root, old, new)
    for node in collector.nodes:
        if id(node) not in collector.done:
            collector.visit(node)
    return with_references(collector.changes, collector.nodes)


def unit_of(block: Block) -> Unit:
    """Return what a block is called."""
    if block.kind in _UNITS:
        return _UNITS[block.kind]
    holder = block.path[-1].kind if block.path else None
    if holder is Holder.ITEM and not block.opens:
        return Unit.PARAGRAPH
    return _HELD.get(holder, Unit.PARAGRAPH) if holder else Unit.PARAGRAPH


_UNITS = {
    Kind.HEADING: Unit.HEADING,
    Kind.TABLE: Unit.TABLE,
    Kind.CODE: Unit.CODE,
    Kind.RULE: Unit.RULE,
    Kind.TERM: Unit.TERM,
}


_HELD = {Holder.QUOTE: Unit.QUOTE, Holder.ITEM: Unit.ITEM, Holder.DEFINITION: Unit.DEFINITION}


class _Collector:
    """What one pass over the tree gathers."""

    def __init__(self, root: Sequence[Node], old: Text, new: Text) -> None:
        self.nodes = list(leaves(root))
        self.places = {id(node): place for place, node in enumerate(self.nodes)}
        self.done: set[int] = set()
        self.changes: list[Change] = []
        self._numbers = count(1)
        self._left: dict[int, list[Node]] = defaultdict(list)
        self._origin = {id(node.old): node for node in self.nodes if node.new is None and node.peer}
        for node in self._origin.values():
            self._left[id(node.peer)].append(node)
        self._parents = {Side.OLD: _parents(old), Side.NEW: _parents(new)}
        self._kept = {_id(n.old): _id(n.new) for n in self.nodes if _is_heading(n) and n.old and n.new}
        self._same: dict[tuple[Side, str], Clause] = {}
        for node in self.nodes:
            before, after = _clause(node.old), _clause(node.new)
            if before and after and _is_heading(node):
                self._same |= {(Side.OLD, before.id): after, (Side.NEW, after.id): before}
        self._in_use = {clause.number for clause in new.clauses if clause.number}
        self._edits: dict[tuple[ChangeKind, str], int] = {}
        self._renumbered: dict[str, int] = {}

    def visit(self, node: Node) -> None:
        """Add what there is to say of one block."""
        if node.old and node.new:
            self._both(node)
        elif node.relation is Relation.MOVED:
            if node.new:
                self._moved(node)
        elif node.relation is Relation.RESHAPED:
            if node.new:
                self._reshaped(node)
        elif _is_heading(node):
            self._section(node)
        else:
            self._run(node)

    def _add(self, change: Change, *nodes: Node) -> None:
        """Note a change and let its blocks carry the number, unless they carry one already."""
        first = next((n.change for n in nodes[:1] if n.change), 0) or next(self._numbers)
        is_former = change.new_clause is None and bool(change.old_clause) and _number_of(change) in self._in_use
        for node in nodes:
            node.change = node.change or first
            self.done.add(id(node))
        self.changes.append(replace(change, anchor=first, is_former=is_former))

    def _section(self, node: Node) -> None:
        """Add a point that is new or gone, with all that stands under it."""
        side = Side.NEW if node.new else Side.OLD
        inside = [n for n in self._under(node, side) if not n.of(_other(side)) and n.relation is Relation.NONE]
        come, gone = words(p for n in inside for p in inline(n))
        kind = ChangeKind.ADDED if side is Side.NEW else ChangeKind.REMOVED
        text = "\n".join(text_of(_block(n, side)) for n in inside)
        old, new = ("", text) if side is Side.NEW else (text, "")
        before, after = _clause(node.old), _clause(node.new)
        node.is_bare = side is Side.OLD and len(inside) == 1 and self._has_text(node)
        unit = Unit.HEADING if node.is_bare else Unit.POINT
        self._add(Change(kind, unit, before, after, 0, old, new, come, gone), *inside)

    def _has_text(self, heading: Node) -> bool:
        """Say whether anything stands under a heading that is gone: if so, only the heading is."""
        return sum(1 for _ in self._under(heading, Side.OLD)) > 1

    def _under(self, heading: Node, side: Side) -> Iterator[Node]:
        """Yield a heading and the blocks that stand under it in one of the texts, down to the next of its level."""
        for place in range(self.places[id(heading)], len(self.nodes)):
            node = self.nodes[place]
            if node.of(side) is None:
                continue
            if not self._within(node, heading, side):
                return
            yield node

    def _within(self, node: Node, heading: Node, side: Side) -> bool:
        """Say whether a block stands under a heading, at any depth."""
        wanted, here = _id(heading.of(side)), _id(node.of(side))
        while here and here != wanted:
            here = self._parents[side].get(here, "")
        return here == wanted

    def _run(self, node: Node) -> None:
        """Add blocks of one kind that are new, or gone, next to one another."""
        side = Side.NEW if node.new else Side.OLD
        run = list(self._following(node, lambda n: _alike(n, node, side)))
        come, gone = words(p for n in run for p in inline(n))
        kind = ChangeKind.ADDED if side is Side.NEW else ChangeKind.REMOVED
        text = "\n".join(text_of(_block(n, side)) for n in run)
        old, new = ("", text) if side is Side.NEW else (text, "")
        clauses = self._clauses(node)
        self._add(Change(kind, unit_of(_shown(node)), *clauses, 0, old, new, come, gone, len(run)), *run)

    def _following(self, node: Node, is_alike: Callable[[Node], bool]) -> Iterator[Node]:
        """Yield a block and those after it that go with it."""
        for place in range(self.places[id(node)], len(self.nodes)):
            following = self.nodes[place]
            if id(following) in self.done or not is_alike(following):
                return
            yield following

    def _moved(self, node: Node) -> None:
        """Add blocks that moved together: a section, or what stands next to one another in both texts."""
        if _is_heading(node):
            run = [n for n in self._under(node, Side.NEW) if n.relation is Relation.MOVED]
        else:
            run = [node]
            for n in self._following(node, lambda n: n.relation is Relation.MOVED and n.new is not None):
                if n is not node and _block(n, Side.NEW) and not _is_heading(n) and _goes_on(run[-1], n):
                    run.append(n)
                elif n is not node:
                    break
        come, gone = words(p for n in run for p in inline(n))
        source, target = _clause_of(node.peer), _clause(node.new)
        old = "\n".join(text_of(n.peer) for n in run)
        new = "\n".join(text_of(_block(n, Side.NEW)) for n in run)
        unit = Unit.POINT if _is_heading(node) else unit_of(_shown(node))
        numbers = tuple(c for n in run if _is_heading(n) and (c := _clause_numbers(n)))
        elsewhere = self._kept.get(_id(node.peer), "") != _id(node.new)
        if _is_heading(node):
            elsewhere = self._is_elsewhere(source, target)
        change = Change(ChangeKind.MOVED, unit, source, target, 0, old, new, come, gone, len(run), numbers)
        away = [left for n in run for left in self._left[id(n.new)]]
        self._add(replace(change, elsewhere=elsewhere), *run, *away)
        for n in (*run, *away):
            n.elsewhere = elsewhere
        for n in run:
            origin = self._origin[id(n.peer)]
            n.other_end, origin.other_end = origin.change, origin.other_end or n.change

    def _is_elsewhere(self, source: Clause | None, target: Clause | None) -> bool:
        """Say whether a point is found by another number now, or under another point."""
        if source is None or target is None:
            return False
        if source.number or target.number:
            return source.number != target.number
        return self._kept.get(source.parent or "", "") != (target.parent or "")

    def _reshaped(self, node: Node) -> None:
        come, gone = words(inline(node))
        old, new = node.peer, _shown(node)
        change = Change(
            ChangeKind.RESHAPED, unit_of(old) if old else Unit.TEXT, _clause_of(old), new.clause, 0,
            text_of(old), text_of(new), come, gone, into=unit_of(new),
            deeper=len(new.path) - len(old.path if old else ()),
        )  # fmt: skip
        self._add(change, node, *self._left[id(new)])

    def _both(self, node: Node) -> None:
        """Add what differs in a block that stays: number, seam, words, look, rows and columns."""
        self._number(node)
        self._seam(node)
        if node.table:
            for change in table_changes(node.table, *self._clauses(node)):
                self._add(change, node)
        come, gone = words(inline(node)) if not node.table else (0, 0)
        if not node.table and is_edited(inline(node)):
            old, new = text_of(_block(node, Side.OLD)), text_of(_block(node, Side.NEW))
            self._gather(node, Change(ChangeKind.EDITED, Unit.TEXT, *self._clauses(node), 0, old, new, come, gone))
        if found := looks(node):
            self._gather(node, Change(ChangeKind.FORMAT, Unit.TEXT, *self._clauses(node), 0))
            place = self._edits[ChangeKind.FORMAT, _id(node.new)]
            self.changes[place] = _with_looks(self.changes[place], found, node)

    def _gather(self, node: Node, change: Change) -> None:
        """Add to the one record of its kind that a point has."""
        key = change.kind, _id(node.new)
        if key not in self._edits:
            self._add(change, node)
            self._edits[key] = len(self.changes) - 1
            return
        before = self.changes[self._edits[key]]
        node.change = node.change or next(self._numbers)
        self.changes[self._edits[key]] = replace(
            before,
            old=_lines(before.old, change.old),
            new=_lines(before.new, change.new),
            words_in=before.words_in + change.words_in,
            words_out=before.words_out + change.words_out,
            count=before.count + 1,
        )

    def _number(self, node: Node) -> None:
        """Add a new number, to the record of its neighbour where they go on together."""
        old, new = _block(node, Side.OLD), _block(node, Side.NEW)
        if not old or not new:
            return
        is_item = bool(old.item and new.item)
        changed = number_change(old.item, new.item) if is_item else number_change(old, new)
        # A list that became another kind of list is told as such, not item by item.
        is_list = is_item and changed and not all(changed)
        if not changed or is_list or self._is_rest(node):
            if not is_item and new.kind is Kind.HEADING:
                self._end_run(new)
            return
        pair = changed if is_item else (old.number or changed[0], new.number or changed[1])
        group = f"{id(new.path[-2])}" if is_item else "points"
        if group in self._renumbered:
            place = self._renumbered[group]
            node.change = node.change or self.changes[place].anchor
            self.changes[place] = replace(self.changes[place], numbers=(*self.changes[place].numbers, pair))
            return
        unit = Unit.ITEM if is_item else Unit.POINT
        self._add(Change(ChangeKind.RENUMBERED, unit, *self._clauses(node), 0, numbers=(pair,)), node)
        self._renumbered[group] = len(self.changes) - 1

    def _end_run(self, heading: Block) -> None:
        """Let a heading that kept its number end a run of new numbers."""
        if heading.number:
            self._renumbered.pop("points", None)

    def _is_rest(self, node: Node) -> bool:
        """Say whether a block is the second part of one that was cut or joined."""
        place = self.places[id(node)]
        before = self.nodes[max(0, place - _NEAR) : place]
        return any(n.old is node.old or n.new is node.new for n in before if n.old and n.new)

    def _seam(self, node: Node) -> None:
        place = self.places[id(node)]
        before = next((n for n in reversed(self.nodes[max(0, place - _NEAR) : place]) if n.old and n.new), None)
        if before is None or (before.old is not node.old and before.new is not node.new):
            return
        kind = ChangeKind.SPLIT if before.old is node.old else ChangeKind.JOINED
        last = self.changes[-1] if self.changes else None
        if last and last.kind is kind and last.anchor in {before.change, node.change}:
            self.changes[-1] = replace(last, count=last.count + 1)
            return
        texts = text_of(_block(node, Side.OLD)), text_of(_block(node, Side.NEW))
        self._add(Change(kind, unit_of(_shown(node)), *self._clauses(node), 0, *texts, count=2), node)

    def _clauses(self, node: Node) -> tuple[Clause | None, Clause | None]:
        """Return the point of a block in both texts; what only one has stands in a point that both may have."""
        old, new = _clause(node.old), _clause(node.new)
        if new is None and old:
            return old, self._same.get((Side.OLD, old.id))
        if old is None and new:
            return self._same.get((Side.NEW, new.id)), new
        return old, new


def _with_looks(change: Change, found: set[Look], node: Node) -> Change:
    """Return a change with more that looks otherwise, and the addresses of a link that leads elsewhere."""
    links = [p for p in inline(node) if p.state is State.FORMAT and addresses(p.old) != addresses(p.new)]
    old = _lines(change.old, *(a for p in links for a in addresses(p.old)))
    new = _lines(change.new, *(a for p in links for a in addresses(p.new)))
    return replace(change, looks=tuple(sorted({*change.looks, *found})), old=old, new=new)


_NEAR = 12


def _parents(text: Text) -> dict[str, str]:
    return {clause.id: clause.parent or "" for clause in text.clauses}


def _other(side: Side) -> Side:
    return Side.OLD if side is Side.NEW else Side.NEW


def _block(node: Node, side: Side) -> Block | None:
    this = node.of(side)
    return this if isinstance(this, Block) else None


def _shown(node: Node) -> Block:
    shown = node.shown
    assert isinstance(shown, Block), "only blocks are collected"  # noqa: S101 - true by construction
    return shown


def _is_heading(node: Node) -> bool:
    return _shown(node).kind is Kind.HEADING


def _clause_of(block: Block | None) -> Clause | None:
    return block.clause if block else None


def _clause(this: object) -> Clause | None:
    return this.clause if isinstance(this, Block) else None


def _id(this: object) -> str:
    clause = _clause(this)
    return clause.id if clause else ""


def _alike(node: Node, first: Node, side: Side) -> bool:
    """Say whether a block is new, or gone, in the same way and the same point as the first of its run."""
    return (
        (node.old is None) == (first.old is None)
        and (node.new is None) == (first.new is None)
        and node.relation is first.relation
        and unit_of(_shown(node)) is unit_of(_shown(first))
        and not _is_heading(node)
        and _id(node.of(side)) == _id(first.of(side))
    )


def _goes_on(before: Node, node: Node) -> bool:
    return before.peer is not None and node.peer is not None and node.peer.place == before.peer.place + 1


def _clause_numbers(node: Node) -> tuple[str, str] | None:
    old, new = node.peer, _shown(node)
    return (old.number, new.number) if old and old.number != new.number else None


def _number_of(change: Change) -> str:
    return (change.old_clause.number or change.old_clause.within) if change.old_clause else ""


def _lines(*texts: str) -> str:
    return "\n".join(text for text in texts if text)
