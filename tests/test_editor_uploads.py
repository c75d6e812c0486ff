"""A file that is dropped on the editor's page lies in the inbox or nowhere, and becomes a proposal."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from editor_desk import Caller, at_the_desk, copy_folder

from avtaleverk.engines.editor.uploads import parts, put_into_inbox
from avtaleverk.model.findings import AvtaleverkError


@pytest.fixture
def caller(tmp_path: Path) -> Iterator[Caller]:
    with at_the_desk(copy_folder(tmp_path / "mappe"), tmp_path / "site") as caller:
        yield caller


def test_a_file_from_the_page_becomes_a_proposal(caller: Caller) -> None:
    """A file that is sent from the page goes through the inbox and becomes a proposal, with its report on the page."""
    text = "# Retningslinje 3\n\n## 1 Formål\n\nPartene skal ha samme bilde av den akutte pasienten, alltid.\n"
    answer = caller.upload("retningslinje 3.md", text.encode())
    assert answer.status == 303
    page = caller.ask("GET", "/rediger/").body
    assert "er blitt et forslag" in page
    assert "Importrapport" in page
    assert (caller.desk.root / "innboks/lest/retningslinje 3.md.rapport.md").is_file()


def test_a_file_that_could_not_be_read_gives_way_to_the_same_file_mended(caller: Caller) -> None:
    """Who mends a file and sends it by its old name is not told to call it something else."""
    caller.upload("retningslinje 3.docx", b"PK ingen fil")
    caller.upload("retningslinje 3.docx", b"PK ingen fil")
    page = caller.ask("GET", "/rediger/").body
    assert "Rett fila, og legg den hit på nytt" in page
    assert "og legg den inn under «Fra Word» på nytt" in page
    place = caller.desk.root / "innboks/retningslinje 3.docx"
    caller.upload(place.name, b"PK en annen, heller ingen fil")
    assert place.read_bytes() == b"PK en annen, heller ingen fil"
    place.with_name(f"{place.name}.rapport.md").unlink()
    with pytest.raises(AvtaleverkError, match="vent til den er lest"):
        put_into_inbox(caller.desk.root, place.name, b"en til")


@pytest.mark.parametrize(
    "name", ["../../ute.md", "..\\ute.md", ".skjult.md", "program.exe", "a\u202eb.md", "x" * 300 + ".md"]
)
def test_an_upload_lies_in_the_inbox_or_nowhere(caller: Caller, name: str) -> None:
    """The name of a file that is sent can lead nowhere, and only texts are taken."""
    caller.upload(name, b"Tekst")
    outside = [p for p in caller.desk.root.parent.rglob("*") if p.name.endswith(("ute.md", ".exe", "skjult.md"))]
    assert all("innboks" in p.parts for p in outside)
    assert not (caller.desk.root.parent / "ute.md").exists()


def test_a_form_with_binary_content_is_read_sign_by_sign() -> None:
    """A Word file that is sent arrives as it was."""
    data = bytes(range(256)) + b"\r\n\r\n--y\r\n"
    body = b'--xx\r\nContent-Disposition: form-data; name="fil"; filename="a.docx"\r\n\r\n' + data + b"\r\n--xx--\r\n"
    assert list(parts("multipart/form-data; boundary=xx", body)) == [("fil", "a.docx", data)]
