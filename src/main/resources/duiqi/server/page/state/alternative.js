// The alternative of a pair: the best alignment of its surroundings without this pair.

import { percent } from "./certainty.js";
import { model } from "./model.js";

/** @import { Row, Sentence } from "./types.js" */

/**
 * @typedef {object} Group
 * @property {string[]} source ids of sentences
 * @property {string[]} target
 */

/**
 * An answer of the server.
 *
 * @typedef {object} Alternative
 * @property {string} bead
 * @property {string[]} removed ids of the beads that the alternative replaces
 * @property {{ probability: number, groups: Group[] } | null} other null if there is no alternative
 */

/** An alternative with its surroundings. @typedef {Alternative & { other: NonNullable<Alternative["other"]> }} Found */

/** Rows on each side of a pair that its alternative may replace. */
const REACH = 30;

/**
 * Returns the numbers of the rows of some beads near a row.
 *
 * @param {Row[]} rows
 * @param {number} near number of a row
 * @param {string[]} beads
 */
export function rowsOf(rows, near, beads) {
  /** @type {number[]} */
  const numbers = [];
  for (let number = Math.max(0, near - REACH); number < Math.min(rows.length, near + REACH + 1); number++) {
    if (beads.includes(rows[number].bead)) {
      numbers.push(number);
    }
  }
  return numbers;
}

/**
 * Returns the sentences of some rows as text. An alternative is valid as long as they stay the same.
 *
 * @param {Row[]} rows
 * @param {number[]} numbers
 */
export function content(rows, numbers) {
  return JSON.stringify(numbers.map((number) => [rows[number].bead, ...[...rows[number].source, ...rows[number].target].map(({ text }) => text)]));
}

/**
 * Returns the groups that are not pairs now.
 *
 * @param {Group[]} groups
 * @param {Row[]} rows the current rows
 */
export function newGroups(groups, rows) {
  const key = (/** @type {string[]} */ source, /** @type {string[]} */ target) => `${source.join()}=${target.join()}`;
  const ids = (/** @type {Sentence[]} */ sentences) => sentences.map(({ id }) => id);
  const now = new Set(rows.map((row) => key(ids(row.source), ids(row.target))));
  return groups.filter(({ source, target }) => !now.has(key(source, target)));
}

/**
 * Returns whether an alternative is at least half as probable as its pair, so that the page shows it unasked.
 *
 * @param {Alternative} found
 * @param {Row} row the row of the pair
 */
export const rivals = ({ other }, { probability }) => other !== null && probability !== null && 2 * other.probability >= probability;

/**
 * Returns the probability of an alternative as text.
 *
 * @param {Found} found
 */
export const odds = ({ other }) => percent(other.probability);

/** The alternative in the page, or null. @type {{ found: Found | null }} */
export const shown = { found: null };

/** Returns the numbers of the rows that the alternative in the page replaces. */
export const shownRows = () => (shown.found === null ? [] : rowsOf(model.rows, model.cursor.row, shown.found.removed));
