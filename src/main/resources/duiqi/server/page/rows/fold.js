// A line for a run of rows that do not match the filter. A click or Enter shows the rows.

import { whisper } from "../dom/announce.js";
import { el } from "../dom/dom.js";
import { foldText } from "../state/filter.js";
import { model } from "../state/model.js";

/** @import { Row, RowElement } from "../state/types.js" */

/** Height in pixels, as in the style sheet. */
export const FOLD_HEIGHT = 36;

/**
 * Creates the element of a folded run.
 *
 * @param {Row} row the placeholder of the run
 * @param {number} id number of the element
 */
export function buildFold(row, id) {
  const text = foldText(model, row);
  return el(
    "div",
    {
      class: "fold",
      role: "row",
      onmousedown: (event) => event.preventDefault(),
      onclick: (event) => unfold(row, /** @type {RowElement} */ (event.currentTarget).number),
    },
    el("div", { class: "unfold", role: "gridcell", id: `fold-${id}`, title: "Show these pairs (Enter)" }, text),
  );
}

/**
 * @param {Row} row the placeholder of the run
 * @param {number} number number of its first row
 */
function unfold(row, number) {
  const text = foldText(model, row);
  model.moveTo({ ...model.cursor, row: number });
  model.unfold(number);
  whisper(`${text} shown`);
}

/**
 * Shows the run at the cursor with Enter or Space.
 *
 * @param {KeyboardEvent} event
 */
export function unfoldWithKey(event) {
  if ((event.key === "Enter" || event.key === " ") && model.row.folded !== undefined) {
    event.preventDefault();
    unfold(model.row, model.rowAt(model.viewOf(model.cursor.row)));
  }
}
