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
