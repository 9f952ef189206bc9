// Toasts, the banner, dialogs.
import { el, t } from "./page.js";

/** A short notice; with an action (`{label, run}`) it stays longer. */
export function toast(text, { isFault = false, action, seconds } = {}) {
  const box = document.getElementById("toasts");
  const close = () => note.remove();
  const note = el("div", { class: isFault ? "toast is-fault" : "toast" }, el("span", {}, text));
  if (action) note.append(el("button", { onclick: () => { close(); action.run(); } }, action.label));
  else if (isFault) note.append(el("button", { onclick: close }, t("shell.close")));
  // What was done before is old news; only faults wait to be read.
  for (const old of box.querySelectorAll(".toast:not(.is-fault)")) old.remove();
  box.append(note);
  while (box.children.length > 4) box.firstElementChild.remove();
  setTimeout(close, 1000 * (seconds ?? (isFault ? 15 : action ? 12 : 5)));
  return note;
}

/** The banner below the head; null takes it away. */
export function banner(text) {
  const bar = document.getElementById("banner");
  if (!bar) return;
  bar.hidden = text == null;
  bar.textContent = text ?? "";
}

/**
 * A modal dialog. `content` is an array of nodes, `actions` of {label, value, kind}. Resolves with the value of the action taken,
 * null when it was closed otherwise. A button in the content with the value `=word` resolves to that word. Focus goes back to where it
 * was.
 */
export function dialog(title, content, actions = [{ label: t("shell.close"), value: null }]) {
  return new Promise((resolve) => {
    const before = document.activeElement;
    const heading = el("h2", { id: "dialog-title" }, title);
    const form = el("form", { method: "dialog" }, heading, ...content,
      el("div", { class: "actions" }, actions.map((action, index) =>
        el("button", { value: String(index), class: action.kind ?? "", formnovalidate: !action.value }, action.label))));
    const box = el("dialog", { "aria-labelledby": "dialog-title" }, form);
    box.addEventListener("close", () => {
      const answer = box.returnValue;
      const value = answer.startsWith("=") ? answer.slice(1) : answer === "" ? null : actions[Number(answer)]?.value ?? null;
      box.remove();
      before?.focus?.();
      resolve(value);
    });
    document.body.append(box);
    box.showModal();
    // The focus goes to the first field or button, which may stand below what is to be read.
    box.scrollTop = 0;
  });
}
