"""What the versions of a document say of one another: what changed, where a point came from, what is locked."""

from avtaleverk.history.reading import read_checked

__all__ = ["read_checked"]
