// Map and list in lockstep: filters with counts kept in the link, a list that holds only the rows in view, marks that follow, levels
// that change while one looks.
import { api, attempt } from "./api.js";
import { listen } from "./live.js";
import { createMap } from "./map.js";
import { band, el, format, levelMark, link, pageData, t, town } from "./page.js";
import { toast } from "./notices.js";

const data = pageData();
const rowHeight = 56;
const bandKeys = { 25: "0-25", 50: "25-50", 75: "50-75", 100: "75-100", over: "over-100", none: "none" };
const reasonTerms = { level: "reasonLevel", age: "reasonAge", request: "reasonRequest", rhythm: "reasonRhythm", "take-along": "reasonTakeAlong" };
const withoutSensor = new Set(data.withoutSensor);
const states = {
  due: (c) => c.due_reason != null,
  silent: (c) => c.is_silent === true,
  doubtful: (c) => c.quality_reasons != null,
  "no-sensor": (c) => withoutSensor.has(c.slot),
};

let containers = [];
let bySlot = new Map();
let shown = [];
let map = null;
let chosen = null;

// The filter, read from the link and written to it.
const query = new URLSearchParams(location.search);
const words = (name) => new Set((query.get(name) ?? "").split(",").filter(Boolean));
const filter = { band: words("band"), fraction: words("fraction"), state: words("state"), q: query.get("q") ?? "" };
let sort = query.get("sort") ?? "level";
// The day for which due is answered; today if the link names none.
const dueOn = query.get("due_on");
let onlyView = false;

function passes(container, leavingOut) {
  if (leavingOut !== "band" && filter.band.size && !filter.band.has(container.band)) return false;
  if (leavingOut !== "fraction" && filter.fraction.size && !filter.fraction.has(container.fraction)) return false;
  if (leavingOut !== "state") for (const state of filter.state) if (!states[state]?.(container)) return false;
  return filter.q === "" || container.words.includes(filter.q.toLowerCase());
}

const orders = {
  level: (a, b) => (b.level ?? -1) - (a.level ?? -1),
  name: (a, b) => a.name.localeCompare(b.name, document.documentElement.lang),
  age: (a, b) => (b.age_seconds ?? Infinity) - (a.age_seconds ?? Infinity) || 0,
  full: (a, b) => Date.parse(a.full_at ?? "9999-01-01") - Date.parse(b.full_at ?? "9999-01-01"),
};

// Filters -------------------------------------------------------------------------------------------------------------------------

function parameters() {
  const join = (set) => (set.size ? [...set].sort().join(",") : null);
  return { band: join(filter.band), fraction: join(filter.fraction), state: join(filter.state), q: filter.q || null, sort: sort === "level" ? null : sort, due_on: dueOn };
}

function countChips() {
  for (const group of ["band", "fraction", "state"]) {
    const counts = new Map();
    for (const container of containers) {
      if (!passes(container, group)) continue;
      if (group === "state") {
        for (const key of Object.keys(states)) if (states[key](container)) counts.set(key, (counts.get(key) ?? 0) + 1);
      } else counts.set(container[group], (counts.get(container[group]) ?? 0) + 1);
    }
    for (const chip of document.querySelectorAll(`[data-group="${group}"] .chip`)) {
      const key = chip.dataset.key;
      const isOn = filter[group].has(key);
      chip.querySelector(".count").textContent = format.number(counts.get(key) ?? 0);
      chip.classList.toggle("is-on", isOn);
      if (isOn) chip.setAttribute("aria-current", "true");
      else chip.removeAttribute("aria-current");
    }
  }
  document.getElementById("clear").hidden = !(filter.band.size || filter.fraction.size || filter.state.size || filter.q);
}

/** Takes the filter to link, counts, list and map. */
function apply({ keepsMap = false } = {}) {
  history.replaceState(null, "", link(`/towns/${town}/map`, parameters()));
  const passing = containers.filter((container) => passes(container));
  countChips();
  if (!keepsMap) map?.setContainers(passing, (container) => choose(container.slot, { fromMap: true }));
  showList(passing);
}

