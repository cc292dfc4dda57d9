// Rows and models for the tests of the page.

import { Model } from "../../../main/resources/duiqi/server/page/state/model.js";

/** Returns a sentence with an id such as "s1". */
export const sentence = (id, text = `Text of ${id}.`) => ({ id, text, line: 1, column: 1, paragraph: false, heading: false, edited: false });

/** Returns a row with a sentence on each side. */
export const row = (bead, more = {}) => ({
  bead,
  piece: 0,
  pieces: 1,
  type: "1-1",
  probability: 0.5,
  confirmed: false,
  marked: false,
  note: "",
  source: [sentence(`s${bead}`)],
  target: [sentence(`t${bead}`)],
  ...more,
});

export const finding = (bead, more = {}) => ({ bead, rule: "number", severity: "warning", message: "m", spans: [], suggestions: [], ...more });

/** Returns a model of a document with these rows. Pairs under 0.6 are doubtful. */
export function modelOf(...rows) {
  const model = new Model();
  model.setDocument({ threshold: 0.6, busy: null });
  model.begin(rows.length, 1);
  model.fill(0, rows);
  return model;
}
