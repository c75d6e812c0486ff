"""Runs the steps of a workflow on this machine, as far as they go without a network."""

import os
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / ".venv" / "bin"
INSTALLS = re.compile(r"(python -m pip|apt-get) ")
_EXPRESSION = re.compile(r"\$\{\{ *(.*?) *\}\}")
Data = dict[str, Any]

# What «gh» answers: the number of the proposal, and a comment where there is one. It notes what it was asked for.
GH = """#!/usr/bin/env bash
printf '%s\\n' "$*" >> "$FAKE/kall"
case "$*" in
  *"body=@rapport.md"*) cp rapport.md "$FAKE/kommentar.md" ;;
  *"/pulls?"*) echo 7 ;;
  *"/comments?"*) if [ -e "$FAKE/kommentar.md" ]; then echo 4711; fi ;;
  "pr create"*) cp "$RUNNER_TEMP/rapport.md" "$FAKE/kommentar.md" ;;
esac
"""
CURL = """#!/usr/bin/env bash
printf '%s\\n' "$*" >> "$FAKE/kall"
mark='<!-- avtaleverk-rapport -->'
case "$*" in
  *"--request "*) cp rapport.md "$FAKE/kommentar.md" ;;
  */user) echo '{"id": 5}' ;;
  */notes*)
    mine=''
    if [ -e "$FAKE/kommentar.md" ]; then mine=", {\\"id\\": 4711, \\"author\\": {\\"id\\": 5}, \\"body\\": \\"$mark x\\"}"; fi
    # Longer than what may be handed to a program as one word.
    long=$(printf '%0200000d' 0)
    echo "[{\\"id\\": 1, \\"author\\": {\\"id\\": 9}, \\"body\\": \\"$mark $long\\"}$mine]" ;;
esac
"""


@dataclass
class Machine:
    """A place to run steps in: what expressions mean there, and what steps have told each other."""

    workspace: Path
    scratch: Path
    cache: Path
    meanings: dict[str, str] = field(default_factory=dict)
    ran: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Lay out programs that stand in for those that need a network."""
        for name, text in (("gh", GH), ("curl", CURL)):
            place = self.scratch / "bin" / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, "utf-8")
            place.chmod(0o755)
        for folder in ("home", "temp"):
            (self.scratch / folder).mkdir(exist_ok=True)

    @property
    def calls(self) -> list[str]:
        """Return what was asked of the world outside."""
        place = self.scratch / "kall"
        return place.read_text("utf-8").splitlines() if place.exists() else []

    @property
    def comment(self) -> str:
        """Return what was written outside."""
        return (self.scratch / "kommentar.md").read_text("utf-8")

    def job(self, workflow: Data, name: str) -> None:
        """Run the steps of a job that need no network, each as its host would."""
        job = workflow["jobs"][name]
        for step in job["steps"]:
            if "run" not in step or INSTALLS.match(step["run"]) or not self._is_wanted(step.get("if", "")):
                continue
            env = {**workflow.get("env", {}), **job.get("env", {}), **step.get("env", {})}
            self._run(step["run"], {key: self.meant(str(value)) for key, value in env.items()}, step.get("id", ""))

    def script(self, pipeline: Data, name: str, variables: Mapping[str, str]) -> None:
        """Run the script of a job on GitLab, but for what would fetch programs."""
        lines = [line for line in pipeline[name]["script"] if "apt-get" not in line]
        self._run("\n".join(lines), {**pipeline["variables"], **variables})

    def meant(self, text: str) -> str:
        """Return a text with its expressions filled in; each must be known."""
        return _EXPRESSION.sub(lambda m: self.meanings[m[1]], text)

    def _is_wanted(self, condition: str) -> bool:
        return not condition or bool(self.meanings.get(condition.removesuffix(" != ''"), ""))

    def _run(self, script: str, env: Mapping[str, str], step: str = "") -> None:
        told = self.scratch / "output"
        told.write_text("", "utf-8")
        surroundings = {
            "PATH": os.pathsep.join([str(self.scratch / "bin"), str(TOOLS), os.environ["PATH"]]),
            "HOME": str(self.scratch / "home"), "FAKE": str(self.scratch), "RUNNER_TEMP": str(self.scratch / "temp"),
            "XDG_CACHE_HOME": str(self.cache),
            "GITHUB_OUTPUT": str(told), "GITHUB_STEP_SUMMARY": str(self.scratch / "oppsummering.md"),
            "GITHUB_WORKFLOW_REF": "eier/avtaler/.github/workflows/avtaleverk-publiser.yml@refs/heads/main",
            "GITHUB_REPOSITORY": "eier/avtaler", "GITHUB_RUN_ID": "99", "LANG": "C.UTF-8",
        }  # fmt: skip
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
        done = subprocess.run(
            command, cwd=self.workspace, env={**surroundings, **env}, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{script}\n{done.stdout}\n{done.stderr}"
        self.ran.append(script)
        for line in told.read_text("utf-8").splitlines():
            name, _, value = line.partition("=")
            self.meanings[f"steps.{step}.outputs.{name}"] = value
