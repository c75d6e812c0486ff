"""Templates for new texts, the demands on form, and what a document made of them looks like."""

import re
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avtaleverk.corpus import read_corpus
from avtaleverk.corpus.checks_form import LEFT_OVER
from avtaleverk.corpus.fields import DOCUMENT, FORM, TEMPLATE
from avtaleverk.corpus.frontmatter import read_content, read_fields
from avtaleverk.corpus.read_templates import NAMED, NAMES, shipped_files, shipped_templates
from avtaleverk.corpus.wording import invisible
from avtaleverk.editing.new_document import NewDocument, files_of, next_number, templates_for
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.documents import DocumentKind
from avtaleverk.model.findings import Severity
from avtaleverk.text import TextStore

BASE = Path(__file__).parent / "darlige" / "_grunnlag"
LANGUAGES = ("nb", "nn")


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    found = read_corpus(BASE).corpus
    assert found is not None
    return found


def test_the_shipped_templates_are_sound() -> None:
    """Each kind has a template in both languages, without a fault, and with the same points in the same order."""
    assert {(t.kind, t.language) for t in shipped_templates()} == {
        (k, lang) for k in DocumentKind for lang in LANGUAGES
    }
    for kind in DocumentKind:
        one, other = (t for t in shipped_templates() if t.kind is kind)
        numbers = [re.findall(r"^#+ ([\d.]+) ", t.body, re.MULTILINE) for t in (one, other)]
        assert numbers[0] == numbers[1] != []
    for language in LANGUAGES:
        files = shipped_files(language)
        form = files.pop("maler/form.yml")
        for path, text in files.items():
            assert read_content(text, path, TEMPLATE).findings == ()
            assert {name.strip() for name in NAMED.findall(text)} <= set(NAMES)
        assert form.count("- type:") == len(DocumentKind)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", DocumentKind)
def test_a_document_of_a_template_has_the_form_that_is_asked_for(
    corpus: Corpus, kind: DocumentKind, language: str
) -> None:
    """Laid beside the shipped demands, a new document of a shipped template gives no warning, whatever its language."""
    parent = corpus.documents[1] if kind is DocumentKind.ATTACHMENT else None
    template = next(t for t in shipped_templates() if (t.kind, t.language) == (kind, language))
    number = next_number(corpus, kind, parent)
    new = NewDocument(kind, "Barn og unge", template, number, parent, "utvalget", (3,), language=language)
    over = files_of(corpus, new) | {"maler/form.yml": shipped_files(language)["maler/form.yml"]}
    found = [f for f in read_corpus(BASE, laid_over=over).findings if f.path in over]
    assert found == []


def test_nothing_is_demanded_of_those_who_have_said_nothing() -> None:
    """Without a file of demands a text may have any headings; what is left to fill in is found all the same."""
    form = {"maler/form.yml": "[]\n"}
    path = "retningslinjer/01-utskriving/3.0.md"
    text = '---\nversjon: "3.0"\n---\n\n## 1 Hva som helst\n\n(Skriv noe.)\n'
    assert read_corpus(BASE, laid_over={path: text, **form}).findings == ()
    approved = text.replace('"3.0"\n', '"3.0"\ngodkjent_av: utvalget\ngodkjent: 2024-08-01\n')
    (finding,) = read_corpus(BASE, laid_over={path: approved, **form}).findings
    assert (finding.severity, finding.line) == (Severity.ERROR, 9)


@pytest.mark.parametrize(
    ("heading", "is_met"),
    [
        ("Formål", True),
        ("Føremål", True),
        ("FORMÅL OG VIRKEOMRÅDE", True),
        ("Avtalens formål", True),
        ("Formålsløst", False),
        ("Ansvar", False),
    ],
)
def test_a_heading_is_known_by_its_words(heading: str, *, is_met: bool) -> None:
    """The words of a demand are found in a longer heading, in any letters, but never as a part of a word."""
    form = "- type: retningslinje\n  overskrifter: [{navn: Formål, eller: [Føremål]}]\n"
    text = f'---\nversjon: "3.0"\n---\n\n## 1 {heading}\n\nTekst.\n'
    over = {"maler/form.yml": form, "retningslinjer/01-utskriving/3.0.md": text}
    assert (read_corpus(BASE, laid_over=over).findings == ()) is is_met


def test_a_demand_can_be_for_some_folders(corpus: Corpus) -> None:
    """«gjelder» limits a demand; an attachment is covered with its guideline."""
    form = "- {type: retningslinje, gjelder: retningslinjer/02-*, felt: [sprak]}\n- {type: vedlegg, gjelder: retningslinjer/01-*, felt: [eier]}\n"
    found = read_corpus(BASE, laid_over={"maler/form.yml": form}).findings
    assert [(f.path, f.field) for f in found] == [
        ("retningslinjer/01-utskriving/vedlegg/1.1-sjekkliste/index.md", "eier")
    ]
    assert corpus.form[0].pattern == "retningslinjer/09-*"


