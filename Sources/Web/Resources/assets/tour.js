// The driver's page: one stop at a time, big buttons, works without network. What is done is worked out from the reports kept on this
// phone and what the service already knows.
import { dialog } from "./notices.js";
import { base, el, format, levelMark, pageData, t } from "./page.js";
import { TourQueue } from "./tour-queue.js";

const { tour, notes, fractions } = pageData();
const token = location.pathname.split("/tour/")[1].split("/")[0];
const here = `${base}/tour/${token}`;
const reasons = {
  "no-access": "noAccess", "blocked-by-car": "blockedByCar", "not-out": "notOut", damaged: "damaged", overloaded: "overloaded",
  contaminated: "contaminated", "side-deposit": "sideDeposit", danger: "danger", delay: "delay", weight: "weight", other: "other",
};
const largestPhoto = 400_000;
let known = { done_stops: [], emptied: [], not_emptied: [], finished_at: null };
let queue;
let chosen = null;

// What is done --------------------------------------------------------------------------------------------------------------------

async function state() {
  const done = new Map(known.done_stops.map((number) => [number, null]));
  const containers = new Map();
  for (const slot of known.emptied) containers.set(slot, { done: true });
  for (const entry of known.not_emptied) containers.set(entry.slot, { done: true, reason: entry.reason });
  let finished = known.finished_at;
  const reports = await queue.all();
  for (const report of reports) {
    if (report.state === "refused") continue;
    if (report.event === "stop-done") {
      done.set(report.stop, report.at);
      for (const each of tour.stops[report.stop].emptied) if (!containers.has(each.slot)) containers.set(each.slot, { done: true });
    }
    if (report.event === "emptied") containers.set(report.slot, { done: true });
    if (report.event === "not-emptied") containers.set(report.slot, { done: true, reason: report.reason });
    if (report.event === "tour-finished") finished = report.at;
  }
  for (const stop of tour.stops) {
    if (stop.emptied.length && stop.emptied.every((each) => containers.has(each.slot)) && !done.has(stop.number)) done.set(stop.number, null);
  }
  return {
    done, containers, finished, waiting: reports.filter((report) => report.state === "waiting").length,
    refused: reports.filter((report) => report.state === "refused"),
  };
}

// What is shown -------------------------------------------------------------------------------------------------------------------

async function show() {
  const now = await state();
  const stops = tour.stops.filter((stop) => stop.kind !== "depot-start");
  const next = chosen == null ? stops.find((stop) => !now.done.has(stop.number)) : tour.stops[chosen];
  const doneCount = stops.filter((stop) => now.done.has(stop.number)).length;
  document.getElementById("driver-progress").replaceChildren(
    el("progress", { value: doneCount, max: stops.length, "aria-label": t("tour.progress", { done: doneCount, all: stops.length }) }),
    el("p", { class: "small" }, t("tour.progress", { done: doneCount, all: stops.length })));
  showQueue(now);
  const box = document.getElementById("driver-next");
  if (now.finished) box.replaceChildren(el("p", { class: "driver-place" }, t("tour.finished")), el("p", {}, t("tour.finishedAt", { time: format.time(now.finished) })));
  else if (next) box.replaceChildren(...stopCard(next, now));
  else box.replaceChildren(el("button", { class: "primary driver-wide", onclick: () => finish(0) }, t("tour.finishTour")));
  for (const row of document.querySelectorAll("#driver-list > li")) showRow(row, now, stops);
}

function showQueue(now) {
  const line = document.getElementById("driver-queue");
  const refused = now.refused.map((report) => t("tour.refused", { detail: report.detail ?? "" }));
  const waiting = now.waiting ? [t("tour.waitingReports", { count: now.waiting })] : [];
  line.className = `driver-queue ${refused.length ? "fault-box" : now.waiting ? "warn-box" : ""}`;
  line.textContent = [...refused, ...waiting, ...(navigator.onLine ? [] : [t("tour.offline")])].join(" · ");
}

