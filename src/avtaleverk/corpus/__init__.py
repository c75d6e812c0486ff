"""The only reader of content files: a folder becomes a ``Corpus`` or findings."""

from avtaleverk.corpus.reader import Reading, read_corpus

__all__ = ["Reading", "read_corpus"]
