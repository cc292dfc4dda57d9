// The order of the commands in the palette, and those that the user chose last.

/** @import { Action } from "./types.js" */

/** @typedef {{ title: string, actions: Action[] }} Section */

const KEPT = "duiqi.recent";
const RECENT = 5;

/** Returns the ids of the commands that the user chose last, the latest first. */
export function recent() {
  return (localStorage.getItem(KEPT) ?? "").split(" ").filter((id) => id !== "");
}

/** @param {string} id id of a command that the user chose */
export function remember(id) {
  localStorage.setItem(KEPT, [id, ...recent().filter((other) => other !== id)].slice(0, RECENT).join(" "));
}

/**
 * Returns how well a command matches: 0 if its label begins with the text, 1 if each word begins a word of the label, 2 if the label contains
 * each word, 3 if the label, hint and group do; otherwise Infinity.
 *
 * @param {Action} action
 * @param {string} text in small letters
 */
function rank({ label, hint, group }, text) {
  const name = label.toLowerCase();
  const words = text.split(/\s+/);
  const starts = name.split(/[^\p{L}\p{N}]+/u);
  const tests = [
    name.startsWith(text),
    words.every((word) => starts.some((start) => start.startsWith(word))),
    words.every((word) => name.includes(word)),
    words.every((word) => `${name} ${hint ?? ""} ${group}`.toLowerCase().includes(word)),
  ];
  const best = tests.indexOf(true);
  return best < 0 ? Infinity : best;
}

/**
 * Returns the commands for a typed text, in display order. Without a text, these are all commands: those chosen last, then the groups.
 *
 * @param {Action[]} actions
 * @param {string} typed
 * @param {string[]} latest ids of the commands chosen last, the latest first
 * @returns {Section[]} sections with at least one command
 */
export function sections(actions, typed, latest) {
  const text = typed.trim().toLowerCase();
  const known = latest.flatMap((id) => actions.find((action) => action.id === id) ?? []);
  const inOrder = [...known, ...actions.filter((action) => !known.includes(action))];
  if (text !== "") {
    const found = inOrder.filter((action) => rank(action, text) < Infinity).sort((a, b) => rank(a, text) - rank(b, text));
    return found.length > 0 ? [{ title: "", actions: found }] : [];
  }
  const groups = [...new Set(actions.map(({ group }) => group))];
  const all = groups.map((title) => ({ title, actions: inOrder.filter((action) => action.group === title && !known.includes(action)) }));
  return [{ title: "Recently used", actions: known }, ...all].filter((section) => section.actions.length > 0);
}
