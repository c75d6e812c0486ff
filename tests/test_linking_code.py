"""The QR codes that lead from notice boards to the texts in force."""

from datetime import date
from xml.etree import ElementTree as ET

import pytest
import segno
from history_corpus import DISCHARGE, DictCache, corpus, document
from hypothesis import given, settings
from hypothesis import strategies as st
from qr_reader import level, matrix_of, read

from avtaleverk.pages.context import Context
from avtaleverk.pages.linking import code
from avtaleverk.pages.linking.code import code_svg
from avtaleverk.text import TextStore

DAY = date(2026, 11, 22)


def context(cache: DictCache | None = None) -> Context:
    return Context(corpus(), DAY, TextStore(cache))


def drawn(address: str) -> list[list[bool]]:
    side, path = code.drawn(address)
    return matrix_of(f'<svg viewBox="0 0 {side} {side}"><path d="{path}"/></svg>')


@pytest.mark.parametrize("error", "LMQH")
@pytest.mark.parametrize("version", range(1, 9))
def test_the_reader_of_these_tests_reads_every_size(version: int, error: str) -> None:
    """The reader that judges our codes reads those of the library of every size and level it knows."""
    made = segno.make_qr("a1/", version=version, error=error, boost_error=False)
    matrix = [[bool(module) for module in row] for row in made.matrix_iter(border=4)]
    assert level(matrix) == error
    assert read(matrix) == "a1/"


@settings(deadline=None)
@given(st.text("abcdefghijklmnopqrstuvwxyz0123456789-./", min_size=1, max_size=100))
def test_any_address_can_be_read_back(path: str) -> None:
    """What is drawn is the address, with a white edge, and a seventh of it may be lost at least."""
    matrix = drawn(f"https://samhandling.example/{path}")
    assert read(matrix) == f"https://samhandling.example/{path}"
    assert level(matrix) in "MQH"


def test_each_document_has_its_own() -> None:
    """The code of a document leads to where its text in force lies."""
    ctx = context()
    for each in ctx.corpus.all_documents():
        address = ctx.corpus.community.address + ctx.addresses[each.folder]
        assert read(matrix_of(code_svg(ctx, each).decode())) == address


def test_it_says_where_it_leads() -> None:
    """The picture has the title and the address in words, and is black on white of its own."""
    root = ET.fromstring(code_svg(context(), document(DISCHARGE)))  # noqa: S314 - made just now
    title, ground, path = list(root)
    assert root.get("role") == "img"
    assert title.text == (
        "QR-kode som går til Retningslinje 2 Utskriving fra sykehus: https://prove.example/retningslinjer/2/"
    )
    assert ground.get("fill") == "#fff"
    assert path.get("fill") is None


def test_it_is_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A code that was drawn in an earlier build is not drawn again."""
    cache = DictCache()
    first = code_svg(context(cache), document())
    monkeypatch.setattr(code, "drawn", lambda address: pytest.fail(f"drawn again: {address}"))
    assert code_svg(context(cache), document()) == first
