// Marks in the text of a sentence. Marks may overlap.

/** @import { Mark } from "./types.js" */

/**
 * A piece of a text.
 *
 * @typedef {object} Piece
 * @property {string} text
 * @property {string[]} classNames class names of its marks, each once
 * @property {string} [sign] sign of a mark that begins here
 * @property {string} [title]
 */

/**
 * Cuts a text at the ends of its marks.
 *
 * @param {string} text
 * @param {Mark[]} marks
 * @returns {Piece[]} pieces in the order of the text
 */
export function cutAtMarks(text, marks) {
  const ends = marks.map(({ start, end }) => [start, Math.max(end, start + 1)]);
  const cuts = [...new Set([0, text.length, ...ends.flat()])].filter((at) => at >= 0 && at <= text.length).sort((a, b) => a - b);
  return cuts.slice(1).map((to, i) => {
    const here = marks.filter((_, m) => ends[m][0] < to && ends[m][1] > cuts[i]);
    const { sign, title } = here.find((mark) => mark.sign !== undefined && mark.start === cuts[i]) ?? {};
    return { text: text.slice(cuts[i], to), classNames: [...new Set(here.map((mark) => mark.className))], sign, title };
  });
}
