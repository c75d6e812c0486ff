"""The report for a reviewer: what it says of a proposal, that it is safe and short."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html as lxml_html
from markdown import markdown
from review_folders import DAY, FOLDER, SITE, TEXTS, edit, found, locked, propose

from avtaleverk.exports.review.documents import News
from avtaleverk.exports.review.escaping import code, link, marked, safe
from avtaleverk.exports.review.front import FieldChange, field_changes
from avtaleverk.exports.review.markdown import MARK, MOST, report
from avtaleverk.history.lock_file import LOCK


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small folder with every approved text locked."""
    return locked(tmp_path_factory.mktemp("gammel"))


@pytest.fixture
def now(before: Path, tmp_path: Path) -> Path:
    """Return a copy of it, to be changed."""
    return Path(shutil.copytree(before, tmp_path / "ny"))


def test_nothing_changed_is_said_in_a_line(before: Path, now: Path) -> None:
    """Two equal folders give a report of one sentence."""
    assert found(before, now).is_empty
    assert report(found(before, now)).count("\n") == 4


def test_a_proposal_is_told_with_points_and_sizes(before: Path, now: Path) -> None:
    """A new version stands with its status, its kind and size against the text before it, and links to the pages."""
    propose(now)
    review = found(before, now)
    (document,) = review.documents
    (version,) = document.versions
    assert (version.number, version.news, version.is_approved_touched) == ("3.0", News.NEW, False)
    assert version.revision is not None
    assert version.revision.against == "2.0"
    assert sum(point.words_in for point in version.revision.points) == version.revision.words_in > 0
    text = report(review)
    assert f"[Versjon 3.0]({SITE}retningslinjer/2/v/3.0/) er ny" in text
    assert f"[rødmerket]({SITE}retningslinjer/2/endringer/2.0-til-3.0/)" in text
    assert "| punkt | hva | ord inn | ord ut |" in text
    assert "1 dokument endret, 1 ny versjon" in text


def test_every_page_that_is_linked_is_planned(before: Path, now: Path) -> None:
    """The links of a report lead to pages that the site has."""
    from avtaleverk.corpus import read_corpus  # noqa: PLC0415 - only this test plans a site
    from avtaleverk.site.build_plan import build_plan  # noqa: PLC0415 - the same

    propose(now)
    corpus = read_corpus(now).corpus
    assert corpus is not None
    pages = {page.address for page in build_plan(corpus, now, DAY, TEXTS).pages}
    linked = re.findall(rf"\({re.escape(SITE)}([^)]*)\)", report(found(before, now)))
    assert linked
    assert set(linked) <= pages


def test_what_was_changed_in_a_proposal_since_last_time(now: Path, tmp_path: Path) -> None:
    """Of a proposal that was there, the reviewer is told first what is new in it."""
    propose(now)
    later = Path(shutil.copytree(now, tmp_path / "senere"))
    edit(later, f"{FOLDER}/3.0.md", "bydelen", "hele bydelen")
    (document,) = found(now, later).documents
    (version,) = document.versions
    assert version.since is not None
    assert version.revision is not None
    assert (version.news, version.since.against, version.revision.against) == (News.CHANGED, "slik den var", "2.0")
    assert version.since.words_in < version.revision.words_in
    assert version.since.words_out == 0


def touch(root: Path) -> None:
    edit(root, f"{FOLDER}/1.1.md", "timer", "dager")


def remove(root: Path) -> None:
    (root / FOLDER / "1.0.md").unlink()


def unapprove(root: Path) -> None:
    path = root / FOLDER / "1.1.md"
    path.write_text(re.sub(r"(?m)^godkjent.*\n", "", path.read_text("utf-8")), "utf-8")


@pytest.mark.parametrize(
    ("spoil", "words"),
    [(touch, "og teksten er endret."), (remove, "og er tatt bort."), (unapprove, "og er ikke lenger godkjent.")],
)
def test_an_approved_text_that_was_touched_is_warned_of(
    before: Path, now: Path, spoil: Callable[[Path], None], words: str
) -> None:
    """Above all else stands that an approved text was changed, taken away, or is not approved any more."""
    spoil(now)
    text = report(found(before, now))
    warning = text.split("**Se først på**")[0]
    assert "> **Advarsel**" in warning
    assert f"er vedtatt, {words}" in warning


