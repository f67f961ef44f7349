"""An exercise is done alone: by keyboard, without script, on a network that comes and goes."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.looking import AXE, overflow, resize, unfold, violations

OFFLINE = "Niet opgeslagen: geen verbinding"
WIDTHS = (390, 1280)


@pytest.fixture(scope="module")
def start(site):
    return site.inside("start_of_exercise")


@pytest.fixture
def visitor(new_page, start):
    """Give a page of somebody who has begun."""

    def visitor(**options):
        page = new_page(init_script=str(AXE), **options)
        page.goto(start)
        page.get_by_role("radio", name="Alleen").check()
        page.get_by_role("button", name="Begin").click()
        expect(page).to_have_url(re.compile(r"/werk/[\w-]{32}/$"))
        return page

    return visitor


def expect_sound(page):
    for width in WIDTHS:
        resize(page, width)
        unfold(page)
        assert overflow(page) == (0, [])
    assert violations(page) == []


def expect_saved(page):
    expect(page.locator("[data-kp-saved]")).to_have_text(re.compile(r"Opgeslagen om \d\d:\d\d"))


def expect_unsaved(page):
    expect(page.locator("[data-kp-saved]")).to_contain_text(OFFLINE)


def kept_here(page):
    """Return what this device remembers until the server has it."""
    return page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('kp-antw'))")


def ranked(page):
    return page.locator("[data-kp-rank-label]").all_inner_texts()


def expect_heading(page, text):
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def press(page, name, *, role="button", **options):
    page.get_by_role(role, name=name, **options).focus()
    page.keyboard.press("Enter")


def write_at(page, label, text):
    page.get_by_label(label).focus()
    page.keyboard.type(text)


def begin_with_the_keyboard(page):
    """Choose a team first, which asks more, and then to do it alone."""
    page.get_by_role("radio", name="In het team").check()
    expect(page.get_by_label("Met hoeveel mensen")).to_be_visible()
    expect_sound(page)
    page.get_by_role("radio", name="In het team").focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_label("Met hoeveel mensen")).to_be_hidden()
    page.keyboard.press("Enter")


def answer_first_step(page):
    write_at(page, "Vraag van soort korte tekst?", "Kort")
    page.keyboard.press("Tab")
    page.keyboard.type("Lang 😀")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")  # a radio
    page.keyboard.press("Tab")
    page.keyboard.press("Space")  # a checkbox
    expect_saved(page)


def answer_second_step(page):
    page.get_by_label("Eerste stappen").first.focus()
    page.keyboard.press("Space")
    press(page, "Optie een: omlaag")
    expect(page.locator("#melding")).to_have_text("Optie een staat op plaats 2 van 3.")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert ranked(page) == ["Optie twee", "Optie drie", "Optie een"]
    press(page, "Nog een rij")
    page.keyboard.type("In de derde rij")
    expect_saved(page)


def test_exercise_is_done_from_start_to_finish_with_the_keyboard(new_page, start):
    page = new_page(init_script=str(AXE))
    page.goto(start)
    begin_with_the_keyboard(page)
    expect(page.get_by_role("heading", name="Dit is jouw eigen adres")).to_be_visible()
    expect_sound(page)
    write_at(page, "Mail het adres aan jezelf", "ik@gemeente.example")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="De mail is onderweg")).to_be_visible()

    press(page, "Begin", role="link", exact=True)
    answer_first_step(page)
    expect_sound(page)
    press(page, "Volgende stap")
    expect_heading(page, "Bespreek")
    answer_second_step(page)
    expect_sound(page)
    press(page, "Naar afronden")
    write_at(page, "Eén ding dat ik ga doen", "Bellen met de cliëntenraad")
    expect_saved(page)
    expect_sound(page)
    press(page, "Rond af en bekijk het verslag")

    expect(page).to_have_url(re.compile(r"/verslag/$"))
    for said in ("Kort", "Lang 😀", "In de derde rij", "Bellen met de cliëntenraad"):
        expect(page.get_by_text(said).first).to_be_visible()
    assert kept_here(page) == []

    press(page, "Verwijder alles nu", role="link")
    expect_heading(page, "Wil je alles verwijderen?")
    expect_sound(page)
    press(page, "Verwijder alles")
    expect_heading(page, "Alles is verwijderd")
    expect_sound(page)


def test_exercise_is_done_without_script(visitor):
    page = visitor(java_script_enabled=False)

    page.get_by_role("link", name="Begin", exact=True).click()
    page.get_by_label("Vraag van soort korte tekst?").fill("x" * 301)
    page.get_by_label("Vraag van soort lange tekst?").fill("Zonder script")
    page.get_by_role("button", name="Volgende stap").click()
    expect(page.get_by_role("heading", name="Eén antwoord is nog niet bewaard")).to_be_visible()
    expect(page.get_by_label("Vraag van soort lange tekst?")).to_have_value("Zonder script")
    page.get_by_label("Vraag van soort korte tekst?").fill("Kort")
    page.get_by_label("Vraag van soort korte tekst?").press("Enter")
    expect_saved(page)
    page.get_by_role("button", name="Volgende stap").click()

    page.get_by_role("button", name="Optie drie: omhoog").click()
    assert ranked(page) == ["Optie een", "Optie drie", "Optie twee"]
    expect(page.get_by_label("Dit is mijn volgorde")).to_be_checked()
    page.get_by_label("Optie een").and_(page.locator("textarea")).nth(0).fill("rij een")
    page.get_by_label("Optie een").and_(page.locator("textarea")).nth(1).fill("rij twee")
    page.get_by_role("button", name="Nog een rij").click()
    expect(page.locator("[data-kp-row]")).to_have_count(3)
    page.get_by_role("button", name="Haal rij 1 weg").click()
    expect(page.locator("[data-kp-row] textarea").first).to_have_value("rij twee")
    page.get_by_role("button", name="Naar afronden").click()

    page.get_by_label("Wanneer?").fill("2020-01-01")
    page.get_by_label("Eén ding dat ik ga doen").fill("Bellen")
    page.get_by_role("button", name="Rond af").click()
    expect(page.get_by_text("Deze datum is al voorbij").first).to_be_visible()
    page.get_by_label("Wanneer?").fill("")
    page.get_by_role("button", name="Rond af").click()
    expect(page.get_by_text("Zonder script").first).to_be_visible()


def test_network_that_comes_and_goes_loses_nothing(visitor):
    page = visitor()
    page.get_by_role("link", name="Begin", exact=True).click()
    long = page.get_by_label("Vraag van soort lange tekst?")

    page.context.set_offline(True)
    long.fill("Getypt zonder netwerk")
    expect_unsaved(page)
    page.get_by_role("button", name="Volgende stap").click()
    expect_unsaved(page)
    expect_heading(page, "Kijk rond")
    page.context.set_offline(False)
    expect_saved(page)
    assert kept_here(page) == []

    page.context.set_offline(True)
    long.fill("Nog niet bewaard")
    page.get_by_label("Optie twee").first.check()
    expect_unsaved(page)
    address = page.url
    tab = page.context.new_page()
    page.close()
    tab.context.set_offline(False)
    tab.goto(address)
    long = tab.get_by_label("Vraag van soort lange tekst?")
    expect(long).to_have_value("Nog niet bewaard")
    expect(tab.get_by_label("Optie twee").first).to_be_checked()
    expect_saved(tab)
    assert kept_here(tab) == []

    # Another tab changes another question; and the proof of origin is outdated.
    other = tab.context.new_page()
    other.goto(address)
    other.get_by_label("Vraag van soort korte tekst?").fill("Uit het andere tabblad")
    with other.expect_response(re.compile("/bewaren/$")):
        other.get_by_label("Vraag van soort korte tekst?").blur()
    tab.context.clear_cookies()
    with tab.expect_response(lambda answer: answer.request.method == "POST" and answer.ok):
        long.fill("Uit dit tabblad")
        long.blur()
    other.reload()
    expect(other.get_by_label("Vraag van soort korte tekst?")).to_have_value(
        "Uit het andere tabblad"
    )
    expect(other.get_by_label("Vraag van soort lange tekst?")).to_have_value("Uit dit tabblad")


def test_order_is_made_by_dragging(visitor):
    page = visitor(has_touch=True)
    page.goto(f"{page.url}stap/2/")
    grips = page.locator("[data-kp-grip]")
    page.get_by_label("Dit is mijn volgorde").scroll_into_view_if_needed()
    first, last = grips.first.bounding_box(), grips.last.bounding_box()

    page.mouse.move(first["x"] + 10, first["y"] + 10)
    page.mouse.down()
    page.mouse.move(first["x"] + 10, last["y"] + 40, steps=8)
    page.mouse.up()

    assert ranked(page) == ["Optie twee", "Optie drie", "Optie een"]
    expect(page.locator("#melding")).to_have_text("Optie een staat op plaats 3 van 3.")
    expect_saved(page)
    page.reload()
    assert ranked(page) == ["Optie twee", "Optie drie", "Optie een"]
