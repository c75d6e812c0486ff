"""The manifest as data: what it says, that it is read strictly, and what differs between two sites."""

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avtaleverk.site.manifest import (
    Difference,
    Entry,
    Manifest,
    TextEntry,
    difference,
    format_manifest,
    read_manifest,
)

_DIGESTS = st.text("0123456789abcdef", min_size=64, max_size=64)
_WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_PATHS = st.lists(st.text("abcæøå &.-", min_size=1, max_size=5).filter(lambda p: p not in {".", ".."} and not p.startswith("..")), min_size=1, max_size=3).map("/".join)  # fmt: skip
_FILES = st.dictionaries(_PATHS, st.builds(Entry, st.integers(0, 2**40), _DIGESTS), max_size=5)
_MANIFESTS = st.builds(
    Manifest, _WORDS, _WORDS, _WORDS, _WORDS, st.none() | st.integers(1, 9999), st.none() | _DIGESTS,
    st.dictionaries(_WORDS, st.builds(TextEntry, _WORDS, st.none() | _WORDS), max_size=3), _FILES,
)  # fmt: skip
ONE = Manifest("Fjordvik", "https://f.example/", "2026-11-27", files={"a": Entry(1, "a" * 64), "b": Entry(2, "b" * 64)})


@given(_MANIFESTS)
def test_what_is_written_is_what_is_read(manifest: Manifest) -> None:
    """Any manifest comes back as it was, and nothing is found wrong with it."""
    data = format_manifest(manifest).encode()
    assert read_manifest(data) == (manifest, [])


def test_the_sum_can_be_checked_without_us() -> None:
    """The sum is the SHA-256 of all lines but the last two, as «head -n -2 | sha256sum» has it."""
    text = format_manifest(ONE)
    above = "".join(text.splitlines(keepends=True)[:-2])
    assert json.loads(text)["sum"] == hashlib.sha256(above.encode()).hexdigest()


@given(_MANIFESTS, st.data())
def test_no_byte_can_be_changed_unseen(manifest: Manifest, data: st.DataObject) -> None:
    """Whatever single byte is another, something is found wrong."""
    whole = bytearray(format_manifest(manifest).encode())
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place] = data.draw(st.integers(0, 255).filter(lambda b: b != whole[place]))
    assert read_manifest(bytes(whole))[1] != []


@pytest.mark.parametrize(
    "words",
    [
        b"", b"{}", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b'{"format": 1}', b"1" * 5000,
        format_manifest(ONE).replace('"format": 1', '"format": 2').encode(),
        format_manifest(ONE).replace('"a": {', '"../a": {').encode(),
        format_manifest(ONE).replace('"a": {', '"/a": {').encode(),
        format_manifest(ONE).replace('"byte": 1', '"byte": true').encode(),
        format_manifest(ONE).replace('"byte": 1', '"byte": "1"').encode(),
    ],
)  # fmt: skip
def test_what_is_no_manifest_is_refused_in_words(words: bytes) -> None:
    """Whatever lies in its place, one finding says that it cannot be read, and no path leads out of the site."""
    manifest, findings = read_manifest(words)
    assert manifest is None
    assert [f.message for f in findings] == ["Manifestet er ødelagt og kan ikke leses"]


def test_a_sum_made_anew_does_not_hide_another_form() -> None:
    """White space, another order or a member twice is told, since two readers could read it differently."""
    loose = json.loads(format_manifest(ONE))
    message = "Manifestet er ikke skrevet slik avtaleverk skriver det"
    assert [f.message for f in read_manifest(json.dumps(loose).encode())[1]] == [message]
    twice = format_manifest(ONE).replace('  "dag"', '  "dag": "2020-01-01",\n  "dag"')
    assert [f.message for f in read_manifest(twice.encode())[1]] == [message]


def test_two_sites_are_compared_by_what_lies_at_each_path() -> None:
    """What is new, what has other bytes, and what is gone, each by its path and in order."""
    old = {"a": Entry(1, "a"), "b": Entry(1, "b"), "c": Entry(1, "c")}
    new = {"a": Entry(1, "a"), "b": Entry(1, "x"), "d": Entry(1, "c")}
    assert difference(old, new) == Difference(("d",), ("b",), ("c",))
    assert not difference(old, old)
    assert difference(old, new).of({"b"}) == Difference(changed=("b",))
