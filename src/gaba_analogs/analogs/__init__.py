"""GABA analogues: bundled compounds, stereoisomers, forms, descriptors, rules, comparison and plots."""
