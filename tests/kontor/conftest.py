"""The tests of this folder use what the others are made of."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent.parent))
