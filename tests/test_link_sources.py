"""Whatever people have links in is read, or refused in words."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from avtaleverk.cli import link_sources
from avtaleverk.cli.link_sources import Seek, SourceError, decoded, links_of


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_of_any_program(encoding: str) -> None:
    """Text is read as it was written, by Notepad too."""
    assert decoded("Møte på Årnes".encode(encoding)) == "Møte på Årnes"
    assert decoded(b'<meta charset="iso-8859-1">\xe6') == '<meta charset="iso-8859-1">æ'
    assert decoded(b'<meta charset="finnes-ikke">\x81\xe6').endswith("\ufffd\ufffd")


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_file_is_read_or_refused(content: bytes) -> None:
    """No file gives a traceback, whatever its name says it is."""
    for kind in ("", ".html", ".docx"):
        with suppress(SourceError):
            link_sources._placed("fil", content, Seek((), frozenset()), kind=kind)  # noqa: SLF001 - what the command does after reading


def test_links_of_a_source_without_a_name() -> None:
    """A name that no disk can have is refused as well."""
    with pytest.raises(SourceError):
        links_of("a\x00b", Seek((), frozenset()))
