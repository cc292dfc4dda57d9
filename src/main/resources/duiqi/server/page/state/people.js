// The users of other pages of the same document.

/** @typedef {{ page: string, name: string, bead: string }} Person */

const KEPT = "duiqi.page";

/** Random id of this page. It survives a reload, so that other users do not see two persons. */
export const PAGE = globalThis.sessionStorage?.getItem(KEPT) ?? Array.from({ length: 4 }, () => Math.random().toString(36).slice(2, 8)).join("");

// A copy of the tab, which begins with the same storage, is another page.
globalThis.sessionStorage?.removeItem(KEPT);
globalThis.addEventListener?.("pagehide", () => sessionStorage.setItem(KEPT, PAGE));

/**
 * Returns the names of the other users by the bead at their cursor.
 *
 * @param {Person[]} people
 * @returns {Map<string, string[]>}
 */
export function peopleByBead(people) {
  /** @type {Map<string, string[]>} */
  const all = new Map();
  for (const { page, name, bead } of people) {
    if (page !== PAGE) {
      all.set(bead, [...(all.get(bead) ?? []), name || "another page"]);
    }
  }
  return all;
}
