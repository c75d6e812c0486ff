"""What calls itself a Word file and is something else, told by its first bytes."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = (b"<!doctype html", b"<html", b"<head", b"<body", b"<meta", b"<table", b"<p>", b"<div")
_SIZE = 4096


def refusal(data: bytes) -> str | None:
    """Return why bytes are no Word file and what to do, or None where they may be one."""
    if not data:
        return "Fila er tom. Hent den på nytt der den kom fra."
    if data.startswith(_OLE):
        return _compound(data)
    if data.startswith(b"PK"):
        return None
    start = data[:_SIZE].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return _plain(start)


def _compound(data: bytes) -> str:
    """Tell the kinds of the old container apart by the names of what lies in it."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return (
            "Fila er beskyttet med passord. Åpne den i Word, velg Fil, Informasjon, Beskytt dokument, "
            "ta bort passordet, og lagre den på nytt."
        )
    if "WordDocument".encode("utf-16-le") in data:
        return "Fila er i Words gamle format (.doc). Åpne den i Word, velg Lagre som, og velg Word-dokument (.docx)."
    return "Fila er i et gammelt Office-format, og ikke et Word-dokument. Åpne den, og lagre teksten som .docx."


def _plain(start: bytes) -> str:
    if start.startswith(b"%pdf"):
        return "Fila er en PDF, ikke et Word-dokument. Gi den endelsen .pdf, eller finn Word-fila den er laget av."
    if start.startswith(b"{\\rtf"):
        return "Fila er i formatet RTF, ikke et Word-dokument. Åpne den i Word, og lagre den som .docx."
    if start.startswith(_HTML) or (start.startswith(b"<?xml") and b"<html" in start):
        return (
            "Fila er en nettside (HTML) med feil endelse, ikke et Word-dokument. "
            "Er den lastet ned, kan du ha fått en innloggingsside i stedet. Åpne den i Word, og lagre den som .docx."
        )
    if start.startswith(b"mime-version:"):
        return "Fila er en lagret nettside (MHT), ikke et Word-dokument. Åpne den i Word, og lagre den som .docx."
    if start.startswith(b"<"):
        return "Fila er XML, ikke et Word-dokument. Åpne den i Word, og lagre den som .docx."
    return (
        "Fila er ikke et Word-dokument. Er den lastet ned eller sendt, så hent den på nytt. "
        "Åpne den ellers i programmet den er laget i, og lagre den som .docx."
    )