def test_the_number_comes_after_the_highest(corpus: Corpus) -> None:
    """A guideline gets the next whole number, an attachment the next under its own; agreements here have none."""
    guideline = corpus.documents[1]
    assert next_number(corpus, DocumentKind.GUIDELINE) == "2"
    assert next_number(corpus, DocumentKind.ATTACHMENT, guideline) == "1.2"
    assert next_number(corpus, DocumentKind.AGREEMENT) is None
    assert next_number(corpus, DocumentKind.ATTACHMENT, corpus.documents[0]) is None


def test_the_template_called_as_the_kind_comes_first(corpus: Corpus) -> None:
    """One of the community's own never takes the place of another unasked, unless it bears its name."""
    assert [t.name for t in templates_for(corpus, DocumentKind.GUIDELINE)] == ["retningslinje", "prosedyre"]
    (template,) = templates_for(corpus, DocumentKind.AGREEMENT, "nn")
    assert template.language == "nn"


@pytest.mark.parametrize(
    ("title", "number", "name"),
    [
        ("Utskriving", "5", "05-utskriving"),
        ("Samarbeid om pasienter med behov for langvarige og koordinerte tjenester", "12", "12-samarbeid-om-pasienter-med-behov"),
        ("Fødsel, svangerskap og barsel", None, "fodsel-svangerskap-og-barsel"),
        ("A" * 90, "5", "05-" + "a" * 90),
    ],
)  # fmt: skip
def test_a_folder_is_named_by_number_and_title(title: str, number: str | None, name: str) -> None:
    """A long title is cut between two words, and never after a small one."""
    template = next(t for t in shipped_templates() if t.kind is DocumentKind.GUIDELINE)
    assert NewDocument(DocumentKind.GUIDELINE, title, template, number).folder == f"retningslinjer/{name}"


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40).map(lambda s: f"Om {s}".strip())
)
def test_any_title_is_read_back(corpus: Corpus, title: str) -> None:
    """Whatever a title holds, the files made for it can be read, and say that title to readers."""
    line = " ".join(title.split())
    template = next(t for t in shipped_templates() if t.kind is DocumentKind.GUIDELINE)
    new = NewDocument(DocumentKind.GUIDELINE, line, template, "5")
    index, text = files_of(corpus, new).values()
    content = read_content(index, "index.md", DOCUMENT)
    if not any(invisible(line)):
        assert content.findings == ()
        # Files are read in one form of Unicode.
        assert content.values.text("tittel") == normalize("NFC", line)
    assert text.count("\n## ") == template.body.count("\n## ")


def test_what_is_left_to_fill_in_is_known_by_its_signs() -> None:
    """Guidance stands in brackets and begins with «Skriv»; it may go over a line, but not over an empty one."""
    found = LEFT_OVER.findall(
        "(Skriv en\nlinje (eller to).) (skriv her) \\(Skriv under\\) (Skriv: hva) (Skrivemåten)\n(Skriv\n\nnoe)"
    )
    assert found == ["(Skriv en\nlinje (eller to)", "(Skriv: hva)"]


def test_a_shipped_demand_reads_without_fault() -> None:
    """Each entry of the shipped demands is sound by the fields that are documented."""
    entries = shipped_files("nb")["maler/form.yml"].split("- type:")[1:]
    for entry in entries:
        lines = f"type:{entry}".replace("\n  ", "\n")
        assert read_fields(lines, "form.yml", FORM)[1] == []


def test_a_text_that_cannot_be_rendered_is_one_fault(corpus: Corpus) -> None:
    """The check of form says nothing of a text that another check has refused."""
    deep = "".join(f"{'> ' * n}a\n" for n in range(1, 200))
    over = {
        "retningslinjer/01-utskriving/3.0.md": f'---\nversjon: "3.0"\n---\n\n{deep}',
        "maler/form.yml": "- {type: retningslinje, overskrifter: [{navn: Mål}]}\n",
    }
    found = read_corpus(BASE, TextStore(), laid_over=over).findings
    assert len(found) == 1
    assert found[0].severity is Severity.ERROR
    assert corpus.templates[0].is_own


def test_another_community_has_its_own_template_and_its_own_demands() -> None:
    """The template of Finnmark makes what Finnmark asks for; a document that leaves a point out is told so there alone."""
    finnmark = BASE.parents[2] / "eksempler" / "finnmark"
    corpus = read_corpus(finnmark).corpus
    assert corpus is not None
    template = next(t for t in templates_for(corpus, DocumentKind.AGREEMENT) if t.name == "tjenesteavtale")
    new = NewDocument(DocumentKind.AGREEMENT, "Tjenesteavtale om legevakt", template)
    over = dict(files_of(corpus, new))
    assert [f for f in read_corpus(finnmark, laid_over=over).findings if f.path in over] == []
    path = f"{new.folder}/1.0.md"
    over[path] = over[path].replace("## 3 Samiske pasienter", "## 3 Pasienter")
    assert [f.path for f in read_corpus(finnmark, laid_over=over).findings] == [path]
