"""What differs between two versions: made once, kept, checked, and made by many processes alike."""

import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Self

import pytest
import redline_documents
from history_corpus import (
    ACUTE,
    DAY,
    DISCHARGE,
    VERSIONS,
    DictCache,
    comparisons,
    document,
    version_of,
)
from hypothesis import given, settings

from avtaleverk.cli import main
from avtaleverk.history import pool, read_checked
from avtaleverk.history.comparison import Comparisons, Facts
from avtaleverk.history.pool import Job, make_ready
from avtaleverk.model.findings import Severity
from avtaleverk.redline import ChangeKind, PointState, Redline, RedlineError, RevisionKind
from avtaleverk.text import TextStore


def body(number: str) -> str:
    return version_of(number).body


def all_pairs(folder: str) -> tuple[tuple[str, str], ...]:
    versions = document(folder).versions
    return tuple((old.body, new.body) for n, old in enumerate(versions) for new in versions[n + 1 :])


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[Redline]:
    """Return a list that grows with every redline that is made."""
    made: list[Redline] = []
    before = Redline.__init__

    def init(self: Redline, *args: object, **options: object) -> None:
        made.append(self)
        before(self, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Redline, "__init__", init)
    return made


# --- kept and read again ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("folder", [DISCHARGE, ACUTE])
@pytest.mark.parametrize("cache", [DictCache(), None], ids=["mellomlager", "minne"])
def test_facts_and_marked_text_survive_being_kept(
    folder: str, cache: DictCache | None, compared: list[Redline]
) -> None:
    """What is read from where it was kept equals what was made, and nothing is compared a second time."""
    texts = TextStore(cache)
    made = Comparisons(texts, "nb")
    first = [(made.facts(*pair), made.marked(*pair)) for pair in all_pairs(folder)]
    count = len(compared)
    texts.objects.clear()
    again = Comparisons(TextStore(cache) if cache else texts, "nb")
    assert [(again.facts(*pair), again.marked(*pair)) for pair in all_pairs(folder)] == first
    assert len(compared) == count


@settings(max_examples=60, deadline=None)
@given(redline_documents.pairs())
def test_facts_about_any_two_texts_survive_being_kept(pair: tuple[str, str]) -> None:
    """Hostile texts included, not a sign of facts or marked text is lost on the way."""
    texts = TextStore()
    made = Comparisons(texts, "nb")
    first = made.facts(*pair), made.marked(*pair)
    written = made.made(*pair)
    other = TextStore(DictCache())
    again = Comparisons(other, "nb")
    again.keep(pair, written)
    assert again.missing([pair]) == []
    assert (again.facts(*pair), again.marked(*pair)) == first


def test_a_pair_is_compared_once(compared: list[Redline]) -> None:
    """Facts and marked text of a pair come from one comparison, in whatever order they are asked for."""
    known = comparisons()
    for _ in range(2):
        known.marked(body("1.1"), body("2.0"))
        known.facts(body("1.1"), body("2.0"))
    assert len(compared) == 1
    known.facts(body("2.0"), body("1.1"))
    assert len(compared) == 2


def test_the_language_is_part_of_what_is_kept() -> None:
    """Nynorsk facts are not given for bokmål ones, though the texts and the cache are the same."""
    cache = DictCache()
    told = {
        language: Comparisons(TextStore(cache), language).facts(body("1.1"), body("2.0")).told[1].what
        for language in ("nb", "nn")
    }
    assert told == {"nb": "Tidligere punkt 3 er slettet", "nn": "Tidlegare punkt 3 er sletta"}


def test_missing_names_what_nobody_has_compared() -> None:
    """A pair is missing until it has been made, and kept by whoever made it."""
    known = comparisons()
    pairs = [(body("1.0"), body("1.1")), (body("1.1"), body("2.0"))]
    assert known.missing(pairs) == pairs
    known.facts(*pairs[0])
    assert known.missing(pairs) == pairs[1:]


# --- facts ------------------------------------------------------------------------------------------------------


def facts(old: str, new: str, folder: str = DISCHARGE) -> Facts:
    return comparisons().facts(version_of(old, folder).body, version_of(new, folder).body)


def test_equal_texts_differ_in_metadata_alone() -> None:
    """Two versions with one text are no revision that a reader sees, and touch no point."""
    found = facts("1.0", "1.1", ACUTE)
    assert found.kind is RevisionKind.METADATA
    assert found.kind.value == "bare metadata"
    assert not found.is_real
    assert (found.touched, found.told, found.words_in, found.words_out) == ((), (), 0, 0)


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("1.0", "1.1", RevisionKind.CORRECTION),
        ("1.1", "2.0", RevisionKind.CONTENT),
        ("2.0", "2.1", RevisionKind.CONTENT),
    ],
)
def test_another_text_is_a_real_revision(old: str, new: str, kind: RevisionKind) -> None:
    """A spelling mistake put right is another text, as new content is."""
    found = facts(old, new)
    assert (found.kind, found.is_real) == (kind, True)


