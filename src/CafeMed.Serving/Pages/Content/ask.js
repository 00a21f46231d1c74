// Asks this server, and turns what it refuses into words.
import { $, show } from "./dom.js";

const place = "cafemed-key";
let retry = null;

export class Refused extends Error {
  constructor(status, title, hint, code) {
    super(title);
    Object.assign(this, { status, hint, code });
  }
}

export const words = error => error instanceof Refused && error.status === 401
  ? `${error.code === "CM6040" ? "This server answers only with an access key: give it above." : "The access key was not accepted: give another one above."} (${error.code})`
  : error instanceof Refused
  ? `${error.message}${error.hint ? ` ${error.hint}` : ""}${error.code ? ` (${error.code})` : ""}`
  : "The page has a defect and could not show the answer. Reload it; if that does not help, tell who runs the server.";

async function send(path, body, signal) {
  const headers = {};
  const key = sessionStorage.getItem(place);
  if (key) headers.Authorization = `Bearer ${key}`;
  if (body !== undefined) headers["Content-Type"] = "application/json";
  let answer;
  try {
    answer = await fetch(path, { method: body === undefined ? "GET" : "POST", headers, body: body === undefined ? undefined : JSON.stringify(body), signal, cache: "no-store" });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Refused(0, "The server does not answer.", "Is it still running? Nothing on this page has changed since its last answer.");
  }
  if (answer.ok) return answer;
  let problem = {};
  try { problem = await answer.json(); } catch { problem = {}; }
  if (answer.status === 401) {
    sessionStorage.removeItem(place);
    show("access", true);
    $("key").focus();
  }
  throw new Refused(answer.status, problem.title ?? `The server refused (${answer.status}).`, problem.hint ?? "", problem.code);
}

export const get = async path => (await send(path)).json();
export const text = async path => (await send(path)).text();
export const post = async (path, body, signal) => (await send(path, body, signal)).json();

// What was asked when a key was missing is asked again once there is one.
export function onAccess(again) { retry = again; }

$("access").addEventListener("submit", event => {
  event.preventDefault();
  sessionStorage.setItem(place, $("key").value.trim());
  $("key").value = "";
  show("access", false);
  retry?.();
});
