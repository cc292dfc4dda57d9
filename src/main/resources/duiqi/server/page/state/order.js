// The order of work: open pairs, least certain first, and an estimate of their errors. A pair is open if no user
// confirmed it or set it by hand.

/** @import { Row } from "./types.js" */
/** @import { Model } from "./model.js" */

/**
 * The document with this order, and the number of its open pairs when the order began. Null for the order of the text.
 *
 * @type {{ document: string, total: number } | null}
 */
let begun = null;

/** @param {Model} model */
export const isOrdered = (model) => begun !== null && begun.document === model.document?.id;

/**
 * @param {Model} model
 * @param {boolean} isOn true for least certain first, false for the order of the text
 */
export function setOrdered(model, isOn) {
  begun = isOn ? { document: model.opened.id, total: openRows(model).length } : null;
  model.emit("cursor");
}

/**
 * Returns whether only the aligner decided a row. The first piece represents its pair.
 *
 * @param {Row} row
 */
const isOpen = (row) => !row.unloaded && !row.confirmed && row.probability !== null && row.piece === 0;

/** @param {Row} row */
const probability = (row) => row.probability ?? 1;

/**
 * Returns the numbers of the open rows that match the filter, least certain first.
 *
 * @param {Model} model
 */
export function openRows(model) {
  /** @type {number[]} */
  const open = [];
  for (let view = 0; view < model.viewLength; view++) {
    const number = model.rowAt(view);
    if (model.isMatch(number) && isOpen(model.rows[number])) {
      open.push(number);
    }
  }
  return open.sort((a, b) => compare(model.rows, a, b));
}

/** @type {(rows: Row[], a: number, b: number) => number} */
const compare = (rows, a, b) => probability(rows[a]) - probability(rows[b]) || a - b;

/**
 * Returns the next open row after the cursor in the order of work. Continues at the other end; returns -1 if there is none.
 *
 * @param {Model} model
 * @param {1 | -1} step
 */
export function nextUncertain(model, step) {
  const open = openRows(model);
  const here = model.cursor.row;
  const next = step > 0 ? open.find((row) => compare(model.rows, row, here) > 0) : open.findLast((row) => compare(model.rows, row, here) < 0);
  return next ?? open.at(step > 0 ? 0 : -1) ?? -1;
}

/**
 * Returns the number of open pairs now and at the beginning of this order.
 *
 * @param {Model} model
 */
export function leftInOrder(model) {
  const left = openRows(model).length;
  return { left, total: Math.max(left, begun?.total ?? 0) };
}

/**
 * Share of wrong pairs by probability, in genres that are new to the weights: pairs with at least the first number are wrong with
 * the second. Source: the table of probabilities in src/docs/reference/accuracy.md, with 5,665 pairs of seven genres.
 */
const ERRORS = [
  [0.99, 0.004],
  [0.95, 0.095],
  [0.9, 0.086],
  [0.8, 0.283],
  [0.7, 0.449],
  [0.6, 0.51],
  [0.5, 0.511],
  [0, 0.632],
];

/** @param {number} probability */
const errorRate = (probability) => /** @type {number[]} */ (ERRORS.find(([from]) => probability >= from))[1];

/**
 * Returns the estimated number of wrong pairs among the open ones.
 *
 * @param {Model} model
 */
export function estimatedErrors(model) {
  return model.rows.reduce((sum, row) => sum + (isOpen(row) ? errorRate(probability(row)) : 0), 0);
}

/**
 * Returns the estimated number of errors in words; "" if no pair is open.
 *
 * @param {Model} model
 */
export function estimateText(model) {
  if (!model.rows.some(isOpen)) {
    return "";
  }
  const errors = Math.round(estimatedErrors(model));
  if (errors === 0) {
    return "less than 1 wrong pair left";
  }
  return `about ${errors.toLocaleString("en")} ${errors === 1 ? "wrong pair" : "wrong pairs"} left`;
}