def test_what_is_touched() -> None:
    """Points that are new, gone or edited are touched; those that only have a new number are not."""
    found = facts("1.1", "2.0")
    assert [(p.state.value, p.clause.label) for p in found.touched] == [
        ("endret", "2 Tidligmelding"), ("slettet", "3 Faks"), ("ny", "4 Legemidler"), ("endret", "5 Epikrise")
    ]  # fmt: skip
    assert {p.clause.number for p in found.points if p.state is PointState.RENUMBERED} == {"3", "3.1", "3.2"}


def test_what_is_told() -> None:
    """Each change is a sentence with the points that it concerns and the mark that it explains."""
    told = facts("2.0", "2.1").told
    assert [(t.what, t.kind, t.old, t.new, t.anchor) for t in told] == [
        ("Punkt 3.1: 9 ord lagt til", ChangeKind.EDITED, "pkt-3-1", "pkt-3-1", 1),
        ("Punkt 6: 1 ord endret", ChangeKind.EDITED, "pkt-6", "pkt-6", 2),
    ]


def test_the_marked_text_of_one_point() -> None:
    """The rows of a point are its heading and its text, marked, and nothing of its neighbours."""
    known = comparisons()
    found, marked = known.facts(body("1.1"), body("2.0")), known.marked(body("1.1"), body("2.0"))
    html = marked.of(next(p for p in found.points if p.clause.title == "Epikrise"))
    assert re.findall(r' id="([^"]*)"', html) == ["pkt-5", "endring-6"]
    assert "Epikrisen følger pasienten hjem" in html
    assert "<ins>" in html
    assert "Legemidler" not in html
    assert "avvik" not in html


# --- a redline that fails its check ------------------------------------------------------------------------------


