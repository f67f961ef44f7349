"""What processes cost, read from /proc; Linux only."""

import os
from pathlib import Path
from typing import NamedTuple

PROC = Path("/proc")
TICK = os.sysconf("SC_CLK_TCK")
NANOSECONDS = 1e9
KIB_PER_MIB = 1024
# Places in /proc/<pid>/stat after the name, which may hold spaces itself.
PARENT, USER, SYSTEM, CHILDREN_USER, CHILDREN_SYSTEM = 1, 11, 12, 13, 14
LISTENS = "0A"


class Memory(NamedTuple):
    """MiB; ``pss`` counts what processes share only in part."""

    rss: float
    pss: float


def _stat(pid: int) -> list[str]:
    try:
        return (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def tree(root: int) -> list[int]:
    """Return ``root`` and all that it began and that still runs."""
    children: dict[int, list[int]] = {}
    for entry in PROC.iterdir():
        if entry.name.isdecimal() and (stat := _stat(int(entry.name))):
            children.setdefault(int(stat[PARENT]), []).append(int(entry.name))
    found = [root]
    for pid in found:  # grows while we walk
        found += children.get(pid, [])
    return found


def cpu_seconds(root: int) -> float:
    """Return the processor time of the whole tree under ``root``, ended processes included."""
    return sum(map(_own_cpu, tree(root)))


def _own_cpu(pid: int) -> float:
    stat = _stat(pid)
    if not stat:
        return 0.0
    ended = int(stat[CHILDREN_USER]) + int(stat[CHILDREN_SYSTEM])
    ticks = (int(stat[USER]) + int(stat[SYSTEM])) / TICK
    # finer than a tick, but without the threads that have ended
    precise = 0
    for task in (PROC / str(pid) / "task").glob("*/schedstat"):
        try:
            precise += int(task.read_text().split()[0])
        except OSError:
            continue
    return max(ticks, precise / NANOSECONDS) + ended / TICK


def memory(pid: int) -> Memory:
    rows = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    sizes = {row.split(":")[0]: row.split()[1] for row in rows if ":" in row}
    return Memory(int(sizes["Rss"]) / KIB_PER_MIB, int(sizes["Pss"]) / KIB_PER_MIB)


def listeners(root: int, port: int) -> list[int]:
    """Return the processes under ``root`` that hold connections to ``port``: the workers."""
    sockets = {inode for inode, *_ in _sockets(port)}
    return [pid for pid in tree(root) if sockets & _open_sockets(pid)]


def owner(root: int, port: int, peer_port: int) -> int | None:
    """Return the process under ``root`` that accepted the connection from ``peer_port``."""
    inodes = {inode for inode, peer, _ in _sockets(port) if peer == peer_port}
    return next((pid for pid in tree(root) if inodes & _open_sockets(pid)), None)


def owners(root: int, port: int) -> dict[int, int]:
    """Return by the port of the peer which process under ``root`` has the connection."""
    peers = {inode: peer for inode, peer, _ in _sockets(port)}
    return {
        peers[inode]: pid for pid in tree(root) for inode in _open_sockets(pid) if peers.get(inode)
    }


def _sockets(port: int) -> list[tuple[str, int, str]]:
    """Return (inode, port of the peer, state) of each socket on ``port``."""
    found = []
    for row in (PROC / "net/tcp").read_text().splitlines()[1:]:
        _, local, remote, state, *_, inode = row.split()[:10]
        if int(local.rpartition(":")[2], 16) == port:
            found.append((inode, int(remote.rpartition(":")[2], 16), state))
    return found


def _open_sockets(pid: int) -> set[str]:
    found = set()
    try:
        for link in (PROC / str(pid) / "fd").iterdir():
            try:
                target = str(link.readlink())
            except OSError:
                continue
            if target.startswith("socket:["):
                found.add(target[8:-1])
    except OSError:
        pass
    return found
