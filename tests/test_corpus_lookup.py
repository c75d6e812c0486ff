"""The one document that somebody means, by what they are likely to type."""

from dataclasses import replace

import pytest
from history_corpus import corpus_of, guideline, version

from avtaleverk.corpus.lookup import UnknownDocumentError, choices, find_document
from avtaleverk.model.corpus import Corpus


def folder_of(words: str) -> str:
    return find_document(several(), words).folder


def several() -> Corpus:
    one = guideline(version("1.0", "Tekst."))
    documents = [
        ("retningslinjer/01-ansvar", "1", "Ansvar og oppgaver"),
        ("retningslinjer/05-utskrivning", "5", "Utskrivning"),
        ("retningslinjer/10-ansatte", "10", "Utveksling av ansatte"),
        ("avtaler/samarbeidsavtalen", None, "Samarbeidsavtalen"),
    ]
    made = [replace(one, folder=folder, number=number, title=title) for folder, number, title in documents]
    attachment = replace(made[0], folder=f"{made[0].folder}/vedlegg/1.4-satser", number="1.4", title="Satser")
    made[0] = replace(made[0], attachments=(attachment,))
    return corpus_of(*made)


@pytest.mark.parametrize(
    ("words", "folder"),
    [
        ("retningslinjer/05-utskrivning", "retningslinjer/05-utskrivning"),
        ("./retningslinjer/05-utskrivning/", "retningslinjer/05-utskrivning"),
        ("retningslinjer/05-utskrivning/index.md", "retningslinjer/05-utskrivning"),
        ("05-utskrivning", "retningslinjer/05-utskrivning"),
        ("05", "retningslinjer/05-utskrivning"),
        ("5", "retningslinjer/05-utskrivning"),
        ("1", "retningslinjer/01-ansvar"),
        ("Retningslinje 1", "retningslinjer/01-ansvar"),
        ("1.4", "retningslinjer/01-ansvar/vedlegg/1.4-satser"),
        ("utskrivning", "retningslinjer/05-utskrivning"),
        ("UTVEKSLING", "retningslinjer/10-ansatte"),
        ("samarbeid", "avtaler/samarbeidsavtalen"),
    ],
)
def test_a_document_is_found_by_folder_number_or_beginning(words: str, folder: str) -> None:
    """What is exact goes before what is a beginning: 1 is guideline 1, not 10."""
    assert folder_of(words) == folder


def test_what_may_be_several_names_them() -> None:
    """Nothing is chosen for the editor."""
    with pytest.raises(UnknownDocumentError, match="kan være flere") as caught:
        folder_of("retningslinjer/")
    assert "retningslinjer/05-utskrivning  (Utskrivning)" in str(caught.value)


@pytest.mark.parametrize("words", ["akutt", "", "  ", "99"])
def test_what_is_nothing_names_all_there_is(words: str) -> None:
    """The editor sees what to write instead."""
    with pytest.raises(UnknownDocumentError, match="Disse finnes") as caught:
        folder_of(words)
    assert "avtaler/samarbeidsavtalen" in str(caught.value)


def test_a_long_list_is_cut() -> None:
    """A terminal is not filled."""
    assert choices([guideline(version("1.0", "Tekst."))] * 30).endswith("… og 5 til")
    assert choices([]) == "  (ingen ennå)"
