// The words of a pair that translate each other: which link a place of a text belongs to, and their order.

import { SIDES } from "./model.js";

/** @import { Bead, Span, WordLink } from "./types.js" */

/**
 * Returns the identity of the texts of a pair. A pair with other texts has other words.
 *
 * @param {Bead} pair
 */
export const contentOf = (pair) => JSON.stringify(SIDES.map((side) => pair[side].map(({ id, text }) => [id, text])));

/**
 * Returns the link at a character of a sentence.
 *
 * @param {WordLink[]} links
 * @param {string} sentence id of the sentence
 * @param {number} offset
 * @returns {WordLink | undefined}
 */
export function linkAt(links, sentence, offset) {
  const isHere = (/** @type {Span} */ span) => span.sentence === sentence && span.start <= offset && offset < span.end;
  return links.find((link) => link.source.some(isHere) || link.target.some(isHere));
}

/**
 * Returns the links in the order of the source text.
 *
 * @param {WordLink[]} links
 * @param {Bead} pair
 */
export function inTextOrder(links, pair) {
  const place = new Map(pair.source.map(({ id }, i) => [id, i]));
  const at = (/** @type {WordLink} */ { source: [first] }) => [place.get(first.sentence) ?? 0, first.start];
  return [...links].sort((a, b) => at(a)[0] - at(b)[0] || at(a)[1] - at(b)[1]);
}

/**
 * Describes a link, for example "气象站 = weather station".
 *
 * @param {WordLink} link
 * @param {Bead} pair
 */
export function linkText(link, pair) {
  const text = (/** @type {Span} */ { sentence, start, end }) =>
    [...pair.source, ...pair.target].find(({ id }) => id === sentence)?.text.slice(start, end) ?? "";
  const words = SIDES.map((side) => link[side].map(text).join(" … ")).join(" = ");
  return link.kind === "word" ? words : `${words} (${link.kind})`;
}
