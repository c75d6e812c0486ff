"""The handbook for editors: a task a page, the same for every community, with its own names filled in."""
