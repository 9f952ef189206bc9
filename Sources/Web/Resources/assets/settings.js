// Settings: a form made from the fields of a town file, faults at their fields, history with undo, import with a trial run.
import { api, attempt, ProblemError } from "./api.js";
import { authorField } from "./author.js";
import { base, el, format, pageData, t, town } from "./page.js";
import { dialog, toast } from "./notices.js";

const data = pageData();
const keptToast = "fuellort.toast";

function later(text) {
  sessionStorage.setItem(keptToast, text);
}

const waiting = sessionStorage.getItem(keptToast);
if (waiting) {
  sessionStorage.removeItem(keptToast);
  toast(waiting);
}

// Files hold seconds and shares; people read minutes, hours and minutes, percent. `read` gives the text back when it is none.
const plain = (number) => String(Math.round(number * 1e4) / 1e4).replace(".", document.documentElement.lang === "de" ? "," : ".");
const toNumber = (text) => (/^[-+]?\d+([.,]\d+)?$/.test(text) ? Number(text.replace(",", ".")) : NaN);
const measures = {
  minutes: {
    write: (value) => (value % 60 === 0 ? String(value / 60) : `${Math.floor(value / 60)}:${String(Math.round(value) % 60).padStart(2, "0")}`),
    read: (text) => {
      const parts = /^(\d+):([0-5]\d)$/.exec(text);
      if (parts) return Number(parts[1]) * 60 + Number(parts[2]);
      return Number.isNaN(toNumber(text)) ? text : Math.round(toNumber(text) * 60);
    },
  },
  percent: {
    write: (value) => plain(value * 100),
    read: (text) => (Number.isNaN(toNumber(text)) ? text : Math.round(toNumber(text) * 1e4) / 1e6),
  },
  hours: {
    write: (value) => `${Math.floor(value / 3600)}:${String(Math.round(value / 60) % 60).padStart(2, "0")}`,
    read: (text) => {
      const parts = /^(\d{1,2}):([0-5]\d)$/.exec(text);
      if (parts) return Number(parts[1]) * 3600 + Number(parts[2]) * 60;
      return Number.isNaN(toNumber(text)) ? text : Math.round(toNumber(text) * 3600);
    },
  },
};
const shares = new Set(["must_empty_level", "take_along", "must_empty", "critical", "typical_fill_per_day", "level_at_emptying"]);
/** How people read a member, by its name in the files. */
const measureOf = (name) => (name === "length_seconds" ? measures.hours : name.endsWith("_seconds") ? measures.minutes : shares.has(name) ? measures.percent : null);

// Fields --------------------------------------------------------------------------------------------------------------------------

let lastId = 0;

/** Makes a field; returns its node and a function that reads its value (undefined: leave out). */
function make(field, value, path) {
  if (field.kind === "group") return makeGroup(field, value ?? {}, path);
  if (field.kind === "list") return makeList(field, value ?? [], path);
  if (field.kind === "map") return makeMap(field, value ?? {}, path);
  const id = `field-${(lastId += 1)}`;
  const faultId = `${id}-fault`;
  const fault = el("p", { class: "fault", id: faultId, hidden: true });
  if (field.kind === "choices") return makeChoices(field, value ?? [], path, fault);
  if (field.kind === "flag") {
    const box = el("input", { type: "checkbox", id, checked: value ?? field.name !== "note" });
    box.checked = value ?? true;
    return { node: wrap(path, [el("label", { class: "check" }, box, field.label), fault]), read: () => box.checked };
  }
  let input;
  const text = value == null ? "" : String(value);
  const attributes = { id, "aria-describedby": faultId, required: field.isRequired };
  if (field.kind === "choice") {
    const options = field.options.map((option) => el("option", { value: option.value, selected: option.value === text }, option.text));
    if (!field.isRequired || text === "") options.unshift(el("option", { value: "" }, "–"));
    if (text !== "" && !field.options.some((option) => option.value === text)) options.push(el("option", { value: text, selected: true }, text));
    input = el("select", attributes, options);
  } else if (field.kind === "note") {
    input = el("textarea", { ...attributes, rows: 3 }, text);
  } else {
    const types = { minutes: "text", hours: "text", percent: "text", number: "text", integer: "text", day: "date", time: "text", text: "text", words: "text", days: "text" };
    input = el("input", { ...attributes, type: types[field.kind] });
    if (["number", "integer", "percent"].includes(field.kind)) input.setAttribute("inputmode", "decimal");
    if (field.kind === "time") input.placeholder = "06:30";
    if (field.kind === "hours") input.placeholder = "8:00";
    if (field.kind === "minutes") input.placeholder = "1:30";
    const isDecimal = field.kind === "number" && document.documentElement.lang === "de";
    input.value = Array.isArray(value) ? value.join(", ") : isDecimal ? text.replace(".", ",") : text;
    if (field.kind in measures && typeof value === "number") input.value = measures[field.kind].write(value);
    if (field.name === "id" && data?.entity) input.readOnly = true;
  }
  const read = () => {
    const raw = input.value.trim();
    if (field.kind === "words" || field.kind === "days") return raw === "" ? [] : raw.split(/[,;]\s*/).filter(Boolean);
    if (raw === "") return field.name === "maximum_age_days" && path.startsWith("fractions.") ? "none" : undefined;
    if (field.kind in measures) return measures[field.kind].read(raw);
    if (field.kind === "number" || field.kind === "integer") {
      if (raw === "none") return raw;
      const number = Number(raw.replace(",", "."));
      return Number.isFinite(number) ? number : raw;
    }
    return raw;
  };
  const label = el("label", { for: id }, field.label + (field.isRequired ? " *" : ""));
  return { node: wrap(path, [label, input, fault], field.kind === "note"), read };
}

