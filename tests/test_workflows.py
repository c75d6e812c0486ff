"""The workflows that a folder can be given: whole, careful with rights, and each of their steps does what it says."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from workflow_runner import INSTALLS, Machine

from avtaleverk import __version__
from avtaleverk.cli import main
from avtaleverk.cli.workflow import workflows
from avtaleverk.exports.review.markdown import MARK

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = f"avtaleverk[word,pdf]=={__version__}"
GITHUB = {Path(path).stem.removeprefix("avtaleverk-"): text for path, text in workflows("github", PACKAGE, ".").items()}
OWN = {"ci": (ROOT / ".github" / "workflows" / "ci.yml").read_text("utf-8")}
GITLAB = yaml.safe_load(workflows("gitlab", PACKAGE, ".")[".gitlab-ci.yml"])
ALL = GITHUB | OWN
# The only jobs that may write anything, and what.
WRITERS = {
    ("kommentar", "kommentar"): {"pull-requests": "write"},
    ("publiser", "pages"): {"pages": "write", "id-token": "write"},
    ("publiser", "hold-i-gang"): {"actions": "write"},
    ("innboks", "innboks"): {"contents": "write", "pull-requests": "write"},
}
TOP = {"name", "on", "permissions", "concurrency", "env", "jobs"}
JOB = {"if", "needs", "runs-on", "timeout-minutes", "permissions", "outputs", "environment", "steps"}
STEP = {"name", "id", "if", "uses", "with", "env", "run"}


def parsed(name: str) -> dict[str, Any]:
    # YAML 1.1 takes the word «on» for a truth value, as every host of workflows knows.
    return {"on" if key is True else key: value for key, value in yaml.safe_load(ALL[name]).items()}


def jobs() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for name in ALL:
        for job, data in parsed(name)["jobs"].items():
            yield name, job, data


def steps() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for name, job, data in jobs():
        for step in data["steps"]:
            yield name, job, step


def test_every_key_is_known_and_every_need_exists() -> None:
    """No key is misspelt, each job has a limit of time, and needs and outputs name what is there."""
    for name in ALL:
        workflow = parsed(name)
        assert set(workflow) <= TOP
        assert {"name", "on", "permissions", "concurrency", "jobs"} <= set(workflow)
    for name, _, job in jobs():
        assert set(job) <= JOB
        assert {"runs-on", "timeout-minutes", "steps"} <= set(job)
        assert job.get("needs", next(iter(parsed(name)["jobs"]))) in parsed(name)["jobs"]
    for _, _, step in steps():
        assert set(step) <= STEP
        assert ("uses" in step) != ("run" in step)
    ids = {(name, job, step.get("id")) for name, job, step in steps()}
    for name, job, data in jobs():
        for wanted in re.findall(r"steps\.(\w+)\.outputs", json.dumps(data)):
            assert (name, job, wanted) in ids


def test_the_comment_follows_the_workflow_that_is_there() -> None:
    """It waits for a workflow by its name, which is that of the one that checks proposals."""
    assert parsed("kommentar")["on"]["workflow_run"]["workflows"] == [parsed("forslag")["name"]]


def test_actions_are_pinned_to_a_commit() -> None:
    """What others have written is named by a full hash with its version in words, so that it cannot be swapped."""
    for text in ALL.values():
        for line in re.findall(r"uses:.*", text):
            assert re.fullmatch(r"uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)


def test_rights_are_as_few_as_they_can_be() -> None:
    """By default a job may read at most; those that write are few, and each writes one kind of thing."""
    for name in ALL:
        assert parsed(name)["permissions"] in ({}, {"contents": "read"})
    for name, job, data in jobs():
        writes = {key: value for key, value in data.get("permissions", {}).items() if value != "read"}
        assert writes == WRITERS.get((name, job), {})


def test_proposals_of_strangers_get_neither_secrets_nor_rights() -> None:
    """No workflow runs with rights on the code of a proposal: the one that reads it writes nothing and runs none of it."""
    for name, text in ALL.items():
        assert "pull_request_target" not in text
        if "pull_request" in parsed(name)["on"]:
            assert "secrets." not in text
    for name, job, data in jobs():
        if "refs/pull/" in json.dumps(data):
            assert (name, job) not in WRITERS
            assert "secrets." not in json.dumps(data)
            checkouts = [s for s in data["steps"] if "actions/checkout" in s.get("uses", "")]
            assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_nothing_from_outside_becomes_a_command() -> None:
    """Titles, branches and the like reach a shell as variables alone, never as part of its script; secrets the same."""
    for _, _, step in steps():
        assert "${{" not in step.get("run", "")
        assert "secrets." not in json.dumps(step.get("with", {}))
    for _, _, step in steps():
        for line in step.get("run", "").splitlines():
            assert not re.search(r"(echo|set -x).*(NOKKEL|TOKEN)", line)


def test_dates_turn_every_night() -> None:
    """Publication runs on main, by hand, and every night, by the clock of Norway."""
    workflow = parsed("publiser")
    assert set(workflow["on"]) == {"push", "schedule", "workflow_dispatch"}
    minute, hour, *rest = workflow["on"]["schedule"][0]["cron"].split()
    assert rest == ["*", "*", "*"]
    assert int(minute) > 0
    assert 0 < int(hour) < 5
    assert all(parsed(name)["env"]["TZ"] == "Europe/Oslo" for name in GITHUB)


def test_the_project_itself_runs_what_everybody_runs() -> None:
    """The only command of our own workflow is the one that ``make test`` stands behind."""
    assert [s["run"] for name, _, s in steps() if name == "ci" and "run" in s] == ["bash .ci/run"]
    assert "make test" in (ROOT / ".ci" / "run").read_text("utf-8")


def test_gitlab_has_the_same_stages_and_cares_as_much() -> None:
    """Every job has a known stage, needs what is there, and says when it runs; tokens only on own branches."""
    known = {"stage", "rules", "script", "artifacts", "needs", "before_script", "resource_group"}
    named = {name: job for name, job in GITLAB.items() if isinstance(job, dict) and "script" in job}
    assert set(named) == {"forslag", "kommentar", "publiser", "pages", "innboks"}
    for job in named.values():
        assert set(job) <= known
        assert job["stage"] in GITLAB["stages"]
        assert set(job.get("needs", [])) <= set(named)
        assert job["rules"]
    for name in ("kommentar", "innboks"):
        (rule,) = named[name]["rules"]
        assert "$AVTALEVERK_TOKEN" in rule["if"]
    assert "$CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_PROJECT_ID" in named["kommentar"]["rules"][0]["if"]
    assert named["publiser"]["resource_group"] == named["pages"]["resource_group"]


# --- running them ---------------------------------------------------------------------------------------------


def git(root: Path, *words: str) -> str:
    name = ["-c", "user.name=Kari", "-c", "user.email=kari@eksempel.no", "-c", "init.defaultBranch=main"]
    return subprocess.run(["git", *name, *words], cwd=root, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a bare repository: main, and a branch with a proposal."""
    top = tmp_path_factory.mktemp("vert")
    work = Path(shutil.copytree(ROOT / "tests" / "versjoner", top / "arbeid"))
    assert main(["lås", "--rot", str(work)]) == 0
    git(work, "init", "-q")
    git(work, "add", ".")
    git(work, "commit", "-q", "-m", "Begynn")
    git(work, "switch", "-q", "-c", "forslag")
    index = work / "retningslinjer/03-akutt/index.md"
    index.write_text(index.read_text("utf-8").replace("tittel: ", "tittel: Ny "), "utf-8")
    git(work, "commit", "-q", "-a", "-m", "Foreslå")
    git(top, "clone", "-q", "--bare", str(work), "vert.git")
    return top / "vert.git"


