"""Links are checked without harm to anybody: not to our own network, nor to who is asked."""

import ipaddress
import ssl
from datetime import UTC, datetime, timedelta
from itertools import count
from threading import Event
from time import monotonic

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.core.management import CommandError, call_command

from knowledge.links.checking import (
    OfflineError,
    Politeness,
    check,
    due,
    judged,
    user_agent,
)
from knowledge.links.fetching import (
    Fetcher,
    NoNetworkError,
    RefusedError,
    UnreachableError,
)
from knowledge.links.policy import PublicOnly
from knowledge.models import KnowledgeItem, Source
from search.models import State
from tests.factories import PublicationFactory, SourceFactory
from tests.web_server import says, web_server

NOW = datetime(2026, 3, 10, 9, tzinfo=UTC)
Check = Source.Check


class LoopbackOnly:
    """What a test may reach; ``ports`` narrows that to some servers."""

    def __init__(self, *ports):
        self.ports = ports

    def may_connect(self, address, port):
        return address.is_loopback and (not self.ports or port in self.ports)


def names(**hosts):
    """Return a resolver that knows these names: each has addresses for one time after another."""
    times = {name.replace("_", "."): iter(addresses) for name, addresses in hosts.items()}
    known = {}

    def resolve(host, _port):
        known[host] = next(times[host], known.get(host)) if host in times else host
        return [ipaddress.ip_address(known[host])]

    return resolve


def fetcher(**options):
    return Fetcher("Toetser/1.0", **{"policy": LoopbackOnly(), "patience": 5, **options})


# Where we may go ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("93.184.216.34", True),
        ("2a02:898:1::1", True),
        ("127.0.0.1", False),
        ("0.0.0.0", False),
        ("10.1.2.3", False),
        ("172.31.255.255", False),
        ("192.168.0.1", False),
        ("169.254.169.254", False),  # where clouds keep the secrets of a server
        ("100.64.0.1", False),
        ("192.0.2.1", False),
        ("192.88.99.1", False),
        ("198.18.0.1", False),
        ("224.0.0.1", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("::1", False),
        ("::7f00:1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:93.184.216.34", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b:1::7f00:1", False),
        ("2002:7f00:1::", False),
        ("2001:0:7f00:1::", False),
        ("2001:db8::1", False),
        ("fc00::1", False),
        ("fe80::1", False),
        ("fe80::1%lo", False),
        ("fec0::1", False),
        ("ff02::1", False),
    ],
)
def test_policy_allows_the_public_internet_only(address, allowed):
    assert PublicOnly().may_connect(ipaddress.ip_address(address), 443) == allowed


@pytest.mark.parametrize("port", [22, 25, 3306, 5432, 6379])
def test_policy_allows_ports_of_websites_only(port):
    assert not PublicOnly().may_connect(ipaddress.ip_address("93.184.216.34"), port)


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "0",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
    ],
)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_this_machine_is_never_visited_however_it_is_written(scheme, host):
    with pytest.raises(RefusedError):
        Fetcher("Toetser/1.0").fetch(f"{scheme}://{host}/")


@pytest.mark.parametrize(
    "url", ["ftp://voorbeeld.example/", "file:///etc/passwd", "gopher://a.example/", "a.example/"]
)
def test_only_web_addresses_are_visited(url):
    with pytest.raises(RefusedError):
        fetcher().fetch(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://",
        "http://[::1",
        "http://a.example:99999/",
        "http://" + "a" * 70 + ".example/",
        "http://a..example/",
        "http://a.example/" + "a" * 3_000,
    ],
)
def test_address_that_is_none_is_unreachable(url):
    with pytest.raises(UnreachableError):
        fetcher().fetch(url)


def test_host_with_one_private_address_is_not_visited():
    both = [ipaddress.ip_address(one) for one in ("127.0.0.1", "10.0.0.1")]

    with web_server(says(200)) as server, pytest.raises(RefusedError):
        fetcher(resolve=lambda _host, _port: both).fetch(f"http://a.example:{server.port}/")

    assert server.asked == []


def test_name_that_means_something_else_the_second_time_is_connected_as_it_was_checked():
    resolve = names(a_example=["127.0.0.1", "10.0.0.1"])

    with web_server(says(200)) as server:
        answer = fetcher(resolve=resolve).fetch(f"http://a.example:{server.port}/")

    assert (answer.status, len(server.asked)) == (200, 1)


