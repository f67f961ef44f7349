import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.stemmer import stem


@pytest.mark.parametrize(
    "forms",
    [
        "kans kansen",
        "fonds fondsen",
        "gemeente gemeenten gemeentes gemeentelijke",
        "gezin gezinnen",
        "schuld schulden",
        "schuldeiser schuldeisers",
        "begeleiden begeleiding begeleidt",
        "signaleren signalering signaleert signaleerde gesignaleerd gesignaleerde",
        "verlening verlenen verlener verleners",
        "uitkering uitkeringen",
        "toeslag toeslagen",
        "bedrag bedragen",
        "taak taken",
        "dag dagen",
        "wet wetten",
        "weet weten",
        "les lessen",
        "leest lezen",
        "school scholen",
        "basisschool basisscholen",
        "laag lage",
        "huis huizen",
        "bedrijf bedrijven",
        "brief brieven",
        "advies adviezen",
        "impuls impulsen",
        "grens grenzen",
        "proces processen",
        "inkomen inkomens",
        "risico risico's",
        "foto foto's",
        "niveau niveaus",
        "methode methoden methodes",
        "coach coaches coaching",
        "organisatie organisaties",
        "strategie strategieen",
        "idee ideeen",
        "kind kinderen kinder",
        "schoolkind schoolkinderen",
        "stad steden",
        "lid leden",
        "raadslid raadsleden",
        "centrum centra",
        "overheid overheden",
        "vaardigheid vaardigheden",
        "eenzaam eenzame eenzaamheid",
        "dakloos dakloze daklozen dakloosheid",
        "werkloos werkloze werklozen werkloosheid",
        "laaggeletterd laaggeletterde laaggeletterden laaggeletterdheid",
        "financieel financiele",
        "werk werken werkt werkte werkten werkende werkenden",
        "organiseren organiseert",
        "betalen betaalt betaling betalingen",
        "krijgen krijgt",
        "betalen betaalt betaald betaalde",
        "verdelen verdeling verdeeld verdeelde",
        "uitvoeren uitvoering uitgevoerd uitgevoerde",
        "aanpassen aanpassing aangepast aangepaste",
        "aanvragen aanvraag aangevraagd",
        "toekennen toekenning toegekend",
        "afhandelen afgehandeld",
        "inzetten inzet ingezet ingezette",
        "aanmelden aanmelding aangemeld",
        "opleiden opleiding opgeleid opgeleide",
        "aangelegenheid aangelegenheden",
        "vinden vindt",
        "geven geeft",
        "verwijzen verwijst verwijzing",
        "client clienten",
        "patient patienten",
        "experiment experimenten",
        "jongere jongeren",
        "oudere ouderen",
        "ouder ouders",
        "vrijwilliger vrijwilligers",
        "zzper zzpers",
        "maatje maatjes",
        "amsterdam amsterdamse",
        "nederlands nederlandse",
    ],
)
def test_stem_brings_the_forms_of_a_word_together(forms):
    assert len({stem(form.replace("'", "")) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("gemeente", "gemeen"),
        ("gezin", "zin"),
        ("beleid", "begeleiding"),
        ("ouder", "ouderen"),
        ("armoede", "arm"),
        ("kennis", "kennen"),
        ("overheid", "over"),
        ("onderscheid", "onder"),
        ("wet", "weten"),
        ("les", "lezen"),
        ("zaak", "zak"),
        ("taak", "tak"),
        ("maat", "mat"),
        ("maat", "maatje"),
        ("nieuw", "nieuws"),
        ("school", "scholing"),
        ("rekenen", "rekening"),
        ("kort", "korting"),
        ("ruim", "ruimte"),
        ("gewoon", "gewoonte"),
        ("week", "weekend"),
        ("woning", "wonen"),
        ("overgewicht", "wicht"),
        ("verkeerd", "verkeer"),
    ],
)
def test_stem_keeps_words_apart(one, other):
    assert stem(one) != stem(other)


@pytest.mark.parametrize("word", ["", "a", "wmo", "ggz", "18", "2024", "w3c", "covid19"])
def test_stem_leaves_short_words_and_digits_alone(word):
    assert stem(word) == word


def test_stem_takes_a_word_without_end():
    assert stem("aa" * 100_000 + "n") == "aa" * 99_999 + "an"


@given(st.text("aeijklnorstvz", max_size=70))
def test_stem_begins_as_its_word_and_is_never_longer(word):
    found = stem(word)

    assert found[:2] == word[:2]
    assert len(found) <= len(word)
    assert bool(found) == bool(word)
