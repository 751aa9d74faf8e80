"""``python -m lingotype``."""

import sys

from lingotype.cli import main

if __name__ == "__main__":
    sys.exit(main())
