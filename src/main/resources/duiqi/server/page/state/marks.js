// Marks in the text of a sentence. Marks may overlap.

/** @import { Mark } from "./types.js" */

/**
 * Cuts a text at the ends of its marks.
 *
 * @param {string} text
 * @param {Mark[]} marks
 * @returns {{ text: string, classNames: string[] }[]} pieces in the order of the text, with the class names of their marks, each once
 */
export function cutAtMarks(text, marks) {
  const ends = marks.map(({ start, end }) => [start, Math.max(end, start + 1)]);
  const cuts = [...new Set([0, text.length, ...ends.flat()])].filter((at) => at >= 0 && at <= text.length).sort((a, b) => a - b);
  return cuts.slice(1).map((to, i) => {
    const names = marks.filter((_, m) => ends[m][0] < to && ends[m][1] > cuts[i]).map((mark) => mark.className);
    return { text: text.slice(cuts[i], to), classNames: [...new Set(names)] };
  });
}
