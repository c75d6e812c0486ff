"""What a form sent back, held against the file as it is: only what the editor changed is written.

A form writes YAML and Markdown with a library of its own. None of that reaches the file: the fields are compared by
what they say, and each that differs becomes an edit of that field alone; a text that shows the same stays as it was.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date

import yaml

from avtaleverk.corpus.fields import FILES, Field, Kind
from avtaleverk.corpus.front_edits import Add, Drop, Edit, Path, Put, edited, edited_yaml
from avtaleverk.corpus.frontmatter import split_file
from avtaleverk.corpus.yaml_reader import read_yaml
from avtaleverk.corpus.yaml_writing import Value, written
from avtaleverk.editing.body_merge import merged
from avtaleverk.editing.forms import GLOSSARY, LISTED, Form
from avtaleverk.model.findings import AvtaleverkError, Finding
from avtaleverk.text.canonical import formatted

# What a file says, with every scalar as the text it is written as; None where nothing is said.
Said = str | list["Said"] | dict[str, "Said"] | None
_UNREAD = "Skjemaet sendte noe som ikke kan leses. Ingenting ble lagret."
_LINE = re.compile(r"\r\n|\r")
_EMPTY: tuple[Said, ...] = (None, "", [], {})


def saved(old: str | None, came: str, form: Form) -> str:
    """Return the whole file as it is to be written; ``old`` is the file as it lies there, None where it is new.

    Raises AvtaleverkError where what came cannot be read, or a field cannot be edited with certainty.
    """
    came = _LINE.sub("\n", came)
    if form.path.endswith(".yml"):
        return _saved_yaml(old or "", came, form)
    front, body = _halves(came, form.path)
    if old is None:
        return f"---\n{_new_front(front, form)}---\n\n{formatted(body)}"
    before, kept = _halves(old, form.path)
    edits = list(_edits((), before, front, form.fields))
    text = edited(old, edits, FILES[form.kind], form.path) if edits else old
    if not form.has_text or _shows_the_same(kept, body):
        return text
    return _with_body(text, merged(kept, body))


def for_the_form(text: str, form: Form) -> str:
    """Return a file as a form is shown it: a list at the top gets the name that a form needs."""
    return f"{LISTED}:\n{text}" if form.path == GLOSSARY else text


def _halves(text: str, path: str) -> tuple[Mapping[str, Said], str]:
    """Return what the fields of a file say, and the text below them."""
    halves = split_file(_LINE.sub("\n", text.removeprefix("\ufeff")), path)
    if isinstance(halves, Finding):
        raise AvtaleverkError(_UNREAD, [halves])
    said = _said(halves[0], path)
    return (said if isinstance(said, dict) else {}), halves[1]


def _said(text: str, path: str) -> Said:
    node, findings = read_yaml(text, path)
    if findings:
        raise AvtaleverkError(_UNREAD, findings)
    return _plain(node)


def _plain(node: yaml.Node | None) -> Said:
    if isinstance(node, yaml.MappingNode):
        pairs = {str(key.value): _plain(value) for key, value in node.value}
        return {name: value for name, value in pairs.items() if value not in _EMPTY}
    if isinstance(node, yaml.SequenceNode):
        return [item for item in map(_plain, node.value) if item not in _EMPTY]
    return str(node.value) if node and node.tag != "tag:yaml.org,2002:null" else None


def _edits(way: Path, old: Mapping[str, Said], new: Mapping[str, Said], rules: tuple[Field, ...]) -> Iterator[Edit]:
    """Yield an edit for each field of the form that says something else than it did."""
    for rule in rules:
        before, after = old.get(rule.name), new.get(rule.name)
        # A box that is not ticked says no, as a field that is not there does.
        after = None if rule.kind is Kind.FLAG and after == "false" and before is None else after
        if before != after:
            yield from _edit((*way, rule.name), before, after, rule)


def _edit(way: Path, before: Said, after: Said, rule: Field) -> Iterator[Edit]:
    if after is None:
        yield Drop(way)
    elif isinstance(before, dict) and isinstance(after, dict):
        yield from _edits(way, before, after, rule.fields)
    elif isinstance(before, list) and isinstance(after, list) and len(after) >= len(before) and rule.fields:
        yield from _items(way, before, after, rule)
    else:
        yield Put(way, _value(after, rule))


def _items(way: Path, before: list[Said], after: list[Said], rule: Field) -> Iterator[Edit]:
    """Yield the edits of a list of groups that lost none: those that changed one by one, then the new ones."""
    for index, item in enumerate(after):
        if index >= len(before):
            yield Add(way, _value([item], rule)[0])  # type: ignore[index] # a list stays a list
        elif item != (earlier := before[index]):
            both = isinstance(earlier, dict) and isinstance(item, dict)
            if isinstance(earlier, dict) and isinstance(item, dict) and both:
                yield from _edits((*way, index), earlier, item, rule.fields)


def _value(said: Said, rule: Field) -> Value:
    """Return what a form said as the kind of value that the field holds; what is of another kind stays a text."""
    if isinstance(said, list):
        return [_group(i, rule) if isinstance(i, dict) else _scalar(str(i), rule) for i in said]
    return _group(said, rule) if isinstance(said, dict) else _scalar(str(said), rule)


def _group(said: Mapping[str, Said], rule: Field) -> Value:
    return {f.name: _value(said[f.name], f) for f in rule.fields if said.get(f.name) not in _EMPTY}


def _scalar(said: str, rule: Field) -> Value:
    if rule.kind in {Kind.WHOLE, Kind.WHOLES, Kind.COUNT} and said.isdecimal():
        return int(said)
    if rule.kind is Kind.FLAG and said in {"true", "false"}:
        return said == "true"
    if rule.kind in {Kind.DATE, Kind.DATES, Kind.MOMENT}:
        try:
            return date.fromisoformat(said)
        except ValueError:
            return said
    return said


def _new_front(said: Mapping[str, Said], form: Form) -> str:
    """Return the fields of a new file, in the order that they are documented in."""
    given = [(rule, said[rule.name]) for rule in form.fields if said.get(rule.name) not in _EMPTY]
    no = [rule.name for rule, value in given if rule.kind is Kind.FLAG and value == "false"]
    return "".join(f"{rule.name}: {written(_value(value, rule))}\n" for rule, value in given if rule.name not in no)


def _shows_the_same(old: str, new: str) -> bool:
    return old.strip() == new.strip() or formatted(old) == formatted(new)


def _with_body(text: str, body: str) -> str:
    """Return a file with another text under its fields; the lines end as the fields' lines do."""
    end = "\r\n" if "\r\n" in text else "\n"
    head = re.match(r"\ufeff?-{3,}[ \t]*\r?\n.*?\n-{3,}[ \t]*(?:\r?\n|\Z)", text, re.DOTALL)
    start = head[0] if head else ""
    return f"{start.rstrip()}{end}{end}{body.replace(chr(10), end)}"


