// Entering devices that send but stand at no slot.
import { api, attempt } from "./api.js";
import { t, town } from "./page.js";
import { toast } from "./notices.js";

for (const form of document.querySelectorAll("form[data-claim]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const fields = new FormData(form);
    const body = { slot: fields.get("slot").trim(), replaces: fields.has("replaces"), moves: fields.has("moves") };
    const model = fields.get("model").trim();
    if (model) body.model = model;
    attempt(async () => {
      const result = await api(`towns/${town}/claims/${form.dataset.claim}`, { method: "POST", body });
      form.closest("article").remove();
      toast(t("alarm.claimed", { stored: result.stored_readings ?? result.processed?.stored_readings ?? 0 }));
    });
  });
}