function showList(passing = containers.filter((container) => passes(container))) {
  let rows = passing;
  if (onlyView && map) {
    const bounds = map.map.getBounds();
    rows = passing.filter((container) => bounds.contains([container.latitude, container.longitude]));
  }
  shown = rows.toSorted((a, b) => orders[sort](a, b) || a.slot.localeCompare(b.slot));
  const counts = { count: format.number(shown.length), all: format.number(containers.length) };
  document.getElementById("count").textContent = t(shown.length === containers.length ? "container.count" : "container.countOf", counts);
  list.render(true);
}

document.getElementById("filters").addEventListener("click", (event) => {
  const chip = event.target.closest(".chip");
  const clear = event.target.closest("#clear");
  if ((!chip && !clear) || event.metaKey || event.ctrlKey) return;
  event.preventDefault();
  if (clear) {
    for (const group of ["band", "fraction", "state"]) filter[group].clear();
    filter.q = "";
    search.value = "";
  } else {
    const set = filter[chip.closest("[data-group]").dataset.group];
    if (!set.delete(chip.dataset.key)) set.add(chip.dataset.key);
  }
  apply();
});

const search = document.getElementById("q");
let searching;
search.addEventListener("input", () => {
  clearTimeout(searching);
  searching = setTimeout(() => {
    filter.q = search.value.trim();
    apply();
  }, 150);
});
document.getElementById("search").addEventListener("submit", (event) => event.preventDefault());
document.querySelector("#search button").hidden = true;

// The list ------------------------------------------------------------------------------------------------------------------------

/** A list that makes rows only for what is in view. */
class RowList {
  #first = -1;

