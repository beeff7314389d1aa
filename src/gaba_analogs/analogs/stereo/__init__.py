"""Enantiomers, racemates and the other stereoisomers of a compound."""