function showRow(row, now, stops) {
  const number = Number(row.dataset.stop);
  const stop = tour.stops[number];
  const isDone = now.done.has(number) || stop.kind === "depot-start";
  row.classList.toggle("is-done", isDone);
  row.querySelector("button")?.remove();
  row.querySelector(".tag")?.remove();
  if (isDone) row.append(el("span", { class: "tag is-good" }, "✓"));
  if (stops.includes(stop)) {
    row.append(el("button", { class: "quiet", onclick: () => { chosen = number; show(); scrollTo(0, 0); } }, isDone ? t("tour.undoReport") : t("today.open")));
  }
}

function stopCard(stop, now) {
  const head = [
    el("p", { class: "soft" }, `${t("tour.nextStop")} · ${format.time(stop.arrival)}`),
    el("p", { class: "driver-place" }, stop.name),
    notes[stop.place] ? el("p", { class: "warn-box" }, notes[stop.place]) : null,
  ];
  const way = stop.kind === "rest" ? [] : [
    el("a", { class: "button driver-wide", href: `geo:${stop.latitude},${stop.longitude}?q=${stop.latitude},${stop.longitude}(${encodeURIComponent(stop.name)})` }, t("tour.navigate"))];
  if (stop.kind !== "site") {
    const words = { disposal: "tour.tipHere", rest: "tour.restHere", "depot-end": "tour.driveHome" }[stop.kind];
    const isEnd = stop.kind === "depot-end";
    return [...head, el("p", {}, t(words)), ...way, ...extras(stop),
      el("button", { class: "primary driver-wide", onclick: () => (isEnd ? finish(openStops(now)) : report({ event: "stop-done", stop: stop.number })) },
        isEnd ? t("tour.finishTour") : t("tour.tick"))];
  }
  const open = stop.emptied.filter((each) => !now.containers.has(each.slot));
  return [...head, ...way, ...stop.emptied.map((each) => containerRow(stop, each, now)), ...extras(stop),
    open.length > 1 ? el("button", { class: "primary driver-wide", onclick: () => report({ event: "stop-done", stop: stop.number }) }, t("tour.allDone")) : null,
    chosen != null ? el("button", { class: "driver-wide", onclick: () => { chosen = null; show(); } }, t("tour.nextStop")) : null,
  ].filter(Boolean);
}

/** A driver needs the reason at a glance; level and moment stand in the plan. */
function shortReason(reason) {
  if (reason.key === "level" && reason.threshold_level != null) return t("tour.reasonLevel", { level: format.percent(reason.threshold_level) });
  return reason.key === "take-along" ? t("tour.reasonOnTheWay") : reason.text;
}

function containerRow(stop, emptied, now) {
  const known = now.containers.get(emptied.slot);
  const what = el("p", { class: "what" }, fractions[emptied.fraction] ?? emptied.fraction, " ", levelMark(emptied.expected_level));
  const why = el("p", { class: "soft" }, shortReason(emptied.reason));
  const hint = notes[emptied.slot] ? el("p", { class: "warn-box" }, notes[emptied.slot]) : null;
  const state = known ? el("p", { class: "tag is-good" }, known.reason ? `${t("tour.notDone")} ${t(`tour.${reasons[known.reason]}`)}` : `✓ ${t("tour.done")}`) : null;
  const label = fractions[emptied.fraction] ?? emptied.fraction;
  return el("div", { class: "driver-container" }, what, why, hint, state, el("div", { class: "driver-buttons" },
    el("button", { class: known ? "" : "primary", "aria-label": `${t("tour.done")}: ${label}`, onclick: () => report({ event: "emptied", slot: emptied.slot, stop: stop.number }) }, t("tour.done")),
    el("button", { "aria-label": `${t("tour.notDone")}: ${label}`, onclick: () => askWhy(stop, emptied) }, t("tour.notDone"))));
}

function extras(stop) {
  const file = el("input", { type: "file", accept: "image/*", capture: "environment", hidden: true, onchange: () => addPhoto(file, stop) });
  return [el("div", { class: "driver-buttons" },
    el("button", { onclick: () => file.click() }, t("tour.addPhoto")), file,
    el("button", { onclick: () => addNote(stop) }, t("tour.addNote")),
    stop.kind === "site" ? el("button", { onclick: () => report({ event: "full" }, t("tour.truckFullSent")) }, t("tour.truckFull")) : null)];
}

// What is reported ----------------------------------------------------------------------------------------------------------------