def test_name_is_checked_again_for_each_question():
    resolve = names(a_example=["127.0.0.1", "10.0.0.1"])

    with web_server(says(405)) as server, pytest.raises(RefusedError):
        fetcher(resolve=resolve).fetch(f"http://a.example:{server.port}/")

    assert [head.split()[0] for head in server.asked] == ["HEAD"]


def test_redirect_into_our_own_network_is_not_followed():
    with web_server(says(200)) as inside:
        leads_in = says(302, f"Location: http://127.0.0.1:{inside.port}/geheim")
        with web_server(leads_in) as outside, pytest.raises(RefusedError):
            fetcher(policy=LoopbackOnly(outside.port)).fetch(outside.url)

    assert (len(outside.asked), inside.asked) == (1, [])


@pytest.mark.parametrize("where", ["file:///etc/passwd", "ftp://a.example/"])
def test_redirect_to_something_else_than_the_web_is_not_followed(where):
    with web_server(says(302, f"Location: {where}")) as server, pytest.raises(RefusedError):
        fetcher().fetch(server.url)


# How we ask ---------------------------------------------------------------------


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_page_that_is_there_answers(host):
    with web_server(says(200), host=host) as server:
        answer = fetcher().fetch(f"{server.url}/een?twee=3#vier")

    [head] = server.asked
    lines = head.split("\r\n")
    assert (answer.status, answer.url) == (200, f"{server.url}/een?twee=3#vier")
    assert lines[0] == "HEAD /een?twee=3 HTTP/1.1"
    assert f"Host: {server.url.removeprefix('http://')}" in lines
    assert "User-Agent: Toetser/1.0" in lines


def test_server_that_refuses_head_is_asked_for_the_page():
    def answer(line, head):
        says(405 if head.startswith("HEAD") else 200)(line, head)

    with web_server(answer) as server:
        found = fetcher().fetch(server.url)

    assert found.status == 200
    assert [head.split()[0] for head in server.asked] == ["HEAD", "GET"]


def test_redirects_are_followed_to_the_end():
    def answer(line, head):
        number = int(head.split()[1].strip("/") or 0)
        says(*((200,) if number == 5 else (301, f"Location: /{number + 1}")))(line, head)

    with web_server(answer) as server:
        found = fetcher().fetch(server.url)

    assert (found.status, found.url) == (200, f"{server.url}/5")


def test_redirects_without_end_are_given_up():
    loop = says(302, "Location: /nog-eens")

    with web_server(loop) as server, pytest.raises(UnreachableError, match="meer dan 5 keer"):
        fetcher().fetch(server.url)

    assert len(server.asked) == 6


def test_name_and_path_outside_ascii_are_written_as_the_web_does():
    asked = []

    def resolve(host, _port):
        asked.append(host)
        return [ipaddress.ip_address("127.0.0.1")]

    with web_server(says(200)) as server:
        fetcher(resolve=resolve).fetch(f"http://MÜNCHEN.example:{server.port}/één pad/?x=ö%20é")

    [head] = server.asked
    assert asked == ["xn--mnchen-3ya.example"]
    assert head.startswith("HEAD /%C3%A9%C3%A9n%20pad/?x=%C3%B6%20%C3%A9 HTTP/1.1\r\n")
    assert f"Host: xn--mnchen-3ya.example:{server.port}" in head


def test_redirect_in_utf_8_is_understood():
    def answer(line, head):
        says(*((302, "Location: /één") if head.startswith("HEAD / ") else (200,)))(line, head)

    with web_server(answer) as server:
        fetcher().fetch(server.url)

    assert server.asked[1].startswith("HEAD /%C3%A9%C3%A9n HTTP/1.1")


def test_page_without_end_is_not_read():
    stopped = Event()

    def answer(line, head):
        if head.startswith("HEAD"):
            return says(405)(line, head)
        line.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        try:
            while True:
                line.sendall(b"10000\r\n" + b"a" * 0x10000 + b"\r\n")
        except OSError:
            stopped.set()

    with web_server(answer) as server:
        found = fetcher().fetch(server.url)

        assert stopped.wait(5)
    assert found.status == 200


def never(line, _head):
    line.recv(1)


def byte_by_byte(line, _head):
    enough = Event()
    for byte in b"HTTP/1.1 200 OK\r\nX-Een: " + b"a" * 2_000:
        line.sendall(bytes([byte]))
        enough.wait(0.02)


@pytest.mark.parametrize("answer", [never, byte_by_byte])
def test_slow_server_is_given_up_in_time(answer):
    with web_server(answer) as server:
        begin = monotonic()
        with pytest.raises(UnreachableError, match="op tijd"):
            fetcher(patience=0.3).fetch(server.url)

    assert monotonic() - begin < 2


