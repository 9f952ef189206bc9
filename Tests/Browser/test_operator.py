"""The operator's work: a lying sensor, filters in the link, alarms, reports, settings with undo."""

import json

import pytest
from playwright.sync_api import expect


def open_map(page, house, query=""):
    page.goto(house.page("map") + query)
    page.wait_for_selector("html[data-ready]", state="attached")


def doubtful(house):
    """A container whose newest reading has something against it."""
    found = [c for c in json.loads(house.get(f"/api/v1/towns/{house.town}/map"))["containers"] if c.get("quality_reasons")]
    if not found:
        pytest.skip("no sensor lies in this town")
    return found


def test_an_operator_finds_a_lying_sensor(house, window, artefact):
    page = window()
    lying = doubtful(house)
    open_map(page, house)
    page.locator('[data-group="state"] [data-key="doubtful"]').click()
    page.wait_for_url("**state=doubtful*")
    assert page.locator('[data-group="state"] [data-key="doubtful"] .count').inner_text() == str(len(lying))
    page.screenshot(path=artefact("map-doubtful-desktop"))
    row = page.locator(".container-row").first
    assert row.locator(".tag.is-warn").count() == 1
    row.locator("a").click()
    page.wait_for_url("**/containers/**")
    assert page.locator(".plot").first.is_visible()
    page.screenshot(path=artefact("container-desktop"), full_page=True)
    page.locator("#seen-level").fill("40")
    page.locator("#level-form button").click()
    page.locator(".toast").wait_for()
    assert page.locator(".figure .level").first.inner_text().startswith("40")
    page.locator("#note-text").fill("Sensor hängt schief")
    page.locator("#note-form button").click()
    assert "Sensor hängt schief" in page.locator("#notes li").first.inner_text()


def test_the_link_keeps_the_filters(house, window):
    page = window()
    open_map(page, house, "?band=75-100,over-100&sort=name")
    count = page.locator("#count").inner_text()
    page.reload()
    page.wait_for_selector("html[data-ready]", state="attached")
    assert page.locator("#count").inner_text() == count
    assert page.locator('[data-group="band"] .is-on').count() == 2
    page.locator("#clear").click()
    assert "band" not in page.url


def test_the_list_is_worked_by_keyboard(house, window):
    page = window()
    open_map(page, house)
    page.locator(".container-row a").first.focus()
    for _ in range(30):
        page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.dataset.index") == "30"
    page.keyboard.press("End")
    last = page.evaluate("document.activeElement.closest('.container-row').ariaPosInSet")
    assert last == page.evaluate("document.activeElement.closest('.container-row').ariaSetSize")


def test_a_setting_is_changed_and_taken_back(house, window, artefact):
    page = window()
    page.goto(house.page("settings/vehicles"))
    page.locator("tbody a").first.click()
    name = page.locator('[data-path="name"] input')
    name.wait_for()
    before = name.input_value()
    name.fill("Kran Westwall")
    page.locator("#author").fill("Kaya")
    page.screenshot(path=artefact("vehicle-desktop"), full_page=True)
    page.locator("#entity-form button.primary").click()
    page.locator(".toast").wait_for()
    assert page.locator('[data-path="name"] input').input_value() == "Kran Westwall"
    assert "Kaya" in page.locator("#history li").first.inner_text()
    page.locator("#history [data-undo]").first.click()
    expect(page.locator('[data-path="name"] input')).to_have_value(before)


def test_the_rules_speak_the_readers_language(house, window):
    page = window()
    page.goto(house.page("settings/rules/rules"))
    page.locator("#entity-form .entry h3").first.wait_for()
    assert page.locator("h1").inner_text() == "Regeln"
    names = page.locator("#entity-form .entry h3").all_inner_texts()
    assert "Papier" in names and "paper" not in names


def test_an_evaluation_without_enough_data_says_so(house, window, artefact):
    page = window()
    page.goto(house.page("reports/evaluation"))
    page.get_by_role("button", name="Auswerten").click()
    page.get_by_role("heading", name="Keine Aussage möglich").wait_for()
    refusal = page.locator("#evaluation-refused").inner_text()
    assert "Arbeitstagen" in refusal and "Only" not in refusal
    page.screenshot(path=artefact("evaluation-refused"))


def test_durations_are_read_in_hours_and_minutes(house, window):
    page = window()
    page.goto(house.page("settings/vehicles"))
    page.locator("tbody a").first.click()
    length = page.locator('[data-path="shift.length_seconds"] input')
    expect(length).to_have_value("8:00")
    length.fill("7:30")
    page.locator("#entity-form button.primary").click()
    page.locator(".toast").wait_for()
    expect(page.locator('[data-path="shift.length_seconds"] input')).to_have_value("7:30")
    vehicle = page.url.split("?")[0].rsplit("/", 1)[1]
    kept = json.loads(house.get(f"/api/v1/towns/{house.town}/settings/entities/vehicles/{vehicle}"))
    assert kept["shift"]["length_seconds"] == 27000
    page.locator("#history [data-undo]").first.click()
    expect(page.locator('[data-path="shift.length_seconds"] input')).to_have_value("8:00")


def test_faults_stand_at_their_fields(house, window):
    page = window(refusals=["422"])
    page.goto(house.page("settings/sites"))
    page.locator("tbody a").first.click()
    page.locator('[data-path="latitude"] input').fill("95")
    page.locator("#entity-form button.primary").click()
    page.locator('[data-path="latitude"] p.fault').wait_for()
    assert page.locator('[data-path="latitude"] input').get_attribute("aria-invalid") == "true"
    assert page.evaluate("document.activeElement.getAttribute('role')") == "alert"


PAGES = ["map", "alarms", "devices", "claims", "quarantine", "reports", "reports/month", "reports/hot-spots",
         "reports/right-sizing", "reports/evaluation", "settings", "settings/slots", "settings/rules/rules"]


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_every_page_in_both_languages(house, window, artefact, path, language):
    page = window(language="de-DE" if language == "de" else "en-GB")
    answer = page.goto(f"{house.page(path)}?lang={language}", wait_until="load")
    assert answer.status == 200
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("h1").count() == 1
    page.screenshot(path=artefact(f"{path.replace('/', '-')}-{language}"), full_page=path != "map")
