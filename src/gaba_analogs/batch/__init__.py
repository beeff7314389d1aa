"""Many records: in parallel, each at its own risk, resumable, on one machine or a Dask cluster.

The unit of work is a chunk of consecutive records::

    records -> chunks -> worker processes (or a cluster) -> chunk reports, in input order -> delivery

    work.py      what a worker does with a chunk; the values that travel
    packing.py   reports and counts in few bytes
    pool.py      worker processes on this machine, with time and memory limits
    limits.py    what a worker process may use, and when it ends
    cluster.py   the same chunks on Dask distributed
    stream.py    bounded, ordered, and patient with records that crash a worker
    run.py       verify_many: which processes do the work
    delivery.py  where the results go: a renderer, a stream of lines, numbered Parquet parts
    parts.py     numbered Parquet parts, a manifest, and how a killed run goes on
    progress.py  a bar on a terminal, plain lines in a log, the closing summary

Nothing here is imported for a single record.
"""

from __future__ import annotations

from gaba_analogs.batch.run import verify_many

__all__ = ["verify_many"]
