// The dispatcher's page: planning, the plan on the map, changing it by hand.
import { api, attempt } from "./api.js";
import { listen } from "./live.js";
import { createMap } from "./map.js";
import { dialog, toast } from "./notices.js";
import { base, el, format, link, pageData, t, town } from "./page.js";
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

let planning = null;

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  if (!planning) attempt(plan);
});

async function plan() {
  const without = [...form.elements.vehicle].filter((box) => !box.checked && !box.disabled).map((box) => box.value);
  const button = document.getElementById("plan-button");
  const bar = el("progress", { "aria-label": t("today.plan") });
  const words = el("p", { class: "plan-progress-text" });
  progressBox.replaceChildren(words, bar);
  button.setAttribute("aria-disabled", "true");
  const begun = performance.now();
  planning = { containers: null, share: null };
  const tick = () => {
    const seconds = Math.round((performance.now() - begun) / 1000);
    words.textContent = planning?.containers == null
      ? t("today.planning", { seconds })
      : t("today.planningStep", { seconds, containers: format.number(planning.containers) });
    if (planning?.share != null) bar.value = planning.share;
  };
  tick();
  const timer = setInterval(tick, 500);
  try {
    const made = await api(`towns/${town}/plans`, {
      method: "POST", body: { day: data.day, without_vehicles: without }, headers: { "Idempotency-Key": crypto.randomUUID() },
    });
    words.textContent = t("today.planned");
    bar.value = 1;
    location.assign(link(`/towns/${town}/today`, { plan: made.id }) + "#plan");
  } catch (error) {
    progressBox.replaceChildren(el("p", { class: "fault-box", role: "alert" }, error.message));
  } finally {
    clearInterval(timer);
    planning = null;
    button.removeAttribute("aria-disabled");
  }
}

// The plan ------------------------------------------------------------------------------------------------------------------------

const tourCards = [...document.querySelectorAll("details.tour")];
let planDocument = null;
let map = null;
let editor = null;

function chosenTour() {
  return tourCards.find((card) => card.open)?.dataset.tour ?? null;
}

function drawTours(chosenStop = null) {
  if (!map || !planDocument) return;
  const chosen = chosenTour();
  map.setTours(planDocument.tours.map((tour, index) => ({
    id: tour.id,
    colour: colours[index % colours.length],
    isFaded: chosen != null && chosen !== tour.id,
    path: tour.path?.length ? tour.path : tour.stops.filter((stop) => stop.kind !== "rest").map((stop) => [stop.latitude, stop.longitude]),
    stops: chosen === tour.id
      ? tour.stops.filter((stop) => stop.kind !== "rest").map((stop) => ({
        ...stop, label: stop.kind === "site" ? stop.number : "", title: `${stop.number} · ${stop.name}`,
        isChosen: stop.number === chosenStop,
      }))
      : [],
  })), (tour, stop) => chooseTour(tour, stop));
}

function chooseTour(id, stop) {
  for (const card of tourCards) {
    if (card.dataset.tour !== id) card.open = false;
  }
  const card = tourCards.find((each) => each.dataset.tour === id);
  if (!card) return;
  card.open = true;
  if (stop != null) {
    const row = card.querySelector(`[data-stop="${stop}"]`);
    for (const old of card.querySelectorAll(".is-chosen")) old.classList.remove("is-chosen");
    row?.classList.add("is-chosen");
    row?.scrollIntoView({ block: "nearest" });
  }
}

for (const card of tourCards) {
  card.addEventListener("toggle", () => {
    if (card.open) {
      for (const other of tourCards) if (other !== card) other.open = false;
      editor?.open(card);
    }
    document.querySelectorAll(".timeline .bar").forEach((bar) => bar.classList.toggle("is-chosen", bar.dataset.tour === chosenTour()));
    drawTours();
    if (card.open) map?.fitTours();
  });
  card.addEventListener("click", (event) => {
    const row = event.target.closest("[data-stop]");
    if (!row || event.target.closest("button, a") || !planDocument) return;
    const stop = planDocument.tours.find((tour) => tour.id === card.dataset.tour)?.stops[Number(row.dataset.stop)];
    if (stop) map?.panTo(stop.latitude, stop.longitude);
  });
  card.querySelector('[data-action="driver-link"]')?.addEventListener("click", () => attempt(() => driverLink(card)));
}

for (const bar of document.querySelectorAll(".timeline .bar")) bar.addEventListener("click", () => chooseTour(bar.dataset.tour));

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

async function showPlan() {
  const element = document.getElementById("plan-map");
  if (!element) return;
  planDocument = await api(`towns/${town}/plans/${data.plan}`);
  editor = new PlanEditor({ day: data.day, plan: planDocument, cards: tourCards });
  const opened = tourCards.find((card) => card.open);
  if (opened) editor.open(opened);
  map = await createMap(element, { bounds: data.bounds, tiles: data.tiles });
  drawTours();
  map?.fitTours();
}

if (data.plan) attempt(showPlan);

// Live ----------------------------------------------------------------------------------------------------------------------------

let hasNews = false;
listen(town, {
  levels: () => {
    if (hasNews || planning) return;
    hasNews = true;
    toast(t("today.levelsChanged"), { action: { label: t("today.reload"), run: () => location.reload() }, seconds: 20 });
  },
  "plan-progress": (progress) => {
    if (!planning || progress.day !== data.day) return;
    planning.containers = progress.containers ?? planning.containers;
    planning.share = progress.share ?? planning.share;
  },
});
