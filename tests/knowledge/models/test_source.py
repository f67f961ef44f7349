import pytest
from django.core.exceptions import ValidationError

from tests.constraints import changed, refusal
from tests.factories import SourceFactory

pytestmark = pytest.mark.django_db


def test_source_stands_once_at_an_item():
    source = SourceFactory()
    again = SourceFactory.build(item=source.item, url=source.url)

    assert refusal(again) == ["Deze bron staat er al bij."]


def test_source_is_a_web_address():
    source = changed(SourceFactory(), url="javascript:alert(1)")

    assert refusal(source, "source_is_web_address") == ["Een bron begint met https:// of http://."]


def test_source_has_a_publisher():
    source = changed(SourceFactory(), publisher="")

    assert refusal(source, "source_has_publisher") == ["Vul in wie de bron uitgeeft."]


@pytest.mark.parametrize("url", ["ftp://bron.example/", "https://", "https:// bron.example"])
def test_source_address_must_be_possible(url):
    source = changed(SourceFactory(), url=url)

    with pytest.raises(ValidationError) as refused:
        source.full_clean()

    assert refused.value.message_dict == {"url": ["Voer een geldige URL in."]}


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        pytest.param("Evaluatie", "Evaluatie", id="its title"),
        pytest.param("", "bron.example", id="its site where it has no title"),
    ],
)
def test_source_is_shown_as(title, shown):
    source = SourceFactory.build(title=title, url="https://www.bron.example/evaluatie")

    assert str(source) == shown
