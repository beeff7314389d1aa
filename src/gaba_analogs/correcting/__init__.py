"""Tables and articles, written again with the corrections that the other fields of a record determine."""
