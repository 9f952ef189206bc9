// The dispatcher's page: planning, the plan on the map, changing it by hand.
import { api, attempt } from "./api.js";
import { listen } from "./live.js";
import { createMap } from "./map.js";
import { dialog, toast } from "./notices.js";
import { el, format, link, pageData, t, town } from "./page.js";
import { PlanEditor } from "./plan-editor.js";

const data = pageData();
const form = document.getElementById("plan-form");
const progressBox = document.getElementById("plan-progress");
const colours = [...Array(12).keys()].map((index) => {
  const probe = el("span", { class: `tour-${index}`, hidden: true });
  document.body.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
});

// Planning ------------------------------------------------------------------------------------------------------------------------

let isPlanning = false;

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  if (!isPlanning) plan();
});

// Fewer crews than vehicles: those that could empty the fewest due containers stay, and are named.
const vehicleBoxes = [...(form?.querySelectorAll('[name="vehicle"]:not(:disabled)') ?? [])];
const crews = document.getElementById("crews");
const withoutCrew = new Set();

function assignCrews() {
  const words = document.getElementById("crews-words");
  for (const box of withoutCrew) box.checked = true;
  withoutCrew.clear();
  const chosen = vehicleBoxes.filter((box) => box.checked).sort((a, b) => Number(a.dataset.due) - Number(b.dataset.due));
  const count = Number(crews.value);
  if (crews.value !== "" && Number.isFinite(count)) {
    for (const box of chosen.slice(0, Math.max(0, chosen.length - count))) {
      box.checked = false;
      withoutCrew.add(box);
    }
  }
  words.textContent = withoutCrew.size ? t("today.crewsShort", { names: [...withoutCrew].map((box) => box.dataset.name).join(", ") }) : t("today.crewsHint");
  words.classList.toggle("warn", withoutCrew.size > 0);
}
crews?.addEventListener("input", assignCrews);
for (const box of vehicleBoxes) {
  // Who ticks by hand knows better.
  box.addEventListener("change", () => withoutCrew.delete(box));
}

const pause = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

async function plan() {
  const without = [...form.querySelectorAll('[name="vehicle"]')].filter((box) => !box.checked && !box.disabled).map((box) => box.value);
  const button = document.getElementById("plan-button");
  const bar = el("progress", { "aria-label": t("today.plan") });
  const words = el("p", { class: "plan-progress-text" });
  progressBox.replaceChildren(words, bar);
  button.setAttribute("aria-disabled", "true");
  isPlanning = true;
  try {
    let run = await api(`towns/${town}/plan-runs`, { method: "POST", body: { day: data.day, without_vehicles: without } });
    const ended = watchRun(run.id, (news) => {
      run = news;
      showRun(run, words, bar);
    });
    showRun(run, words, bar);
    // The stream tells the progress; asking now and then makes good what a broken stream lost.
    while (!run.is_over) {
      await Promise.race([ended, pause(2)]);
      if (!run.is_over) run = await api(`towns/${town}/plan-runs/${run.id}`);
      showRun(run, words, bar);
    }
    runWatchers.delete(run.id);
    if (run.phase !== "done") {
      // The stream speaks to everybody; who asks gets the reason in the page's language.
      run = await api(`towns/${town}/plan-runs/${run.id}`);
      throw new Error(run.failure ?? t("shell.failed"));
    }
    words.textContent = t("today.planned");
    location.assign(link(`/towns/${town}/today`, { plan: run.id }) + "#plan");
  } catch (error) {
    progressBox.replaceChildren(el("p", { class: "fault-box", role: "alert" }, error.message));
    isPlanning = false;
  } finally {
    button.removeAttribute("aria-disabled");
  }
}

const runWatchers = new Map();

/** Calls back with every news of a run; resolves when it is over. */
function watchRun(id, tell) {
  return new Promise((resolve) => {
    runWatchers.set(id, (run) => {
      tell(run);
      if (run.is_over) resolve();
    });
  });
}

function showRun(run, words, bar) {
  const seconds = Math.round(run.elapsed_seconds);
  words.textContent = run.parts
    ? t("today.planningStep", { seconds, part: run.part ?? 1, parts: run.parts })
    : t("today.planning", { seconds });
  if (run.parts) {
    bar.max = run.parts;
    bar.value = (run.part ?? 1) - 0.5;
  }
}

// The plan ------------------------------------------------------------------------------------------------------------------------

let planDocument = null;
let map = null;
let editor = null;
let ways = new Map();

const cards = () => [...document.querySelectorAll("details.tour")];
const chosenTour = () => cards().find((card) => card.open)?.dataset.tour ?? null;

function drawTours(chosenStop = null) {
  if (!map || !planDocument) return;
  const chosen = chosenTour();
  map.setTours(planDocument.tours.map((tour, index) => ({
    id: tour.id,
    colour: colours[index % colours.length],
    isFaded: chosen != null && chosen !== tour.id,
    path: tourPath(tour),
    stops: chosen === tour.id
      ? tour.stops.filter((stop) => stop.kind !== "rest").map((stop) => ({
        ...stop, label: stop.kind === "site" ? stop.number : "", title: `${stop.number} · ${stop.name}`,
        isChosen: stop.number === chosenStop,
      }))
      : [],
  })), (tour, stop) => chooseTour(tour, stop));
}

