// What every script of a page needs: where it stands, its words, its data, numbers and times as people write them.
import texts from "./terms.js";

const body = document.body;
export const base = body.dataset.base ?? "";
export const town = body.dataset.town ?? null;
export const language = document.documentElement.lang === "en" ? "en" : "de";
const zone = body.dataset.zone ?? "Europe/Berlin";
const locale = language === "de" ? "de-DE" : "en-GB";

/** A term of the catalogue, `group.name`, with its arguments. */
export function t(key, args = {}) {
  const text = texts[language][key];
  if (text === undefined) throw new Error(`no term ${key}`);
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in args ? String(args[name]) : whole));
}

/** The document the server put into the page; null if none. */
export function pageData() {
  const block = document.getElementById("page-data");
  return block ? JSON.parse(block.textContent) : null;
}

/** An address of one of the town's pages, in the chosen language. */
export function link(path, parameters = {}) {
  const url = new URL(base + path, location.origin);
  for (const [name, value] of Object.entries(parameters)) if (value != null) url.searchParams.set(name, value);
  const chosen = new URLSearchParams(location.search).get("lang");
  if (chosen) url.searchParams.set("lang", chosen);
  return url.pathname + url.search;
}

const formats = new Map();
function numberFormat(digits) {
  if (!formats.has(digits)) {
    formats.set(digits, new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }));
  }
  return formats.get(digits);
}
const timeFormat = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", timeZone: zone });
const dayFormat = new Intl.DateTimeFormat(locale, { day: "2-digit", month: "2-digit", year: "numeric", timeZone: zone });

export const format = {
  number: (value, digits = 0) => numberFormat(digits).format(value),
  percent: (share) => numberFormat(0).format(share * 100) + (language === "de" ? "\u00a0%" : "%"),
  kilometres: (metres) => numberFormat(1).format(metres / 1000) + "\u00a0km",
  time: (moment) => timeFormat.format(new Date(moment)),
  day: (moment) => dayFormat.format(new Date(moment)),
  /** `7 h 05 min`, or `35 min`. */
  duration(seconds) {
    const minutes = Math.round(seconds / 60);
    if (minutes < 60) return `${minutes}\u00a0min`;
    return `${Math.floor(minutes / 60)}\u00a0h ${String(minutes % 60).padStart(2, "0")}\u00a0min`;
  },
  /** How old a value is: `12 min`, `3 h`, `5 T`. */
  age(seconds) {
    if (seconds < 5400) return `${Math.max(0, Math.floor(seconds / 60))}\u00a0min`;
    if (seconds < 172800) return `${Math.round(seconds / 3600)}\u00a0h`;
    return `${Math.floor(seconds / 86400)}\u00a0${language === "de" ? "T" : "d"}`;
  },
};

/** An element: `el("p", {class: "note", onclick: f}, "text", child)`. Text is text, never markup. */
export function el(name, attributes = {}, ...children) {
  const svg = ["svg", "path", "circle", "rect", "line", "g", "text", "title", "polyline"].includes(name);
  const node = svg ? document.createElementNS("http://www.w3.org/2000/svg", name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value == null || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (value === true) node.setAttribute(key, "");
    else node.setAttribute(key, value);
  }
  node.append(...children.flat().filter((child) => child != null && child !== false));
  return node;
}

/** Bands of levels with their class; the shape is told by markShape. */
export function band(level) {
  if (level == null) return "none";
  if (level < 0.25) return "25";
  if (level < 0.5) return "50";
  if (level < 0.75) return "75";
  return level <= 1 ? "100" : "over";
}

/** Path of a band's shape in a box of 20: so that no level is told by colour alone. */
export const bandShapes = {
  25: "M10 4a6 6 0 1 0 0 12a6 6 0 1 0 0-12z",
  50: "M10 2a8 8 0 1 0 0 16a8 8 0 1 0 0-16z",
  75: "M3 3h14v14h-14z",
  100: "M10 0L20 10L10 20L0 10z",
  over: "M6 0h8l6 6v8l-6 6h-8l-6-6v-8z",
  none: "M10 2a8 8 0 1 0 0 16a8 8 0 1 0 0-16zM10 5a5 5 0 1 1 0 10a5 5 0 1 1 0-10z",
};

/** A level as lists show it: mark, number, age. */
export function levelMark(level, ageSeconds) {
  const key = band(level);
  return el("span", { class: "level" },
    el("svg", { class: `level-mark band-${key}`, viewBox: "0 0 20 20", "aria-hidden": "true" },
      el("path", { d: bandShapes[key], "fill-rule": "evenodd" })),
    level == null ? t("shell.noData") : format.percent(level),
    ageSeconds == null ? null : el("span", { class: "age" }, format.age(ageSeconds)));
}
