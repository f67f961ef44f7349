"""LibreOffice, to see whether a file opens elsewhere."""

import os
import shutil
import subprocess

import pytest


def opened(files, folder):
    """Return each of ``files``, contents by name, as LibreOffice makes a PDF of it."""
    office = shutil.which("soffice")
    if office is None:
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail("LibreOffice ontbreekt: zie .ci/run.")
        pytest.skip("zonder LibreOffice is niet te zien of het bestand opent")
    sources = [folder / name for name in files]
    for source, content in zip(sources, files.values(), strict=True):
        source.write_bytes(content)
    made = folder / "gemaakt"
    subprocess.run(
        [
            office,
            f"-env:UserInstallation=file://{folder}/profile",
            *("--headless", "--convert-to", "pdf", "--outdir", made, *sources),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return [(made / source.name).with_suffix(".pdf").read_bytes() for source in sources]
