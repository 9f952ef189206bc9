// Asking the service. Errors come as problems (RFC 9457) and are thrown with their text.
import { base, language, t } from "./page.js";
import { toast } from "./notices.js";

export class ProblemError extends Error {
  constructor(problem, status) {
    super([problem.detail ?? problem.title, problem.remedy].filter(Boolean).join(" "));
    this.problem = problem;
    this.status = status;
  }
}

/** The JSON of an address below /api/v1, for example `towns/x/plans`. `body` is sent as JSON. */
export async function api(path, { method = "GET", body, headers = {}, signal, parameters = {} } = {}) {
  const url = new URL(`${base}/api/v1/${path}`, location.origin);
  for (const [name, value] of Object.entries(parameters)) if (value != null && value !== "") url.searchParams.set(name, value);
  const options = { method, signal, headers: { Accept: "application/json", "Accept-Language": language, ...headers } };
  if (body !== undefined) {
    options.body = JSON.stringify(body);
    options.headers["Content-Type"] = "application/json";
  }
  let response;
  try {
    response = await fetch(url, options);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new ProblemError({ detail: t("shell.failedNetwork") }, 0);
  }
  if (response.status === 204) return null;
  const type = response.headers.get("Content-Type") ?? "";
  const answer = type.includes("json") ? await response.json() : await response.text();
  if (!response.ok) {
    if (response.status === 401) location.reload();
    throw new ProblemError(typeof answer === "object" ? answer : { detail: `HTTP ${response.status}` }, response.status);
  }
  return answer;
}

/** All items of a paged list. */
export async function apiPages(path, parameters = {}) {
  const items = [];
  let cursor;
  do {
    const page = await api(path, { parameters: { limit: 1000, ...parameters, cursor } });
    items.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor);
  return items;
}

/** Does something that the user asked for, and says what went wrong if it does. */
export async function attempt(work) {
  try {
    return await work();
  } catch (error) {
    if (error.name === "AbortError") return undefined;
    if (!(error instanceof ProblemError)) console.error(error);
    toast(error.message, { isFault: true });
    return undefined;
  }
}