  constructor(element) {
    this.element = element;
    this.space = el("div", { class: "rows", role: "list", "aria-label": t("container.listLabel") });
    this.view = el("div", { class: "list-view", tabindex: "-1" }, this.space);
    this.view.addEventListener("scroll", () => this.render(), { passive: true });
    this.space.addEventListener("click", (event) => {
      const row = event.target.closest(".container-row");
      if (row && !event.target.closest("a")) choose(row.dataset.slot);
    });
    this.space.addEventListener("keydown", (event) => this.#key(event));
    this.space.addEventListener("focusin", (event) => {
      const row = event.target.closest(".container-row");
      if (row) choose(row.dataset.slot, { isQuiet: true });
    });
    new ResizeObserver(() => this.render(true)).observe(this.view);
  }

  start() {
    this.element.replaceChildren(this.view);
    this.element.classList.add("is-live");
  }

  render(isForced = false) {
    if (!this.view.isConnected) return;
    const first = Math.max(0, Math.floor(this.view.scrollTop / rowHeight) - 8);
    if (!isForced && first === this.#first) return;
    this.#first = first;
    const last = Math.min(shown.length, first + Math.ceil(this.view.clientHeight / rowHeight) + 17);
    const focused = document.activeElement?.closest?.(".container-row")?.dataset.slot;
    this.space.style.height = `${shown.length * rowHeight}px`;
    const rows = [];
    for (let index = first; index < last; index += 1) rows.push(this.#row(shown[index], index));
    this.space.replaceChildren(...rows);
    if (shown.length === 0) this.space.append(el("p", { class: "note pad" }, t("container.empty")));
    if (focused) this.space.querySelector(`[data-slot="${CSS.escape(focused)}"] a`)?.focus({ preventScroll: true });
  }

  /** Scrolls so that the row is in view. */
  reveal(index) {
    const top = index * rowHeight;
    if (top < this.view.scrollTop) this.view.scrollTop = top;
    else if (top + rowHeight > this.view.scrollTop + this.view.clientHeight) this.view.scrollTop = top + rowHeight - this.view.clientHeight;
    this.render(true);
  }

  #row(container, index) {
    const tags = [];
    if (container.due_reason) tags.push(el("span", { class: "tag is-accent" }, t(`container.${reasonTerms[container.due_reason] ?? "reasonLevel"}`)));
    if (container.is_silent) tags.push(el("span", { class: "tag is-fault" }, t("container.silent")));
    if (container.quality_reasons) {
      tags.push(el("span", { class: "tag is-warn" }, container.quality_reasons.map((key) => data.qualities[key] ?? key).join(", ")));
    }
    const level = levelMark(container.level, container.age_seconds);
    if (container.level == null && container.expected_level != null) {
      level.append(el("span", { class: "age" }, t("container.expected", { level: format.percent(container.expected_level) })));
    }
    const row = el("div", {
      class: `container-row${container.slot === chosen ? " is-chosen" : ""}`, role: "listitem", "data-slot": container.slot,
      "aria-setsize": shown.length, "aria-posinset": index + 1,
    }, el("span", { class: "row-level" }, level),
    el("span", { class: "row-name" },
      el("a", { href: link(`/towns/${town}/containers/${container.slot}`), "data-index": index }, container.name),
      el("span", { class: "soft small" }, [data.fractions[container.fraction] ?? container.fraction, container.slot].join(" · "))),
    el("span", { class: "tags" }, tags));
    row.style.top = `${index * rowHeight}px`;
    return row;
  }

  #key(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -Infinity, End: Infinity };
    if (!(event.key in steps)) return;
    const current = Number(event.target.closest(".container-row")?.querySelector("a").dataset.index ?? 0);
    const next = Math.max(0, Math.min(shown.length - 1, current + steps[event.key]));
    event.preventDefault();
    this.reveal(next);
    this.space.querySelector(`[data-index="${next}"]`)?.focus({ preventScroll: true });
  }
}

const list = new RowList(document.getElementById("list"));

/** Marks a container in list and map. `isQuiet`: the map does not move. */
function choose(slot, { fromMap = false, isQuiet = false } = {}) {
  if (chosen === slot && isQuiet) return;
  chosen = slot;
  for (const row of document.querySelectorAll(".container-row")) row.classList.toggle("is-chosen", row.dataset.slot === slot);
  if (fromMap) {
    const index = shown.findIndex((container) => container.slot === slot);
    if (index >= 0) {
      list.reveal(index);
      list.space.querySelector(`[data-index="${index}"]`)?.focus({ preventScroll: true });
    }
  }
  if (!isQuiet || fromMap) map?.choose(slot);
}

function tools() {
  const select = el("select", { id: "sort", onchange: (event) => { sort = event.target.value; apply({ keepsMap: true }); } },
    Object.keys(orders).map((key) => el("option", { value: key, selected: key === sort }, t(`container.sort${key[0].toUpperCase()}${key.slice(1)}`))));
  const check = el("input", { type: "checkbox", onchange: (event) => { onlyView = event.target.checked; showList(); } });
  document.getElementById("list-tools").replaceChildren(
    el("label", { class: "row small" }, t("container.sort"), select),
    ...(map ? [el("label", { class: "check small" }, check, t("container.onlyView"))] : []));
}

// Start ---------------------------------------------------------------------------------------------------------------------------

function take(container, site) {
  container.site = undefined;
  container.name = site.name;
  container.latitude = site.latitude;
  container.longitude = site.longitude;
  container.words = `${site.name} ${site.district ?? ""} ${container.slot}`.toLowerCase();
  return prepare(container);
}

function prepare(container) {
  container.band = bandKeys[band(container.level)];
  container.is_due = container.due_reason != null;
  return container;
}

function follow(event) {
  const changed = [];
  for (const news of event.containers) {
    const known = bySlot.get(news.slot);
    if (!known) continue;
    for (const key of ["level", "age_seconds", "expected_level", "full_at", "trust", "is_silent", "quality_reasons"]) known[key] = news[key];
    // News tell what is due today.
    if (!dueOn) known.due_reason = news.due_reason;
    changed.push(prepare(known));
  }
  map?.updateContainers(changed.filter((container) => passes(container)));
  countChips();
  showList();
  document.documentElement.dataset.levelsAt = event.as_of ?? "";
}

attempt(async () => {
  const [document_, made] = await Promise.all([
    api(`towns/${town}/map`, { parameters: { due_on: dueOn } }), createMap(document.getElementById("map"), { bounds: data.bounds, tiles: data.tiles }),
  ]);
  map = made;
  containers = document_.containers.map((container) => take(container, document_.sites[container.site]));
  bySlot = new Map(containers.map((container) => [container.slot, container]));
  list.start();
  tools();
  map?.map.on("moveend", () => { if (onlyView) showList(); });
  apply();
  document.documentElement.dataset.ready = "true";
  listen(town, { levels: follow, reconnected: () => toast(t("shell.reconnected")) });
});