def test_server_that_keeps_silent_about_tls_is_given_up_in_time():
    with web_server(never) as server:
        begin = monotonic()
        with pytest.raises(UnreachableError, match="op tijd"):
            fetcher(patience=0.3).fetch(f"https://127.0.0.1:{server.port}/")

    assert monotonic() - begin < 2


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(lambda line, _head: line.sendall(b"SSH-2.0-x\r\n\r\n"), id="another protocol"),
        pytest.param(lambda line, _head: None, id="hangs up"),
        pytest.param(
            lambda line, _head: line.sendall(b"HTTP/1.1 200 OK\r\n" + b"a" * 70_000), id="long head"
        ),
        pytest.param(
            lambda line, _head: line.sendall(b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 200),
            id="many headers",
        ),
    ],
)
def test_server_that_talks_nonsense_is_unreachable(answer):
    with web_server(answer) as server, pytest.raises(UnreachableError):
        fetcher().fetch(server.url)


def test_nobody_at_the_port_is_unreachable():
    with web_server(says(200)) as server:
        url = server.url

    with pytest.raises(UnreachableError, match="weigert"):
        fetcher().fetch(url)


def test_name_that_does_not_exist_may_be_our_network():
    def resolve(host, _port):
        raise OSError(host)

    with pytest.raises(NoNetworkError):
        fetcher(resolve=resolve).fetch("http://a.example/")


# Over TLS -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """Return the file of a certificate for goed.example with its key, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "goed.example")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime(2026, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2099, 1, 1, tzinfo=UTC))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("goed.example")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "goed.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path


def over_tls(certificate, host, *, trusted):
    """Fetch from a server with the certificate, under the name ``host``."""
    theirs = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    theirs.load_cert_chain(certificate)
    ours = ssl.create_default_context(cafile=certificate if trusted else None)
    with web_server(says(200), tls=theirs) as server:
        resolve = names(goed_example=["127.0.0.1"], ander_example=["127.0.0.1"])
        url = f"https://{host}:{server.port}/"
        return fetcher(resolve=resolve, tls=ours).fetch(url).status


def test_certificate_is_that_of_the_name_and_not_of_the_address(certificate):
    assert over_tls(certificate, "goed.example", trusted=True) == 200


@pytest.mark.parametrize(
    ("host", "trusted"), [("ander.example", True), ("127.0.0.1", True), ("goed.example", False)]
)
def test_wrong_certificate_is_unreachable(certificate, host, trusted):
    with pytest.raises(UnreachableError, match="certificaat"):
        over_tls(certificate, host, trusted=trusted)


# What is found ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "result"),
    [
        (200, Check.WORKS),
        (304, Check.WORKS),
        (401, Check.REFUSED),
        (403, Check.REFUSED),
        (429, Check.REFUSED),
        (999, Check.REFUSED),
        (404, Check.DEAD),
        (410, Check.DEAD),
        (500, Check.DEAD),
        (503, Check.DEAD),
    ],
)
def test_status_says_whether_a_page_is_there(status, result):
    assert judged(status).result == result


def run(urls, *, now=NOW, **options):
    return [(one.url, one.result) for one in check(urls, fetcher(**options), lambda: now)]


def nowhere(host, _port):
    raise OSError(host)


@pytest.mark.django_db
def test_link_is_dead_after_it_failed_on_two_days():
    with web_server(says(404)) as server:
        source = SourceFactory(url=server.url)
        results = []
        for hours in (0, 3, 24):
            run([source.url], now=NOW + timedelta(hours=hours))
            source.refresh_from_db()
            results.append((source.check_result, source.checked_at - NOW))

    assert results == [
        (Check.FAILED, timedelta(0)),
        (Check.FAILED, timedelta(hours=3)),
        (Check.DEAD, timedelta(hours=24)),
    ]
    assert source.check_detail == "De pagina bestaat niet (404)."
    assert not source.is_gone


@pytest.mark.django_db
@pytest.mark.parametrize("before", [Check.FAILED, Check.DEAD, Check.REFUSED])
def test_link_that_works_again_is_no_longer_dead(before):
    with web_server(says(200)) as server:
        source = SourceFactory(url=server.url, check_result=before, check_detail="Oud.")

        run([source.url])

    source.refresh_from_db()
    assert (source.check_result, source.check_detail, source.checked_at) == (Check.WORKS, "", NOW)


