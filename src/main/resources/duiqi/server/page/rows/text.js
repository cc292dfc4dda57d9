// Marks in the text of a sentence: findings, terms and search matches.

import { el } from "../dom/dom.js";

const sources = [];

/** Registers a function that returns the marks of a sentence, in the format of the marks of marked(). */
export function addMarks(source) {
  sources.push(source);
}

/** Returns the marks of a sentence from all registered functions. */
export const marksIn = (sentence) => sources.flatMap((source) => source(sentence));

/**
 * Returns the pieces of a text for the page.
 *
 * @param marks list of {start, end, className}; marks may overlap; an empty mark applies to the character at its start
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
