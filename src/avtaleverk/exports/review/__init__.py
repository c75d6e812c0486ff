"""What a reviewer needs to know of a proposal: two states of a folder become one report.

``facts`` finds what differs, as data; ``documents`` does so for one document; ``front`` for front matter;
``markdown`` writes it for a comment, and ``escaping`` keeps what others wrote from being anything but text.
"""
