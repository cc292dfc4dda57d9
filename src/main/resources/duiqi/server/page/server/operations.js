// Sends operations on the rows to the server.

import { say } from "../dom/announce.js";
import { askText } from "../dom/conflicts.js";
import { askUndo } from "../dom/dialogs.js";
import { counterpart, wholeBead } from "../state/bead.js";
import { model, otherSide } from "../state/model.js";
import { step, stepOrConflict } from "./sync.js";

/** @import { Group } from "../state/alternative.js" */
/** @import { Sentence, Side } from "../state/types.js" */

/**
 * Returns the displayed texts of sentences and notes of pairs. The server rejects a step that replaces other texts.
 *
 * @param {string[]} ids
 */
function displayed(ids) {
  const wanted = new Set(ids);
  /** @type {Record<string, string>} */
  const texts = {};
  for (const { bead, note, source, target } of model.rows) {
    if (wanted.has(bead)) {
      texts[bead] = note;
    }
    for (const { id, text } of [...source, ...target]) {
      if (wanted.has(id)) {
        texts[id] = text;
      }
    }
  }
  return texts;
}

/**
 * Replaces a text that the user wrote, and shows a message. If the text changed elsewhere in the meantime, asks what to keep. Returns whether the
 * user's text is no longer needed.
 *
 * @param {"edit" | "note"} kind
 * @param {string} id
 * @param {string} before the text when the user began to edit it
 * @param {string} text
 * @param {string} message
 */
async function replaceText(kind, id, before, text, message) {
  const target = kind === "edit" ? { sentence: id } : { bead: id };
  for (let base = before; ; ) {
    const result = await stepOrConflict("/operations", { kind, ...target, text, before: { [id]: base } }, false, true);
    if (typeof result === "boolean") {
      if (result) {
        say(message);
      }
      return result;
    }
    const choice = await askText(kind === "edit" ? "sentence" : "note", result);
    if (choice !== "mine") {
      return choice === "theirs";
    }
    base = result.theirs;
  }
}

/**
 * Makes a step and shows a message. Moves the cursor to a sentence if one is given. Returns whether the step succeeded.
 *
 * @param {string} kind
 * @param {Record<string, unknown>} body
 * @param {string} message
 * @param {string} [sentence]
 */
async function operate(kind, body, message, sentence) {
  if (!(await step("/operations", { kind, ...body }))) {
    return false;
  }
  if (sentence) {
    goToSentence(sentence);
  }
  say(message);
  return true;
}

/**
 * Moves the cursor to a sentence. Searches from the current row outwards.
 *
 * @param {string} id
 */
function goToSentence(id) {
  const side = id.startsWith("s") ? "source" : "target";
  const here = model.cursor.row;
  for (let away = 0; away < model.rows.length; away++) {
    for (const row of away === 0 ? [here] : [here - away, here + away]) {
      const at = model.rows[row]?.[side].findIndex((sentence) => sentence.id === id) ?? -1;
      if (at >= 0) {
        model.moveTo({ row, side, sentence: at });
        return;
      }
    }
  }
}

const pairs = (/** @type {number} */ count) => (count === 1 ? "the pair" : `${count} pairs`);

/** @param {string[]} beads */
export function merge(beads) {
  return operate("merge", { beads }, `Merged ${beads.length} pairs`);
}

/** @param {string[]} beads */
export function unlink(beads) {
  return operate("unlink", { beads }, `Unlinked ${pairs(beads.length)}`);
}

/**
 * Removes pairs from a memory under review.
 *
 * @param {string[]} beads
 */
export function remove(beads) {
  return operate("delete", { beads }, `Deleted ${pairs(beads.length)}`);
}

/**
 * @param {string[]} beads
 * @param {boolean} confirmed
 */
export function confirm(beads, confirmed) {
  return operate("confirm", { beads, confirmed }, confirmed ? `Confirmed ${pairs(beads.length)}` : "Confirmation removed");
}

/**
 * Undoes or redoes the last step and moves the cursor there.
 *
 * @param {"undo" | "redo"} where
 */
export async function back(where) {
  const what = model.opened[where];
  if (where === "undo" && model.undoesForeign && !(await askUndo(String(what)))) {
    return;
  }
  if (await step(`/${where}`, {}, true)) {
    say(`${where === "undo" ? "Undone" : "Redone"}: ${what}`);
  }
}

/**
 * @param {string[]} beads
 * @param {boolean} marked
 */
export function mark(beads, marked) {
  return operate("mark", { beads, marked }, marked ? `Marked ${pairs(beads.length)}` : "Mark removed");
}

/**
 * Stores a note that the user wrote.
 *
 * @param {string} bead
 * @param {string} before the note when the user began to edit it
 * @param {string} text
 */
export function note(bead, before, text) {
  return replaceText("note", bead, before, text, text ? "Note saved" : "Note removed");
}

/**
 * Stores a text that the user wrote.
 *
 * @param {string} sentence
 * @param {string} before the text when the user began to edit it
 * @param {string} text
 */
export async function write(sentence, before, text) {
  const isDone = await replaceText("edit", sentence, before, text, "Text saved");
  if (isDone) {
    goToSentence(sentence);
  }
  return isDone;
}

/**
 * @param {string} sentence
 * @param {string} text
 * @param {string} message
 */
