"""The page about the open data: its examples run as they stand, and it names every kind of file."""

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.request import urlopen

import pytest
from open_data_files import DAY, ROOT, every_root, plan_of
from small_site import on_the_web

from avtaleverk.engines.run_mkdocs import build_site
from avtaleverk.engines.workshop import Workshop
from avtaleverk.model.open_data import OPEN_DATA, DataKind, schema_address

_CODE = re.compile(r'<code data-eksempel="(\w+)">(.*?)</code>', re.DOTALL)


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[tuple[str, str]]]:
    """Return the examples of a site that lies where its own addresses say, as its readers copy them."""
    place = tmp_path_factory.mktemp("eksempler")
    corpus = Path(shutil.copytree(ROOT / "tests" / "versjoner", place / "korpus"))
    with on_the_web(place / "site") as address:
        settings = corpus / "helsefellesskap.yml"
        text = re.sub(r"(?m)^nettadresse: .*$", f"nettadresse: {address}", settings.read_text("utf-8"))
        settings.write_text(text, "utf-8")
        build_site(Workshop(corpus, DAY), place / "site")
        html = (place / "site" / OPEN_DATA / "index.html").read_text("utf-8")
        yield [(language, unescape(code)) for language, code in _CODE.findall(html)]


def run(language: str, code: str) -> str:
    """Run an example and return what it prints; where there is no curl, what it would fetch is fetched."""
    if language == "python":
        command = [sys.executable, "-c", code]
    else:
        command = shlex.split(code)
        if not shutil.which(command[0]):
            with urlopen(command[-1]) as answer:  # noqa: S310 - the server of this test
                return str(answer.read().decode())
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_example_runs_and_answers(examples: list[tuple[str, str]]) -> None:
    """Each example, copied from the page, does what stands above it."""
    said = [run(language, code) for language, code in examples]
    assert [language for language, _ in examples] == ["curl", "python", "curl", *["python"] * 5]
    corpus, in_force, text, points, changed, checked, linked, legal = said
    assert '"dokumenter":[' in corpus
    assert re.search(r"^.+ 2\.0 http://127\.0\.0\.1:\d+/retningslinjer/2/$", in_force, re.MULTILINE)
    assert text.startswith("---\ntittel: ")
    assert re.search(r"^1 .+#pkt-1$", points, re.MULTILINE)
    assert "1.0..1.1 Punkt 6: 1 ord endret\n" in changed
    assert checked == "True\n"
    assert re.search(r"/retningslinjer/2/v/2\.0/ 2025-03-14/\.\.$", linked, re.MULTILINE)
    assert "pkt-1 1 Formål\n" in legal


@every_root
def test_the_page_names_every_kind_of_file(name: str) -> None:
    """Each kind is there with where it lies and with its schema, and the foot of every page leads to the page."""
    plan = plan_of(name)
    page = next(p for p in plan if p.address == OPEN_DATA)
    html = plan.html(page)
    for kind in DataKind:
        assert f"<code>/{kind.template}</code>" in html
        assert f'href="../../{schema_address(kind)}"' in html
    assert "<code>/manifest.json</code>" in html
    assert 'href="./om/data/"' in plan.document(next(iter(plan))) or 'href="om/data/"' in plan.document(
        next(iter(plan))
    )


def test_the_terms_are_those_that_the_community_states() -> None:
    """Without a licence the page says that none is stated; nobody is promised what was not said."""
    plan = plan_of("telemark")
    assert plan.corpus.community.license is None
    html = plan.html(next(p for p in plan if p.address == OPEN_DATA))
    assert "Lisensen er ikke oppgitt." in html
