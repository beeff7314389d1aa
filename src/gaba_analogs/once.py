"""Properties that are computed once, without the lock that Python has around them before version 3.12."""

from __future__ import annotations

import functools
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING or sys.version_info >= (3, 12):
    from functools import cached_property
else:

    class cached_property(functools.cached_property):  # noqa: N801  # stands for Python's own
        """Computed at its first use and kept: in a third of the time that the lock takes."""

        def __get__(self, instance: Any, owner: Any = None) -> Any:  # noqa: ANN401  # as Python's own
            """Give the value, which afterwards is an attribute of the instance."""
            if instance is None:
                return self
            value = instance.__dict__[self.attrname] = self.func(instance)
            return value


__all__ = ["cached_property"]