function wrap(path, children, isWide = false) {
  return el("div", { class: isWide ? "field is-wide" : "field", "data-path": path }, children);
}

function makeChoices(field, value, path, fault) {
  const known = new Set(field.options.map((option) => option.value));
  const all = [...field.options, ...value.filter((word) => !known.has(word)).map((word) => ({ value: word, text: word }))];
  const boxes = all.map((option) => {
    const box = el("input", { type: "checkbox", value: option.value });
    box.checked = value.includes(option.value);
    return { box, node: el("label", { class: "check" }, box, option.text) };
  });
  const read = () => {
    const chosen = boxes.filter(({ box }) => box.checked).map(({ box }) => box.value);
    return chosen.length === 0 && !field.isRequired ? undefined : chosen;
  };
  const node = el("fieldset", { class: "is-wide", "data-path": path },
    el("legend", {}, field.label), el("div", { class: "row" }, boxes.map((entry) => entry.node)), fault);
  return { node, read };
}

/** Fields side by side; reads an object. */
function makeFields(fields, values, path) {
  const made = fields.map((field) => ({ field, ...make(field, values[field.name], path ? `${path}.${field.name}` : field.name) }));
  const read = () => Object.fromEntries(made.map(({ field, read: value }) => [field.name, value()]).filter(([, value]) => value !== undefined));
  return { node: el("div", { class: "fields" }, made.map((entry) => entry.node)), read };
}

function makeGroup(field, value, path) {
  const fields = makeFields(field.fields, value, path);
  return { node: el("fieldset", { class: "is-wide", "data-path": path }, el("legend", {}, field.label), fields.node), read: fields.read };
}

function makeList(field, value, path) {
  let entries = [];
  const box = el("div", { class: "entries" });
  const add = (values) => {
    const fields = makeFields(field.fields, values, `${path}[${entries.length}]`);
    const entry = { read: fields.read };
    entry.node = el("div", { class: "entry" }, fields.node, el("div", {}, el("button", {
      type: "button", class: "quiet danger", onclick: () => {
        entries = entries.filter((other) => other !== entry);
        entry.node.remove();
      },
    }, t("settings.removeEntry"))));
    entries.push(entry);
    box.append(entry.node);
  };
  for (const values of value) add(values);
  const node = el("fieldset", { class: "is-wide", "data-path": path }, el("legend", {}, field.label), box,
    el("p", { class: "fault", hidden: true }),
    el("button", { type: "button", onclick: () => { add({}); box.lastElementChild.querySelector("input, select")?.focus(); } }, t("settings.addEntry")));
  return { node, read: () => entries.map((entry) => entry.read()) };
}

