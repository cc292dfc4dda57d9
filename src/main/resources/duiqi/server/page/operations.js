// What can be done to the rows, as steps for the server.

import { say } from "./announce.js";
import { model, otherSide, SIDES } from "./model.js";
import { step } from "./sync.js";

/** Makes a step, says so, and stays with a sentence when told to. */
async function operate(kind, body, said, sentence) {
  if (!(await step("/operations", { kind, ...body }))) {
    return false;
  }
  if (sentence) {
    goToSentence(sentence);
  }
  say(said);
  return true;
}

/** Puts the cursor on a sentence near where it is. */
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

/** All sentences of the bead of a row, also those of its other pieces. */
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
  return operate("unlink", { beads }, `Took ${pairs(beads.length)} apart`);
}

export function confirm(beads, confirmed) {
  return operate("confirm", { beads, confirmed }, confirmed ? `Confirmed ${pairs(beads.length)}` : "Not confirmed any more");
}

/** Takes the last step back, or makes it again, and goes where that was. */
export async function back(where) {
  const what = model.document[where];
  if (await step(`/${where}`, {}, true)) {
    say(`${where === "undo" ? "Undone" : "Done again"}: ${what}`);
  }
}

export function mark(beads, marked) {
  return operate("mark", { beads, marked }, marked ? `Marked ${pairs(beads.length)}` : "Not marked any more");
}

export function note(bead, text, said = text ? "Note kept" : "Note taken away") {
  return operate("note", { bead, text }, said);
}

export function edit(sentence, text, said = "Text kept") {
  return operate("edit", { sentence, text }, said, sentence);
}

export function cut(sentence, offset) {
  return operate("cut", { sentence, offset }, "Cut the sentence in two", sentence);
}

export function link(source, target) {
  return operate("link", { source, target }, `Linked ${source.length} with ${target.length}`, source[0] ?? target[0]);
}

const lengthOf = (sentences) => sentences.reduce((sum, { text }) => sum + text.length, 0);

/** How many sentences of the other side go with the first `count` of one: those that make about the same share of the text. */
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
  return operate("split", body, "Split the pair in two", sentence);
}

/**
 * Moves the boundary between two rows on one side.
 *
 * @param count how many of the sentences of both the upper one is to have
 */
export function moveBoundary(upper, lower, side, count, sentence) {
  const [above, below] = [model.rows[upper], model.rows[lower]];
  const all = [...above[side], ...below[side]];
  const before = above[side].length;
  const follow = sentence ?? (count > before ? all[count - 1] : all[count])?.id;
  const said = `Moved ${Math.abs(count - before) === 1 ? "a sentence" : `${Math.abs(count - before)} sentences`} ${count > before ? "up" : "down"}`;
  if (count < all.length) {
    return operate("boundary", { side, above: above.bead, below: below.bead, sentence: all[count].id }, said, follow);
  }
  return moveAllUp(upper, side, all.slice(before), said, follow);
}

/** Moves all that a row has on a side to the one above, where no sentence is left to name the boundary by. */
async function moveAllUp(upper, side, moved, said, follow) {
  const to = wholeBead(upper);
  const joined = { source: to.source.map(({ id }) => id), target: to.target.map(({ id }) => id) };
  joined[side].push(...moved.map(({ id }) => id));
  if (moved.length > 1 && joined[otherSide(side)].length > 0) {
    return operate("link", joined, said, follow);
  }
  for (const { id } of moved) {
    goToSentence(id);
    if (!(await step("/operations", { kind: "shift", side, bead: model.row.bead, up: true }))) {
      return false;
    }
  }
  goToSentence(follow);
  say(said);
  return true;
}

/** Moves the sentence of the cursor, and those between it and the boundary, to the row above or below. */
export function moveSentence(up) {
  const { row, side, sentence } = model.cursor;
  const id = model.sentence.id;
  return up
    ? moveBoundary(row - 1, row, side, model.rows[row - 1][side].length + sentence + 1, id)
    : moveBoundary(row, row + 1, side, sentence, id);
}
