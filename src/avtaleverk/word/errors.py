"""What cannot be read, said so that whoever has the file knows what to do with it."""

from avtaleverk.model.findings import AvtaleverkError


class WordError(AvtaleverkError):
    """A file that was handed over as a Word file and cannot be read as one; the message is for the editor."""


AGAIN = "Åpne den i Word, og lagre den på nytt som .docx."
DAMAGED = (
    "Fila er skadet eller ikke lastet ned helt: den kan ikke pakkes ut. Hent den på nytt der den kom fra. "
    "Kan Word åpne den, så lagre den på nytt som .docx."
)
TOO_LARGE = (
    "Fila er på {size:.0f} MB, og grensen er {most} MB. Krymp bildene i Word («Komprimer bilder»), og lagre på nytt."
)
TOO_MANY_PARTS = "Fila er avvist: den har {count} deler, og grensen er {most}. " + AGAIN
BOMB = (
    "Fila er avvist: «{name}» blir urimelig stor når den pakkes ut. "
    "Del teksten i flere dokumenter, eller lagre den på nytt fra Word."
)
DOUBLED = "Fila er avvist: to av delene heter «{name}». " + AGAIN
OUTWARD = "Fila er avvist: en av delene heter «{name}», som peker ut av fila. " + AGAIN
LOCKED = "Fila er beskyttet med passord. Åpne den i Word, fjern passordet, og lagre den på nytt."
ODDLY_PACKED = "Fila er pakket på en måte som Word ikke bruker. " + AGAIN
NO_TEXT = "Fila er ikke et Word-dokument: den sier ikke hvor teksten er. " + AGAIN
TEXT_MISSING = "Fila er skadet: teksten («{name}») mangler. " + AGAIN
NOT_A_TEXT = "Fila er skadet: «{name}» er ikke teksten i et Word-dokument. " + AGAIN
DECLARES = (
    "Fila er avvist: «{name}» erklærer egne tegn (DTD). Det gjør aldri Word, og det kan hente inn andre filer. "
    "Åpne teksten i Word, kopier den til et nytt dokument, og lagre det som .docx."
)
TOO_DEEP = "Fila er avvist: «{name}» er nøstet dypere enn noen tekst er. " + AGAIN
TOO_LONG = "Fila er avvist: «{name}» er lengre enn noen avtale. Del teksten i flere dokumenter."
BROKEN = (
    "Fila er skadet: «{name}» kan ikke leses ({reason}). Åpne den i Word, la Word reparere den, og lagre den på nytt."
)
