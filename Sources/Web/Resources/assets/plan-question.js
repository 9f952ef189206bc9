// Why this container, why not that one: for every container of the town, in the plan or not, due or not.
import { api, attempt } from "./api.js";
import { dialog } from "./notices.js";
import { el, format, levelMark, t, town } from "./page.js";

const longestList = 12;

/** Says why a container is in the plan or not, on what that rests, and until when it can stay. `name` heads the dialog. */
export async function explain(plan, slot, name) {
  const [answer, container] = await Promise.all([
    api(`towns/${town}/plans/${plan.id}/explanations/${slot}`), api(`towns/${town}/containers/${slot}`, { parameters: { due_on: plan.day } }),
  ]);
  const vehicles = new Map(plan.tours.map((tour) => [tour.vehicle, tour.vehicle_name]));
  const named = (text) => [...vehicles].reduce((said, [id, own]) => said.replaceAll(id, own), text);
  const facts = [];
  const fact = (term, value) => value != null && facts.push(el("dt", {}, t(term)), el("dd", {}, value));
  const moment = (at) => `${format.day(at)} ${format.time(at)}`;
  fact("today.level", levelMark(container.level, container.age_seconds));
  if (container.forecast) {
    fact("today.expectedNow", `${format.percent(container.forecast.level)} ± ${format.percent(container.forecast.level_deviation)}`);
    fact("today.perDay", format.percent(container.forecast.rate_per_day));
    if (container.forecast.full_at) fact("today.full", moment(container.forecast.full_at));
  }
  if (answer.threshold_level != null) fact("today.threshold", format.percent(answer.threshold_level));
  if (answer.overflow_risk != null) fact("today.overflowRisk", format.percent(answer.overflow_risk));
  if (answer.safe_until && answer.outcome !== "emptied") {
    fact("today.safeUntil", new Date(answer.safe_until) > new Date(plan.created_at) ? moment(answer.safe_until) : t("today.noLonger"));
  }
  await dialog(name, [
    ...answer.sentences.map((text, index) => el("p", index === 0 ? { class: "answer" } : {}, named(text))),
    el("dl", { class: "facts" }, facts),
  ]);
}

/** A field that finds any container of the town and explains it. */
export class PlanQuestion {
  #containers = null;
  #plan;

  constructor(box, plan) {
    this.#plan = plan;
    const hint = el("span", { class: "soft small", id: "ask-hint" }, t("today.askWhyHint"));
    this.input = el("input", {
      type: "search", id: "ask-slot", autocomplete: "off", role: "combobox", "aria-expanded": "false", "aria-controls": "ask-list",
      "aria-describedby": "ask-hint", "aria-autocomplete": "list",
      onfocus: () => attempt(() => this.#load()), oninput: () => attempt(() => this.#search()), onkeydown: (event) => this.#key(event),
    });
    this.list = el("ul", { id: "ask-list", class: "ask-list", role: "listbox", "aria-label": t("container.listLabel"), hidden: true });
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[data-slot]");
      if (option) this.#choose(option);
    });
    box.replaceChildren(el("label", { for: "ask-slot" }, t("today.askWhy")), el("div", { class: "ask-field" }, this.input, this.list), hint);
  }

  async #load() {
    if (this.#containers) return;
    const map = await api(`towns/${town}/map`, { parameters: { due_on: this.#plan.day } });
    this.#containers = map.containers.map((container) => {
      const site = map.sites[container.site];
      return { ...container, name: site.name, words: `${site.name} ${site.district ?? ""} ${container.slot}`.toLowerCase() };
    });
  }

  async #search() {
    await this.#load();
    const wanted = this.input.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const found = wanted.length === 0 ? [] : this.#containers.filter((each) => wanted.every((word) => each.words.includes(word)));
    this.list.replaceChildren(...found.slice(0, longestList).map((each) => el("li", {
      role: "option", id: `ask-${each.slot}`, "data-slot": each.slot, "data-name": `${each.name} · ${each.slot}`, "aria-selected": "false",
    }, levelMark(each.level, each.age_seconds), ` ${each.name} `, el("span", { class: "soft small" }, each.slot))));
    const more = found.length - longestList;
    if (more > 0) this.list.append(el("li", { class: "soft small", role: "presentation" }, t("today.moreRows", { count: format.number(more) })));
    if (wanted.length > 0 && found.length === 0) this.list.append(el("li", { class: "soft", role: "presentation" }, t("today.nothing")));
    this.#open(wanted.length > 0);
  }

  #open(isOpen) {
    this.list.hidden = !isOpen;
    this.input.setAttribute("aria-expanded", String(isOpen));
    this.input.removeAttribute("aria-activedescendant");
  }

  #key(event) {
    const options = [...this.list.querySelectorAll("[data-slot]")];
    const current = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    if (event.key === "Escape") return this.#open(false);
    if (event.key === "Enter") {
      event.preventDefault();
      const option = options[Math.max(0, current)];
      return option && this.#choose(option);
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || options.length === 0) return undefined;
    event.preventDefault();
    options[current]?.setAttribute("aria-selected", "false");
    const next = options[(current + step + options.length) % options.length];
    next.setAttribute("aria-selected", "true");
    next.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", next.id);
    return undefined;
  }

  #choose(option) {
    this.#open(false);
    this.input.focus();
    return attempt(() => explain(this.#plan, option.dataset.slot, option.dataset.name));
  }
}