def test_approval_and_status_are_told(before: Path, tmp_path: Path) -> None:
    """A version that is approved between the two states is among what to look at first, with who and when."""
    old, new = (Path(shutil.copytree(before, tmp_path / name)) for name in ("a", "b"))
    propose(old)
    propose(new)
    edit(new, f"{FOLDER}/3.0.md", 'versjon: "3.0"\n', 'versjon: "3.0"\ngodkjent_av: ssu\ngodkjent: 2026-02-01\n')
    text = report(found(old, new))
    first = text.split("**Se først på**")[1].split("<details>")[0]
    assert "versjon 3.0, som er blitt vedtatt (ssu 2026-02-01)" in first
    assert re.search(r"Versjon 3\.0\]\([^)]*\) er endret \([a-zæøå ]+ → \*\*gjeldende\*\*\)", text)
    assert "<code>godkjent&#95;av</code>: (ikke oppgitt) → <code>ssu</code>" in text


def test_a_picture_that_was_swapped_is_told(before: Path, now: Path, tmp_path: Path) -> None:
    """What a text shows may change without a word of it: files of all kinds are named, also those beside a text."""
    old = Path(shutil.copytree(before, tmp_path / "gammel"))
    for root in (old, now):
        (root / FOLDER / "kart.png").write_bytes(b"\x89PNG gammelt")
    assert found(old, now).is_empty
    (now / FOLDER / "kart.png").write_bytes(b"\x89PNG nytt")
    (now / FOLDER / ".gitattributes").write_text("*.md -diff", "utf-8")
    assert found(old, now).other_files == ((f"{FOLDER}/.gitattributes", News.NEW), (f"{FOLDER}/kart.png", News.CHANGED))


def test_a_document_that_moved_is_one_document(before: Path, now: Path) -> None:
    """Another folder with the same texts is a move, and not one document gone and one new."""
    old, new = "retningslinjer/03-akutt", "retningslinjer/03-ny"
    (now / old).rename(now / new)
    (document,) = found(before, now).documents
    assert (document.news, document.moved_from, document.folder) == (News.CHANGED, old, new)
    assert f"Flyttet fra {code(old)} til {code(new)}." in report(found(before, now))


def test_documents_that_come_and_go(before: Path, now: Path) -> None:
    """A document that is taken away is told of with its versions, and in the other direction it is new."""
    shutil.rmtree(now / "retningslinjer/03-akutt")
    assert [d.news for d in found(before, now).documents] == [News.GONE]
    assert "Dokumentet er borte." in report(found(before, now))
    assert [d.news for d in found(now, before).documents] == [News.NEW]


def test_findings_come_and_go_whatever_their_lines(before: Path, now: Path) -> None:
    """A fault that was there before is not told again because lines were put in above it."""
    touch(now)
    assert any("endret etter at den ble låst" in f.message for f in found(before, now).new_findings)
    assert "Funn som er borte" in report(found(now, before))
    edit(now, f"{FOLDER}/1.1.md", "---\nversjon", "---\n# merknad\nversjon")
    assert found(now, now).new_findings == ()


def test_a_lock_that_lost_lines_is_warned_of(before: Path, now: Path) -> None:
    """A shorter lock, or one that was written anew, is seen by whoever compares it with the one before."""
    lines = (now / LOCK).read_text("utf-8").splitlines(keepends=True)
    (now / LOCK).write_text("".join(lines[:-1]), "utf-8")
    assert found(before, now).warnings == (f"{LOCK} har mistet eller fått endret 1 linje. Den skal bare vokse",)
    assert found(now, before).warnings == ()


def test_signers_that_were_replaced_are_warned_of(before: Path, now: Path, tmp_path: Path) -> None:
    """Who may sign decides what signatures are worth, so a change of that is named."""
    (now / "underskrivere").write_text("kari ssh-ed25519 AAAA\n", "utf-8")
    later = Path(shutil.copytree(now, tmp_path / "senere"))
    (later / "underskrivere").write_text("en annen ssh-ed25519 BBBB\n", "utf-8")
    assert found(before, now).warnings == ()
    assert found(now, later).warnings == ("underskrivere er endret: den sier hvem som kan signere",)


def test_a_folder_that_cannot_be_read_has_a_report(before: Path, now: Path) -> None:
    """Where the proposal has errors that stop the reading, they are what the report is about."""
    edit(now, f"{FOLDER}/2.0.md", 'versjon: "2.0"', "versjon: 2.0")
    text = report(found(before, now))
    assert "Mappa kan ikke leses før feilene er rettet" in text
    assert "Feilen i <code>retningslinjer/02-utskriving/2.0.md</code>" in text


# --- safe and short -------------------------------------------------------------------------------------------

