"""``python -m gaba_analogs``: the command ``verify-structure``."""

import sys

from gaba_analogs.cli.start import main

if __name__ == "__main__":
    sys.exit(main())
