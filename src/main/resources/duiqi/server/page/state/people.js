// The users of other pages of the same document.

/** @typedef {{ page: string, name: string, bead: string }} Person */

/** Random id of this page. */
export const PAGE = Array.from({ length: 4 }, () => Math.random().toString(36).slice(2, 8)).join("");

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
