"""What LibreOffice writes in its own way when it saves a file of ours with changes in it."""

from word_files import KARI, gone, par, run, shown, word_file

from avtaleverk.word.reading import read_word


def point(name: str) -> str:
    return f'<w:bookmarkStart w:id="1" w:name="{name}"/><w:bookmarkEnd w:id="1"/>'


def test_a_heading_after_a_deleted_paragraph_is_still_one() -> None:
    """LibreOffice saves it in the style of that paragraph; others of as many numbers tell what it was."""
    body = (
        par(point("pkt_1") + run("1 Mål"), "Overskrift1")
        + par(point("pkt_1_1") + run("1.1 Om"), "Overskrift2")
        + par(gone(run("Borte.")), "Listeavsnitt", mark=f"<w:del {KARI}/>")
        + par(point("pkt_2") + run("2 Slutt"), "Listeavsnitt")
        + par(gone(run("Borte.")), "Overskrift2", mark=f"<w:del {KARI}/>")
        + par(gone(run("Borte.")), mark=f"<w:del {KARI}/>")
        + par(point("pkt_3") + run("3 Vedlegg"), "Overskrift2")
        + par(point("pkt_a") + run("Se her"), "Listeavsnitt")
    )
    reading = read_word(word_file(body))
    assert shown(reading.new) == ["# 1 Mål", "## 1.1 Om", "# 2 Slutt", "# 3 Vedlegg", "Se her"]
    assert not [note for note in reading.notes if "nivået" in note.what]


def test_a_heading_without_number_is_one_again_with_a_word_about_it() -> None:
    """Others under as many numbers tell what it was, but it may have been on another level."""
    body = (
        par(point("pkt_1") + run("1 Mål"), "Overskrift1")
        + par(point("pkt_1_om") + run("Om"), "Overskrift2")
        + par(gone(run("Borte.")), "Listeavsnitt", mark=f"<w:del {KARI}/>")
        + par(point("pkt_1_mer") + run("Mer"), "Listeavsnitt")
        + par(gone(run("Mye")), "Overskrift1", mark=f"<w:del {KARI}/>")
        + par(point("pkt_1_resten") + run("Resten"), "Overskrift1")
    )
    reading = read_word(word_file(body))
    assert shown(reading.new) == ["# 1 Mål", "## Om", "## Mer", "# Resten"]
    assert [note.what for note in reading.notes if "nivået" in note.what] == [
        "En overskrift hadde stilen til et slettet avsnitt, og er blitt overskrift igjen. Se etter at nivået er riktig: «Mer»"
    ]
