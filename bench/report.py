"""What is printed: a table a size, how cost grows, and the bars."""

from collections.abc import Iterator

from bench.pages import PAGES
from bench.results import Passes, SizeResult, quantile
from bootstrap.console import say

MILLI = 1_000
AT = 100_000  # items, at which the bars are meant
COLUMNS = (
    f"{'page':<28}{'pass':<10}{'req/s':>9}{'p50 ms':>9}{'p95 ms':>9}{'CPU ms':>9}{'DB CPU':>9}"
    f"{'KiB':>7}{'queries':>9}{'of floor':>10}{'× base':>9}{'n':>8}"
)
LOUD = {"cold": "new", "warm": "again"}


def print_size(result: SizeResult) -> None:
    say(f"\n{result.size:,} items\n{COLUMNS}")
    for name, page in result.pages.items():
        for kind, passes in page.passes.items():
            is_ours = kind in LOUD
            queries = ""
            if is_ours and page.statements:
                queries = str(page.statements[0 if kind == "cold" else 1])
            times = page.times_baseline(kind) if is_ours else None
            say(
                f"{PAGES[name].title:<28}{LOUD.get(kind, kind):<10}{_numbers(passes)}{queries:>9}"
                + (f"{page.of_floor(kind):>10.0%}" if is_ours else f"{'':>10}")
                + (f"{times:>9,.1f}" if times else f"{'':>9}")
                + f"{passes.count:>8,}"
                + (f"  {passes.errors} ERRORS" if passes.errors else "")
            )
    say("")
    for line in _facts(result):
        say(line)


def _numbers(passes: Passes) -> str:
    return (
        f"{passes.rate:>9,.1f}{passes.latency(0.5):>9,.1f}{passes.latency(0.95):>9,.1f}"
        f"{passes.server_cpu:>9,.2f}{passes.database_cpu:>9,.2f}{passes.kib:>7,.1f}"
    )


def _facts(result: SizeResult) -> Iterator[str]:
    sizes = ", ".join(f"{one.rss:.0f} ({one.pss:.0f})" for one in result.memory)
    yield f"memory a worker, RSS (PSS) MiB: {sizes}"
    first = ", ".join(f"{MILLI * one:,.0f}" for one in result.first_seconds)
    yield f"first list page of a new worker, ms *: {first}"
    p50, p95 = (MILLI * quantile(result.saving, share) for share in (0.5, 0.95))
    yield f"saving one item, ms *: p50 {p50:.1f}, p95 {p95:.1f}"
    if result.index_seconds is None:
        yield f"making the data: {result.make_seconds:.1f} s *; there is no command reindex yet"
    else:
        share = result.index_seconds / result.make_seconds
        yield (
            f"making the index: {result.index_seconds:.1f} s *, {share:.2f} × making the data "
            f"({result.make_seconds:.1f} s *)"
        )
    yield "* seconds of this machine: compare them with nothing else"


def print_summary(results: list[SizeResult]) -> None:
    smallest, largest = results[0], results[-1]
    if len(results) > 1:
        say(f"\ncost (CPU of server and database) at N items relative to {smallest.size:,}")
        for name in smallest.pages:
            for kind, word in LOUD.items():
                costs = [
                    f"{one.size:>9,}: {_growth(smallest, one, name, kind):.2f} ×"
                    for one in results[1:]
                ]
                say(f"{PAGES[name].title:<28}{word:<7}{''.join(costs)}")
    at = next((one for one in results if one.size == AT), largest)
    say(f"\nbars at {at.size:,} items" + ("" if at.size == AT else f" (meant for {AT:,})"))
    for title, is_met in _bars(smallest, at):
        say(f"{'met   ' if is_met else 'NOT   '} {title}")


def _growth(small: SizeResult, large: SizeResult, name: str, kind: str) -> float:
    return large.pages[name].passes[kind].cpu / max(small.pages[name].passes[kind].cpu, 1e-9)


def _bars(small: SizeResult, at: SizeResult) -> Iterator[tuple[str, bool]]:
    """Yield each bar with whether it is met, for new addresses and for those asked again."""
    for name, page in at.pages.items():
        for kind, word in LOUD.items():
            title = f"{PAGES[name].title}, {word}"
            times, share = page.times_baseline(kind), page.of_floor(kind)
            slow = page.passes[kind].latency(0.95)
            if name in {"list", "list-facets"}:
                if times is not None:
                    yield f"{title}: {times:,.0f} × baseline (≥ 250)", times >= 250  # noqa: PLR2004
                yield f"{title}: {share:.0%} of floor (≥ 25%)", share >= 0.25  # noqa: PLR2004
            if name == "list-facets-words":
                if times is not None:
                    yield f"{title}: {times:,.0f} × baseline (≥ 20)", times >= 20  # noqa: PLR2004
                yield f"{title}: p95 {slow:.1f} ms (< 40)", slow < 40  # noqa: PLR2004
            if name == "detail":
                yield f"{title}: {share:.0%} of floor (≥ 25%)", share >= 0.25  # noqa: PLR2004
            if name in {"list", "list-facets", "detail"} and at is not small:
                growth = _growth(small, at, name, kind)
                yield f"{title}: costs {growth:.2f} × that at {small.size:,} (≤ 2)", growth <= 2  # noqa: PLR2004
