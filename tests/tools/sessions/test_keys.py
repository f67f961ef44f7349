import pytest

from tools.sessions.keys import CODE_LETTERS, KeyConverter, new_key, read_code


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("acdefg", id="small letters"),
        pytest.param("  ACD EFG ", id="spaces"),
        pytest.param("acd-efg", id="hyphen"),
        pytest.param("ACD–EFG.", id="dash and full stop"),
        pytest.param("ＡＣＤＥＦＧ", id="wide letters"),
        pytest.param("A\u200bCD\u00a0EFG", id="what no reader sees"),
    ],
)
def test_code_is_read_however_it_is_typed(typed):
    assert read_code(typed) == "ACDEFG"


def test_signs_of_a_code_do_not_look_alike():
    alike = ["0OQD"[:2], "1IL", "2Z", "5S", "8B", "UV"]

    assert [signs for signs in alike if len(set(signs) & set(CODE_LETTERS)) > 1] == []


def test_key_fits_its_address():
    converter = KeyConverter()

    assert len(new_key()) == 32
    assert converter.to_url(converter.to_python("x")) == "x"
