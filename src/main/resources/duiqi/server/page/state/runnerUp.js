// The runner-up of a pair: the best alignment of its surroundings without this pair.

import { percent } from "./certainty.js";
import { model } from "./model.js";

/** @import { Row, Sentence } from "./types.js" */

/**
 * @typedef {object} Group
 * @property {string[]} source ids of sentences
 * @property {string[]} target
 */

/**
 * @typedef {object} Words
 * @property {number} count number of all words
 * @property {string[]} shown the first of them
 */

/**
 * Why a set of pairs is probable, in words.
 *
 * @typedef {object} Reasons
 * @property {Words} matches for example "气象站 = weather station"
 * @property {Words} source content words without a translation
 * @property {Words} target
 */

/**
 * An answer of the server.
 *
 * @typedef {object} RunnerUp
 * @property {string} bead
 * @property {number | null} probability of the current pairs; null if the aligner never makes them
 * @property {string[]} removed ids of the beads that the runner-up replaces
 * @property {{ probability: number, groups: Group[] } | null} other null if there is no runner-up
 * @property {{ now: Reasons, other: Reasons } | null} why
 */

/** A runner-up with its surroundings. @typedef {RunnerUp & { other: NonNullable<RunnerUp["other"]> }} Found */

/** Rows on each side of a pair that its runner-up may replace. */
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
 * Returns the sentences of some rows as text. A runner-up is valid as long as they stay the same.
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
 * Formats a probability in percent. A runner-up is never impossible.
 *
 * @param {number} probability
 */
const share = (probability) => (probability < 0.01 ? "under 1%" : percent(probability));

/**
 * Returns both probabilities as text.
 *
 * @param {Found} found
 */
export function odds({ probability, other }) {
  return `${probability === null ? "unknown" : share(probability)} now, ${share(other.probability)} runner-up`;
}

/**
 * @param {number} count
 * @param {string} one
 * @param {string} many
 */
const counted = (count, one, many) => (count === 1 ? `1 ${one}` : `${count === 0 ? "no" : count} ${many}`);

/**
 * Lists words; a sign at the end means that there are more.
 *
 * @param {string[]} shown
 * @param {number} count
 */
const listed = (shown, count) => shown.join(", ") + (count > shown.length ? ", …" : "");

/**
 * Explains a set of pairs in words.
 *
 * @param {Reasons} reasons
 * @param {{ source: unknown[], target: unknown[] }[]} pairs
 */
export function explain({ matches, source, target }, pairs) {
  const alone = pairs.reduce(
    (sum, pair) => sum + (pair.source.length === 0 || pair.target.length === 0 ? pair.source.length + pair.target.length : 0),
    0,
  );
  const left = source.count + target.count;
  return [
    counted(matches.count, "word matches", "words match") + (matches.count > 0 ? ` (${listed(matches.shown, matches.count)})` : ""),
    left > 0 && `left over: ${listed([...source.shown, ...target.shown], left)}`,
    alone > 0 && counted(alone, "sentence is unpaired", "sentences are unpaired"),
  ]
    .filter(Boolean)
    .join("; ");
}

/**
 * Returns the explanations of the current pairs and of the runner-up.
 *
 * @param {Found} found
 * @param {Row[]} rows the current rows
 */
export function reasons({ why, other }, rows) {
  return why === null ? [] : [`Now: ${explain(why.now, rows)}.`, `Runner-up: ${explain(why.other, other.groups)}.`];
}

/**
 * The runner-up in the page, or null.
 *
 * @type {Found | null}
 */
export let shown = null;

/** @param {Found | null} found */
export function setShown(found) {
  shown = found;
}

/** Returns the numbers of the rows that the runner-up in the page replaces. */
export const shownRows = () => (shown === null ? [] : rowsOf(model.rows, model.cursor.row, shown.removed));
