// Messages: a line that disappears, and a live region for screen readers.

import { byId, el } from "./dom.js";

let timer = 0;

/**
 * Shows a success message.
 *
 * @param {string} text
 */
export function say(text) {
  show(text, "said");
  byId("polite").textContent = text;
}

/**
 * Shows a problem and its remedy.
 *
 * @param {string} problem
 */
export function warn(problem, remedy = "") {
  const text = sentence(problem) + (remedy ? ` ${sentence(remedy)}` : "");
  show(text, "warned");
  byId("assertive").textContent = text;
}

/**
 * Announces a cursor movement to screen readers only.
 *
 * @param {string} text
 */
export function whisper(text) {
  byId("polite").textContent = text;
}

/**
 * Converts the clause of an error into a sentence.
 *
 * @param {string} clause
 */
export function sentence(clause) {
  // File names are not capitalised.
  const isName = /^\S*[./\\]\S/.test(clause);
  const text = isName ? clause : clause.charAt(0).toUpperCase() + clause.slice(1);
  return /[.!?。]$/.test(text) || text === "" ? text : `${text}.`;
}

/**
 * @param {string} text
 * @param {"said" | "warned"} className
 */
function show(text, className) {
  clearTimeout(timer);
  const toast = byId("toast");
  toast.replaceChildren(el("span", {}, text));
  toast.className = `${className} shown`;
  timer = setTimeout(() => toast.classList.remove("shown"), className === "warned" ? 9000 : 3200);
}
