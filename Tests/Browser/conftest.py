"""A real service, a real browser."""

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from house import ROOT, House

ARTEFACTS = Path(os.environ.get("BROWSER_ARTEFACTS", ROOT / "artefacts"))
# Playwright's wait_for_function evaluates strings in the page, which the pages' policy forbids: wait with `expect` and locators.
expect.set_options(timeout=30000)
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


def pytest_collection_modifyitems(items):
    if CHROMIUM is None:
        for item in items:
            item.add_marker(pytest.mark.skip(reason="no chromium on this machine; `make setup` installs it"))


@pytest.fixture(scope="session")
def house():
    with House() as house:
        yield house


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def window(chromium, house):
    """Opens pages; fails the test if a page reports an error, breaks its policy, or asks another host.

    `refusals` are the HTTP statuses that a test provokes on purpose.
    """
    contexts, faults = [], []

    def open_page(width=1440, height=1000, scheme="light", language="de-DE", motion="no-preference", refusals=(), **options):
        context = chromium.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, locale=language, reduced_motion=motion,
            timezone_id="America/New_York", permissions=["clipboard-read", "clipboard-write"], **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30000)
        page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
        page.on("console", lambda line: faults.append(f"{page.url}: {line.text}") if is_fault(line, refusals) else None)
        page.on("request", lambda request: faults.append(f"foreign request {request.url}") if is_foreign(request.url) else None)
        return page

    def is_fault(line, refusals):
        # A request without network is what some tests make on purpose; the browser reports it here.
        return line.type == "error" and "net::ERR_INTERNET_DISCONNECTED" not in line.text and not any(
            f"status of {status}" in line.text for status in ["404", *refusals])

    def is_foreign(url):
        return not url.startswith((house.address.removesuffix(house.prefix), "data:", "blob:"))

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def artefact():
    """Where a screenshot goes."""
    ARTEFACTS.mkdir(exist_ok=True)
    return lambda name: str(ARTEFACTS / f"{name}.png")


def open_today(page, house, **query):
    text = "&".join(f"{name}={value}" for name, value in query.items())
    page.goto(house.page("today") + ("?" + text if text else ""))
    page.wait_for_selector("body[data-ready]")


def make_plan(page, house, day):
    """Plans a day through the page, with the keyboard or not at all: by the button's own click."""
    open_today(page, house, day=day)
    page.locator("#plan-button").click()
    page.wait_for_url("**plan=*", timeout=120000)
    page.wait_for_selector("body[data-ready]")


@pytest.fixture(scope="session")
def plan(house):
    """A plan of the next workday, made over the API: (day, document)."""
    import json
    import urllib.request
    from datetime import date, timedelta

    day = date.today() + timedelta(days=1)
    while day.weekday() in (4, 5, 6):
        day += timedelta(days=1)
    request = urllib.request.Request(
        f"{house.address}/api/v1/towns/{house.town}/plans", data=json.dumps({"day": str(day)}).encode(),
        headers={"Content-Type": "application/json"}, method="POST")
    with urllib.request.urlopen(request, timeout=120) as answer:
        return str(day), json.load(answer)
