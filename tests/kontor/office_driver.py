"""Opens files in LibreOffice and writes what it finds as JSON. Run by the Python that LibreOffice comes with.

``python3 office_driver.py PROFILE < jobs.json``, where each job is ``{"path": …, "pdf": …, "settle": …}``: the file to
open, where to write it as PDF (or null), and whether its tracked changes are to be accepted and rejected.
"""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import uno  # type: ignore[import-not-found] # comes with LibreOffice, not with this project
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]
from com.sun.star.connection import NoConnectException  # type: ignore[import-not-found]
from com.sun.star.lang import IllegalArgumentException  # type: ignore[import-not-found]

_PATIENCE = 120


def _setting(name: str, value: object) -> Any:
    found = PropertyValue()
    found.Name, found.Value = name, value
    return found


def _connect(pipe: str) -> Any:
    """Return the context of the office once it answers."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(_PATIENCE * 5):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.2)
    sys.exit("LibreOffice svarer ikke")


def _each(access: Any) -> Any:
    """Yield what an enumeration of the office holds."""
    enumeration = access.createEnumeration()
    while enumeration.hasMoreElements():
        yield enumeration.nextElement()


def _changes(document: Any) -> list[dict[str, str]]:
    """Return the tracked changes as the office counts them."""
    found = []
    for change in _each(document.Redlines):
        day = change.RedlineDateTime
        date = f"{day.Year:04d}-{day.Month:02d}-{day.Day:02d}"
        found.append({"type": change.RedlineType, "author": change.RedlineAuthor, "date": date})
    return found


def _lines(text: Any) -> list[str]:
    """Return what a document says: a line for each paragraph, with its number, and for each cell."""
    lines: list[str] = []
    for block in _each(text):
        if block.supportsService("com.sun.star.text.TextTable"):
            for name in block.getCellNames():
                lines += [f"{name}: {line}" for line in _lines(block.getCellByName(name))]
        else:
            label = block.ListLabelString if block.NumberingIsNumber else ""
            lines.append(f"{label} {block.getString()}".strip())
    return lines


class _Office:
    """The office with its desktop."""

    def __init__(self, context: Any) -> None:
        manager = context.ServiceManager
        self.desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        self.dispatcher = manager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)

    def open(self, path: str) -> Any:
        """Return an opened file, None where the office cannot open it."""
        settings = (_setting("Hidden", value=True), _setting("ReadOnly", value=False))
        try:
            return self.desktop.loadComponentFromURL(Path(path).absolute().as_uri(), "_blank", 0, settings)
        except IllegalArgumentException:
            return None

    def settled(self, path: str, command: str) -> list[str]:
        """Return what a file says when all its changes are accepted or rejected."""
        document = self.open(path)
        try:
            self.dispatcher.executeDispatch(document.CurrentController.Frame, f".uno:{command}", "", 0, ())
            left = _changes(document)
            return [*_lines(document.Text), *(f"ENNÅ MERKET: {change['type']}" for change in left)]
        finally:
            document.close(1)

    def look(self, job: dict[str, Any]) -> dict[str, Any]:
        """Return what the office finds in a file."""
        document = self.open(job["path"])
        if document is None:
            return {"opened": False}
        try:
            found = {"opened": True, "changes": _changes(document), "lines": _lines(document.Text)}
            if job["pdf"]:
                filter_name = _setting("FilterName", "writer_pdf_Export")
                document.storeToURL(Path(job["pdf"]).absolute().as_uri(), (filter_name,))
        finally:
            document.close(1)
        if job["settle"]:
            found["accepted"] = self.settled(job["path"], "AcceptAllTrackedChanges")
            found["rejected"] = self.settled(job["path"], "RejectAllTrackedChanges")
        return found


def main() -> None:
    """Answer every job, then close the office."""
    profile, jobs = Path(sys.argv[1]), json.load(sys.stdin)
    pipe = f"avtaleverk-{profile.name}"
    command = ["soffice", "--headless", "--norestore", "--nologo", f"--accept=pipe,name={pipe};urp;"]
    # In a group of its own, for what is started is a script that starts the office.
    process = subprocess.Popen(
        [*command, f"-env:UserInstallation={profile.as_uri()}"], start_new_session=True, stdout=subprocess.DEVNULL
    )
    try:
        office = _Office(_connect(pipe))
        answers = [office.look(job) for job in jobs]
        office.desktop.terminate()
        process.wait(_PATIENCE)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
    json.dump(answers, sys.stdout)


if __name__ == "__main__":
    main()