def checkout(origin: Path, place: Path, branch: str = "main") -> Path:
    git(origin.parent, "clone", "-q", "--branch", branch, str(origin), str(place))
    return place


@pytest.fixture
def machine(origin: Path, tmp_path: Path) -> Machine:
    """Return a machine that has the main branch checked out."""
    scratch = tmp_path / "maskin"
    scratch.mkdir()
    # What one test has built need not be made again by the next, as on a host that keeps a cache.
    return Machine(checkout(origin, tmp_path / "mappe"), scratch, origin.parent / "mellomlager")


def test_a_proposal_is_checked_built_and_told_of(origin: Path, machine: Machine, tmp_path: Path) -> None:
    """The workflow for proposals leaves a site and a report of what the branch changes."""
    machine.workspace = checkout(origin, tmp_path / "forslag", "forslag")
    machine.meanings["github.event.pull_request.base.sha"] = git(machine.workspace, "rev-parse", "origin/main")
    machine.job(parsed("forslag"), "kontroll")
    assert (machine.workspace / "nettsted" / "index.html").is_file()
    summary = (machine.scratch / "oppsummering.md").read_text("utf-8")
    assert summary.startswith(MARK)
    assert "1 dokument endret" in summary


def test_one_comment_is_written_and_then_rewritten(origin: Path, machine: Machine, tmp_path: Path) -> None:
    """The first run posts a comment, the second writes the same one anew."""
    place = tmp_path / "kommentar"
    place.mkdir()
    checkout(origin, place / "gjeldende")
    checkout(origin, place / "forslag", "forslag")
    machine.workspace = place
    machine.meanings |= {
        "github.token": "hemmelig", "github.event.workflow_run.head_sha": "a" * 40,
        "github.event.workflow_run.html_url": "https://eksempel.no/1", "vars.FORSLAG_NETTADRESSE": "",
    }  # fmt: skip
    for _ in range(2):
        machine.job(parsed("kommentar"), "rapport")
        number = machine.meanings["steps.finn.outputs.nummer"]
        machine.meanings["needs.rapport.outputs.nummer"] = number
        machine.job(parsed("kommentar"), "kommentar")
    assert number == "7"
    assert machine.comment.startswith(MARK)
    assert "1 dokument endret" in machine.comment
    assert "(https://eksempel.no/1)" in machine.comment
    assert [call.split("--method ")[1] for call in machine.calls if "--method" in call] == [
        "POST repos/eier/avtaler/issues/7/comments -F body=@rapport.md",
        "PATCH repos/eier/avtaler/issues/comments/4711 -F body=@rapport.md",
    ]


