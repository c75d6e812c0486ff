"""A text that is read as if it lay in the folder: how a file is checked before anybody writes it."""

from pathlib import Path

from history_corpus import OWN, folder

from avtaleverk.history import read_checked


def small(tmp_path: Path) -> Path:
    return folder(tmp_path, {"1.0": ("godkjent_av: ssu\ngodkjent: 2020-01-01\n", "## 1 Om\n\nTekst.")})


def test_a_version_that_is_laid_over_is_read_as_if_it_lay_there(tmp_path: Path) -> None:
    """It stands after the others, and nothing is written."""
    root = small(tmp_path)
    reading = read_checked(root, laid_over={f"{OWN}/1.1.md": '---\nversjon: "1.1"\n---\n\nNy tekst.\n'})
    assert reading.corpus is not None
    document = reading.corpus.document(OWN)
    assert document is not None
    assert [v.number for v in document.versions] == ["1.0", "1.1"]
    assert not (root / OWN / "1.1.md").exists()


def test_a_whole_document_may_be_laid_over(tmp_path: Path) -> None:
    """Its folder need not exist."""
    place = "avtaler/ny"
    over = {
        f"{place}/index.md": "---\ntittel: Ny\ntype: avtale\n---\n",
        f"{place}/1.0.md": '---\nversjon: "1.0"\n---\n\nA.\n',
    }
    reading = read_checked(small(tmp_path), laid_over=over)
    assert reading.corpus is not None
    assert [d.folder for d in reading.corpus.documents] == [place, OWN]


def test_faults_of_what_is_laid_over_are_found(tmp_path: Path) -> None:
    """They are told by path and line, like those of any file."""
    path = f"{OWN}/1.1.md"
    reading = read_checked(small(tmp_path), laid_over={path: "---\nversjon: 1.1\n---\n\nNy.\n"})
    assert reading.corpus is None
    assert [(f.path, f.line, f.field) for f in reading.errors] == [(path, 2, "versjon")]


def test_what_is_laid_over_may_not_be_larger_than_a_file(tmp_path: Path) -> None:
    """It would be written, and then nobody could read it."""
    path = f"{OWN}/1.1.md"
    reading = read_checked(small(tmp_path), laid_over={path: f'---\nversjon: "1.1"\n---\n\n{"ord " * 1_300_000}\n'})
    assert [(f.path, f.message) for f in reading.errors] == [(path, "Fila er større enn 5 MB")]
