"""Runs commands in children that can be killed at any moment; started once, so that no child spends its life importing.

Reads a job as JSON a line and answers with what became of it. ``after`` is the number of seconds until the child is
killed, ``touch`` the number of times that it may touch the disk before it kills itself; without either it may finish.
"""

import json
import os
import signal
import sys
import time
from pathlib import Path

# What the audit of Python calls each touch of the disk.
_TOUCHES = frozenset(
    {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.chmod", "os.truncate"}
)
_WRITES = os.O_WRONLY | os.O_RDWR


def _load() -> None:
    """Import all that commands load when they need it, and know the code as it is now."""
    from avtaleverk import cli  # noqa: F401, PLC0415 - see above
    from avtaleverk.engines import run_mkdocs  # noqa: F401, PLC0415
    from avtaleverk.imports import importing  # noqa: F401, PLC0415
    from avtaleverk.text.store import code_fingerprint  # noqa: PLC0415

    code_fingerprint()


def _die_at(touch: int) -> None:
    """Kill this process before it touches the disk once more than ``touch`` times."""
    left = touch

    def look(event: str, args: tuple[object, ...]) -> None:
        nonlocal left
        opens = event == "open" and isinstance(args[2], int) and args[2] & _WRITES
        if opens or event in _TOUCHES:
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            left -= 1

    sys.addaudithook(look)


def _child(job: dict[str, object]) -> None:
    from avtaleverk.cli import main  # noqa: PLC0415 - loaded before

    os.environ.update(job["environment"])  # type: ignore[call-overload]
    if clock := os.environ.get("AVTALEVERK_TEST_KLOKKE"):
        # What Python calls today follows from this.
        time.time = lambda: float(clock)
    os.chdir(str(job["folder"]))
    for number, name in ((1, "out"), (2, "err")):
        handle = os.open(str(job[name]), os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(handle, number)
    if (touch := job["touch"]) is not None:
        _die_at(int(str(touch)))
    try:
        status = main([str(argument) for argument in job["arguments"]])  # type: ignore[attr-defined]
    except SystemExit as stop:
        status = int(str(stop.code or 0))
    except BaseException as error:  # noqa: BLE001 - told, so that the test can say what went wrong
        Path(str(job["err"])).write_text(f"Traceback: {error!r}", "utf-8")
        status = 99
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def _run(job: dict[str, object]) -> dict[str, object]:
    start = time.monotonic()
    child = os.fork()
    if child == 0:
        _child(job)
    ended, status = 0, 0
    if (after := job["after"]) is not None:
        while not ended and time.monotonic() < start + float(str(after)):
            time.sleep(0.001)
            ended, status = os.waitpid(child, os.WNOHANG)
        if not ended:
            os.kill(child, signal.SIGKILL)
    if not ended:
        _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    return {"killed": code == -signal.SIGKILL, "status": code, "seconds": time.monotonic() - start}


def main() -> None:
    """Answer jobs until there are no more."""
    _load()
    for line in sys.stdin:
        print(json.dumps(_run(json.loads(line))), flush=True)  # noqa: T201 - this is the answer


if __name__ == "__main__":
    main()
