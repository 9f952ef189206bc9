// Changing a plan: by dragging, by buttons (and so by keyboard), with every broken rule named; undo; re-plans as a difference.
import { api, attempt, ProblemError } from "./api.js";
import { dialog, toast } from "./notices.js";
import { el, format, t, town } from "./page.js";
import { explain, PlanQuestion } from "./plan-question.js";

export class PlanEditor {
  /** `changed(plan)` is called with the plan after each change. */
  constructor(plan, changed) {
    this.plan = plan;
    this.changed = changed;
    this.original = new Map(plan.tours.flatMap((tour) => tour.stops.filter((stop) => stop.kind === "site")
      .map((stop) => [`${tour.vehicle} ${stop.place}`, stop.number])));
    this.#listenToDrags();
  }

  get #path() {
    return `towns/${town}/plans/${this.plan.id}`;
  }

  #tour(id) {
    return this.plan.tours.find((tour) => tour.id === id);
  }

  /** Puts the tools on the parts of the plan that are always visible. */
  decorate() {
    const tools = document.getElementById("plan-tools");
    tools.querySelectorAll("button").forEach((button) => button.remove());
    const button = (label, run, focus) => el("button", { type: "button", "data-focus": focus, onclick: () => attempt(run) }, label);
    if (this.plan.revision > 0) tools.prepend(button(t("shell.undo"), () => this.#step("undo"), "undo"), button(t("today.redo"), () => this.#step("redo"), "redo"));
    tools.append(button(t("today.replan"), () => this.#replan({}), "replan"));
    for (const row of document.querySelectorAll("#left-out tbody tr")) this.#decorateLeftOut(row);
    for (const row of document.querySelectorAll("#due tbody tr")) this.#decorateDue(row);
    const box = document.getElementById("ask-why");
    if (box) this.question = new PlanQuestion(box, this.plan);
    for (const card of document.querySelectorAll("details.tour")) {
      const tour = this.#tour(card.dataset.tour);
      if (tour?.is_locked) card.querySelector("summary").append(el("span", { class: "tag is-accent" }, t("today.locked")));
    }
  }

  #decorateDue(row) {
    const { slot } = row.dataset;
    if (row.querySelector("button")) return;
    const name = `${row.cells[0].querySelector("a")?.textContent ?? slot} · ${slot}`;
    (row.cells[0].querySelector(".soft") ?? row.cells[0]).append(" ", el("button", {
      type: "button", class: "quiet small-button no-print", "aria-label": `${t("today.whyThis")} ${name}`, onclick: () => attempt(() => explain(this.plan, slot, name)),
    }, t("today.whyThis")));
  }

  /** Puts the tools on a tour when it is opened. */
  open(card) {
    if (card.dataset.tools) return;
    card.dataset.tools = "true";
    const tour = this.#tour(card.dataset.tour);
    if (!tour) return;
    card.querySelector(".tour-tools").append(
      el("button", {
        type: "button", "data-focus": `lock ${tour.id}`, "aria-pressed": String(tour.is_locked),
        onclick: () => this.#edit({ action: tour.is_locked ? "unlock-tour" : "lock-tour", tour: tour.id }),
      }, t(tour.is_locked ? "today.unlockTour" : "today.lockTour")),
      el("button", { type: "button", onclick: () => attempt(() => this.#replan({ without_vehicles: [tour.vehicle] })) }, t("today.switchOffLead")));
    for (const row of card.querySelectorAll(".stop")) this.#decorateStop(row, tour);
  }

  #decorateStop(row, tour) {
    const stop = tour.stops[Number(row.dataset.stop)];
    if (!stop || stop.kind.startsWith("depot")) return;
    const before = this.original.get(`${tour.vehicle} ${stop.place}`);
    if (stop.kind === "site" && before !== stop.number) {
      row.querySelector(".stop-name").prepend(before == null ? el("span", { class: "tag is-accent" }, t("today.added")) : el("s", { class: "struck old-number" }, before));
    }
    if (stop.is_locked) row.querySelector(".stop-name").append(" ", el("span", { class: "tag is-accent" }, t("today.locked")));
    if (stop.is_driven) return;
    const focus = `${tour.id} ${stop.place ?? stop.kind} `;
    const tool = (sign, label, run, isOff = false) => el("button", {
      type: "button", class: "quiet icon", title: label, "aria-label": `${label}: ${stop.name}`, "data-focus": focus + label,
      "aria-disabled": isOff ? "true" : null, onclick: () => !isOff && attempt(run),
    }, sign);
    const last = tour.stops.length - 2;
    row.append(el("div", { class: "stop-tools no-print" },
      tool("↑", t("today.moveUp"), () => this.#move(tour, stop.number, stop.number - 1), stop.number <= 1),
      tool("↓", t("today.moveDown"), () => this.#move(tour, stop.number, stop.number + 1), stop.number >= last),
      stop.kind === "site" ? tool("⇄", t("today.moveToTour"), () => this.#askTour(tour, stop)) : null,
      stop.kind === "site" ? tool(stop.is_locked ? "◉" : "○", t(stop.is_locked ? "today.unlock" : "today.lock"),
        () => this.#edit({ action: stop.is_locked ? "unlock-stop" : "lock-stop", tour: tour.id, stop: stop.number })) : null));
    if (stop.kind !== "site") return;
    row.draggable = true;
    for (const container of row.querySelectorAll(".stop-container")) this.#decorateContainer(container, stop);
  }

  #decorateContainer(box, stop) {
    const emptied = stop.emptied.find((each) => each.slot === box.dataset.slot);
    if (!emptied) return;
    const name = `${stop.name}, ${box.querySelector("span:nth-of-type(2)")?.textContent ?? emptied.slot}`;
    box.append(
      el("button", { type: "button", class: "quiet no-print", "aria-label": `${t("today.whyThis")} ${name}`, onclick: () => attempt(() => explain(this.plan, emptied.slot, name)) }, t("today.whyThis")),
      el("button", { type: "button", class: "quiet icon no-print", title: t("today.takeOut"), "aria-label": `${t("today.takeOut")}: ${name}`, onclick: () => this.#edit({ action: "take-out", slot: emptied.slot }) }, "✕"));
  }

  #decorateLeftOut(row) {
    const slot = row.dataset.slot;
    const item = this.plan.left_out.find((each) => each.slot === slot);
    if (!item || row.querySelector("button")) return;
    const name = [...row.cells[0].childNodes].map((node) => node.textContent.trim()).filter(Boolean).join(" · ");
    row.cells[0].append(el("div", { class: "row no-print" },
      el("button", { type: "button", class: "quiet", "data-focus": `in ${slot}`, "aria-label": `${t("today.takeIn")}: ${name}`, onclick: () => attempt(() => this.#edit({ action: "take-in", slot })) }, t("today.takeIn")),
      el("button", { type: "button", class: "quiet", "aria-label": `${t("today.whyNot")} ${name}`, onclick: () => attempt(() => explain(this.plan, slot, name)) }, t("today.whyNot"))));
  }

  #move(tour, stop, position) {
    return this.#edit({ action: "move-stop", tour: tour.id, stop, position });
  }

  async #askTour(tour, stop) {
    const select = el("select", { "aria-label": t("today.tour") }, this.plan.tours.filter((each) => each.id !== tour.id)
      .map((each) => el("option", { value: each.id }, each.vehicle_name)));
    const isSure = await dialog(`${t("today.moveToTour")} ${stop.name}`, [el("label", { class: "stack" }, t("today.tour"), select)], [
      { label: t("shell.cancel"), value: null }, { label: t("today.moveTo"), value: true, kind: "primary" }]);
    if (isSure) await this.#edit({ action: "move-stop", tour: tour.id, stop: stop.number, to_tour: select.value });
  }

  /** Carries out an edit. Rules that it breaks are named first, and asked for a reason. */
  async #edit(edit) {
    await attempt(async () => {
      const order = { edits: [edit], revision: this.plan.revision };
      let change;
      try {
        change = await api(`${this.#path}/edits`, { method: "POST", body: order });
      } catch (error) {
        if (!(error instanceof ProblemError) || error.problem.member !== "reason") throw error;
        change = await this.#askReason(order);
        if (!change) return;
      }
      await this.#take(change, change.new_violations.length
        ? t("today.editBreaks", { count: format.number(change.new_violations.length) }) : t("today.edited"));
    });
  }

  /** People know tours by their vehicles. The longest identifiers first: one may begin with another. */
  #named(text) {
    const tours = [...this.plan.tours].sort((a, b) => b.id.length - a.id.length);
    return tours.reduce((said, tour) => said.replaceAll(`Tour ${tour.id}`, tour.vehicle_name).replaceAll(`tour ${tour.id}`, tour.vehicle_name), text);
  }

  async #askReason(order) {
    const preview = await api(`${this.#path}/edits`, { method: "POST", body: { ...order, preview: true } });
    const reason = el("input", { required: true, maxlength: 200 });
    const isSure = await dialog(t("today.violations"), [
      el("ul", { class: "fault-box" }, preview.new_violations.map((violation) => el("li", {}, this.#named(violation.text)))),
      el("label", { class: "stack" }, t("today.editReason"), reason),
    ], [{ label: t("shell.cancel"), value: null, isCancel: true }, { label: t("shell.save"), value: true, kind: "primary" }]);
    return isSure && reason.value.trim() ? api(`${this.#path}/edits`, { method: "POST", body: { ...order, reason: reason.value.trim() } }) : null;
  }

  async #step(which) {
    const change = await api(`${this.#path}/${which}`, { method: "POST", body: {} });
    await this.#take(change, which === "undo" ? t("today.undoDone") : t("today.edited"));
  }

  async #take(change, words) {
    await this.changed(change.plan);
    toast(words, change.can_undo ? { action: { label: t("shell.undo"), run: () => attempt(() => this.#step("undo")) } } : {});
  }

  /** Plans the rest of the day anew and shows old and new side by side. */
  async #replan(wish) {
    const note = toast(t("shell.working"), { seconds: 120 });
    let proposal;
    try {
      // In the morning nothing is driven yet; later what the plan has done by now stays.
      proposal = await api(`${this.#path}/replan`, { method: "POST", body: wish });
    } finally {
      note.remove();
    }
    const { difference } = proposal;
    const names = new Map(this.plan.tours.map((tour) => [tour.vehicle, tour.vehicle_name]));
    const isEmpty = ["added", "removed", "moved", "newly_left_out", "reordered"].every((part) => difference[part].length === 0);
    if (isEmpty) {
      await api(`${this.#path}/proposals/${proposal.id}/discard`, { method: "POST", body: {} });
      await dialog(t("today.replanTitle"), [el("p", {}, t("today.replanNothing"))]);
      return;
    }
    const list = (term, changes, isOpen = false) => changes.length === 0 ? null : changeList(t(term), changes, names, isOpen);
    const isAccepted = await dialog(t("today.replanTitle"), [
      el("p", {}, t("today.replanLead")), totalsTable(difference),
      list("today.newlyLeftOut", difference.newly_left_out, true), list("today.removed", difference.removed),
      list("today.added", difference.added), list("today.moved", difference.moved),
    ].filter(Boolean), [{ label: t("today.replanDiscard"), value: false }, { label: t("today.replanAccept"), value: true, kind: "primary" }]);
    if (isAccepted) {
      const change = await api(`${this.#path}/proposals/${proposal.id}/accept`, { method: "POST", body: { reason: t("today.replan") } });
      await this.#take(change, t("today.edited"));
    } else {
      await api(`${this.#path}/proposals/${proposal.id}/discard`, { method: "POST", body: {} });
    }
  }

  #listenToDrags() {
    let dragged = null;
    const row = (event) => event.target.closest?.("details.tour .stop");
    document.addEventListener("dragstart", (event) => {
      dragged = row(event);
      if (!dragged) return;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", dragged.dataset.stop);
      dragged.classList.add("is-dragged");
    });
    document.addEventListener("dragover", (event) => {
      const target = row(event) ?? event.target.closest?.("details.tour");
      if (!dragged || !target) return;
      event.preventDefault();
      for (const old of document.querySelectorAll(".is-target")) old.classList.remove("is-target");
      target.classList.add("is-target");
    });
    document.addEventListener("drop", (event) => {
      if (!dragged) return;
      event.preventDefault();
      const from = this.#tour(dragged.closest("details.tour").dataset.tour);
      const card = event.target.closest?.("details.tour");
      const target = row(event);
      const to = card && this.#tour(card.dataset.tour);
      if (!to) return;
      const stop = Number(dragged.dataset.stop);
      const edit = { action: "move-stop", tour: from.id, stop };
      if (to.id !== from.id) edit.to_tour = to.id;
      if (target) edit.position = Math.min(Math.max(1, Number(target.dataset.stop)), to.stops.length - 1);
      if (to.id === from.id && edit.position === stop) return;
      this.#edit(edit);
    });
    document.addEventListener("dragend", () => {
      dragged?.classList.remove("is-dragged");
      for (const old of document.querySelectorAll(".is-target")) old.classList.remove("is-target");
      dragged = null;
    });
  }
}

/** Changes of one kind under their number; those of one site that go the same way stand in one line. */
function changeList(title, changes, names, isOpen) {
  const lines = new Map();
  for (const change of changes) {
    const vehicle = (id) => names.get(id) ?? id ?? "–";
    const way = change.before && change.after ? `${vehicle(change.before)} → ${vehicle(change.after)}` : vehicle(change.before ?? change.after);
    const key = `${change.site_name ?? change.slot} · ${change.text ?? way}`;
    lines.set(key, (lines.get(key) ?? 0) + 1);
  }
  return el("details", { class: "change-list", open: isOpen }, el("summary", {}, `${title}: ${format.number(changes.length)}`),
    el("ul", {}, [...lines].map(([line, count]) => el("li", {}, line, count > 1 ? el("span", { class: "soft" }, ` × ${count}`) : null))));
}

/** Old and new totals, as a table. */
function totalsTable({ before, after }) {
  const rows = [
    ["today.containers", (totals) => format.number(totals.containers)], ["today.distance", (totals) => format.kilometres(totals.distance_metres)],
    ["today.duration", (totals) => format.duration(totals.duration_seconds)], ["today.carbon", (totals) => `${format.number(totals.carbon_dioxide_kilograms)}\u00a0kg`],
  ];
  return el("table", {}, el("thead", {}, el("tr", {}, el("td", {}), el("th", { scope: "col", class: "number" }, t("today.before")), el("th", { scope: "col", class: "number" }, t("today.after")))),
    el("tbody", {}, rows.map(([term, text]) => el("tr", {}, el("th", { scope: "row" }, t(term)),
      el("td", { class: text(before) === text(after) ? "number" : "number struck" }, text(before)), el("td", { class: "number" }, text(after))))));
}
