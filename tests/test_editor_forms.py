"""The forms of the editor in the browser: made of the same fields as ``sjekk`` reads, in Norwegian."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from editor_desk import DAY, ROOT

from avtaleverk.corpus.fields import COMMUNITY, DOCUMENT, MEETING, PAPER, TERM, VERSION, Field, Kind
from avtaleverk.editing.form_fields import is_offered, label
from avtaleverk.editing.forms import AFTER_APPROVAL, configuration
from avtaleverk.history import read_checked
from avtaleverk.model.corpus import Corpus


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    found = read_checked(ROOT / "tests" / "versjoner", judged_on=DAY).corpus
    assert found
    return found


@pytest.fixture(scope="module")
def collections(corpus: Corpus) -> dict[str, Any]:
    told: dict[str, Any] = configuration(corpus, DAY, {"name": "proxy"})
    return {c["name"]: c for c in told["collections"]}


def _forms(collection: dict[str, Any]) -> list[list[dict[str, Any]]]:
    return [f["fields"] for f in collection["files"]] if "files" in collection else [collection["fields"]]


def _pairs(rules: tuple[Field, ...], widgets: list[dict[str, Any]]) -> Iterator[tuple[Field, dict[str, Any]]]:
    """Yield each field with what the form has for it, at any depth; a field that the form lacks fails.

    What a group needs that may itself be left out is not demanded by the form, which would demand the group with it.
    """
    known = {w["name"]: w for w in widgets}
    for rule in rules:
        if is_offered(rule):
            yield rule, known[rule.name]
            is_optional = rule.kind is Kind.GROUP and not rule.required
            inner = tuple(replace(f, required=False) for f in rule.fields) if is_optional else rule.fields
            yield from _pairs(inner, known[rule.name].get("fields", []))


@pytest.mark.parametrize(
    ("name", "rules"),
    [
        ("forslag", tuple(f for f in VERSION if f.name != "versjon")),
        ("vedtatt", tuple(f for f in VERSION if f.name in AFTER_APPROVAL)),
        ("dokumenter", DOCUMENT),
        ("moter", MEETING),
        ("saker", PAPER),
    ],
)
def test_a_form_has_every_field_that_may_be_edited(
    collections: dict[str, Any], name: str, rules: tuple[Field, ...]
) -> None:
    """What the reader knows of a file, its form offers, with the same help, the same choices and the same demands."""
    for widgets in _forms(collections[name]):
        for rule, widget in _pairs(rules, widgets):
            assert widget["hint"] == rule.help
            assert widget["required"] == rule.required
            if rule.choices and "options" in widget:
                assert [option["value"] for option in widget["options"]] == list(rule.choices)
            if rule.pattern and "pattern" in widget:
                assert rule.pattern in widget["pattern"][0]
                assert widget["pattern"][1].startswith("Feltet kan ikke være slik.")


def test_the_community_and_the_glossary_have_forms(corpus: Corpus) -> None:
    """Parties, rules and words are edited in forms too, on one's own machine."""
    told: Any = configuration(corpus, DAY, {"name": "proxy"})
    whole = next(c for c in told["collections"] if c["name"] == "fellesskap")
    fields = {f["file"]: f["fields"] for f in whole["files"]}
    assert list(_pairs(COMMUNITY, fields["helsefellesskap.yml"]))
    assert list(_pairs(TERM, fields["ordliste.yml"][0]["fields"]))


def test_an_approved_text_has_no_text_to_edit(collections: dict[str, Any]) -> None:
    """Neither words nor approval of an approved version can be edited; what happens to it afterwards can."""
    for widgets in _forms(collections["vedtatt"]):
        names = {w["name"] for w in widgets}
        assert not names & {"body", "versjon", "godkjent_av", "godkjent"}
        assert "tilslutning" in names
    assert {f["file"] for f in collections["vedtatt"]["files"]} == {
        "retningslinjer/02-utskriving/2.0.md",
        "retningslinjer/03-akutt/3.0.md",
    }


def test_what_names_something_is_chosen_by_its_name(collections: dict[str, Any], corpus: Corpus) -> None:
    """An editor chooses a body by its name and never types an id."""
    body = next(w for w in _forms(collections["forslag"])[0] if w["name"] == "godkjent_av")
    assert {"value": "ssu", "label": corpus.body_name("ssu")} in body["options"]


def test_a_text_that_the_forms_would_harm_has_its_own_way(corpus: Corpus) -> None:
    """Such a text is written as in the file, and the editor is told why; the others are as they were."""
    document = next(d for d in corpus.all_documents() if d.folder == "retningslinjer/02-utskriving")
    harmed = tuple(replace(v, body=f"{v.body}\n1) En\n") if not v.is_approved else v for v in document.versions)
    changed = tuple(replace(document, versions=harmed) if d is document else d for d in corpus.documents)
    told: Any = configuration(replace(corpus, documents=changed), DAY, {"name": "proxy"})
    forms = {f["file"]: f["fields"][0] for c in told["collections"][:1] for f in c["files"]}
    text = forms["retningslinjer/02-utskriving/2.1.md"]
    assert text["modes"] == ["raw"]
    assert "slik fila er skrevet" in text["hint"]


def test_minutes_that_the_form_would_harm_are_written_as_in_the_file(corpus: Corpus) -> None:
    """All minutes have one form, so one that it would harm is enough; case papers are as they were."""
    harmed = tuple(replace(m, minutes=f"{m.minutes}\n1) En\n") for m in corpus.meetings[:1])
    told: Any = configuration(replace(corpus, meetings=(*harmed, *corpus.meetings[1:])), DAY, {"name": "proxy"})
    texts = {c["name"]: c["fields"][0] for c in told["collections"] if "folder" in c}
    assert texts["moter"]["modes"] == ["raw"]
    assert "slik fila er skrevet" in texts["moter"]["hint"]
    assert "rich_text" in texts["saker"]["modes"]


def test_labels_are_words() -> None:
    """No label shows the name of a field as it is written in the file."""
    every = [f for rules in (VERSION, DOCUMENT, MEETING, PAPER, COMMUNITY, TERM) for f in rules]
    assert all("_" not in label(f.name) and label(f.name)[0].isupper() for f in every)


def test_a_repository_gets_the_same_forms_with_review(corpus: Corpus) -> None:
    """What is saved at a service waits for somebody to agree; the word list, which needs this machine, is left out."""
    backend: dict[str, object] = {"name": "gitlab", "repo": "a/b"}
    told: Any = configuration(corpus, DAY, backend, hosted=True)
    here: Any = configuration(corpus, DAY, {"name": "proxy"})
    assert told["publish_mode"] == "editorial_workflow"
    assert told["backend"] == backend
    assert [c["name"] for c in told["collections"]] == [c["name"] for c in here["collections"]]
    assert "ordliste.yml" not in str(told)
    # Only here can what is written as in Word be laid into the file with its signs kept.
    assert "rich_text" in str(here)
    assert "rich_text" not in str(told)
