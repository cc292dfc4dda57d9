// The name of the user of this page. The server stores it with each step and writes it to the memory with confirmations.

const KEPT = "duiqi.name";

/** Maximum length of a name in code points, as in the server. */
export const MAX_NAME = 60;

/** Returns the name, or "" if the user gave none: the server then uses the name of the person who started duiqi. */
export function ownName() {
  return localStorage.getItem(KEPT) ?? "";
}

/** @param {string} text */
export function setOwnName(text) {
  const name = cleanName(text);
  if (name === "") {
    localStorage.removeItem(KEPT);
  } else {
    localStorage.setItem(KEPT, name);
  }
}

/**
 * Returns a name on one line, without invisible characters.
 *
 * @param {string} text
 */
export function cleanName(text) {
  const line = text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\s]+/gu, " ").trim();
  return [...line].slice(0, MAX_NAME).join("").trim();
}
