// Sends operations on the rows to the server.

import { say } from "../dom/announce.js";
import { model, otherSide, SIDES } from "../state/model.js";
import { step } from "./sync.js";

/** Makes a step and shows a message. Moves the cursor to a sentence if one is given. */
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

/** Moves the cursor to a sentence. Searches from the current row outwards. */
export function goToSentence(id) {
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

/** Returns all sentences of the bead of a row, including those of its other pieces. */
export function wholeBead(number) {
  const row = model.rows[number];
  const whole = { source: [...row.source], target: [...row.target] };
  const add = (from, direction, put) => {
    for (let i = from; i >= 0 && i < model.rows.length; i += direction) {
      const other = model.rows[i];
      if (other.bead === row.bead) {
        SIDES.forEach((side) => put(whole[side], other[side]));
        if (other.piece === 0 || other.piece === other.pieces - 1) {
          return;
        }
      }
    }
  };
  if (row.piece > 0) {
    add(number - 1, -1, (all, more) => all.unshift(...more));
  }
  if (row.piece < row.pieces - 1) {
    add(number + 1, 1, (all, more) => all.push(...more));
  }
  return whole;
}

const pairs = (count) => (count === 1 ? "the pair" : `${count} pairs`);

export function merge(beads) {
  return operate("merge", { beads }, `Merged ${beads.length} pairs`);
}

export function unlink(beads) {
  return operate("unlink", { beads }, `Unlinked ${pairs(beads.length)}`);
}

export function confirm(beads, confirmed) {
  return operate("confirm", { beads, confirmed }, confirmed ? `Confirmed ${pairs(beads.length)}` : "Confirmation removed");
}

/** Undoes or redoes the last step and moves the cursor there. */
export async function back(where) {
  const what = model.document[where];
  if (await step(`/${where}`, {}, true)) {
    say(`${where === "undo" ? "Undone" : "Redone"}: ${what}`);
  }
}

export function mark(beads, marked) {
  return operate("mark", { beads, marked }, marked ? `Marked ${pairs(beads.length)}` : "Mark removed");
}

export function note(bead, text, message = text ? "Note saved" : "Note removed") {
  return operate("note", { bead, text }, message);
}

export function edit(sentence, text, message = "Text saved") {
  return operate("edit", { sentence, text }, message, sentence);
}

export function cut(sentence, offset) {
  return operate("cut", { sentence, offset }, "Split the sentence", sentence);
}

export function link(source, target) {
  return operate("link", { source, target }, `Linked ${source.length} with ${target.length}`, source[0] ?? target[0]);
}

const lengthOf = (sentences) => sentences.reduce((sum, { text }) => sum + text.length, 0);

/** Returns the number of sentences of the other side whose share of the text is closest to that of the first `count` sentences. */
export function counterpart(bead, side, count) {
  const here = bead[side];
  const there = bead[otherSide(side)];
  const share = lengthOf(here.slice(0, count)) / Math.max(1, lengthOf(here));
  const [low, high] = there.length > 1 ? [1, there.length - 1] : [0, there.length];
  let best = low;
  for (let n = low; n <= high; n++) {
    const off = (m) => Math.abs(lengthOf(there.slice(0, m)) / Math.max(1, lengthOf(there)) - share);
    best = off(n) < off(best) ? n : best;
  }
  return best;
}

/** Splits a bead so that its first part ends before a sentence. */
export function split(number, side, sentence) {
  const bead = wholeBead(number);
  const count = bead[side].findIndex(({ id }) => id === sentence);
  const body = { bead: model.rows[number].bead, [side]: count, [otherSide(side)]: counterpart(bead, side, count) };
  return operate("split", body, "Split the pair", sentence);
}

/**
 * Moves the boundary between two rows on one side.
 *
 * @param count number of sentences that the upper row has afterwards
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

/** Moves all sentences of one side of a row to the row above. No sentence remains to define a boundary, so it links or shifts them. */
async function moveAllUp(upper, side, moved, message, follow) {
  const to = wholeBead(upper);
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

/** Moves the sentence at the cursor, and those between it and the boundary, to the row above or below. */
export function moveSentence(up) {
  const { row, side, sentence } = model.cursor;
  const id = model.sentence.id;
  return up ? moveBoundary(row - 1, row, side, model.rows[row - 1][side].length + sentence + 1, id) : moveBoundary(row, row + 1, side, sentence, id);
}