async function report(entry, words) {
  await queue.add(entry);
  chosen = null;
  await show();
  if (words) document.getElementById("driver-queue").textContent = words;
  navigator.vibrate?.(30);
}

async function askWhy(stop, emptied) {
  const note = el("textarea", { rows: 2, "aria-label": t("tour.note"), placeholder: t("tour.notePlaceholder") });
  const why = await dialog(t("tour.whyNot"), [
    el("div", { class: "reasons" }, Object.entries(reasons).map(([key, term]) => el("button", { value: `=${key}` }, t(`tour.${term}`)))),
    note,
  ], [{ label: t("shell.cancel"), value: null }]);
  if (why) await report({ event: "not-emptied", slot: emptied.slot, stop: stop.number, reason: why, note: note.value.trim() || undefined });
}

async function addNote(stop) {
  const note = el("textarea", { rows: 4, "aria-label": t("tour.addNote"), placeholder: t("tour.notePlaceholder") });
  const send = await dialog(t("tour.addNote"), [note], [{ label: t("shell.cancel"), value: null }, { label: t("shell.save"), value: true, kind: "primary" }]);
  if (send && note.value.trim()) await report({ event: "note", note: `${stop.name}: ${note.value.trim()}` }, t("tour.noteSent"));
}

async function addPhoto(file, stop) {
  if (!file.files[0]) return;
  const photo = await smaller(file.files[0]);
  await report({ event: "photo", stop: stop.number, photo }, photo ? t("tour.photoAdded") : t("tour.photoTooLarge"));
}

/** The picture as JPEG with at most 1,280 pixels a side; without the place that a camera writes into it. */
async function smaller(file) {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, 1280 / Math.max(picture.width, picture.height));
  const canvas = el("canvas", { width: Math.round(picture.width * scale), height: Math.round(picture.height * scale) });
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  for (const quality of [0.8, 0.6, 0.4]) {
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));
    if (blob && blob.size <= largestPhoto) return blob;
  }
  return null;
}

function openStops(now) {
  return tour.stops.filter((stop) => stop.kind === "site" && !now.done.has(stop.number)).length;
}

async function finish(open) {
  if (open > 0) {
    const sure = await dialog(t("tour.finishTour"), [el("p", {}, t("tour.finishSure", { count: open }))],
      [{ label: t("shell.cancel"), value: null }, { label: t("tour.finishTour"), value: true, kind: "primary" }]);
    if (!sure) return;
  }
  await report({ event: "tour-finished" });
}

/** Sends one report; rejects without network so that it waits. */
async function send(entry) {
  const isPhoto = entry.event === "photo";
  const response = isPhoto
    ? await fetch(`${here}/photos/${entry.key}?stop=${entry.stop}`, { method: "PUT", body: entry.photo, headers: { "Content-Type": "image/jpeg" } })
    : await fetch(`${here}/reports`, {
      method: "POST", headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ key: entry.key, tour: tour.id, at: entry.at, event: entry.event, stop: entry.event === "stop-done" ? entry.stop : undefined, slot: entry.slot, reason: entry.reason, note: entry.note }),
    });
  if (response.ok) return { ok: true };
  if (response.status >= 500 || response.status === 429 || response.status === 408) throw new Error(String(response.status));
  const problem = await response.json().catch(() => ({}));
  return { refused: problem.detail ?? String(response.status) };
}

async function refresh() {
  try {
    const response = await fetch(`${here}/reports`);
    if (response.ok) known = await response.json();
  } catch {
    // Without network the phone's own reports are enough.
  }
  await show();
}

queue = await TourQueue.open(token.slice(-24), send, show);
addEventListener("online", show);
addEventListener("offline", show);
await refresh();
queue.flush();

if ("serviceWorker" in navigator) {
  await navigator.serviceWorker.register(`${base}/tour-worker.js`, { scope: `${base}/tour/` });
  await navigator.serviceWorker.ready;
  // The first visit was not the worker's yet: what it loaded is put where the worker looks.
  const cache = await caches.open("fuellort-tour-1");
  const assets = performance.getEntriesByType("resource").map((entry) => entry.name).filter((name) => name.includes("/assets/"));
  await Promise.allSettled([location.href, ...new Set(assets)].map((address) => cache.add(address)));
  document.body.dataset.kept = "true";
}
