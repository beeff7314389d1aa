"""What a source states about one substance: the record, where it was read, and the one table of its fields."""

from gaba_analogs.record.fields import FIELDS
from gaba_analogs.record.record import NOWHERE, Place, StructureRecord

__all__ = ["FIELDS", "NOWHERE", "Place", "StructureRecord"]
