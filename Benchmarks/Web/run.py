"""Measures the pages against their bars: first view of Today, panning with 10,000 marks, sizes, requests to other hosts, and the API
under load while readings arrive. Prints a table and the same as JSON with --json."""

import argparse
import json
import statistics
import sys
import threading
import time
from datetime import date, timedelta
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "Tests" / "Browser"))
from playwright.sync_api import sync_playwright  # noqa: E402

from house import House  # noqa: E402
import subprocess  # noqa: E402

FRAMES = """
async () => {
  const { createMap } = await import(document.querySelector('script[src$="/today.js"]').src.replace("today.js", "map.js"));
  const box = document.createElement("div");
  box.className = "map";
  Object.assign(box.style, { position: "fixed", inset: "0", zIndex: "3000", height: "100vh" });
  document.body.append(box);
  const map = await createMap(box, { bounds: [[51.42, 7.32], [51.60, 7.63]] });
  let seed = 1;
  const next = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  map.setContainers([...Array(10000).keys()].map((index) => ({
    slot: `s${index}`, latitude: 51.42 + 0.18 * next(), longitude: 7.32 + 0.31 * next(), level: next() * 1.1, is_due: index % 9 === 0,
  })), () => {});
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const frames = [];
  let isOver = false, last = performance.now();
  const tick = (now) => { frames.push(now - last); last = now; if (!isOver) requestAnimationFrame(tick); };
  requestAnimationFrame((now) => { last = now; requestAnimationFrame(tick); });
  for (let step = 0; step < 90; step += 1) {
    map.map.panBy([step % 30 < 15 ? 60 : -60, step % 20 < 10 ? 20 : -20], { animate: false });
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  isOver = true;
  box.remove();
  return { longest: Math.max(...frames), frames: frames.length };
}
"""


def make_plan(house):
    """A plan of the next workday, as a dispatcher has it before the eyes."""
    day = date.today() + timedelta(days=1)
    while day.weekday() > 4:
        day += timedelta(days=1)
    request = urllib.request.Request(
        f"{house.address}/api/v1/towns/{house.town}/plans", data=json.dumps({"day": str(day)}).encode(),
        headers={"Content-Type": "application/json"}, method="POST")
    with urllib.request.urlopen(request, timeout=300) as answer:
        return json.load(answer)["id"]


def first_view(browser, house, page_path="today"):
    """Milliseconds until the page can be used: its scripts have run and its buttons answer."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000})
    page = context.new_page()
    hosts, sizes = set(), {}
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    page.on("response", lambda answer: sizes.__setitem__(answer.url, answer))
    begun = time.perf_counter()
    page.goto(house.page(page_path), wait_until="commit")
    page.wait_for_selector("body[data-ready]", state="attached")
    took = (time.perf_counter() - begun) * 1000
    assets = sum(len(answer.body()) for url, answer in list(sizes.items()) if url.endswith((".js", ".css")))
    context.close()
    return took, assets, hosts


def load(house, plan, rate, seconds):
    """Asks what pages ask, `rate` times a second; gives milliseconds."""
    paths = [f"/api/v1/towns/{house.town}/map", f"/api/v1/towns/{house.town}/containers?limit=100",
             f"/api/v1/towns/{house.town}/plans?limit=5", f"/api/v1/towns/{house.town}/plans/{plan}", f"/towns/{house.town}/today"]
    took, faults, threads = [], [], []

    def ask(path):
        begun = time.perf_counter()
        try:
            request = urllib.request.Request(house.address + path, headers={"Accept-Encoding": "gzip"})
            with urllib.request.urlopen(request, timeout=30) as answer:
                answer.read()
            took.append((time.perf_counter() - begun) * 1000)
        except OSError as error:
            faults.append(str(error))

    begun = time.perf_counter()
    for number in range(rate * seconds):
        wait = begun + number / rate - time.perf_counter()
        if wait > 0:
            time.sleep(wait)
        thread = threading.Thread(target=ask, args=(paths[number % len(paths)],))
        thread.start()
        threads.append(thread)
    for thread in threads:
        thread.join()
    return took, faults


# Minutes between a sensor's messages while the load is on.
INTERVAL = 5


def publish(house, rate, seconds):
    """Readings of `rate` a second, published beside the load: the town's sensors every five minutes, played faster.

    How many messages a simulated second has is taken from the days that were played before: sensors that are silent or out of reach
    send fewer than their number tells.
    """
    messages_a_second = house.messages / (house.days * 86400) * house.interval / INTERVAL
    speed = rate / messages_a_second
    return subprocess.Popen(
        [house.programs / "fuellort-simulator", "publish", "--seed", "1", "--town-folder", house.folder / "town", "--host", "127.0.0.1",
         "--port", str(house.mqtt_port), "--interval", str(INTERVAL), "--days", str(seconds * speed / 86400), "--speed", str(round(speed))],
        env=house.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--seconds", type=int, default=20)
    options = parser.parse_args()
    with House(towns="demo", days=3, programs=None) as house, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        plan = make_plan(house)
        house.get(f"/towns/{house.town}/today")
        views = [first_view(browser, house) for _ in range(5)]
        planned = [first_view(browser, house, f"today?plan={plan}") for _ in range(5)]
        page = browser.new_page(viewport={"width": 1440, "height": 1000})
        page.goto(house.page("today"))
        page.wait_for_selector("body[data-ready]", state="attached")
        panned = page.evaluate(FRAMES)
        publisher = publish(house, 1000, options.seconds + 5)
        time.sleep(2)
        before = house._stored()
        begun = time.perf_counter()
        took, faults = load(house, plan, 50, options.seconds)
        ingested = (house._stored() - before) / (time.perf_counter() - begun)
        publisher.terminate()
        publisher.wait()
        # What the service stores after the last message was sent is what it lagged behind.
        at_end = house._stored()
        time.sleep(2)
        behind = house._stored() - at_end
    took.sort()
    result = {
        "containers": 3000, "first_view_milliseconds": round(statistics.median(view[0] for view in views)),
        "first_views_milliseconds": [round(view[0]) for view in views], "planned_view_milliseconds": round(statistics.median(view[0] for view in planned)),
        "planned_views_milliseconds": [round(view[0]) for view in planned],
        "script_and_style_bytes": max(view[1] for view in views + planned),
        "foreign_hosts": sorted(set().union(*(view[2] for view in views + planned)) - {house.address.split("/")[2]}),
        "longest_frame_milliseconds": round(panned["longest"]), "frames": panned["frames"],
        "ingested_per_second": round(ingested), "messages_behind": behind, "answers": len(took), "failed": len(faults), "fault": faults[0] if faults else None, "p50_milliseconds": round(took[len(took) // 2], 1),
        "p95_milliseconds": round(took[int(len(took) * 0.95)], 1), "load": list(open("/proc/loadavg").read().split()[:3]),
    }
    if options.json:
        print(json.dumps(result))
        return
    for name, value in result.items():
        print(f"{name:28} {value}")


main()
