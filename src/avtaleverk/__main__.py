"""Lets ``python -m avtaleverk`` do what the console script does."""

import sys

from avtaleverk.cli import main

if __name__ == "__main__":
    sys.exit(main())
