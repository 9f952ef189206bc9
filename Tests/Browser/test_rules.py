"""Accessibility, languages, sizes and schemes, held against every page."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from conftest import open_today

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}


def places(house, plan):
    """Every page there is: those of the navigation and those behind them."""
    _, document = plan
    tour = document["tours"][0]["id"]
    return {
        "start": house.address + "/", "today": house.page("today"), "plan": house.page(f"today?plan={document['id']}"),
        "sheet": house.page(f"plans/{document['id']}/tours/{tour}/sheet"), "accessibility": house.address + "/accessibility",
        **{name: house.page(name) for name in ("map", "alarms", "devices", "reports", "settings")},
    }


def visit(page, address):
    answer = page.goto(address, wait_until="load")
    if answer.status == 404:
        pytest.skip("this page is not there yet")
    page.wait_for_load_state("domcontentloaded")
    if "/today" in address:
        page.wait_for_selector("body[data-ready]")
    return page


NAMES = ["start", "today", "plan", "sheet", "accessibility", "map", "alarms", "devices", "reports", "settings"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing(house, window, plan, name, scheme, artefact):
    page = visit(window(scheme=scheme), places(house, plan)[name])
    if name == "plan":
        page.locator("details.tour summary").first.click()
        page.wait_for_selector(".stop-tools")
        page.wait_for_selector("#plan-map[data-ways]")
    page.screenshot(path=artefact(f"{name}-desktop-{scheme}"), full_page=name != "map")
    found = Axe().run(page, options=RULES).response["violations"]
    assert found == [], "\n".join(
        f"{fault['id']}: {fault['help']}: {[node['target'] for node in fault['nodes']][:4]} {fault['nodes'][0].get('failureSummary', '')}"
        for fault in found)


@pytest.mark.parametrize("name", NAMES)
def test_phones_need_not_scroll_sideways(house, window, plan, name, artefact):
    page = visit(window(width=390, height=844, is_mobile=True, has_touch=True), places(house, plan)[name])
    page.screenshot(path=artefact(f"{name}-phone"))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")


@pytest.mark.parametrize("name", NAMES)
def test_usable_at_double_size(house, window, plan, name):
    # 200 % on a screen of 1280 is a window of 640.
    page = visit(window(width=640, height=512), places(house, plan)[name])
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")


@pytest.mark.parametrize("name", NAMES)
def test_english_is_english(house, window, plan, name):
    page = visit(window(language="en-GB"), places(house, plan)[name])
    assert page.evaluate("document.documentElement.lang") == "en"
    text = page.evaluate("document.body.innerText")
    for german in ("Behälter", "Füllstand", "Einstellungen", "Fahrzeuge", "Übermorgen"):
        assert german not in text


def test_nothing_moves_where_that_is_asked_for(house, window, plan):
    page = window(motion="reduce")
    open_today(page, house)
    moving = page.evaluate(
        "[...document.querySelectorAll('*')].filter(e => { const s = getComputedStyle(e);"
        " return parseFloat(s.transitionDuration) > 0 || s.animationName !== 'none'; }).length")
    assert moving == 0


def test_the_language_can_be_chosen(house, window):
    page = window()
    open_today(page, house)
    page.get_by_role("link", name="English").click()
    page.wait_for_load_state()
    assert page.get_by_role("link", name="Today").first.is_visible()


def test_times_are_the_towns_wherever_the_browser_is(house, window, plan):
    """The browser of these tests stands in New York."""
    _, document = plan
    page = window()
    open_today(page, house, plan=document["id"])
    first = document["tours"][0]["stops"][0]["arrival_local"][11:16]
    page.locator("details.tour summary").first.click()
    assert page.locator("details.tour[open] .stop-time").first.inner_text() == first
