// The certainty of a pair: who decided it, a person or the aligner.

/** @import { Row } from "./types.js" */

/** @typedef {"confirmed" | "by-hand" | "doubtful" | "sure"} Certainty */

/**
 * Returns the certainty of a row. A pair set by hand has no probability, because a person decided which sentences it has.
 *
 * @param {Row} row
 * @param {number} threshold probability under which a pair is doubtful
 * @returns {Certainty}
 */
export function certaintyOf(row, threshold) {
  if (row.confirmed) {
    return "confirmed";
  }
  if (row.probability === null) {
    return "by-hand";
  }
  return row.probability < threshold ? "doubtful" : "sure";
}

/**
 * Formats a probability in percent.
 *
 * @param {number} probability
 */
export function percent(probability) {
  // 99.6% must not become 100%.
  return `${probability === 1 ? 100 : Math.min(99, Math.round(probability * 100))}%`;
}

/**
 * Describes the certainty of a row in words.
 *
 * @param {Row} row
 */
export function certaintyText(row) {
  if (row.confirmed) {
    return "Confirmed";
  }
  return row.probability === null ? "Set by hand" : `Probability ${percent(row.probability)}`;
}