def _saved_yaml(old: str, came: str, form: Form) -> str:
    """Return a file of fields alone; the word list, which is one list, is edited word by word."""
    if form.path != GLOSSARY:
        before, after = _said(old, form.path), _said(came, form.path)
        edits = list(
            _edits(
                (), before if isinstance(before, dict) else {}, after if isinstance(after, dict) else {}, form.fields
            )
        )
        return edited_yaml(old, edits, form.fields, form.path) if edits else old
    return _saved_list(old, came, form)


def _saved_list(old: str, came: str, form: Form) -> str:
    """Return a file that is one list, with what is gone taken out, what changed edited, and what is new at its end."""
    now, said = _said(old, form.path), _said(came, form.path)
    before = now if isinstance(now, list) else []
    after = said.get(LISTED) if isinstance(said, dict) else None
    after = after if isinstance(after, list) else []
    gone = [n for n, item in enumerate(before) if item not in after] if len(after) < len(before) else []
    rest = [item for n, item in enumerate(before) if n not in gone]
    rule = Field(LISTED, Kind.GROUPS, "", fields=form.fields)
    edits = [*(Drop((index,)) for index in reversed(gone)), *_items((), rest, after[: len(rest)], rule)]
    text = edited_yaml(old, edits, form.fields, form.path) if edits else old
    text = _with_new(text, after[len(rest) :], form)
    if _said(text, form.path) != after:
        message = "Lista står på en måte som ikke kan endres trygt. Rett den i fila selv."
        raise AvtaleverkError(message, [Finding(form.path, 0, "", "Lista ble ikke endret")])
    return text


def _with_new(text: str, items: list[Said], form: Form) -> str:
    """Return a file that is a list with new groups at its end, a line for each of their fields."""
    lines = []
    for item in items:
        given = [(rule, item[rule.name]) for rule in form.fields if isinstance(item, dict) and item.get(rule.name)]
        lines += [
            f"{'  ' if n else '- '}{rule.name}: {written(_value(said, rule))}" for n, (rule, said) in enumerate(given)
        ]
    end = "\r\n" if "\r\n" in text else "\n"
    return text.rstrip() + end + "".join(f"{line}{end}" for line in lines) if lines else text
