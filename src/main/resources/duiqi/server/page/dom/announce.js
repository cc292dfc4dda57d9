// Messages: a line that disappears, and live regions for screen readers.

import { byId, el } from "./dom.js";

/** Number of messages that stay in a live region, so that a new one does not replace one that is not spoken yet. */
const KEPT = 3;

let timer = 0;

/**
 * Shows a success message.
 *
 * @param {string} text
 */
export function say(text) {
  show(text, "said");
  announce("polite", text);
}

/**
 * Shows a problem and its remedy.
 *
 * @param {string} problem
 */
export function warn(problem, remedy = "") {
  const text = sentence(problem) + (remedy ? ` ${sentence(remedy)}` : "");
  show(text, "warned");
  announce("assertive", text);
}

/**
 * Announces a cursor movement to screen readers only.
 *
 * @param {string} text
 */
export function whisper(text) {
  announce("polite", text);
}

/**
 * Adds a message to a live region, also if it equals the last one.
 *
 * @param {"polite" | "assertive"} region
 * @param {string} text
 */
function announce(region, text) {
  const messages = byId(region);
  messages.append(el("p", {}, text));
  while (messages.childElementCount > KEPT) {
    messages.firstElementChild?.remove();
  }
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
