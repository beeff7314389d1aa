"""Two reports compared: which findings are new, which are gone, which changed."""