function makeMap(field, value, path) {
  const names = new Map((field.options ?? []).map((option) => [option.value, option.text]));
  const entries = Object.entries(value).map(([name, values]) => ({ name, ...makeFields(field.fields, values, `${path}.${name}`) }));
  const node = el("fieldset", { class: "is-wide", "data-path": path }, el("legend", {}, field.label),
    el("div", { class: "entries" }, entries.map((entry) => el("div", { class: "entry" }, el("h3", {}, names.get(entry.name) ?? entry.name), entry.node))));
  return { node, read: () => Object.fromEntries(entries.map((entry) => [entry.name, entry.read()])) };
}

// The form ------------------------------------------------------------------------------------------------------------------------

function startForm(form) {
  const fields = makeFields(data.fields, data.values ?? {}, "");
  const box = el("div", { role: "alert", class: "fault-box", tabindex: "-1", hidden: true });
  const name = el("input", { type: "text", id: "author", autocomplete: "name", maxlength: 80 });
  const author = authorField(name);
  form.replaceChildren(box, fields.node,
    el("div", { class: "field" }, el("label", { for: "author" }, t("container.author")), name, el("span", { class: "hint" }, t("container.authorHint"))),
    el("div", { class: "row spread" },
      el("div", { class: "row" }, el("button", { class: "primary" }, t("shell.save")), el("a", { class: "button", href: data.list }, t("shell.cancel"))),
      data.entity && !data.isSingle ? el("button", { type: "button", class: "danger", onclick: () => remove(author) }, t("settings.remove")) : null));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const values = fields.read();
    attempt(async () => {
      clearFaults(form, box);
      try {
        const change = await send(values.id ?? data.entity, "PUT", author(), values);
        later(t(change.entry_count ? "settings.saved" : "settings.unchanged"));
        location.href = data.entity ? location.href : data.list;
        if (data.entity) location.reload();
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error;
        showFaults(form, box, error.problem);
      }
    });
  });
}

/** What the page shows has this tag; whoever saves sooner than it has come waits for it. */
const shownTag = data?.entity
  ? fetch(`${base}/api/v1/towns/${town}/settings/entities/${data.kind}/${data.entity}`)
    .then((response) => response.headers.get("ETag"), () => null)
  : null;

async function send(id, method, author, body) {
  const headers = data.entity ? { "If-Match": (await shownTag) ?? '""' } : {};
  return api(`towns/${town}/settings/entities/${data.kind}/${encodeURIComponent(id ?? "")}`, { method, body, headers, parameters: { author } });
}

async function remove(author) {
  const isSure = await dialog(t("settings.remove"), [el("p", {}, t("settings.removeSure", { name: data.entity }))], [
    { label: t("shell.cancel"), value: false }, { label: t("settings.remove"), value: true, kind: "danger" },
  ]);
  if (!isSure) return;
  attempt(async () => {
    await send(data.entity, "DELETE", author());
    later(t("settings.removed2"));
    location.href = data.list;
  });
}

function clearFaults(form, box) {
  box.hidden = true;
  for (const fault of form.querySelectorAll("p.fault")) fault.hidden = true;
  for (const input of form.querySelectorAll("[aria-invalid]")) input.removeAttribute("aria-invalid");
}

/** Faults at their fields, and all of them in a box that gets the focus. */
function showFaults(form, box, problem) {
  const faults = problem.faults ?? [{ member: problem.member, message: problem.detail, remedy: problem.remedy }];
  const texts = faults.map((fault) => {
    const place = fault.member && form.querySelector(`[data-path="${CSS.escape(fault.member)}"]`);
    const text = `${fault.message}${/[.!?]$/.test(fault.message) ? "" : "."} ${fault.remedy ?? ""}`.trim();
    const note = place?.querySelector("p.fault");
    if (!note) return el("li", {}, [fault.member, text].filter(Boolean).join(": "));
    note.textContent = text;
    note.hidden = false;
    const input = place.querySelector("input, select, textarea");
    input?.setAttribute("aria-invalid", "true");
    const label = place.querySelector("label, legend")?.textContent ?? fault.member;
    return el("li", {}, el("a", { href: `#${input?.id ?? ""}`, onclick: (event) => { event.preventDefault(); input?.focus(); } }, `${label}: ${text}`));
  });
  box.replaceChildren(
    el("p", {}, problem.status === 412 ? t("settings.changedMeanwhile") : faults.length === 1 ? t("settings.fault") : t("settings.faults", { count: faults.length })),
    el("ul", {}, texts));
  box.hidden = false;
  box.focus();
}

