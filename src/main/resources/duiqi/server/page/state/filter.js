// Kinds of rows. Filter, jumps and counts use this list, so that they always agree.

import { certaintyOf } from "./certainty.js";

/** @import { Kind, Row } from "./types.js" */
/** @import { Model } from "./model.js" */

/** @type {Kind[]} */
export const KINDS = [
  {
    id: "doubtful",
    label: "Doubtful",
    others: "certain pairs",
    key: "d",
    test: (row, model) => certaintyOf(row, model.opened.threshold) === "doubtful",
  },
  { id: "unconfirmed", label: "Unconfirmed", others: "confirmed pairs", key: "u", test: (row) => !row.confirmed },
  { id: "uneven", label: "Not 1–1", others: "1–1 pairs", key: "n", test: (row) => row.type !== "1-1" },
  { id: "findings", label: "With findings", others: "pairs without findings", key: "f", test: (row, model) => model.findingsAt(row).length > 0 },
  { id: "marked", label: "Marked", others: "unmarked pairs", key: "b", test: (row) => row.marked },
  { id: "noted", label: "With a note", others: "pairs without a note", key: "o", test: (row) => row.note !== "" },
];

const BY_ID = new Map(KINDS.map((kind) => [kind.id, kind]));

/**
 * Returns whether a row matches the filter.
 *
 * @param {Model} model
 * @param {Row} row
 */
export function matches(model, row) {
  const kind = BY_ID.get(model.filter);
  return !row.unloaded && (kind === undefined || kind.test(row, model));
}

/**
 * Describes a folded run in words, for example "38 certain pairs".
 *
 * @param {Model} model
 * @param {Row} row the placeholder of the run
 */
export const foldText = (model, { folded = 0 }) => `${folded.toLocaleString("en")} ${BY_ID.get(model.filter)?.others}`;

/**
 * Counts the beads of each kind. The pieces of a bead count once.
 *
 * @param {Model} model
 */
export function counts(model) {
  /** @type {Record<string, number>} */
  const of = { all: 0, confirmed: 0 };
  KINDS.forEach((kind) => (of[kind.id] = 0));
  for (const row of model.rows) {
    if (row.piece > 0 || row.unloaded) {
      continue;
    }
    of.all++;
    of.confirmed += row.confirmed ? 1 : 0;
    for (const kind of KINDS) {
      of[kind.id] += kind.test(row, model) ? 1 : 0;
    }
  }
  return of;
}

/**
 * Returns the next matching row of a kind after the cursor. Continues at the other end; returns -1 if there is none.
 *
 * @param {Model} model
 * @param {Kind} kind
 * @param {1 | -1} step
 */
export function nextOf(model, kind, step) {
  const total = model.viewLength;
  const here = model.viewOf(model.cursor.row);
  for (let away = 1; away <= total; away++) {
    const row = model.rowAt((((here + step * away) % total) + total) % total);
    const of = model.rows[row];
    if (model.isMatch(row) && !of.unloaded && of.piece === 0 && kind.test(of, model)) {
      return row;
    }
  }
  return -1;
}
