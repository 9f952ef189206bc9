// On every page: what belongs to the frame.
import { banner } from "./notices.js";
import { t } from "./page.js";

addEventListener("offline", () => banner(t("shell.offline")));
addEventListener("online", () => banner(null));

for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => print());