HOSTILE = "Akutt @octocat GH-12 <script>alert(1)</script> | #12 [a](javascript:b) `x` **f** ![](http://e.no/x.png) www.e.no\u202e"


def test_what_others_wrote_is_only_text(before: Path, now: Path) -> None:
    """A hostile title gives no element, no link, no mention and no table cell of its own."""
    edit(now, "retningslinjer/03-akutt/index.md", "tittel: ", f"tittel: {json.dumps(HOSTILE)} # ")
    propose(now, becomes=HOSTILE.replace("\u202e", ""))
    text = report(found(before, now))
    tree = lxml_html.fromstring(markdown(text, extensions=["tables", "md_in_html"]))
    assert {a.get("href", "").startswith(SITE) for a in tree.iter("a")} <= {True}
    assert not list(tree.iter("script", "img"))
    assert "GH-12" not in text
    assert not re.search(r"@[a-z0-9]", text + (tree.text_content()), re.IGNORECASE)
    assert not re.search(r"(?<!&)#\d", tree.text_content())
    assert "\u202e" not in text


@given(st.text(max_size=80))
@example("@a")
@example("a_b* `c` <d> \\e | [f](g)\n# h")
def test_any_text_is_shown_and_does_nothing(text: str) -> None:
    """Whatever it is, as Markdown it is one paragraph of the same signs, in a link as outside of it."""
    shown = safe(text, 1000)
    (paragraph,) = lxml_html.fragments_fromstring(markdown(f"x{shown}x", extensions=["tables"]))
    assert (paragraph.tag, len(paragraph)) == ("p", 0)
    tree = lxml_html.fromstring(markdown(f"a {link(f'x{shown}x', 'https://eksempel.no/')} b"))
    assert [a.get("href") for a in tree.iter("a")] == ["https://eksempel.no/"]
    visible = "".join(paragraph.text_content().split()).replace("\u2060", "")
    assert visible.startswith("x")
    assert len(safe(text * 100)) < 10 * 260


@given(st.lists(st.tuples(st.sampled_from("-+~ "), st.text(max_size=20)), max_size=5))
def test_marks_are_the_only_elements_of_a_marked_line(pieces: list[tuple[str, str]]) -> None:
    """What came stands in ``ins``, what went in ``del``; whatever else a text holds is text."""
    sound = [(sign, re.sub(r"[-+~\[\]\n]", "", text)) for sign, text in pieces]
    line = "".join(f"[{sign}{text}{sign}]" if sign.strip() else text for sign, text in sound)
    tree = lxml_html.fromstring(markdown(f"x{marked(line)}x"))
    assert [e.tag for e in tree.iter() if e.tag != "p"] == [
        {"-": "del", "+": "ins", "~": "em"}[sign] for sign, _ in sound if sign.strip()
    ]


def test_the_words_that_changed_are_shown(before: Path, now: Path) -> None:
    """The report has the changed lines with what came and what went, under the heading of their point."""
    touch(now)
    assert "- **2 Tidligmelding**\n- Sykehuset sender tidligmelding til kommunen innen 24 <del>timer</del>" in report(
        found(before, now)
    )


def test_a_report_fits_in_a_comment(before: Path, now: Path) -> None:
    """Of a large proposal the report says what it left out, details first; asked for whole, it has all."""
    for number in range(40):
        propose(now, f"3.{number}", "e", f"ø{number} ")
    review = found(before, now)
    whole = report(review, None)
    for most in (MOST, 20_000, 5_000, 1_500):
        text = report(review, most)
        assert len(text) <= most
        assert text.startswith(MARK)
        assert "**Se først på**" in text
        assert "Rapporten er for lang" in text or len(whole) <= most
    assert "Rapporten er for lang" not in whole
    assert len(whole) > 20_000


def test_fields_are_told_as_they_were_written() -> None:
    """New, changed and dropped fields, lists over several lines and comments that say nothing."""
    old = '---\nversjon: "1.0"\nsak: 1/25\ntilslutning:\n  - {part: skien}\n# merknad\n---\ntekst: nei\n'
    new = '---\nversjon: "1.0"\nmote: m\ntilslutning:\n  - {part: skien}\n  - {part: bamble}\n---\n'
    assert field_changes(old, new) == (
        FieldChange("mote", "", "m"),
        FieldChange("tilslutning", "- {part: skien}", "- {part: skien} - {part: bamble}"),
        FieldChange("sak", "1/25", ""),
    )
    assert field_changes("", "uten\n") == ()
