import pytest

from bootstrap import CHECKOUT, arguments
from bootstrap.console import StartError


def test_bare_command_serves_on_the_usual_address():
    chosen = arguments.parse([])

    assert (chosen.command, chosen.host, chosen.port) == ("serve", "127.0.0.1", 8000)
    assert chosen.data == CHECKOUT / "data"


@pytest.mark.parametrize(
    ("words", "command", "rest"),
    [
        pytest.param(["manage"], "manage", [], id="nothing"),
        pytest.param(["manage", "--help"], "manage", ["--help"], id="an option of Django"),
        pytest.param(
            ["manage", "test", "--port"], "manage", ["test", "--port"], id="our own words"
        ),
        pytest.param(["--data", "test", "manage", "x"], "manage", ["x"], id="folder named test"),
        pytest.param(["test", "-k", "manage", "-x"], "test", ["-k", "manage", "-x"], id="pytest"),
        pytest.param(["test", "--only", "sqlite", "-q"], "test", ["-q"], id="one database"),
    ],
)
def test_rest_is_passed_on_untouched(words, command, rest):
    chosen = arguments.parse(words)

    assert (chosen.command, chosen.rest) == (command, rest)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--port", "0"], "Een poort is een getal van 1 tot en met 65535."),
        (["--port", "abc"], "Een poort is een getal van 1 tot en met 65535."),
        (["--prot", "1"], "Onbekend: --prot 1; zie: python3 start.py --help"),
        (["beheer"], "Onbekend: beheer; zie: python3 start.py --help"),
    ],
)
def test_mistake_is_one_dutch_sentence(words, message):
    with pytest.raises(StartError) as raised:
        arguments.parse(words)

    assert str(raised.value) == message
