// The pairs that a step would give, for a preview of its ribbons.

import { rowsOf } from "./alternative.js";
import { counterpart, wholeBead } from "./bead.js";
import { otherSide } from "./model.js";

/** @import { Group } from "./alternative.js" */
/** @import { Bead, Row, Sentence, Side } from "./types.js" */

/** @typedef {{ numbers: number[], groups: Group[] }} Outcome the rows that a step replaces, and the pairs that it gives */

/** @type {(sentences: Sentence[]) => string[]} */
const ids = (sentences) => sentences.map(({ id }) => id);

/** @type {(bead: Bead) => Group} */
const groupOf = ({ source, target }) => ({ source: ids(source), target: ids(target) });

/** @type {(groups: Group[]) => Group[]} */
const present = (groups) => groups.filter(({ source, target }) => source.length + target.length > 0);

/**
 * @param {Row[]} rows
 * @param {number} near number of a row
 * @param {string[]} beads ids of the pairs to merge
 * @returns {Outcome}
 */
export function merged(rows, near, beads) {
  const numbers = rowsOf(rows, near, beads);
  /** @param {Side} side */
  const all = (side) => ids(numbers.flatMap((number) => rows[number][side]));
  return { numbers, groups: [{ source: all("source"), target: all("target") }] };
}

/**
 * @param {Row[]} rows
 * @param {number} number number of the row
 * @param {Side} side
 * @param {string} sentence the first sentence of the second part on this side
 * @returns {Outcome}
 */
export function split(rows, number, side, sentence) {
  const bead = wholeBead(rows, number);
  const count = ids(bead[side]).indexOf(sentence);
  const other = counterpart(bead, side, count);
  /** @type {(of: Side, from: number, to?: number) => Sentence[]} */
  const part = (of, from, to) => bead[of].slice(from, to);
  const [first, second] = [
    { [side]: part(side, 0, count), [otherSide(side)]: part(otherSide(side), 0, other) },
    { [side]: part(side, count), [otherSide(side)]: part(otherSide(side), other) },
  ];
  const groups = [first, second].map((whole) => groupOf(/** @type {Bead} */ (whole)));
  return { numbers: rowsOf(rows, number, [rows[number].bead]), groups };
}

/**
 * Moves the boundary between two adjacent rows.
 *
 * @param {Row[]} rows
 * @param {number} upper number of the row above the boundary
 * @param {Side} side
 * @param {number} count number of sentences that the upper row has afterwards
 * @returns {Outcome | null} null for two parts of the same pair
 */
export function moved(rows, upper, side, count) {
  const [above, below] = [rows[upper], rows[upper + 1]];
  if (above.bead === below.bead) {
    return null;
  }
  const before = above[side].length;
  const moving = ids([...above[side], ...below[side]].slice(Math.min(count, before), Math.max(count, before)));
  const rest = (/** @type {number} */ number) => {
    const group = groupOf(wholeBead(rows, number));
    return { ...group, [side]: group[side].filter((id) => !moving.includes(id)) };
  };
  const [first, second] = [rest(upper), rest(upper + 1)];
  count < before ? second[side].unshift(...moving) : first[side].push(...moving);
  return { numbers: rowsOf(rows, upper, [above.bead, below.bead]), groups: present([first, second]) };
}
