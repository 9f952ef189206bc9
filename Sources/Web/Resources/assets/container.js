// A container's page: entering a level, writing a note, following the level.
import { api, attempt } from "./api.js";
import { authorField } from "./author.js";
import { listen } from "./live.js";
import { el, format, levelMark, pageData, t, town } from "./page.js";
import { toast } from "./notices.js";

const { slot } = pageData();
const author = authorField(document.getElementById("author"));

document.getElementById("level-form").addEventListener("submit", (event) => {
  event.preventDefault();
  const input = document.getElementById("seen-level");
  const percent = Number(input.value.replace(",", "."));
  if (input.value === "" || !(percent >= 0 && percent <= 300)) {
    input.setAttribute("aria-invalid", "true");
    toast(t("container.enterWrong"), { isFault: true });
    input.focus();
    return;
  }
  attempt(async () => {
    await api(`towns/${town}/containers/${slot}/readings`, { method: "POST", body: { level: percent / 100 } });
    sessionStorage.setItem("fuellort.toast", t("container.enterSaved"));
    location.reload();
  });
});

document.getElementById("note-form").addEventListener("submit", (event) => {
  event.preventDefault();
  const field = document.getElementById("note-text");
  attempt(async () => {
    const note = await api(`towns/${town}/containers/${slot}/notes`, { method: "POST", body: { text: field.value, author: author() } });
    document.getElementById("notes").prepend(el("li", {},
      el("p", {}, note.text),
      el("p", { class: "soft small" }, [`${format.day(note.at)} ${format.time(note.at)}`, note.author].filter(Boolean).join(" · "))));
    field.value = "";
    toast(t("container.noteSaved"));
  });
});

// A narrow window shows the newest part of the plot.
for (const box of document.querySelectorAll(".scroll:has(> .plot)")) box.scrollLeft = box.scrollWidth;

const waiting = sessionStorage.getItem("fuellort.toast");
if (waiting) {
  sessionStorage.removeItem("fuellort.toast");
  toast(waiting);
}

listen(town, {
  levels(event) {
    const news = event.containers.find((container) => container.slot === slot);
    if (news) document.querySelector(".figure .level")?.replaceWith(levelMark(news.level, news.age_seconds));
  },
});
