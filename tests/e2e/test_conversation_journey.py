"""Seven people of a municipality, from the invitation to the second round."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.e2e import looking
from tests.e2e.looking import AXE, hurry

# Of the seven three come with a browser: one without script, one who goes on elsewhere.
MINE = ("Gezondheid", "Gezondheid", "Uitvoering")
OTHERS = ("poverty", "poverty", "health", "front")
FIRST = [[3, 2, 2], [2, 3, 1], [2, 1, 4], [1, 2, 2]]
SECOND = [[4, 3, 2], [3, 4, 2], [3, 2, 4], [2, 3, 3], [3, 3, 3], [4, 2, 3], [2, 4, 3]]
EVERYBODY = ("poverty", "poverty", "poverty", "health", "health", "front", "front")
LETTERS = "ABCDEF"
PHONE = 390


def sound(page):
    """Have nothing against the page as wide as it is; each part looks at other widths itself."""
    looking.sound(page, (page.viewport_size["width"],))


def press(page, name):
    page.get_by_role("button", name=name).first.click()


def heading(page, text):
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def at(page):
    """Return where all that hangs under the key of this page begins."""
    return re.search(r"/gesprekstool/sessie/werk/[\w-]{32}/", page.url)[0]


@pytest.fixture
def lead(new_page, site):
    site.inside("questionnaire_is_issued")
    page = new_page(init_script=str(AXE))
    page.goto("/gesprekstool/")
    page.get_by_role("link", name="Begin een gesprek").first.click()
    page.locator("[name=municipality]").fill("Assen")
    page.get_by_role("radio", name=re.compile("^Anoniem|^Zonder naam")).check()
    sound(page)
    press(page, "Begin het gesprek")
    expect(page).to_have_url(re.compile(r"/voorbereiden/$"))
    return page


def code_on(page):
    return re.search(r"meedoen/\?code=(\w+)", page.content())[1]


def join(page, code, role):
    page.goto(f"/meedoen/?code={code}")
    press(page, "Doe mee")
    page.get_by_role("radio", name=role, exact=True).check()
    press(page, "Doe mee")
    page.get_by_role("link", name="Begin met scoren").click()


def score(page, letters, *, value):
    for letter in letters:
        expect(page).to_have_url(re.compile(rf"/scoren/{letter}/$"))
        for asked in page.locator("[data-kp-prompt]").all():
            asked.locator(f"input[type=radio][name$=':score'][value='{value}']").check()
        press(page, re.compile("^Bewaar en"))


def be_done(page):
    heading(page, "Uw antwoorden")
    press(page, "Ik ben klaar")
    heading(page, "U bent klaar")


def test_seven_people_talk_and_come_back_a_year_later(lead, new_page, site):
    code = _prepare(lead)
    one, elsewhere = _seven_score(lead, new_page, site, code)
    _outcome_is_seen_by_all(lead, one)
    _two_write_at_once(lead, one, elsewhere)
    _five_actions_are_agreed(lead, one)
    _reports_are_there(lead, one)
    _agenda_lives_on(lead, one)
    _second_round_shows_what_moved(lead, new_page, site)


def _prepare(lead):
    lead.get_by_label("Plaats").fill("Raadzaal 😀")
    lead.get_by_label("Datum van het gesprek").fill(str(date.today() + timedelta(days=30)))  # noqa: DTZ011
    lead.get_by_label("Begintijd").fill("13:30")
    lead.get_by_label("Gezondheid").check()
    press(lead, "Bewaar en maak de uitnodiging")
    expect(lead.locator("main")).to_contain_text("Raadzaal 😀")
    sound(lead)
    lead.get_by_role("link", name="Print het draaiboek").click()
    expect(lead.locator("main")).to_contain_text("13.30")
    sound(lead)
    lead.go_back()
    code = code_on(lead)
    press(lead, "Open het scoren")
    expect(lead).to_have_url(re.compile(r"/stand/$"))
    return code


def _seven_score(lead, new_page, site, code):
    site.inside("others_score", code, OTHERS, FIRST)
    one = new_page(PHONE, init_script=str(AXE))
    join(one, code, MINE[0])
    sound(one)
    score(one, LETTERS, value=1)
    be_done(one)
    plain = new_page(PHONE, java_script_enabled=False)
    join(plain, code, MINE[1])
    score(plain, LETTERS, value=3)
    be_done(plain)
    half = new_page(PHONE)
    join(half, code, MINE[2])
    score(half, "AB", value=2)
    elsewhere = new_page(init_script=str(AXE))
    elsewhere.goto(at(half))  # on another device, with the own link
    score(elsewhere, "CDEF", value=4)
    be_done(elsewhere)
    hurry(lead)
    expect(lead.locator("main")).to_contain_text("van de 7 deelnemers zijn klaar")
    sound(lead)
    return one, elsewhere


def _outcome_is_seen_by_all(lead, one):
    lead.goto(f"{at(lead)}scoren-sluiten/")
    press(lead, "Sluit het scoren")
    expect(lead).to_have_url(re.compile(r"/uitkomst/$"))
    one.goto(f"{at(one)}uitkomst/")
    for page in (lead, one):
        heading(page, re.compile("Zo kijkt"))
        expect(page.get_by_role("heading", name="Wat valt op")).to_be_visible()
    assert _numbers(lead) == _numbers(one) != []
    sound(lead)


def _numbers(page):
    return page.locator("table td").all_text_contents()


def _two_write_at_once(lead, one, elsewhere):
    lead.goto(f"{at(lead)}gesprek/")
    lead.get_by_role("link", name=re.compile("[Kk]ies")).first.click()
    for box in lead.get_by_role("checkbox").all():
        box.uncheck()
    for letter in "DE":
        lead.locator(f"input[name=themes][value={letter}]").check()
    press(lead, "Bewaar de keuze")
    for page in (one, elsewhere):
        page.goto(f"{at(page)}gesprek/D/")
        page.locator(".kp-desk").first.get_by_role("textbox").fill(
            f"Gehoord door {page.url[-40:-30]}"
        )
    for page in (one, elsewhere):
        page.locator(".kp-desk").first.get_by_role("button", name=re.compile("^Schrijf op")).click()
    for page in (one, elsewhere):
        hurry(page)
        expect(page.locator(".kp-desk").first.locator(".kp-desk__note")).to_have_count(2)
    sound(one)
    sound(lead)


def _five_actions_are_agreed(lead, one):
    lead.goto(f"{at(lead)}gesprek/D/")
    for link in ("stelling", "aantekening", "voorbeeld"):
        address = lead.locator(f"a[href*='?{link}=']").first.get_attribute("href")
        back = lead.url
        lead.goto(address)
        press(lead, re.compile("^Zet als idee op de agenda"))
        expect(lead).to_have_url(re.compile(r"/agenda/"))
        lead.goto(back)
    lead.goto(f"{at(lead)}agenda/")
    press(lead, "Ga nu samen afspreken")
    for page, text in ((lead, "Bel binnen een week"), (one, "Lees brieven mee")):
        page.goto(f"{at(page)}agenda/nieuw/")
        page.locator("[name=text]").fill(text)
        page.locator("[name=status]").select_option("agreed")
        press(page, "Zet op de agenda")
        expect(page.get_by_role("heading", name="De actie is nog niet bewaard")).to_be_visible()
        sound(page)
        page.locator("[name=lead]").fill("Team Geldzaken")
        page.locator("[name=first_step]").fill("Bellijst maken")
        page.locator("[name=review_on]").fill("2031-03-31")
        press(page, "Zet op de agenda")
        expect(page.get_by_role("heading", name=text)).to_be_visible()
    lead.goto(f"{at(lead)}agenda/")
    expect(lead.locator("[data-kp-order] > li")).to_have_count(5)
    sound(lead)


def _reports_are_there(lead, one):
    for page in (lead, one):
        page.goto(f"{at(page)}verslag/")
        for name in ("verslag.pdf", "verslag.docx", "verslag.xlsx", "terugkijken.ics"):
            answer = page.request.get(f"{at(page)}{name}")
            assert (name, answer.status, len(answer.body()) > 0) == (name, 200, True)
    sound(lead)


def _agenda_lives_on(lead, one):
    lead.goto(f"{at(lead)}afsluiten/")
    press(lead, re.compile("^Sluit"))
    one.goto(f"{at(one)}agenda/")
    action = one.locator("li").filter(has=one.get_by_role("heading", name="Bel binnen een week"))
    action.get_by_text("Status en meer").click()
    action.locator("[name=status]").select_option("done")
    action.get_by_role("button", name=re.compile("^Bewaar de status")).click()
    expect(one.locator("main")).to_contain_text("Klaar")
    lead.goto(f"{at(lead)}agenda/")
    expect(lead.locator("li").filter(has_text="Bel binnen een week")).to_contain_text("Klaar")


def _second_round_shows_what_moved(lead, new_page, site):
    lead.goto(f"{at(lead)}rondes/")
    sound(lead)
    press(lead, "Begin ronde 2")
    expect(lead).to_have_url(re.compile(r"/voorbereiden/$"))
    code = code_on(lead)
    press(lead, "Open het scoren")
    site.inside("others_score", code, EVERYBODY, SECOND)
    lead.goto(f"{at(lead)}scoren-sluiten/")
    press(lead, "Sluit het scoren")
    lead.goto(f"{at(lead)}rondes/")
    expect(lead.locator("main")).to_contain_text(re.compile(r"ging van .*\d,\d naar .*\d,\d"))
    expect(lead.locator("main")).to_contain_text("Bel binnen een week")
    sound(lead)