@pytest.fixture
def spoilt(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the check fail for every pair between which the deadline goes from 24 to 12 hours."""
    verify = Redline.verify

    def failing(self: Redline, *args: object, **options: object) -> None:
        if "</span>12</ins>" in self.text_html():
            msg = "Rødmerkingen av «Sykehuset sender» er feil"
            raise RedlineError(msg)
        verify(self, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Redline, "verify", failing)


@pytest.mark.usefixtures("spoilt")
def test_a_redline_that_fails_its_check_is_an_error() -> None:
    """The editor learns which two versions, in which file, and why; there is no corpus to build from."""
    reading = read_checked(VERSIONS)
    assert reading.corpus is None
    (found,) = reading.errors
    assert (found.path, found.line, found.severity) == (f"{DISCHARGE}/2.0.md", version_of("2.0").body_line, Severity.ERROR)  # fmt: skip
    assert "fra versjon 1.1 til 2.0 kan ikke vises riktig" in found.message
    assert "Rødmerkingen av «Sykehuset sender» er feil" in found.message


@pytest.mark.usefixtures("spoilt")
def test_with_a_day_every_difference_with_a_page_is_checked() -> None:
    """The pairs that are compared on pages alone are checked before the site is built."""
    told = [f.message for f in read_checked(VERSIONS, day=DAY).errors]
    pairs = {re.search(r"fra versjon (\S+) til (\S+) kan", message).groups() for message in told}  # type: ignore[union-attr]
    assert pairs == {("1.0", "2.0"), ("1.1", "2.0"), ("1.0", "2.1"), ("1.1", "2.1")}


@pytest.mark.usefixtures("spoilt")
def test_a_redline_that_fails_its_check_is_never_kept() -> None:
    """Asked again, it fails again, and neither facts nor marked text are anywhere."""
    cache = DictCache()
    known = comparisons(cache)
    for ask in (known.facts, known.marked, known.facts):
        with pytest.raises(RedlineError):
            ask(body("1.1"), body("2.0"))
    assert known.missing([(body("1.1"), body("2.0"))]) == [(body("1.1"), body("2.0"))]
    assert [key for key in cache.kept if key.startswith(("fakta:", "merket:"))] == []


def test_the_old_site_stays_where_a_redline_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> None:
    """``bygg`` says what is wrong, and readers keep the site they had."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root, site = Path(shutil.copytree(VERSIONS, tmp_path / "korpus")), tmp_path / "site"
    options = ["bygg", "--rot", str(root), "--til", str(site), "--dato", DAY.isoformat(), "--uten-mellomlager"]
    assert main(options) == 0
    before = {p: p.read_bytes() for p in site.rglob("*") if p.is_file()}
    request.getfixturevalue("spoilt")
    assert main(options) == 1
    assert f"{DISCHARGE}/2.0.md" in capsys.readouterr().err
    assert {p: p.read_bytes() for p in site.rglob("*") if p.is_file()} == before


# --- many processes ---------------------------------------------------------------------------------------------


def jobs() -> list[Job]:
    return [Job(tuple(v.body for v in document(f).versions), all_pairs(f)) for f in (DISCHARGE, ACUTE)]


def by_one_process() -> dict[str, str]:
    """Return what is kept when each text and each pair is made by whoever asks for it."""
    cache = DictCache()
    texts = TextStore(cache)
    known = Comparisons(texts, "nb")
    for job in jobs():
        for text in job.bodies:
            texts.of(text)
        for pair in job.pairs:
            known.facts(*pair)
    return cache.kept


def test_many_processes_make_the_same(monkeypatch: pytest.MonkeyPatch, compared: list[Redline]) -> None:
    """Byte for byte what one process keeps, and this process compares nothing itself."""
    monkeypatch.setattr(pool, "_WORTH_IT", 1)
    monkeypatch.setattr(pool, "processors", lambda: 2)
    cache = DictCache()
    texts = TextStore(cache)
    make_ready(texts, Comparisons(texts, "nb"), jobs())
    assert compared == []
    assert cache.kept == by_one_process()


class _Here:
    """Stands for a pool of processes, and does everything in this one; ``jobs`` are those it was given."""

    jobs: list[Job]

    def __init__(self, *_: object) -> None:
        type(self).jobs = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """End nothing."""

    def map(self, do: Callable[[Job], object], jobs_: Iterable[Job]) -> Iterator[object]:
        type(self).jobs += jobs_
        return map(do, jobs_)


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> type[_Here]:
    """Let a pool work in this process, where tests can spoil what it does."""
    monkeypatch.setattr(pool, "_WORTH_IT", 1)
    monkeypatch.setattr(pool, "processors", lambda: 2)
    monkeypatch.setattr(pool, "ProcessPoolExecutor", _Here)
    _Here.jobs = []
    return _Here


@pytest.mark.usefixtures("here", "spoilt")
def test_a_pair_that_fails_is_left_to_whoever_asks() -> None:
    """The pool keeps all pairs but those that fail their check, and raises nothing."""
    texts = TextStore()
    known = Comparisons(texts, "nb")
    make_ready(texts, known, jobs())
    left = [pair for job in jobs() for pair in known.missing(job.pairs)]
    assert left == [(body(a), body(b)) for a, b in (("1.0", "2.0"), ("1.0", "2.1"), ("1.1", "2.0"), ("1.1", "2.1"))]


@pytest.mark.usefixtures("here")
def test_a_text_that_cannot_be_rendered_is_left_to_whoever_asks() -> None:
    """Absurd nesting stops neither the pool nor the other texts."""
    absurd = "> " * 400 + "Tekst."
    texts = TextStore()
    known = Comparisons(texts, "nb")
    extra = Job((absurd, body("1.0")), ((absurd, body("1.0")), (body("1.0"), body("1.1"))))
    make_ready(texts, known, [extra, *jobs()])
    assert known.missing(extra.pairs) == [(absurd, body("1.0"))]
    assert texts.missing([absurd, body("1.0")]) == [absurd]


def test_what_is_known_is_not_made_again(here: type[_Here]) -> None:
    """No process is started for pairs that were kept before, and only for the jobs that lack something."""
    texts = TextStore()
    known = Comparisons(texts, "nb")
    make_ready(texts, known, jobs())
    assert len(here.jobs) == 2
    here.jobs = []
    make_ready(texts, known, jobs())
    assert here.jobs == []


def test_few_pairs_are_not_worth_a_process(here: type[_Here], monkeypatch: pytest.MonkeyPatch) -> None:
    """Below the threshold nothing is started, nor for one document alone, which one process reads."""
    texts = TextStore()
    make_ready(texts, Comparisons(texts, "nb"), jobs()[:1])
    assert here.jobs == []
    monkeypatch.setattr(pool, "_WORTH_IT", 1 + sum(len(job.pairs) for job in jobs()))
    make_ready(texts, Comparisons(texts, "nb"), jobs())
    assert here.jobs == []


def test_where_no_process_can_be_started_pairs_are_made_when_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that allows no further process costs time, and nothing else."""

    def refused(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(pool, "_WORTH_IT", 1)
    monkeypatch.setattr(pool, "processors", lambda: 2)
    monkeypatch.setattr(pool, "ProcessPoolExecutor", refused)
    texts = TextStore()
    known = Comparisons(texts, "nb")
    make_ready(texts, known, jobs())
    assert known.facts(body("1.0"), body("1.1")).kind is RevisionKind.CORRECTION
