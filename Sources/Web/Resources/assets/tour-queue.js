// Reports of the driver, kept in the phone's own database until the service has them. Each has a key of its own, by which the service
// knows a report that comes twice.

const request = (ask) => new Promise((resolve, reject) => {
  ask.onsuccess = () => resolve(ask.result);
  ask.onerror = () => reject(ask.error);
});

export class TourQueue {
  #database;
  #isSending = false;
  #send;
  #changed;

  /** `send(report)` resolves to {ok} or {refused: text}; rejects without network. `changed()` is called when something has. */
  static async open(name, send, changed) {
    const queue = new TourQueue();
    queue.#send = send;
    queue.#changed = changed;
    const opening = indexedDB.open(`fuellort-tour-${name}`, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("reports", { keyPath: "number", autoIncrement: true });
    queue.#database = await request(opening);
    addEventListener("online", () => queue.flush());
    setInterval(() => queue.flush(), 15000);
    return queue;
  }

  #store(mode) {
    return this.#database.transaction("reports", mode).objectStore("reports");
  }

  all() {
    return request(this.#store("readonly").getAll());
  }

  async add(report) {
    await request(this.#store("readwrite").add({ ...report, key: crypto.randomUUID(), at: new Date().toISOString(), state: "waiting" }));
    this.#changed();
    this.flush();
  }

  /** Sends what waits, one by one and in order. */
  async flush() {
    if (this.#isSending) return;
    this.#isSending = true;
    try {
      for (;;) {
        const waiting = (await this.all()).find((report) => report.state === "waiting");
        if (!waiting) break;
        let outcome;
        try {
          outcome = await this.#send(waiting);
        } catch {
          break;
        }
        waiting.state = outcome.ok ? "sent" : "refused";
        waiting.detail = outcome.refused ?? null;
        // A sent photo needs no room on the phone any more.
        if (outcome.ok) waiting.photo = null;
        await request(this.#store("readwrite").put(waiting));
        this.#changed();
      }
    } finally {
      this.#isSending = false;
    }
  }
}
