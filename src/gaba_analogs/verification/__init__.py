"""The verification of a record: facts in, report out, without a step back.

`examine` runs the `catalogue` as the `plan` says, `rules` read the findings together, `diagnosis` names
the suspects, `conclusion` writes the report with `corrections` and `agreement`; `screening` is a first
look at the records, `short_way` answers for those that agree to the letter, and `api` holds the functions
that users call.
"""