def test_a_proposal_that_is_closed_gets_no_comment(machine: Machine) -> None:
    """Where no open proposal has that commit, nothing more is done."""
    gh = machine.scratch / "bin" / "gh"
    gh.write_text("#!/usr/bin/env bash\n", "utf-8")
    machine.meanings |= {"github.token": "x", "github.event.workflow_run.head_sha": "a" * 40}
    machine.job(parsed("kommentar"), "rapport")
    assert len(machine.ran) == 1
    assert machine.meanings["steps.finn.outputs.nummer"] == ""


def test_main_is_published_with_a_key_that_nobody_else_can_read(machine: Machine, tmp_path: Path) -> None:
    """The site is laid where the variable says; the key lies where ssh finds it, for its owner alone."""
    place = tmp_path / "nett"
    machine.meanings |= {
        "vars.PUBLISER_TIL": str(place), "secrets.PUBLISER_NOKKEL": "NØKKEL", "vars.PUBLISER_VERTER": "vert ssh-ed25519 AA",
    }  # fmt: skip
    machine.job(parsed("publiser"), "publiser")
    assert list(place.rglob("index.html"))
    key = machine.scratch / "home" / ".ssh" / "publiser"
    assert (key.read_text("utf-8"), key.stat().st_mode & 0o777) == ("NØKKEL\n", 0o600)


