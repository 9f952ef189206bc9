// Refused messages: processing them again.
import { api, attempt } from "./api.js";
import { t } from "./page.js";
import { toast } from "./notices.js";

async function again(body) {
  const result = await api("quarantine/reprocess", { method: "POST", body });
  sessionStorage.setItem("fuellort.toast", t("device.reprocessed", {
    messages: result.messages, stored: result.stored_readings, repeated: result.repeated_readings, refused: result.still_refused,
  }));
  location.reload();
}

document.querySelector("main").addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button?.dataset.reprocess) attempt(() => again({ ids: [Number(button.dataset.reprocess)] }));
  if (button?.id === "reprocess-all") attempt(() => again(button.dataset.reason ? { reason: button.dataset.reason } : {}));
});

const waiting = sessionStorage.getItem("fuellort.toast");
if (waiting) {
  sessionStorage.removeItem("fuellort.toast");
  toast(waiting);
}
