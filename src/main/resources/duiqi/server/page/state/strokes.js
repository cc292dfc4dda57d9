// Keys as in the list of actions ("Mod+Shift+z", "j", "?"). A setting changes the keys of a single character, because people who
// speak to their computer, or whose hands shake, type single letters by mistake (Web Content Accessibility Guidelines 2.1.4).

const KEPT = "duiqi.keys";

/** @typedef {"on" | "alt" | "off"} CharacterKeys whether the keys of a single character apply as they are, with Alt, or not */

/** @type {CharacterKeys[]} */
export const CHARACTER_KEYS = ["on", "alt", "off"];

export function characterKeys() {
  const kept = localStorage.getItem(KEPT);
  return CHARACTER_KEYS.find((name) => name === kept) ?? "on";
}

/** @param {CharacterKeys} setting */
export function setCharacterKeys(setting) {
  localStorage.setItem(KEPT, setting);
}

/** @param {string} key */
export function parse(key) {
  const parts = key === "+" ? ["+"] : key.split("+");
  return { name: parts[parts.length - 1], modifiers: parts.slice(0, -1) };
}

/**
 * Returns the keys that apply with the setting. Space is not a character key: it presses buttons, so people expect an effect.
 *
 * @param {string[]} keys
 * @param {CharacterKeys} [setting]
 */
export function inForce(keys, setting = characterKeys()) {
  const isCharacter = (/** @type {string} */ key) => {
    const { name, modifiers } = parse(key);
    return name.length === 1 && name !== " " && modifiers.every((modifier) => modifier === "Shift");
  };
  return keys.flatMap((key) => (setting === "on" || !isCharacter(key) ? [key] : setting === "alt" ? [`Alt+${key}`] : []));
}

/**
 * Returns keys in the syntax of aria-keyshortcuts, for example "Control+Shift+Z Control+Y".
 *
 * @param {string[]} keys
 * @param {boolean} isMac
 */
export function ariaKeys(keys, isMac) {
  /** @type {Record<string, string>} */
  const names = { Mod: isMac ? "Meta" : "Control", " ": "Space", "+": "Plus" };
  return keys
    .map((key) => {
      const { name, modifiers } = parse(key);
      const last = names[name] ?? (name.length === 1 ? name.toUpperCase() : name);
      return [...modifiers.map((modifier) => names[modifier] ?? modifier), last].join("+");
    })
    .join(" ");
}