def test_the_clock_does_not_stop_where_nobody_edits(machine: Machine) -> None:
    """A host that turns off clocks after two months of quiet is told each night that this one is wanted, by its name."""
    machine.meanings["github.token"] = "x"
    machine.job(parsed("publiser"), "hold-i-gang")
    assert [call.split("--method ")[1] for call in machine.calls] == [
        "PUT repos/eier/avtaler/actions/workflows/avtaleverk-publiser.yml/enable"
    ]


def test_files_in_the_inbox_become_a_proposal(origin: Path, machine: Machine, tmp_path: Path) -> None:
    """They are on a branch of their own on the host, with the report as its words; an empty inbox does nothing."""
    machine.meanings["github.token"] = "x"
    machine.job(parsed("innboks"), "innboks")
    assert machine.calls == []
    put_into_inbox(machine.workspace)
    machine.job(parsed("innboks"), "innboks")
    assert git(origin, "branch", "--list", "innboks-99")
    assert [call.split(" --body")[0] for call in machine.calls] == ["pr create --title Forslag fra innboksen"]
    assert "1 ny versjon" in machine.comment
    git(origin, "branch", "-D", "innboks-99")
    assert git(checkout(origin, tmp_path / "etter"), "status", "--porcelain") == ""


def put_into_inbox(workspace: Path) -> None:
    """Commit a revision of a guideline as a Markdown file in the inbox."""
    text = (workspace / "retningslinjer/02-utskriving/2.0.md").read_text("utf-8").split("---\n", 2)[2]
    inbox = workspace / "innboks"
    inbox.mkdir()
    (inbox / "retningslinje 2.md").write_text(text.replace("kommunen", "bydelen", 1), "utf-8")
    git(workspace, "add", ".")
    git(workspace, "commit", "-q", "-m", "Legg i innboksen")


def test_gitlab_does_the_same(origin: Path, machine: Machine, tmp_path: Path) -> None:
    """The jobs of GitLab report, build, comment once, publish, and take in what lies in the inbox."""
    main_place = machine.workspace
    machine.workspace = checkout(origin, tmp_path / "forslag", "forslag")
    base = git(machine.workspace, "rev-parse", "origin/main")
    machine.script(GITLAB, "forslag", {"CI_MERGE_REQUEST_DIFF_BASE_SHA": base})
    assert (machine.workspace / "nettsted" / "index.html").is_file()
    surroundings = {
        "CI_API_V4_URL": "https://gitlab.eksempel.no/api/v4", "CI_PROJECT_ID": "3", "CI_MERGE_REQUEST_IID": "8",
        "AVTALEVERK_TOKEN": "hemmelig",
    }  # fmt: skip
    for _ in range(2):
        machine.script(GITLAB, "kommentar", surroundings)
    written = [
        re.sub(r".*--request (\w+) .* https://gitlab.eksempel.no", r"\1 ", c) for c in machine.calls if "--req" in c
    ]
    notes = "/api/v4/projects/3/merge_requests/8/notes"
    assert written == [f"POST {notes}", f"PUT {notes}/4711"]
    machine.workspace = main_place
    machine.script(GITLAB, "publiser", {"PUBLISER_TIL": str(tmp_path / "nett")})
    assert list((tmp_path / "nett").rglob("index.html"))
    put_into_inbox(main_place)
    url = "https://oauth2:hemmelig@gitlab.eksempel.no/eier/avtaler.git"
    git(origin, "config", "receive.advertisePushOptions", "true")
    redirected = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": f"url.{origin}.insteadOf", "GIT_CONFIG_VALUE_0": url}
    place = {"CI_SERVER_HOST": "gitlab.eksempel.no", "CI_PROJECT_PATH": "eier/avtaler", "CI_DEFAULT_BRANCH": "main"}
    who = {"GITLAB_USER_EMAIL": "kari@eksempel.no", "CI_PIPELINE_ID": "12", "AVTALEVERK_TOKEN": "hemmelig"}
    machine.script(GITLAB, "innboks", {**redirected, **place, **who})
    assert git(origin, "branch", "--list", "innboks-12")


