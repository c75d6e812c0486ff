"""What puts the site plan on disk: MkDocs, a staged folder for other engines, and their tools."""
