"""A server whose workers crash, hang, eat memory or fail over records of these names; run as a program."""

from __future__ import annotations

import os
import signal
import sys
import time

from gaba_analogs.web import answering


def _fault(name):
    match name:
        case "crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "hang":
            time.sleep(600)
        case "memory":
            bytearray(1 << 40)
        case "internal error with a secret":
            raise ZeroDivisionError(name)


def inject():
    """Let workers fail over certain names."""
    verified = answering.verified

    def faulty(asked, records):
        for record in records:
            _fault(record.name)
        return verified(asked, records)

    answering.verified = faulty


if __name__ == "__main__":
    import uvicorn

    from gaba_analogs.web.application import create_app
    from gaba_analogs.web.settings import Settings
    from gaba_analogs.web.workers import Workers
    from web.faulty import inject as injected

    settings = Settings(workers=1, names=False, timeout=1.5, rate=0, waiting=2)
    uvicorn.run(create_app(settings, workers=Workers(settings, injected)), port=int(sys.argv[1]))
