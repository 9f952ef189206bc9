"""A driver's tour on the phone, with the network cut in the middle."""

import base64
import json
import urllib.request

from playwright.sync_api import expect


def link(house, document, tour):
    request = urllib.request.Request(
        f"{house.address}/api/v1/towns/{house.town}/plans/{document['id']}/tours/{tour}/link", data=b"", method="POST")
    with urllib.request.urlopen(request) as answer:
        return house.address.removesuffix(house.prefix) + json.load(answer)["path"]


def reports(house, document, tour):
    found = json.loads(house.get(f"/api/v1/towns/{house.town}/plans/{document['id']}/check-offs"))["items"]
    return [report for report in found if report["tour"] == tour]


def test_through_a_dead_spot_without_double_entries(house, window, plan, artefact):
    _, document = plan
    tour = document["tours"][0]
    sites = [stop for stop in tour["stops"] if stop["kind"] == "site"]
    page = window(width=390, height=844, is_mobile=True, has_touch=True)
    page.goto(link(house, document, tour["id"]))
    page.wait_for_selector("body[data-kept]")
    assert page.locator(".driver-place").inner_text() == sites[0]["name"]
    assert page.get_by_role("link", name="Navigation öffnen").get_attribute("href").startswith("geo:")
    page.screenshot(path=artefact("driver-phone"))

    empty_all(page, sites[0])
    expect(page.locator(".driver-place")).not_to_have_text(sites[0]["name"])

    expect(page.locator("#driver-queue")).not_to_contain_text("gesendet")

    # The network goes: what is reported waits, the page opens again all the same.
    page.context.set_offline(True)
    empty_all(page, sites[1])
    page.get_by_text("Noch nicht gesendet").wait_for()
    page.reload()
    page.get_by_text("Noch nicht gesendet").wait_for()
    page.get_by_role("button", name="Nicht geleert").first.click()
    page.screenshot(path=artefact("driver-reasons-phone"))
    page.get_by_role("dialog").get_by_role("button", name="Zugeparkt").click()
    assert len(reports(house, document, tour["id"])) == (1 if len(sites[0]["emptied"]) > 0 else 0)

    # And comes back: everything arrives once.
    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("#driver-queue")).not_to_contain_text("gesendet")
    arrived = reports(house, document, tour["id"])
    assert len({report["key"] for report in arrived}) == len(arrived) == 3
    assert [report["event"] for report in arrived].count("not-emptied") == 1
    assert next(report for report in arrived if report["event"] == "not-emptied")["reason"] == "blocked-by-car"
    page.reload()
    assert page.get_by_text("Noch nicht gesendet").count() == 0


# A picture of 8 by 8 pixels.
PICTURE = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDACgcHiMeGSgjISMtKygwPGRBPDc3PHtYXUlkkYCZlo+AjIqgtObDoKrarYqMyP/L2u71////m8H////6/+b9//j/"
    "2wBDASstLTw1PHZBQXb4pYyl+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj/wAARCAAIAAgDASIAAhEBAxEB/8QA"
    "FQABAQAAAAAAAAAAAAAAAAAAAAP/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFQEBAQAAAAAAAAAAAAAAAAAAAQP/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oA"
    "DAMBAAIRAxEAPwCIASf/2Q==")


def test_what_the_crew_reports_is_seen_by_the_dispatcher(house, window, plan, artefact):
    """A photo, a note and a container that was not emptied stand at the tour."""
    _, document = plan
    tour = document["tours"][-1]
    address = link(house, document, tour["id"])
    number, stop = next((number, stop) for number, stop in enumerate(tour["stops"]) if stop["kind"] == "site")
    page = window()
    key = "0f8fad5b-d9cb-469f-a165-70867728950e"
    assert page.request.put(f"{address}/photos/{key}?stop={number}", data=PICTURE, headers={"Content-Type": "image/jpeg"}).status == 201
    for report in [
        {"event": "note", "note": "Tor war zu"}, {"event": "not-emptied", "slot": stop["emptied"][0]["slot"], "reason": "blocked-by-car"},
    ]:
        sent = page.request.post(f"{address}/reports", data={"key": f"{key}-{report['event']}", "tour": tour["id"], **report})
        assert sent.status == 201
    page.goto(house.page(f"today?plan={document['id']}"))
    page.wait_for_selector("body[data-ready]")
    card = page.locator("details.tour").last
    assert "Halten erledigt" in card.locator("summary").inner_text()
    card.locator("summary").click()
    assert "Tor war zu" in card.inner_text()
    assert "nicht geleert: zugeparkt" in card.inner_text().lower()
    photo = card.get_by_role("img", name=f"Foto, Halt {number}")
    photo.scroll_into_view_if_needed()
    expect(photo).to_have_js_property("complete", True)
    assert photo.evaluate("image => image.naturalWidth") == 8
    card.screenshot(path=artefact("crew-reports-desktop"))


def empty_all(page, stop):
    all_done = page.get_by_role("button", name="Alles geleert")
    if len(stop["emptied"]) > 1:
        all_done.click()
    else:
        page.get_by_role("button", name="Geleert", exact=False).first.click()


def test_a_link_opens_one_tour_and_nothing_else(house, window, plan):
    _, document = plan
    address = link(house, document, document["tours"][0]["id"])
    page = window(width=390, height=844)
    page.goto(address)
    token = address.rsplit("/", 1)[1]
    answer = page.request.post(f"{address}/reports", data={"key": "k-123456789", "tour": "another", "event": "full"})
    assert answer.status == 403
    forged = page.request.get(address.replace(token, token[:-2] + ("AA" if token[-2:] != "AA" else "BB")))
    assert forged.status == 410
