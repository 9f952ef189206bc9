// Acknowledging alarms.
import { api, attempt } from "./api.js";
import { authorField } from "./author.js";
import { el, t, town } from "./page.js";
import { dialog, toast } from "./notices.js";

document.querySelector("main").addEventListener("click", async (event) => {
  const button = event.target.closest("[data-alarms]");
  if (!button) return;
  const name = el("input", { id: "by", type: "text", autocomplete: "name", maxlength: 80, required: true });
  const author = authorField(name);
  const note = el("input", { id: "alarm-note", type: "text", maxlength: 500 });
  const isSure = await dialog(button.dataset.title, [
    el("div", { class: "field" }, el("label", { for: "by" }, t("alarm.by")), name),
    el("div", { class: "field" }, el("label", { for: "alarm-note" }, t("alarm.note")), note, el("span", { class: "hint" }, t("alarm.noteHint"))),
  ], [{ label: t("alarm.acknowledge"), value: true, kind: "primary" }]);
  if (!isSure) return;
  name.dispatchEvent(new Event("change"));
  attempt(async () => {
    const body = { by: author() ?? "–", ...(note.value.trim() ? { note: note.value.trim() } : {}) };
    let alarm;
    for (const id of button.dataset.alarms.split(","))
      alarm = await api(`towns/${town}/alarms/${id}/acknowledgement`, { method: "POST", body });
    button.replaceWith(el("span", { class: "small" }, alarm.acknowledgement?.by ?? t("alarm.acknowledged")));
    toast(t("alarm.acknowledged"));
  });
});
