"""Many records: verified in parallel and in isolation, resumable, on one machine or a Dask cluster.

The unit of work is a chunk of consecutive records::

    records -> chunks -> worker processes (or a cluster) -> chunk reports, in input order -> delivery

    work.py      what a worker does with a chunk; the values sent between processes
    packing.py   reports and counts in compact form
    pool.py      worker processes on this machine, with time and memory limits
    limits.py    time, memory and signals of a worker process
    waiting.py   a process that is forked before there is anything to verify
    forked.py    what it does: one chunk
    guarded.py   such a process for every chunk, where there is a single record
    cluster.py   the same chunks on Dask distributed
    stream.py    chunks in order and in bounded memory; isolates records that crash a worker
    run.py       chooses the processes, and starts them
    delivery.py  where the results go: a renderer, a stream of lines, numbered Parquet parts
    parts.py     numbered Parquet parts, a manifest, and resuming
    progress.py  a bar on a terminal, plain lines in a log, the closing summary

For a bundled record `waiting` is imported before all else.
"""
