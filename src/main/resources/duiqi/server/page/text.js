// The text of a sentence with what is marked in it: findings, terms, matches of a search.

import { el } from "./dom.js";

const sources = [];

/** Lets something mark words of all sentences: a function from a sentence to its marks, as of marked(). */
export function addMarks(source) {
  sources.push(source);
}

/** The marks that were added of a sentence. */
export const marksIn = (sentence) => sources.flatMap((source) => source(sentence));

/**
 * Pieces of a text for the page.
 *
 * @param marks of {start, end, className}, which may overlap; one without extent stands before the character at its start
 */
export function marked(text, marks) {
  if (marks.length === 0) {
    return [text];
  }
  const cuts = [...new Set([0, text.length, ...marks.flatMap(({ start, end }) => [start, Math.max(end, start + 1)])])]
    .filter((at) => at >= 0 && at <= text.length)
    .sort((a, b) => a - b);
  const pieces = [];
  for (let i = 0; i + 1 < cuts.length; i++) {
    const [from, to] = [cuts[i], cuts[i + 1]];
    const names = marks.filter(({ start, end }) => start < to && Math.max(end, start + 1) > from).map((mark) => mark.className);
    const piece = text.slice(from, to);
    pieces.push(names.length === 0 ? piece : el("span", { class: [...new Set(names)].join(" ") }, piece));
  }
  return pieces;
}
