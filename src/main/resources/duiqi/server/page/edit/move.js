// Cursor movement.

import { whisper } from "../dom/announce.js";
import { list } from "../rows/list.js";
import { model } from "../state/model.js";

/** @import { Side } from "../state/types.js" */

/**
 * Goes to a row, and in it to a position; by default to the first sentence on the same side.
 *
 * @param {number | undefined} row
 * @param {"nearest" | "centre"} [how]
 * @param {{ side: Side, sentence: number } | null} [position]
 */
export function goTo(row, how = "nearest", position = null) {
  if (row === undefined) {
    return;
  }
  if (!model.isShown(row) && !model.folds.has(row)) {
    model.unfold(row);
  }
  model.moveTo({ row, ...(position ?? { side: model.cursor.side, sentence: 0 }) });
  list.reveal(row, how);
}

/**
 * Returns the number of the row some lines of the list away.
 *
 * @param {number} row
 * @param {number} by
 */
function neighbour(row, by) {
  const view = model.viewOf(row) + by;
  return view >= 0 && view < model.viewLength ? model.rowAt(view) : undefined;
}

/**
 * Goes to the first or last row of the list. Skips a folded run there, because its rows are not visible.
 *
 * @param {1 | -1} by 1 for the last row
 */
export function toEnd(by) {
  const view = by > 0 ? model.viewLength - 1 : 0;
  const row = model.rowAt(view);
  goTo(model.folds.has(row) ? model.rowAt(view - by) : row);
}

/** @param {1 | -1} by */
export function byRow(by) {
  goTo(neighbour(model.cursor.row, by));
}

/**
 * Goes to the next row after the confirmed rows that matches the filter.
 *
 * @param {number} row
 */
export function after(row) {
  let next = neighbour(row, 1);
  while (next !== undefined && !model.isMatch(next)) {
    next = neighbour(next, 1);
  }
  goTo(next ?? row);
}

/**
 * Goes to the next sentence on the same side, or to the next row after the last sentence.
 *
 * @param {1 | -1} by
 */
export function bySentence(by) {
  const { row, side, sentence } = model.cursor;
  const cell = model.row[side];
  if (sentence + by >= 0 && sentence + by < cell.length) {
    model.moveTo({ row, side, sentence: sentence + by });
    whisper(`Sentence ${sentence + by + 1} of ${cell.length}: ${cell[sentence + by].text}`);
    return;
  }
  const next = neighbour(row, by);
  if (next !== undefined) {
    model.moveTo({ row: next, side, sentence: by > 0 ? 0 : Infinity });
    list.reveal(next);
  }
}

/** @param {Side} side */
export function toSide(side) {
  const { row, sentence } = model.cursor;
  model.moveTo({ row, side, sentence });
}

/** @param {1 | -1} by */
export function extend(by) {
  const row = neighbour(model.cursor.row, by);
  if (row !== undefined) {
    model.moveTo({ ...model.cursor, row, sentence: 0 }, model.anchor);
    list.reveal(row);
    whisper(`${model.selection.length} pairs selected`);
  }
}

/** @param {1 | -1} by */
export function byPage(by) {
  const view = model.viewOf(model.cursor.row);
  const offset = list.heights.offset(view) + by * (list.height - 60);
  const to = Math.max(0, Math.min(list.heights.total - 1, offset));
  const next = list.heights.at(to);
  list.scrollTo(list.top + by * (list.height - 60));
  goTo(model.rowAt(next === view ? Math.max(0, Math.min(model.viewLength - 1, view + by)) : next));
}

/**
 * Selects or deselects a sentence for linking.
 *
 * @param {string} id
 */
export function pick(id) {
  model.picked.has(id) ? model.picked.delete(id) : model.picked.add(id);
  model.emit("cursor");
  /** @param {"s" | "t"} letter */
  const count = (letter) => [...model.picked].filter((other) => other.startsWith(letter)).length;
  whisper(`Selected for linking: ${count("s")} source, ${count("t")} target`);
}
