"""Records in wikitext: articles and dumps."""