const form = document.getElementById("entity-form");
if (form) startForm(form);

// History -------------------------------------------------------------------------------------------------------------------------

const history_ = document.getElementById("history");
history_?.addEventListener("click", (event) => {
  const number = event.target.closest("[data-undo]")?.dataset.undo;
  if (!number) return;
  attempt(async () => {
    let author;
    try {
      author = localStorage.getItem("fuellort.author") || undefined;
    } catch {
      author = undefined;
    }
    await api(`towns/${town}/settings/changes/${number}/undo`, { method: "POST", body: { author } });
    later(t("settings.undoDone"));
    location.reload();
  });
});

for (const details of document.querySelectorAll("details[data-change]")) {
  details.addEventListener("toggle", () => attempt(async () => {
    const box = details.querySelector(".difference");
    if (!details.open || box.dataset.isFilled) return;
    const change = await api(`towns/${town}/settings/changes/${details.dataset.change}`);
    box.dataset.isFilled = "true";
    box.replaceChildren(...change.entries.slice(0, 50).flatMap(differences));
  }));
}

/** One line for each member that differs. */
function differences(entry) {
  const names = new Set([...Object.keys(entry.before ?? {}), ...Object.keys(entry.after ?? {})]);
  const show = (value, name) => {
    if (value === undefined) return "–";
    if (value !== null && typeof value === "object") return JSON.stringify(value);
    return typeof value === "number" && measureOf(name) ? measureOf(name).write(value) : String(value);
  };
  return [...names].filter((name) => JSON.stringify(entry.before?.[name]) !== JSON.stringify(entry.after?.[name])).map((name) => {
    let label = name;
    try {
      label = t(`field.${name}`);
    } catch {
      // A fraction of the town's own has no term.
    }
    return el("p", {}, `${entry.entity} · ${label}: `, el("del", {}, show(entry.before?.[name], name)), " → ", el("ins", {}, show(entry.after?.[name], name)));
  });
}

// Import --------------------------------------------------------------------------------------------------------------------------

const importForm = document.getElementById("import-form");
if (importForm) {
  const input = document.getElementById("import-files");
  const result = document.getElementById("import-result");
  const now = document.getElementById("import-now");
  const run = (isTrial) => attempt(async () => {
    const files = Object.fromEntries(await Promise.all([...input.files].map(async (file) => [file.name, await file.text()])));
    if (Object.keys(files).length === 0) return;
    try {
      const change = await api(`towns/${town}/settings/files`, { method: "POST", body: { files: unpacked(files), dry_run: isTrial } });
      if (!isTrial) {
        later(t("settings.imported", { count: format.number(change.entry_count) }));
        location.reload();
        return;
      }
      result.replaceChildren(el("p", { class: "good-box" },
        change.entry_count ? t("settings.wouldChange", { count: format.number(change.entry_count) }) : t("settings.nothingChanges")));
      now.hidden = change.entry_count === 0;
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      now.hidden = true;
      const faults = error.problem.faults ?? [{ part: "", message: error.problem.detail, remedy: error.problem.remedy }];
      result.replaceChildren(el("div", { class: "fault-box" },
        el("p", {}, faults.length === 1 ? t("settings.fault") : t("settings.faults", { count: format.number(faults.length) })),
        el("ul", {}, faults.slice(0, 50).map((fault) => el("li", {},
          `${[[fault.part, fault.line].filter(Boolean).join(":"), fault.member].filter(Boolean).join(" · ")}: ${fault.message}. ${fault.remedy}`)))));
    }
  });
  importForm.addEventListener("submit", (event) => {
    event.preventDefault();
    run(true);
  });
  now.addEventListener("click", () => run(false));
  input.addEventListener("change", () => {
    now.hidden = true;
    result.replaceChildren();
  });
}

/** An exported JSON document stands for the files in it. */
function unpacked(files) {
  const names = Object.keys(files);
  if (names.length !== 1 || !names[0].endsWith(".json")) return files;
  try {
    return JSON.parse(files[names[0]]).files ?? files;
  } catch {
    return files;
  }
}
