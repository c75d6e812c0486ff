"""The handbook: whole, in plain words, with commands that exist, the same for all and in each community's own names."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from handbook_story import DAY, EXAMPLE, PICTURES, ROOT, TASKS, commands, context
from whole_site import faults

from avtaleverk.cli import COMMANDS, _parser
from avtaleverk.pages.catalogue import LANGUAGES, messages
from avtaleverk.pages.context import Context
from avtaleverk.pages.editor_offers import OFFERS
from avtaleverk.pages.handbook.examples import examples, following
from avtaleverk.pages.handbook.page import groups, task_html
from avtaleverk.pages.handbook.search import handbook_records
from avtaleverk.pages.handbook.tasks import Task, answers, pictures, tasks
from avtaleverk.pages.search_records import search_in_force, search_older
from avtaleverk.site.build_plan import build_plan
from avtaleverk.site.handbook_plan import handbook_pages
from avtaleverk.site.plan import Plan
from avtaleverk.text.plain import plain

_SHOWN = re.compile(r'^!\[(.*?)\]\(([^ )]+) "(.*?)"\)$', re.MULTILINE)
_OPTION = re.compile(r"`(--\w[\w-]*)")
_BLOCK = re.compile(r"</?(?:p|li|h\d|t[dh]|d[td])\b[^>]*>")
_SENTENCE = re.compile(r"(?<=[.:?])\s+")
# What an editor has not learned, or what only those who run the site need to know.
_JARGON = re.compile(
    r"\b(?:git|commit\w*|repo\w*|branch|yaml|markdown|json|metadata\w*|terminal|hash\w*|server\w*|frontmatter|cms)\b",
    re.IGNORECASE,
)
# Commands for those who run the site, its tests and its editors of text, told of in the README.
_FOR_OTHERS = {"skjema", "rapport", "arbeidsflyt"}
# What other programs call it: the file managers of Windows and of a Mac, and Word.
_OF_OTHERS = {"Åpne i terminal", "Ny terminal ved mappe", "Spor endringer", "Se gjennom"}
SOURCE = ROOT / "src" / "avtaleverk"
every_task = pytest.mark.parametrize("task", tasks("nb"), ids=lambda task: task.name)
every_language = pytest.mark.parametrize("language", LANGUAGES)
in_every_language = pytest.mark.parametrize(
    ("language", "task"), [pytest.param(n, task, id=f"{n}-{task.name}") for n in LANGUAGES for task in tasks(n)]
)


@pytest.fixture(scope="module")
def example() -> Context:
    """Return the folder that the pictures show."""
    return context(EXAMPLE)


def speaking(ctx: Context, language: str) -> Context:
    """Return the same folder with another language in menus and buttons."""
    return replace(ctx, corpus=replace(ctx.corpus, community=replace(ctx.corpus.community, language=language)))


@pytest.fixture(scope="module")
def plan(example: Context) -> Plan:
    """Return the plan of the same folder."""
    return build_plan(example.corpus, EXAMPLE, DAY)


@every_task
def test_a_task_is_told_whole(task: Task) -> None:
    """A task says when one does it, how, and what to do where it goes wrong; it leads only to tasks that there are."""
    assert task.title
    assert task.summary.endswith(".")
    assert {*task.needs, *task.then} <= set(TASKS) - {task.name}
    assert not task.text.startswith(("#", "!"))
    if commands(task, context(EXAMPLE)):
        assert "## Hvis noe går galt" in task.text
        assert re.search(r"^1\. ", task.text, re.MULTILINE)


def test_every_task_can_be_found(example: Context) -> None:
    """Each task stands once on the first page, in the order in which one leads to the next, and no two share their place."""
    listed = [link.title for _, _, links in groups(example) for link in links]
    assert listed == [task.title for task in tasks("nb")]
    assert all(links for _, _, links in groups(example))
    assert all(a.order < b.order for a, b in pairwise(tasks("nb")))


@in_every_language
def test_a_task_is_in_plain_words(language: str, task: Task, example: Context) -> None:
    """Sentences are short, calm, and without words that only technicians know."""
    prose = re.sub(r"^ {4,}.*$", "", task.text, flags=re.MULTILINE)
    html = speaking(example, language).texts.of(prose).html
    words = "\n".join(plain(block) for block in _BLOCK.split(html))
    sentences = [s for line in words.splitlines() for s in _SENTENCE.split(line) if s.strip()]
    assert [s for s in sentences if len(s.split()) > 25] == []
    assert sum(len(s.split()) for s in sentences) / len(sentences) < 14
    # What stands in quotation marks is written on a button somewhere.
    assert _JARGON.findall(re.sub("«.*?»", "", f"{task.title} {task.summary} {words}")) == []
    assert "!" not in re.sub(r"^!\[", "[", prose, flags=re.MULTILINE)


def communities() -> Iterator[Context]:
    yield context(EXAMPLE)
    yield context(ROOT)
    yield context(ROOT / "eksempler" / "finnmark")
    bare = context(EXAMPLE)
    yield replace(bare, corpus=replace(bare.corpus, documents=(), meetings=(), papers=()))


def test_every_command_is_one_that_the_program_takes() -> None:
    """A command of the handbook can be copied as it stands, in any community, also one that has no text yet."""
    parser = _parser()
    for ctx in communities():
        for task in tasks("nb"):
            for command in commands(task, ctx):
                parser.parse_args(shlex.split(command)[1:])


@every_task
def test_every_option_that_is_told_of_exists(task: Task, example: Context) -> None:
    """An option that stands alone in a sentence is one of a command on the same page."""
    told, parser = set(_OPTION.findall(task.text)), _parser()
    named = {shlex.split(c)[1] for c in (*commands(task, example), *re.findall(r"`(avtaleverk [^`]+)`", task.text))}
    choices = next(a.choices for a in parser._actions if isinstance(a.choices, dict))  # noqa: SLF001 - no other way to ask
    known = {o for name in named for o in choices[name]._option_string_actions}  # noqa: SLF001 - the same
    # What is said of all commands on the first page holds for those that change something.
    assert told <= known | ({"--prov", "--help"} if task.name == "kom-i-gang" else set())


def test_every_command_an_editor_needs_is_told_of(example: Context) -> None:
    """No command waits for an editor to find it by chance."""
    told = {shlex.split(command)[1] for task in tasks("nb") for command in commands(task, example)}
    assert {m.NAME for m in COMMANDS if not {m.NAME, *getattr(m, "ALIASES", ())} & told} == _FOR_OTHERS


@every_language
def test_the_findings_that_are_explained_are_those_that_are_given(language: str) -> None:
    """What the handbook says that a finding says is what the program says."""
    task = next(task for task in tasks(language) if task.name == "nar-noe-er-galt")
    said = re.findall(r"^\| «(.+?)» \|", task.text, re.MULTILINE)
    source = "\n".join(path.read_text("utf-8") for path in SOURCE.rglob("*.py"))
    assert len(said) > 5
    assert [words for words in said if words not in source] == []


@every_language
def test_buttons_and_words_are_called_what_they_are_called(language: str) -> None:
    """What stands in quotation marks can be found on a page, in the editor, or in what the program says."""
    words = (SOURCE / "engines" / "editor" / "assets" / f"ord.{language}.json").read_text("utf-8")
    shown = {*messages(language).values(), *re.findall('"([^"]+)"', words)}
    source = "\n".join(path.read_text("utf-8") for path in SOURCE.rglob("*.py"))
    quoted = {words for task in tasks(language) for words in re.findall("«([^»]+)»", task.text)}
    assert {words for words in quoted - shown if words not in source} == _OF_OTHERS


@every_language
def test_all_that_the_editor_offers_is_told_of(language: str) -> None:
    """What can be done with a proposal in the browser has its place in the handbook, by the names of its buttons."""
    quoted = {words for task in tasks(language) for words in re.findall("«([^»]+)»", task.text)}
    shown = {messages(language)[words] for offer in OFFERS.values() for words in (offer.title, offer.button)}
    assert shown <= quoted


@every_language
def test_every_picture_is_shown_and_told(language: str) -> None:
    """Each picture and each answer stands somewhere, with words for those who cannot see it; none is left over."""
    shown = [match for task in tasks(language) for match in _SHOWN.findall(task.text)]
    assert {name for _, name, _ in shown} == {*pictures(), *answers()}
    assert [name for words, name, _ in shown if name in pictures() and len(words.split()) < 6] == []
    assert all(caption.endswith(".") for _, _, caption in shown)
    assert {p.name.removesuffix(".tekst.txt") for p in PICTURES.glob("*.tekst.txt")} == {
        Path(n).stem for n in pictures()
    }


def test_pictures_are_small() -> None:
    """A picture weighs at most 60 kB, and its size is known before it is fetched."""
    assert {p.name: p.path.stat().st_size for p in pictures().values() if p.path.stat().st_size > 60_000} == {}
    assert all(0 < p.width <= 1000 and p.height > 0 for p in pictures().values())


@in_every_language
def test_every_name_is_filled_in(language: str, task: Task, example: Context) -> None:
    """No page shows a name that it should have filled in."""
    html = task_html(speaking(example, language), task)
    assert [name for name in re.findall(r"\{([a-zæøå-]+)\}", html) if name in examples(example)] == []
    assert "{" not in re.sub(r"<pre(?: class=\"handbok-fil\"|><samp).*?</pre>", "", html, flags=re.DOTALL)


def test_the_names_are_those_of_the_community() -> None:
    """Telemark reads of its own guideline, party and address; a community without texts gets words that any could use."""
    telemark, bare = examples(context(ROOT)), examples(list(communities())[-1])
    assert telemark["dokument"] == "1"
    assert telemark["fellesskap"] == "Helsefellesskapet i Telemark"
    assert telemark["dokument-versjon"] == "1.0"
    assert telemark["dokument-ny"] == "1.1"
    assert bare["dokument-ny"] == "1.0"
    assert set(bare) == set(telemark)


@pytest.mark.parametrize(
    ("number", "expected"), [("1.0", "1.1"), ("1.9", "1.10"), ("2024", "2025"), ("2.0-u", "2.1-u")]
)
def test_the_following_number(number: str, expected: str) -> None:
    """The version after one has its last number raised."""
    assert following(number) == expected


def test_hostile_names_stay_words(example: Context) -> None:
    """A name that looks like HTML or Markdown is shown as it is written."""
    name = 'Dal <script>alert("x")</script> **og** [her](https://ond.example)'
    community = replace(example.corpus.community, name=name)
    ctx = replace(example, corpus=replace(example.corpus, community=community))
    html = task_html(ctx, TASKS["kom-i-gang"])
    assert "Dal &lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; **og** [her](https://ond.example)" in html
    assert "<script" not in html


def test_all_of_it_is_sound(plan: Plan) -> None:
    """Headings, ids and links of the handbook hold, from its first page to the last picture."""
    assert faults(plan) == []


def test_the_search_leads_there_only_when_asked_for_more(example: Context) -> None:
    """Those who look for what applies never meet the handbook; those who ask for more find each task."""
    addresses = {record.address for record in handbook_records(example)}
    assert len(addresses) == len(TASKS)
    assert not addresses & {record.address for record in search_in_force(example).records}
    assert addresses <= {record.address for record in search_older(example).records}


def test_pages_are_made_again_only_when_what_they_show_has_changed(example: Context) -> None:
    """Another day is no reason; another name is."""

    def keys(ctx: Context) -> dict[str, str]:
        return {page.address: page.key for page in handbook_pages(ctx, "grunnlag")}

    later = replace(example, day=date(2026, 11, 22) + timedelta(days=1))
    renamed = replace(example.corpus.community, name="Et annet navn")
    other = replace(example, corpus=replace(example.corpus, community=renamed))
    assert keys(later) == keys(example)
    assert not set(keys(other).values()) & set(keys(example).values())
