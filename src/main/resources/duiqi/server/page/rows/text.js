// Marks in the text of a sentence: findings, terms and search matches.

import { el } from "../dom/dom.js";
import { cutAtMarks } from "../state/marks.js";

/** @import { Mark, Sentence } from "../state/types.js" */

/** @type {((sentence: Sentence) => Mark[])[]} */
const sources = [];

/**
 * Registers a function that returns the marks of a sentence.
 *
 * @param {(sentence: Sentence) => Mark[]} source
 */
export function addMarks(source) {
  sources.push(source);
}

/**
 * Returns the marks of a sentence from all registered functions.
 *
 * @param {Sentence} sentence
 */
export const marksIn = (sentence) => sources.flatMap((source) => source(sentence));

/**
 * Returns the pieces of a text for the page.
 *
 * @param {string} text
 * @param {Mark[]} marks
 */
export function marked(text, marks) {
  return cutAtMarks(text, marks).map((piece) =>
    piece.classNames.length === 0
      ? piece.text
      : el("span", { class: piece.classNames.join(" "), "data-sign": piece.sign, title: piece.title }, piece.text),
  );
}
