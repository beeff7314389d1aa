"""The PubChem on loopback that the tests of the registry use."""

from registry.conftest import _on_our_own, ask, restless, server

__all__ = ["_on_our_own", "ask", "restless", "server"]
