"""What a disk says when it refuses, in words that an editor can do something with."""

import errno

_WORDS = {
    errno.ENOSPC: ("disken er full", "Rydd plass på disken, og kjør kommandoen på nytt"),
    errno.EDQUOT: ("du har brukt opp plassen din", "Rydd plass, og kjør kommandoen på nytt"),
    errno.EFBIG: ("fila blir større enn du har lov til", "Rydd plass, og kjør kommandoen på nytt"),
    errno.EROFS: ("disken er skrivebeskyttet", "Arbeid i en kopi av mappa som du kan skrive i"),
    errno.EACCES: ("du har ikke tilgang", "Be om tilgang til mappa, eller arbeid i en kopi"),
    errno.EPERM: ("du har ikke tilgang", "Be om tilgang til mappa, eller arbeid i en kopi"),
    errno.ENOENT: ("den finnes ikke", "Se etter at navnet er riktig skrevet"),
    errno.ENOTDIR: ("det som skulle vært en mappe, er en fil", "Velg en annen mappe"),
    errno.EISDIR: ("det er en mappe, ikke en fil", "Velg et annet navn"),
    errno.ENAMETOOLONG: ("navnet er for langt", "Velg et kortere navn"),
    errno.EIO: ("disken svarer med feil", "Sjekk disken, og arbeid i en kopi på en annen så lenge"),
    errno.ESTALE: ("forbindelsen til disken er brutt", "Koble til disken, og kjør kommandoen på nytt"),
}


def why(error: OSError) -> str:
    """Return why the disk refused, as the end of a sentence: «disken er full»; what we do not know in the system's words."""
    known = _WORDS.get(error.errno or 0)
    return known[0] if known else error.strerror or str(error)


def cure(error: OSError, otherwise: str) -> str:
    """Return what to do about it, ``otherwise`` where we do not know."""
    known = _WORDS.get(error.errno or 0)
    return known[1] if known else otherwise
