// Keeps the driver's page and its scripts on the phone, so that they open in a dead spot. Positions are never asked for, and nothing
// but pages, scripts and styles is kept here; reports wait in the page's own queue.
const name = "fuellort-tour-1";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const request = event.request;
  if (request.method !== "GET") return;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(freshElseKept(request));
  else if (url.pathname.includes("/assets/")) event.respondWith(keptElseFresh(request));
});

/** A page is asked anew; without network the kept one is shown. */
async function freshElseKept(request) {
  const cache = await caches.open(name);
  try {
    const answer = await fetch(request);
    if (answer.ok) cache.put(request, answer.clone());
    return answer;
  } catch (error) {
    const kept = await cache.match(request, { ignoreSearch: true, ignoreVary: true });
    if (kept) return kept;
    throw error;
  }
}

/** An asset's address changes with its content, so that a kept one is the right one. */
async function keptElseFresh(request) {
  const cache = await caches.open(name);
  const kept = await cache.match(request, { ignoreVary: true });
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) cache.put(request, answer.clone());
  return answer;
}
