// Keys as in the list of actions ("Mod+Shift+z", "j", "?"): matches events, and formats them for this platform.

import { inForce, parse } from "../state/strokes.js";
import { el } from "./dom.js";

/** @type {Navigator & { userAgentData?: { platform: string } }} Not all browsers have userAgentData. */
const browser = navigator;
const platform = browser.userAgentData?.platform ?? browser.platform ?? "";
export const isMac = /mac|iphone|ipad/i.test(platform);

/** @type {Record<string, string>} */
const NAMES = {
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  " ": "Space",
  PageUp: "Page Up",
  PageDown: "Page Down",
  Escape: "Esc",
  Backspace: isMac ? "⌫" : "Backspace",
  Delete: isMac ? "⌦" : "Del",
  Enter: isMac ? "↩" : "Enter",
};
/** @type {Record<string, string>} */
const MODIFIERS = isMac ? { Mod: "⌘", Alt: "⌥", Shift: "⇧" } : { Mod: "Ctrl", Alt: "Alt", Shift: "Shift" };

/**
 * Returns the labels of the keys of a stroke, for example ["Ctrl", "Z"].
 *
 * @param {string} key
 */
export function shown(key) {
  const { name, modifiers } = parse(key);
  const last = NAMES[name] ?? (name.length === 1 ? name.toUpperCase() : name);
  return [...modifiers.map((modifier) => MODIFIERS[modifier]), last];
}

/**
 * Returns strokes as elements, with a box for each key.
 *
 * @param {string[]} keys
 */
export const boxes = (keys) =>
  keys.flatMap((key, i) => [i > 0 && el("span", { class: "or" }, " or "), ...shown(key).map((name) => el("kbd", {}, name))]);

/**
 * Returns a stroke as text, for a tooltip or a screen reader.
 *
 * @param {string} key
 */
export const written = (key) => shown(key).join(isMac ? "" : "+");

/**
 * Returns a stroke as text, as it applies with the setting of the character keys; "" if it does not apply.
 *
 * @param {string} key
 */
export const writtenInForce = (key) => inForce([key]).map(written).join("");

/**
 * Signs on a Mac, where Alt types another character: the position of the key, and whether it needs Shift.
 *
 * @type {Record<string, [string, boolean]>}
 */
const POSITIONS = { "/": ["Slash", false], "?": ["Slash", true], ".": ["Period", false], "*": ["Digit8", true] };

/**
 * Returns the letter of a key. On a keyboard without Latin letters, and for other characters typed with Alt on a Mac, returns the Latin letter
 * at the same position.
 *
 * @param {KeyboardEvent} event
 */
function letterOf(event) {
  const isOther = (event.key.length === 1 && event.key > "\u007f") || event.key === "Dead";
  return isOther && event.code.startsWith("Key") ? event.code.slice(3).toLowerCase() : event.key.toLowerCase();
}

/**
 * @param {KeyboardEvent} event
 * @param {string} sign
 */
function isSignOf(event, sign) {
  const [code, shift] = POSITIONS[sign] ?? [`Digit${sign}`, false];
  return isMac && event.altKey ? event.code === code && event.shiftKey === shift : event.key === sign;
}

/**
 * Returns whether an event is a stroke of a key that applies.
 *
 * @param {KeyboardEvent} event
 * @param {string} key
 */
export const isStroke = (event, key) => inForce([key]).some((applied) => isPressed(event, applied));

/**
 * @param {KeyboardEvent} event
 * @param {string} key
 */
function isPressed(event, key) {
  const { name, modifiers } = parse(key);
  const mod = isMac ? event.metaKey : event.ctrlKey;
  const other = isMac ? event.ctrlKey : event.metaKey;
  if (other || mod !== modifiers.includes("Mod") || event.altKey !== modifiers.includes("Alt")) {
    return false;
  }
  const isLetter = /^[a-z]$/.test(name);
  // "?" and "*" need Shift on some keyboards and not on others, so Shift is ignored for signs.
  const isSign = name.length === 1 && !isLetter && name !== " ";
  if (!isSign && event.shiftKey !== modifiers.includes("Shift")) {
    return false;
  }
  return isLetter ? letterOf(event) === name : isSign ? isSignOf(event, name) : event.key === name;
}
