"""The same texts as files to send: Word with tracked changes, PDF, the memo."""
