"""The words in a PDF, to see whether it says what it should."""

import os
import shutil
import subprocess

import pytest


def words_of(pdf):
    """Return the text of a PDF, lines as they lie on the page, with single spaces."""
    reader = shutil.which("pdftotext")
    if reader is None:
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail("pdftotext ontbreekt: zie .ci/run.")
        pytest.skip("zonder pdftotext is niet te lezen wat er in de PDF staat")
    found = subprocess.run(
        [reader, "-layout", "-", "-"], input=pdf, check=True, capture_output=True, timeout=60
    )
    return " ".join(found.stdout.decode().split())