export function edit(sentence, text, message) {
  return operate("edit", { sentence, text, before: displayed([sentence]) }, message, sentence);
}

/**
 * Changes the texts of many sentences in one step.
 *
 * @param {Record<string, string>} edits new texts by the ids of the sentences
 * @param {string} message
 */
export function editAll(edits, message) {
  return operate("edit-all", { edits, before: displayed(Object.keys(edits)) }, message);
}

/**
 * Sets the notes of pairs in one step.
 *
 * @param {Record<string, string>} notes notes by the id of the pair
 * @param {string} message
 */
export function noteAll(notes, message) {
  return operate("note-all", { notes, before: displayed(Object.keys(notes)) }, message);
}

/**
 * @param {string} sentence
 * @param {string} text the text that the user splits
 * @param {number} offset
 */
export function cut(sentence, text, offset) {
  return operate("cut", { sentence, offset, before: { [sentence]: text } }, "Split the sentence", sentence);
}

/**
 * @param {string[]} source ids of sentences
 * @param {string[]} target
 * @param {string | null} goal sentence whose pair stays whole, so that the others join it; null to link only the given sentences
 */
export function link(source, target, goal) {
  const message = goal === null ? `Linked only ${source.length} with ${target.length}` : `Linked ${source.length} with ${target.length}`;
  return operate("link", { source, target, ...(goal !== null && { goal }) }, message, source[0]);
}

/** @param {string} sentence */
export function detach(sentence) {
  return operate("detach", { sentence }, "Detached the sentence", sentence);
}

/**
 * @param {string} above
 * @param {string} below
 */
export function swap(above, below) {
  return operate("swap", { above, below }, "Swapped the targets of two pairs");
}

/**
 * @param {Side} side side that has nothing to correspond to the other
 * @param {string} bead
 */
export function confirmUnpaired(side, bead) {
  return operate("no-counterpart", { side, bead }, "Confirmed as unpaired");
}

/**
 * @param {Side} side
 * @param {string} bead
 * @param {string} text
 */
export function add(side, bead, text) {
  return operate("insert", { side, bead, text }, "Added the sentence");
}

/**
 * Replaces beads by others with the same sentences.
 *
 * @param {string[]} beads
 * @param {Group[]} groups
 * @param {string} [sentence] sentence that gets the cursor
 */
export function regroup(beads, groups, sentence) {
  return operate("regroup", { beads, groups }, "Took the alternative", sentence);
}

/**
 * Splits a bead so that its first part ends before a sentence.
 *
 * @param {number} number number of its row
 * @param {Side} side
 * @param {string} sentence
 */
export function split(number, side, sentence) {
  const bead = wholeBead(model.rows, number);
  const count = bead[side].findIndex(({ id }) => id === sentence);
  const body = { bead: model.rows[number].bead, [side]: count, [otherSide(side)]: counterpart(bead, side, count) };
  return operate("split", body, "Split the pair", sentence);
}

/**
 * Moves the boundary between two rows on one side.
 *
 * @param {number} upper number of the row above the boundary
 * @param {number} lower
 * @param {Side} side
 * @param {number} count number of sentences that the upper row has afterwards
 * @param {string} [sentence] sentence that gets the cursor; by default the moved one at the boundary
 */
export function moveBoundary(upper, lower, side, count, sentence) {
  const [above, below] = [model.rows[upper], model.rows[lower]];
  const all = [...above[side], ...below[side]];
  const before = above[side].length;
  const follow = sentence ?? (count > before ? all[count - 1] : all[count])?.id;
  const message = `Moved ${Math.abs(count - before) === 1 ? "a sentence" : `${Math.abs(count - before)} sentences`} ${count > before ? "up" : "down"}`;
  if (count < all.length) {
    return operate("boundary", { side, above: above.bead, below: below.bead, sentence: all[count].id }, message, follow);
  }
  return moveAllUp(upper, side, all.slice(before), message, follow);
}

/**
 * Moves all sentences of one side of a row to the row above. No sentence remains to define a boundary, so it links or shifts them.
 *
 * @param {number} upper number of the row above
 * @param {Side} side
 * @param {Sentence[]} moved
 * @param {string} message
 * @param {string} follow sentence that gets the cursor
 */
async function moveAllUp(upper, side, moved, message, follow) {
  const to = wholeBead(model.rows, upper);
  const joined = { source: to.source.map(({ id }) => id), target: to.target.map(({ id }) => id) };
  joined[side].push(...moved.map(({ id }) => id));
  if (moved.length > 1 && joined[otherSide(side)].length > 0) {
    return operate("link", joined, message, follow);
  }
  for (const { id } of moved) {
    goToSentence(id);
    if (!(await step("/operations", { kind: "shift", side, bead: model.row.bead, up: true }))) {
      return false;
    }
  }
  goToSentence(follow);
  say(message);
  return true;
}

/**
 * Moves the sentence at the cursor, and those between it and the boundary, to the row above or below.
 *
 * @param {boolean} up
 */
export function moveSentence(up) {
  const { row, side, sentence } = model.cursor;
  const id = model.sentence?.id;
  return up ? moveBoundary(row - 1, row, side, model.rows[row - 1][side].length + sentence + 1, id) : moveBoundary(row, row + 1, side, sentence, id);
}
