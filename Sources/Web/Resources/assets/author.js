// The name a person gives for the history: asked once, kept in this browser alone.
const key = "fuellort.author";

/** Fills the field with the kept name, and keeps what is typed. Returns a function that gives the present name or undefined. */
export function authorField(input) {
  try {
    input.value = localStorage.getItem(key) ?? "";
    input.addEventListener("change", () => localStorage.setItem(key, input.value.trim()));
  } catch {
    // Storage may be switched off; then the name is typed each time.
  }
  return () => input.value.trim() || undefined;
}
