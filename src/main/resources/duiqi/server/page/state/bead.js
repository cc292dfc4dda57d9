// Beads as wholes: the pieces of a bead, and where to split it.

import { otherSide, SIDES } from "./model.js";

/** @import { Bead, Row, Sentence, Side } from "./types.js" */

/**
 * Returns all sentences of the bead of a row, including those of its other pieces.
 *
 * @param {Row[]} rows
 * @param {number} number number of the row
 * @returns {Bead}
 */
export function wholeBead(rows, number) {
  const row = rows[number];
  const whole = { source: [...row.source], target: [...row.target] };
  /** @type {(from: number, direction: 1 | -1, put: (all: Sentence[], more: Sentence[]) => void) => void} */
  const add = (from, direction, put) => {
    for (let i = from; i >= 0 && i < rows.length; i += direction) {
      const other = rows[i];
      if (other.bead === row.bead) {
        SIDES.forEach((side) => put(whole[side], other[side]));
        if (other.piece === 0 || other.piece === other.pieces - 1) {
          return;
        }
      }
    }
  };
  if (row.piece > 0) {
    add(number - 1, -1, (all, more) => all.unshift(...more));
  }
  if (row.piece < row.pieces - 1) {
    add(number + 1, 1, (all, more) => all.push(...more));
  }
  return whole;
}

/**
 * Returns the sentence whose pair the selected sentences join: a sentence of the pair that has most of them; of several pairs, the
 * sentence that was selected last.
 *
 * @param {Row[]} rows
 * @param {string[]} picked ids of the selected sentences, in the order of selection
 */
export function goalOf(rows, picked) {
  const wanted = new Set(picked);
  /** @type {Map<string, string>} */
  const beads = new Map();
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const row of rows) {
    for (const { id } of [...row.source, ...row.target]) {
      if (wanted.has(id)) {
        beads.set(id, row.bead);
        counts.set(row.bead, (counts.get(row.bead) ?? 0) + 1);
      }
    }
  }
  const count = (/** @type {string} */ id) => counts.get(beads.get(id) ?? "") ?? 0;
  return picked.reduce((best, id) => (count(id) >= count(best) ? id : best));
}

const lengthOf = (/** @type {Sentence[]} */ sentences) => sentences.reduce((sum, { text }) => sum + text.length, 0);

/**
 * Returns the number of sentences of the other side whose share of the text is closest to that of the first `count` sentences.
 *
 * @param {Bead} bead
 * @param {Side} side
 * @param {number} count
 */
export function counterpart(bead, side, count) {
  const here = bead[side];
  const there = bead[otherSide(side)];
  const share = lengthOf(here.slice(0, count)) / Math.max(1, lengthOf(here));
  const [low, high] = there.length > 1 ? [1, there.length - 1] : [0, there.length];
  let best = low;
  for (let n = low; n <= high; n++) {
    const off = (/** @type {number} */ m) => Math.abs(lengthOf(there.slice(0, m)) / Math.max(1, lengthOf(there)) - share);
    best = off(n) < off(best) ? n : best;
  }
  return best;
}
