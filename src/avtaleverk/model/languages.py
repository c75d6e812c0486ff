"""The languages that texts are in, as others name them."""

_CODES = {"nb": "nob", "nn": "nno", "se": "sme"}


def language_code(language: str) -> str:
    """Return the three letters (ISO 639-3) of a language that ``sprak`` may name."""
    return _CODES.get(language, "nob")
