// Keys: how they are written in the list of actions ("Mod+Shift+z", "j", "?"), matched, and shown on this platform.

const platform = navigator.userAgentData?.platform ?? navigator.platform ?? "";
export const isMac = /mac|iphone|ipad/i.test(platform);

const NAMES = {
  ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→", " ": "Space", PageUp: "Page Up", PageDown: "Page Down",
  Escape: "Esc", Backspace: isMac ? "⌫" : "Backspace", Enter: isMac ? "↩" : "Enter",
};
const MODIFIERS = isMac ? { Mod: "⌘", Alt: "⌥", Shift: "⇧" } : { Mod: "Ctrl", Alt: "Alt", Shift: "Shift" };

function parse(key) {
  const parts = key === "+" ? ["+"] : key.split("+");
  return { name: parts[parts.length - 1], modifiers: parts.slice(0, -1) };
}

/** The keys of a stroke, each to be shown in a box of its own: ["Ctrl", "Z"]. */
export function shown(key) {
  const { name, modifiers } = parse(key);
  const last = NAMES[name] ?? (name.length === 1 ? name.toUpperCase() : name);
  return [...modifiers.map((modifier) => MODIFIERS[modifier]), last];
}

/** As one text, for a title or a screen reader. */
export const written = (key) => shown(key).join(isMac ? "" : "+");

/** The letter of a key; on a keyboard without Latin letters, the one that stands there on others. */
function letterOf(event) {
  const isOther = event.key.length === 1 && event.key > "\u007f";
  return isOther && event.code.startsWith("Key") ? event.code.slice(3).toLowerCase() : event.key.toLowerCase();
}

export function isStroke(event, key) {
  const { name, modifiers } = parse(key);
  const mod = isMac ? event.metaKey : event.ctrlKey;
  const other = isMac ? event.ctrlKey : event.metaKey;
  if (other || mod !== modifiers.includes("Mod") || event.altKey !== modifiers.includes("Alt")) {
    return false;
  }
  const isLetter = /^[a-z]$/.test(name);
  // "?" and "*" need Shift on some keyboards and not on others, so that for such a sign Shift says nothing.
  const isSign = name.length === 1 && !isLetter && name !== " ";
  if (!isSign && event.shiftKey !== modifiers.includes("Shift")) {
    return false;
  }
  return isLetter ? letterOf(event) === name : event.key === name;
}
