// Search in both texts.

import { byId } from "../dom/dom.js";
import { list } from "../rows/list.js";
import { addMarks } from "../rows/text.js";
import { model, SIDES } from "../state/model.js";

/** @import { Mark, Sentence, Side } from "../state/types.js" */

/**
 * A match: row number, side, index of the sentence in the cell, id of the sentence, and range in its text.
 *
 * @typedef {{ row: number, side: Side, at: number, sentence: string, start: number, end: number }} Hit
 */

/** @type {RegExp | null} */
let pattern = null;
/** @type {Hit[]} */
let hits = [];
let current = -1;
let timer = 0;

const findField = () => byId("find-field", HTMLInputElement);

export function startFind() {
  addMarks(findMarks);
  const field = findField();
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => search(true), 120);
  });
  field.addEventListener("keydown", (event) => {
    // The list must not receive these keys: Enter would open an editor. Keys with a modifier, for example for the next match, are passed on.
    if (!event.ctrlKey && !event.metaKey) {
      event.stopPropagation();
    }
    if (event.isComposing || event.keyCode === 229) {
      return;
    }
    if (event.key === "Enter") {
      event.preventDefault();
      clearTimeout(timer);
      pattern?.source === source(field.value) ? goOn(event.shiftKey ? -1 : 1) : search(true);
    } else if (event.key === "Escape") {
      event.preventDefault();
      closeFind();
    }
  });
  byId("find").addEventListener("submit", (event) => event.preventDefault());
  byId("find-next").addEventListener("click", () => goOn(1));
  byId("find-previous").addEventListener("click", () => goOn(-1));
  byId("find-close").addEventListener("click", closeFind);
  model.on("rows", () => pattern && search(false));
  model.on("view", () => pattern && search(false));
}

export function openFind() {
  const chosen = String(getSelection()).trim();
  byId("find").hidden = false;
  const field = findField();
  if (chosen && !chosen.includes("\n")) {
    field.value = chosen;
  }
  field.focus();
  field.select();
  search(false);
}

export function closeFind() {
  byId("find").hidden = true;
  pattern = null;
  hits = [];
  list.rebuild();
  list.scroller.focus({ preventScroll: true });
}

/** @type {(text: string) => string} */
const source = (text) =>
  text
    .trim()
    .replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")
    .replace(/\s+/g, "\\s+");

/** @param {boolean} isNew true to go to the first match at or after the cursor */
function search(isNew) {
  const text = source(findField().value);
  const wanted = text === "" ? null : new RegExp(text, "giu");
  pattern = wanted;
  hits = [];
  for (let view = 0; wanted && view < model.viewLength; view++) {
    const row = model.rowAt(view);
    for (const side of SIDES) {
      model.rows[row][side].forEach((sentence, at) => {
        for (const match of sentence.text.matchAll(wanted)) {
          hits.push({ row, side, at, sentence: sentence.id, start: match.index, end: match.index + match[0].length });
        }
      });
    }
  }
  const after = hits.findIndex(({ row }) => row >= model.cursor.row);
  current = isNew ? Math.max(0, after) : Math.min(Math.max(0, current), hits.length - 1);
  if (isNew && hits.length > 0) {
    show();
  }
  list.rebuild();
  count();
}

/**
 * Goes to the next or previous match.
 *
 * @param {1 | -1} by
 */
export function goOn(by) {
  if (hits.length > 0) {
    current = (current + by + hits.length) % hits.length;
    show();
    list.rebuild();
  }
  count();
}

function show() {
  const { row, side, at } = hits[current];
  model.moveTo({ row, side, sentence: at });
  list.reveal(row, "centre");
}

function count() {
  const text = pattern === null ? "" : hits.length === 0 ? "No matches" : `${current + 1} of ${hits.length}`;
  byId("find-count").textContent = text;
}

/**
 * @param {Sentence} sentence
 * @returns {Mark[]}
 */
function findMarks(sentence) {
  if (pattern === null) {
    return [];
  }
  const now = hits[current];
  return [...sentence.text.matchAll(pattern)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    className: now?.sentence === sentence.id && now.start === match.index ? "match current" : "match",
  }));
}
