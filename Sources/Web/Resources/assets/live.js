// The live stream of a town (server-sent events). Reconnects by itself with growing pauses and says so when the page is stale.
import { base, format, language, t } from "./page.js";
import { banner } from "./notices.js";

const silenceSeconds = 45;

/** Listens; `handlers` maps the name of an event to a function of its data. Returns a function that ends it. */
export function listen(town, handlers) {
  let source = null;
  let pause = 1;
  let lastHeard = Date.now();
  let isStale = false;
  let isOver = false;
  let timer;

  const heard = () => {
    lastHeard = Date.now();
    pause = 1;
    if (isStale) {
      isStale = false;
      banner(null);
      handlers.reconnected?.();
    }
  };
  const stale = () => {
    isStale = true;
    banner(t("shell.stale", { time: format.time(lastHeard) }));
  };
  const connect = () => {
    source = new EventSource(`${base}/api/v1/towns/${town}/events?lang=${language}`);
    source.addEventListener("hello", heard);
    source.addEventListener("ping", heard);
    for (const [name, handler] of Object.entries(handlers)) {
      if (name === "reconnected") continue;
      source.addEventListener(name, (event) => {
        heard();
        handler(JSON.parse(event.data));
      });
    }
    source.onerror = () => {
      source.close();
      if (isOver) return;
      if (Date.now() - lastHeard > 5000) stale();
      timer = setTimeout(connect, pause * 1000);
      pause = Math.min(pause * 2, 30);
    };
  };
  const watch = setInterval(() => {
    if (Date.now() - lastHeard > silenceSeconds * 1000) {
      stale();
      if (source.readyState !== EventSource.CONNECTING) source.onerror();
    }
  }, 5000);
  connect();
  const end = () => {
    isOver = true;
    clearInterval(watch);
    clearTimeout(timer);
    source.close();
  };
  addEventListener("pagehide", end);
  return end;
}
