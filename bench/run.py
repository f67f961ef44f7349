"""The whole measurement: for each size the data, the servers and the pages, in turn."""

import argparse
import json
from contextlib import ExitStack
from pathlib import Path
from typing import Self

from bench import report
from bench.data import Data
from bench.databases import databases
from bench.load import Client, Load
from bench.pages import PAGES
from bench.processes import cpu_seconds, memory
from bench.program import folder_of
from bench.results import Measured, PageResult, SizeResult
from bench.server import BASELINE, FLOOR, PORTAL, Running, serving
from bootstrap.console import StartError, say

CAPTURED_AMONG = 9
COUNTED_IN = 6  # addresses whose statements are counted
# Seconds for asking all addresses once; a slow portal does not get through them all.
LONGEST_FIRST_TIME = 30


def run(chosen: argparse.Namespace) -> int:
    with ExitStack() as stack:
        folder = stack.enter_context(folder_of(chosen.data))
        found = stack.enter_context(databases(chosen.engine, folder))
        data = Data(folder, found, engine=chosen.engine, seed=chosen.seed)
        results = []
        for size in chosen.sizes:
            results.append(Bench(chosen, data, size).measure())
            report.print_size(results[-1])
        report.print_summary(results)
        if chosen.json:
            facts = [result.as_dict() for result in results]
            chosen.json.write_text(json.dumps(facts, indent=1))
    return 0


class Bench:
    """One size: its database, the three servers on it, and what they are asked."""

    def __init__(self, chosen: argparse.Namespace, data: Data, size: int) -> None:
        self.chosen = chosen
        self.data = data
        self.size = size

    def measure(self) -> SizeResult:
        chosen, data = self.chosen, self.data
        say(f"\n{self.size:,} items on {chosen.engine}")
        name, made = data.database(self.size)
        data.collect_static()
        say("  making the index")
        result = SizeResult(self.size, make_seconds=made["seconds"])
        result.index_seconds = data.inside(name, "index")["seconds"]
        more = str(chosen.variations + CAPTURED_AMONG)
        drawn = data.inside(name, "addresses", str(chosen.seed), more)
        addresses = {page: drawn[page][: chosen.variations] for page in chosen.pages}
        statements = data.inside(name, "statements", json.dumps(_few(drawn, chosen.pages)))
        result.saving = data.inside(name, "saving")
        with ExitStack() as stack:
            servers = self._servers(stack, name, drawn, result)
            for page in chosen.pages:
                say(f"  {PAGES[page].title}")
                measured = self._page(page, addresses[page], servers)
                measured.statements = tuple(statements[page])
                result.pages[page] = measured
            result.memory = [memory(pid) for pid in servers["portal"].workers()]
        return result

    def _servers(
        self, stack: ExitStack, name: str, drawn: dict[str, list[str]], result: SizeResult
    ) -> dict[str, Running]:
        def start(application: str) -> Running:
            environ = self.data.environment(name, BENCH_BODIES=str(bodies))
            log = self.data.folder / f"{application.partition('.wsgi')[0]}.log"
            return stack.enter_context(serving(application, environ, log=log))

        bodies = self.data.folder / "bodies"
        bodies.mkdir(exist_ok=True)
        servers = {"portal": start(PORTAL)}
        with self._client(servers["portal"]) as client:
            for connection in client.one_of_each_worker():
                times = [client.get(primer, connection)[2] for primer in drawn["primers"]]
                result.first_seconds.append(times[0])
            for page in self.chosen.pages:
                # none of these may be known when it is measured
                spare = drawn[page][self.chosen.variations :]
                other = [f"{path}{'&' if '?' in path else '?'}bench=1" for path in drawn[page]]
                _capture(client, spare or other[:CAPTURED_AMONG], bodies / page)
        servers["floor"] = start(FLOOR)
        if not self.chosen.no_baseline:
            servers["baseline"] = start(BASELINE)
        return servers

    def _page(self, page: str, paths: list[str], servers: dict[str, Running]) -> PageResult:
        chosen = self.chosen
        result = PageResult(page)
        result.add("cold", self._once(servers["portal"], paths))
        with self._client(servers["portal"]) as client:
            client.warm_up(paths, seconds=LONGEST_FIRST_TIME)
        for _round in range(chosen.rounds):
            result.add("warm", self._again(servers["portal"], paths))
            result.add("floor", self._again(servers["floor"], [f"/{page}/"]))
            if PAGES[page].has_baseline and "baseline" in servers:
                result.add("baseline", self._again(servers["baseline"], paths))
        return result

    def _once(self, server: Running, paths: list[str]) -> Measured:
        with self._client(server) as client, _Cost(server.pid, self.data.databases.pid) as cost:
            load = client.each_once(paths, seconds=LONGEST_FIRST_TIME)
        return cost.of(load)

    def _again(self, server: Running, paths: list[str]) -> Measured:
        with self._client(server) as client, _Cost(server.pid, self.data.databases.pid) as cost:
            load = client.again_and_again(paths, seconds=self.chosen.seconds)
        return cost.of(load)

    def _client(self, server: Running) -> Client:
        return Client(server, connections=self.chosen.connections, encoding=self.chosen.encoding)


class _Cost:
    """The processor time of the server and of the database server during a block."""

    def __init__(self, server: int, database: int | None) -> None:
        self._roots = [server, database]

    def __enter__(self) -> Self:
        self._before = self._now()
        return self

    def __exit__(self, *_: object) -> None:
        self.spent = [
            after - before for before, after in zip(self._before, self._now(), strict=True)
        ]

    def _now(self) -> list[float]:
        return [cpu_seconds(root) if root else 0.0 for root in self._roots]

    def of(self, load: Load) -> Measured:
        server, database = self.spent
        return Measured(
            seconds=load.seconds,
            latencies=load.latencies,
            size=load.size,
            errors=load.errors,
            server_cpu=server,
            database_cpu=database,
        )


def _few(drawn: dict[str, list[str]], pages: list[str]) -> dict[str, list[str]]:
    return {page: drawn[page][:COUNTED_IN] for page in [*pages, "primers"]}


def _capture(client: Client, paths: list[str], file: Path) -> None:
    """Keep the page of middling size for the floor to send."""
    answers = sorted((client.get(path)[:2] for path in paths), key=lambda one: len(one[1]))
    head, body = answers[len(answers) // 2]
    if " 200 " not in head.splitlines()[0]:
        raise StartError(f"{paths[0]}: {head.splitlines()[0]}")
    lines = dict(line.split(": ", 1) for line in head.lower().splitlines()[1:])
    kept = {name: lines[name] for name in ("content-type", "content-encoding") if name in lines}
    file.with_suffix(".body").write_bytes(body)
    file.with_suffix(".json").write_text(json.dumps(kept))
