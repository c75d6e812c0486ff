"""The handbook in nynorsk tells the same as that in bokmål, in words of its own, and is shown where the site speaks so."""

import re
from dataclasses import replace

import pytest
from handbook_story import DAY, EXAMPLE, TASKS, context

from avtaleverk.model.addresses import HANDBOOK, task_address
from avtaleverk.pages.handbook.tasks import Task, tasks
from avtaleverk.site.build_plan import build_plan
from avtaleverk.site.plan import Page, Plan

NYNORSK = {task.name: task for task in tasks("nn")}
# A command, the field of a file, a name in code, where a picture or a link leads, and how a line begins.
_PARTS = re.compile(r"^ {4,}(avtaleverk .+|[ -]*\w+:|---)|(`[^`]+`)|(\]\([^ )]+)|^(#+|\d\.|- |\||:)", re.MULTILINE)
_BOKMAL = re.compile(
    r"\b(?:ikke|jeg|hva|hvem|hvis|hvor\w*|hvilke\w*|hver\w*|noen?|noe|være|en|et|fra|nå|ble|gjør|kommer|velg\w*|åpne\w*|"
    r"skriver|uten|bare|mer|egen|ennå|dere|dem|høring\w*|vedtatt\w*|\w*endret|merket|rødt|møtene|nettstedet|leserne|siden til|"
    r"\w\w+(?:heten?|elsen?)|(?:tekst|versjon|endring|punkt|part|forslag|organ|vedtak|skjema)ene)\b",
    re.IGNORECASE,
)
# Code, the places of links and pictures, and what stands in quotation marks as programs say it.
_NOT_PROSE = re.compile(r"^ {4,}.*$|`[^`]*`|«[^»]*»|\]\([^ )]*", re.MULTILINE)


def parts(task: Task) -> list[str]:
    """Return what must be alike in all languages, in its order."""
    return ["".join(found) for found in _PARTS.findall(task.text)]


def speaking(language: str) -> Plan:
    """Return the plan of the same community with a language in its menus and buttons."""
    corpus = context(EXAMPLE).corpus
    return build_plan(replace(corpus, community=replace(corpus.community, language=language)), EXAMPLE, DAY)


def pages(plan: Plan) -> dict[str, Page]:
    """Return the pages of the handbook by their addresses."""
    return {page.address: page for page in plan.pages if page.address.startswith(HANDBOOK)}


@pytest.mark.parametrize("name", TASKS)
def test_a_task_is_told_alike_in_both_languages(name: str) -> None:
    """The same commands, fields, links, pictures, headings and steps stand in the same order, in the same place."""
    one, other = TASKS[name], NYNORSK[name]
    assert parts(one) == parts(other)
    assert replace(one, title="", summary="", text="") == replace(other, title="", summary="", text="")


def test_no_task_is_told_in_one_language_alone() -> None:
    """Who reads nynorsk is told of all that others are told of, and of nothing else."""
    assert set(NYNORSK) == set(TASKS)


def test_the_words_are_those_of_nynorsk() -> None:
    """No form that only bokmål has slips in, but where a program is quoted."""
    prose = {name: _NOT_PROSE.sub("", f"{task.title}\n{task.summary}\n{task.text}") for name, task in NYNORSK.items()}
    assert {name: found for name, text in prose.items() if (found := _BOKMAL.findall(text))} == {}


def test_the_words_that_tell_the_languages_apart_do_so() -> None:
    """Every task in bokmål has some of them, so that a page that was copied and not written anew is found."""
    assert [name for name, task in TASKS.items() if not _BOKMAL.search(_NOT_PROSE.sub("", task.text))] == []


@pytest.mark.parametrize(
    ("language", "words", "answer"),
    [("nb", "Kontrollen leser alle filene", "<samp>"), ("nn", "Kontrollen les alle filene", '<samp lang="nb">')],
)
def test_a_site_shows_the_handbook_in_its_own_language(language: str, words: str, answer: str) -> None:
    """The page says which language it is in; what commands answer is marked where it is in another."""
    plan = speaking(language)
    html = plan.document(pages(plan)[task_address("kontroller-arbeidsmappa")])
    assert f'<html lang="{language}"' in html
    assert words in html
    assert answer in html


def test_a_page_has_the_same_address_in_both_and_is_made_again_when_the_language_changes() -> None:
    """A link leads right whatever the site speaks, and no page in bokmål is left when it begins to speak nynorsk."""
    one, other = pages(speaking("nb")), pages(speaking("nn"))
    assert set(one) == set(other) == {HANDBOOK, *map(task_address, TASKS)}
    assert not {page.key for page in one.values()} & {page.key for page in other.values()}


def test_the_search_finds_the_words_of_the_page() -> None:
    """What is found is what is read there."""
    index = speaking("nn").indexes[-1]
    found = {record.heading for record in index.make().records if record.kind == "handbok"}
    assert found == {task.title for task in NYNORSK.values()}
