"""A dispatcher's morning, from start to printed sheet: by mouse, and again by keyboard only."""

import re

from playwright.sync_api import expect

from conftest import make_plan, open_today


def test_by_mouse(house, window, plan, artefact):
    day, _ = plan
    page = window()
    make_plan(page, house, day)
    heading = page.get_by_role("heading", name="Plan für")
    assert heading.is_visible()

    tour = page.locator("details.tour").first
    tour.locator("summary").click()
    stops = tour.locator(".stop.kind-site")
    first, second = stops.nth(0), stops.nth(1)
    names = [stops.nth(index).locator(".stop-name").inner_text() for index in range(2)]
    page.screenshot(path=artefact("plan-desktop"), full_page=True)

    # Drag the second stop above the first; the plan is changed and can be taken back.
    second.drag_to(first, target_position={"x": 120, "y": 4})
    confirm_reason(page)
    page.get_by_role("status").get_by_text("Geändert").first.wait_for()
    moved = page.locator("details.tour").first.locator(".stop.kind-site").nth(0).locator(".stop-name")
    assert names[1].split("\n")[-1] in moved.inner_text()
    assert moved.locator("s").count() == 1, "the old number is shown struck through"
    page.locator("#plan-tools").get_by_role("button", name="Rückgängig").click()
    page.get_by_role("status").get_by_text("Zurückgenommen").wait_for()
    again = page.locator("details.tour").first.locator(".stop.kind-site").nth(0).locator(".stop-name")
    assert names[0] in again.inner_text()

    # Why this container?
    page.locator("details.tour[open] .stop-container").first.get_by_role("button", name="Warum?").click()
    page.get_by_role("dialog").get_by_text("Füllstand").first.wait_for()
    page.screenshot(path=artefact("why-desktop"))
    page.get_by_role("dialog").get_by_role("button", name="Schließen").click()

    # Why not any other container of the town?
    page.get_by_label("Warum (nicht) …?").fill("a")
    page.get_by_role("option").first.click()
    expect(page.get_by_role("dialog").locator(".answer")).to_contain_text(re.compile(r"\w+ .*\.$"))
    page.screenshot(path=artefact("why-not-desktop"))
    page.get_by_role("dialog").get_by_role("button", name="Schließen").click()

    # The tours follow the town's streets.
    expect(page.locator("#plan-map")).not_to_have_attribute("data-ways", "0")

    # The sheet for the driver.
    page.locator("details.tour[open]").get_by_role("link", name="Tourenblatt").click()
    assert page.get_by_role("heading", level=1).inner_text().startswith("Tour 1")
    assert page.get_by_role("img", name="Lageskizze").is_visible()
    page.emulate_media(media="print")
    page.screenshot(path=artefact("sheet-print"), full_page=True)
    document = page.pdf(format="A4")
    assert document.startswith(b"%PDF")


def confirm_reason(page):
    """Rules that the change breaks are named; a reason lets it pass."""
    reason = page.get_by_role("dialog").get_by_label("Warum trotzdem?")
    done = page.get_by_role("status").get_by_text("Geändert").first
    reason.or_(done).wait_for()
    if reason.is_visible():
        assert page.get_by_role("dialog").locator("li").count() > 0
        reason.fill("Fahrer kennt den Platz")
        page.get_by_role("dialog").get_by_role("button", name="Speichern").click()


def test_by_keyboard_only(house, window, plan):
    _, document = plan
    page = window()
    open_today(page, house, plan=document["id"])

    # The first stop of the keyboard leads past the navigation.
    page.keyboard.press("Tab")
    assert focused(page) == "Zum Inhalt"
    page.keyboard.press("Enter")

    tab_to(page, "details.tour summary")
    page.keyboard.press("Enter")
    assert page.locator("details.tour[open]").count() == 1
    before = stop_names(page)
    tab_to(page, ".stop-tools button[aria-label^='Nach unten']")
    page.keyboard.press("Enter")
    reason = page.get_by_role("dialog").get_by_label("Warum trotzdem?")
    done = page.get_by_role("status").get_by_text("Geändert").first
    reason.or_(done).wait_for()
    if reason.is_visible():
        reason.focus()
        page.keyboard.type("Schule erst später")
        tab_to(page, "dialog button:has-text('Speichern')")
        page.keyboard.press("Enter")
        done.wait_for()
    expect(page.locator("details.tour[open] .stops")).not_to_have_text(before, use_inner_text=True)

    tab_to(page, "[data-focus=undo]")
    page.keyboard.press("Enter")
    page.get_by_role("status").get_by_text("Zurückgenommen").wait_for()

    tab_to(page, "details.tour[open] a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sheet**")
    tab_to(page, "[data-print]")
    assert focused(page) == "Drucken"


def test_fewer_crews_than_vehicles(house, window, plan):
    """Two people are ill: what could empty the fewest due containers stays, and is named."""
    day, _ = plan
    page = window()
    open_today(page, house, day=day)
    vehicles = page.locator('[name="vehicle"]')
    assert page.locator('[name="vehicle"]:checked').count() == vehicles.count() == 3
    page.get_by_label("Besatzungen im Dienst").fill("1")
    assert page.locator('[name="vehicle"]:checked').count() == 1
    assert "Ohne Besatzung bleiben stehen" in page.locator("#crews-words").inner_text()
    page.get_by_label("Besatzungen im Dienst").fill("3")
    assert page.locator('[name="vehicle"]:checked').count() == 3


def stop_names(page):
    return page.evaluate("document.querySelector('details.tour[open] .stops').innerText")


def focused(page):
    return page.evaluate("document.activeElement.innerText")


def tab_to(page, selector, limit=400):
    """Presses Tab until the focus is on such an element; it must be visible there."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none", f"focus on {selector} can not be seen"
            return
    raise AssertionError(f"{selector} is not reached by keyboard")
