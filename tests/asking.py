"""What tests of systematic names share."""

import pytest

from gaba_analogs.names import unavailable_reason

needs_opsin = [
    pytest.mark.names,
    pytest.mark.skipif(unavailable_reason() is not None, reason=str(unavailable_reason())),
]


def one(parser, name, **options):
    """Parse a single name."""
    return parser.parse([name], **options)[0]
