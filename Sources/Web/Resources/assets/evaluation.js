// Waits for an evaluation that is being computed, and shows it.
import { format, t } from "./page.js";

// Where the plot is wider than the window, its middle is shown: zero, around which all ranges lie.
for (const plot of document.querySelectorAll(".scroll:has(> .range-plot)")) plot.scrollLeft = (plot.scrollWidth - plot.clientWidth) / 2;

const box = document.getElementById("evaluation-running");
if (box) {
  const begun = Date.now() - 1000 * Number(box.dataset.elapsed);
  const words = document.getElementById("evaluation-words");
  // Said aloud once, by the server's text; counting would interrupt a screen reader every second.
  words.removeAttribute("role");
  setInterval(() => {
    words.textContent = t("report.evaluationRunning", { seconds: format.number(Math.round((Date.now() - begun) / 1000)) });
  }, 1000);
  const look = async () => {
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!page.getElementById("evaluation-running")) return location.reload();
    } catch {
      // Without network it goes on looking.
    }
    return setTimeout(look, 2000);
  };
  setTimeout(look, 700);
}