# --- the command ----------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a community in it, and nothing else."""
    shutil.copy(ROOT / "tests/versjoner/helsefellesskap.yml", tmp_path)
    return tmp_path


def test_the_command_writes_the_workflows(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """They install this very version, find the texts where they lie, and a second run changes nothing."""
    assert main(["arbeidsflyt", "--vert", "github", "--til", str(folder)]) == 0
    assert capsys.readouterr().out.count("Skrevet: ") == 5
    text = (folder / ".github/workflows/avtaleverk-forslag.yml").read_text("utf-8")
    assert f'AVTALEVERK: "{PACKAGE}"' in text
    assert (folder / ".gitattributes").read_text("utf-8").startswith("avtaleverk.lock merge=union")
    assert main(["arbeidsflyt", "--vert", "github", "--til", str(folder)]) == 0
    assert capsys.readouterr().out == "Arbeidsflytene er her fra før.\n"
    assert main(["arbeidsflyt", "--vert", "gitlab", "--til", str(folder), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"skrevet": [".gitlab-ci.yml"]}


def test_texts_in_a_folder_of_their_own(folder: Path) -> None:
    """The folder and the package that are asked for stand in every workflow, which is still whole."""
    (folder / "samling").mkdir()
    (folder / "helsefellesskap.yml").rename(folder / "samling/helsefellesskap.yml")
    package = "avtaleverk @ git+https://eksempel.no/avtaleverk@0123abc"
    assert (
        main(["arbeidsflyt", "--vert", "github", "--til", str(folder), "--rot", "samling", "--installer", package]) == 0
    )
    for path in (folder / ".github/workflows").iterdir():
        env = yaml.safe_load(path.read_text("utf-8"))["env"]
        assert (env["ROT"], env["AVTALEVERK"]) == ("samling", package)


def test_a_workflow_that_was_changed_is_kept(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What a community has made of it stays unless it asks; then nothing at all is written."""
    (folder / ".gitattributes").write_text("*.docx binary", "utf-8")
    assert main(["arbeidsflyt", "--vert", "gitlab", "--til", str(folder)]) == 0
    assert (folder / ".gitattributes").read_text("utf-8").startswith("*.docx binary\navtaleverk.lock merge=union")
    place = folder / ".gitlab-ci.yml"
    place.write_text("vår: egen\n", "utf-8")
    assert main(["arbeidsflyt", "--vert", "gitlab", "--til", str(folder)]) == 1
    assert "Fila finnes fra før, med noe annet i" in capsys.readouterr().err
    assert place.read_text("utf-8") == "vår: egen\n"
    assert main(["arbeidsflyt", "--vert", "gitlab", "--til", str(folder), "--erstatt"]) == 0
    assert "forslag:" in place.read_text("utf-8")


@pytest.mark.parametrize("words", [["--rot", "finnes-ikke"], ["--installer", 'x" y'], ["--rot", "$(id)"]])
def test_what_cannot_stand_in_a_workflow_is_refused(folder: Path, words: list[str]) -> None:
    """A folder without a community, and signs that would end a line of YAML or start a command."""
    assert main(["arbeidsflyt", "--vert", "github", "--til", str(folder), *words]) == 1
    assert not (folder / ".github").exists()


def test_every_step_is_run_or_needs_a_network() -> None:
    """The tests above leave out nothing but what fetches programs."""
    left_out = [step["run"] for _, _, step in steps() if "run" in step and INSTALLS.match(step["run"])]
    assert set(left_out) == {'python -m pip install --quiet "$AVTALEVERK"'}