/** The way on the streets once it is there, else straight lines from stop to stop. */
function tourPath(tour) {
  return ways.get(tour.id) ?? tour.stops.filter((stop) => stop.kind !== "rest").map((stop) => [stop.latitude, stop.longitude]);
}

/** Fetches the ways on the streets: they are larger than all the rest and change with every stop that moves. */
async function fetchWays() {
  const asked = planDocument;
  const found = await api(`towns/${town}/plans/${data.plan}`, { parameters: { format: "geojson" }, headers: { Accept: "application/geo+json" } });
  if (asked !== planDocument) return;
  ways = new Map(found.features.filter((feature) => feature.properties.role === "path" && feature.properties.geometry_basis !== "straight-lines")
    .map((feature) => [feature.properties.tour, feature.geometry.coordinates.map(([longitude, latitude]) => [latitude, longitude])]));
  drawTours();
  document.getElementById("plan-map").dataset.ways = String(ways.size);
}

function chooseTour(id, stop) {
  for (const card of cards()) if (card.dataset.tour !== id) card.open = false;
  const card = cards().find((each) => each.dataset.tour === id);
  if (!card) return;
  card.open = true;
  for (const old of document.querySelectorAll(".stop.is-chosen")) old.classList.remove("is-chosen");
  if (stop == null) return;
  const row = card.querySelector(`[data-stop="${stop}"]`);
  row?.classList.add("is-chosen");
  row?.scrollIntoView({ block: "nearest" });
}

// `toggle` does not bubble, so it is caught on its way down.
document.addEventListener("toggle", (event) => {
  const card = event.target;
  if (!card.matches?.("details.tour")) return;
  if (card.open) {
    for (const other of cards()) if (other !== card) other.open = false;
    editor?.open(card);
  }
  for (const bar of document.querySelectorAll(".timeline .bar")) bar.classList.toggle("is-chosen", bar.dataset.tour === chosenTour());
  drawTours();
  map?.fitTours();
}, true);

document.addEventListener("click", (event) => {
  const bar = event.target.closest(".timeline .bar");
  if (bar) return chooseTour(bar.dataset.tour);
  const linkButton = event.target.closest('[data-action="driver-link"]');
  if (linkButton) return attempt(() => driverLink(linkButton.closest("details.tour")));
  const row = event.target.closest("details.tour [data-stop]");
  if (!row || event.target.closest("button, a") || !planDocument) return undefined;
  const tour = planDocument.tours.find((each) => each.id === row.closest("details.tour").dataset.tour);
  const stop = tour?.stops[Number(row.dataset.stop)];
  if (stop) map?.panTo(stop.latitude, stop.longitude);
  return undefined;
});

/** Shows the signed link for the vehicle's phone. */
async function driverLink(card) {
  const answer = await api(`towns/${town}/plans/${data.plan}/tours/${card.dataset.tour}/link`, { method: "POST" });
  const address = new URL(answer.path, location.origin).href;
  const field = el("input", { value: address, readonly: true, "aria-label": t("today.driverLink"), class: "link-field" });
  const chosen = await dialog(t("today.driverLink"), [
    el("p", {}, t("today.driverLinkLead", { time: `${format.day(answer.expires_at)} ${format.time(answer.expires_at)}` })), field,
  ], [{ label: t("shell.close"), value: null }, { label: t("today.open"), value: "open" }, { label: t("today.copy"), value: "copy", kind: "primary" }]);
  if (chosen === "open") open(address, "_blank", "noopener");
  if (chosen === "copy") {
    await navigator.clipboard.writeText(address);
    toast(t("today.copied"));
  }
}

/** Takes the plan's part of the page anew from the server, and keeps the map, the open tour and the focus. */
async function refresh(changed) {
  planDocument = changed;
  const open = chosenTour();
  const focused = document.activeElement?.dataset?.focus;
  const response = await fetch(link(`/towns/${town}/today`, { plan: data.plan }));
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html").getElementById("plan");
  const old = document.getElementById("plan");
  const kept = document.getElementById("plan-map");
  fresh.querySelector("#plan-map").replaceWith(kept);
  old.replaceWith(fresh);
  editor.plan = changed;
  editor.decorate();
  if (open) {
    const card = cards().find((each) => each.dataset.tour === open);
    if (card) card.open = true;
  }
  ways = new Map();
  drawTours();
  attempt(fetchWays);
  if (focused) requestAnimationFrame(() => document.querySelector(`[data-focus="${CSS.escape(focused)}"]`)?.focus());
}

async function showPlan() {
  const element = document.getElementById("plan-map");
  if (!element) return;
  planDocument = await api(`towns/${town}/plans/${data.plan}`);
  editor = new PlanEditor(planDocument, refresh);
  editor.decorate();
  const opened = cards().find((card) => card.open);
  if (opened) editor.open(opened);
  document.body.dataset.ready = "true";
  map = await createMap(element, { bounds: data.bounds, tiles: data.tiles });
  drawTours();
  map?.fitTours();
  if (map) await fetchWays();
}

if (data.plan) attempt(showPlan);
else document.body.dataset.ready = "true";

// Live ----------------------------------------------------------------------------------------------------------------------------

let hasNews = false;
listen(town, {
  levels: () => {
    if (hasNews || isPlanning) return;
    hasNews = true;
    toast(t("today.levelsChanged"), { action: { label: t("today.reload"), run: () => location.reload() }, seconds: 20 });
  },
  "plan-run": (run) => runWatchers.get(run.id)?.(run),
});
