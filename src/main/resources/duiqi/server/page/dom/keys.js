// Keys: parses them as in the list of actions ("Mod+Shift+z", "j", "?"), matches events, and formats them for this platform.

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
  Enter: isMac ? "↩" : "Enter",
};
/** @type {Record<string, string>} */
const MODIFIERS = isMac ? { Mod: "⌘", Alt: "⌥", Shift: "⇧" } : { Mod: "Ctrl", Alt: "Alt", Shift: "Shift" };

/** @param {string} key */
function parse(key) {
  const parts = key === "+" ? ["+"] : key.split("+");
  return { name: parts[parts.length - 1], modifiers: parts.slice(0, -1) };
}

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
 * Returns a stroke as text, for a tooltip or a screen reader.
 *
 * @param {string} key
 */
export const written = (key) => shown(key).join(isMac ? "" : "+");

/**
 * Returns the letter of a key. On a keyboard without Latin letters, returns the Latin letter at the same position.
 *
 * @param {KeyboardEvent} event
 */
function letterOf(event) {
  const isOther = event.key.length === 1 && event.key > "\u007f";
  return isOther && event.code.startsWith("Key") ? event.code.slice(3).toLowerCase() : event.key.toLowerCase();
}

/**
 * Returns whether an event is a stroke of a key.
 *
 * @param {KeyboardEvent} event
 * @param {string} key
 */
export function isStroke(event, key) {
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
  return isLetter ? letterOf(event) === name : event.key === name;
}
