// Says what happened: to the eye in a line that goes away, to a screen reader in a live region.

import { byId, el } from "./dom.js";

let timer = 0;

/** Says that something was done. */
export function say(text) {
  show(text, "said");
  byId("polite").textContent = text;
}

/** Says that something could not be done, and what to do. */
export function warn(problem, remedy = "") {
  const text = sentence(problem) + (remedy ? ` ${sentence(remedy)}` : "");
  show(text, "warned");
  byId("assertive").textContent = text;
}

/** For a screen reader alone, which cannot see where the cursor went. */
export function whisper(text) {
  byId("polite").textContent = text;
}

/** A clause, as errors come, made a sentence. */
export function sentence(clause) {
  // The name of a file stays as it is.
  const isName = /^\S*[./\\]\S/.test(clause);
  const text = isName ? clause : clause.charAt(0).toUpperCase() + clause.slice(1);
  return /[.!?。]$/.test(text) || text === "" ? text : `${text}.`;
}

function show(text, className) {
  clearTimeout(timer);
  const toast = byId("toast");
  toast.replaceChildren(el("span", {}, text));
  toast.className = `${className} shown`;
  timer = setTimeout(() => toast.classList.remove("shown"), className === "warned" ? 9000 : 3200);
}
