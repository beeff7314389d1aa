"""The command ``verify-structure`` as ``python -m gaba_analogs``."""

import sys

from gaba_analogs.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