@pytest.mark.django_db
def test_checking_changes_nothing_for_visitors():
    with web_server(says(404)) as server:
        source = SourceFactory(url=server.url)
        before = State.objects.get().stamp

        run([source.url])
        run([source.url], now=NOW + timedelta(days=1))

    assert State.objects.get().stamp == before


@pytest.mark.django_db
def test_address_that_two_items_have_is_asked_once():
    with web_server(says(200)) as server:
        sources = SourceFactory.create_batch(2, url=server.url)

        run(due(NOW))

    assert len(server.asked) == 1
    results = {Source.objects.get(pk=source.pk).check_result for source in sources}
    assert results == {Check.WORKS}


@pytest.mark.django_db
def test_checked_longest_ago_comes_first_and_recent_ones_wait():
    def source(days, **values):
        at = None if days is None else NOW - timedelta(days=days)
        return SourceFactory(checked_at=at, **values).url

    recent, old, older = (source(days, check_result=Check.WORKS) for days in (3, 40, 50))
    never_checked = source(None)
    failed = source(1, check_result=Check.FAILED)
    source(0, check_result=Check.FAILED)
    source(60, check_result=Check.DEAD, is_gone=True)
    source(60, item=PublicationFactory(status=KnowledgeItem.Status.ARCHIVED))

    assert due(NOW) == [never_checked, older, old, failed]
    assert due(NOW, older_than=2) == [never_checked, older, old, recent, failed]


@pytest.mark.django_db
def test_broken_off_it_goes_on_where_it_stopped():
    with web_server(says(200)) as server:
        first, second = (SourceFactory(url=f"{server.url}/{number}") for number in range(2))
        going = check(due(NOW), fetcher(), lambda: NOW)
        next(going)
        going.close()

    assert due(NOW) == [second.url]
    assert Source.objects.get(pk=first.pk).check_result == Check.WORKS


@pytest.mark.django_db
def test_without_internet_nothing_is_said_of_any_source():
    sources = SourceFactory.create_batch(3)

    with pytest.raises(OfflineError):
        run([source.url for source in sources], resolve=nowhere)

    assert set(Source.objects.values_list("check_result", "checked_at")) == {(Check.NOT_YET, None)}


@pytest.mark.django_db
def test_without_internet_it_stops_soon():
    asked = []

    def resolve(host, _port):
        asked.append(host)
        raise OSError(host)

    with pytest.raises(OfflineError):
        run([f"https://{number}.example/" for number in range(100)], resolve=resolve)

    assert len(asked) == 20


@pytest.mark.django_db
def test_website_that_is_gone_is_told_from_no_internet():
    with web_server(says(200)) as server:
        SourceFactory(url=server.url, check_result=Check.WORKS, checked_at=NOW)
        gone = SourceFactory(url="https://weg.example/")

        def resolve(host, port):
            return names()(host, port) if host == "127.0.0.1" else nowhere(host, port)

        results = run([gone.url], resolve=resolve)

    assert results == [(gone.url, Check.FAILED)]


@pytest.mark.django_db
def test_servers_are_asked_politely():
    slept = []
    times = count(0, 0.25)
    wait = Politeness(1, clock=lambda: next(times), sleep=slept.append)

    for host in ("a.example", "b.example", "a.example", "a.example"):
        wait(host)

    # Each look at the clock takes a quarter of a second.
    assert slept == [0.25, 0.75]


def test_we_say_who_we_are(settings):
    settings.SITE_URL = "https://kennisplaats.example"

    assert user_agent() == "Kennisplaats-linkcontrole/1.0 (+https://kennisplaats.example/over/)"


# The command --------------------------------------------------------------------


@pytest.mark.django_db
def test_command_tells_what_it_found(capsys):
    SourceFactory(url="http://127.0.0.1/")
    SourceFactory(url="http://10.0.0.1/")

    call_command("check_links", "--limit", "1")
    call_command("check_links")
    call_command("check_links")

    told = capsys.readouterr()
    assert told.out.splitlines() == [
        "1 adressen gecontroleerd: 1 niet te controleren.",
        "1 adressen gecontroleerd: 1 niet te controleren.",
        "Er was niets te controleren.",
    ]
    assert told.err.splitlines() == [
        "1/1 niet te controleren: http://10.0.0.1/",
        "1/1 niet te controleren: http://127.0.0.1/",
    ]


@pytest.mark.parametrize("wrong", [["--limit", "0"], ["--older-than", "-1"]])
def test_command_refuses_what_cannot_be(wrong):
    with pytest.raises(CommandError):
        call_command("check_links", *wrong)
