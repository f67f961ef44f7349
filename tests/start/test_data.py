import stat
import subprocess
import sys
from threading import Timer

import pytest

from bootstrap import CHECKOUT
from bootstrap.console import StartError
from bootstrap.data import DataFolder
from bootstrap.lock import Lock

HOLD = """
import sys, time
from pathlib import Path
from bootstrap.data import DataFolder
folder = DataFolder(Path(sys.argv[1]))
folder.open()
folder.occupy()
print("held", flush=True)
time.sleep(60)
"""


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_folder_and_key_are_private(tmp_path):
    folder = DataFolder(tmp_path / "diep" / "data")
    folder.open()

    key = folder.secret_key()

    assert key == folder.secret_key()
    assert len(key) >= 50
    assert mode(folder.path) == 0o700
    assert mode(folder.path / "secret-key") == 0o600


def test_folder_of_somebody_else_is_refused_and_untouched(tmp_path):
    (tmp_path / "scriptie.docx").write_text("af")

    with pytest.raises(StartError, match="staan al andere bestanden"):
        DataFolder(tmp_path).open()

    assert [path.name for path in tmp_path.iterdir()] == ["scriptie.docx"]


def test_folder_below_a_file_is_refused(tmp_path):
    (tmp_path / "bestand").write_text("")

    with pytest.raises(StartError) as raised:
        DataFolder(tmp_path / "bestand" / "data").open()

    assert str(raised.value) == (
        f"In de map {tmp_path / 'bestand' / 'data'} kan niet worden geschreven: "
        "een deel van die naam is een bestand."
    )


def test_clear_deletes_only_what_a_start_made(tmp_path):
    folder = DataFolder(tmp_path / "data")
    folder.open()
    folder.secret_key()
    folder.static.mkdir()
    (folder.static / "stijl.css").write_text("")
    (folder.path / "aantekeningen.txt").write_text("van mij")
    elsewhere = tmp_path / "elders"
    elsewhere.mkdir()
    (elsewhere / "blijft").write_text("")
    folder.login.symlink_to(elsewhere)

    folder.clear()

    left = sorted(path.name for path in folder.path.iterdir())
    assert left == [".kennisplaats-data", "aantekeningen.txt"]
    assert (elsewhere / "blijft").exists()


def test_folder_is_for_one_at_a_time_and_free_after_kill_9(tmp_path):
    folder = DataFolder(tmp_path / "data")
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, folder.path], cwd=CHECKOUT, stdout=subprocess.PIPE, text=True
    )
    with holder:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(StartError, match="draait al"):
            folder.occupy()
        holder.kill()
        holder.wait()

        folder.occupy()

    assert folder.lock.number is not None
    folder.lock.release()


def test_lock_waits_for_a_server_that_is_being_cleared_away(tmp_path):
    first, second = Lock(tmp_path / "lock"), Lock(tmp_path / "lock")
    first.acquire(patience=0)
    at_once = second.acquire(patience=0)
    Timer(0.3, first.release).start()

    later = second.acquire(patience=5)

    assert (at_once, later) == (False, True)
    second.release()
