// The address of the open document, and the place in it that a reload, a restart or a later visit shows again.

import { list } from "../rows/list.js";
import { addressIn, fragmentOf } from "../state/address.js";
import { model, SIDES } from "../state/model.js";

/** @import { Row } from "../state/types.js" */

const KEPT = "duiqi.place ";
/** Pause after a movement before the place is stored, in milliseconds. */
const PAUSE = 400;

let timer = 0;

/**
 * A place in a document. Sentences keep their ids when rows before them change.
 *
 * @typedef {object} Place
 * @property {number} row number of the row at the cursor, from 1
 * @property {string | undefined} sentence id of the sentence at the cursor
 * @property {string | undefined} top id of the first sentence in the first visible row
 * @property {number} y top of that row, in pixels from the top of the visible area
 */

export function startPlaces() {
  model.on("cursor", later);
  list.addEventListener("drawn", later);
  window.addEventListener("pagehide", keep);
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(keep, PAUSE);
}

/**
 * Puts the address of a document into the history.
 *
 * @param {string} name
 * @param {boolean} isFirst true if the page has just started, so that "back" leaves it
 */
export function enter(name, isFirst) {
  if (addressIn(location.hash)?.name !== name) {
    history[isFirst ? "replaceState" : "pushState"](null, "", fragmentOf(name));
  }
}

/** @param {Row | undefined} row */
const firstOf = (row) => (row?.source[0] ?? row?.target[0])?.id;

function keep() {
  // An address of another document means that the user is about to leave this one.
  if (model.document === null || model.document.busy !== null || !model.loaded || addressIn(location.hash)?.name !== model.document.name) {
    return;
  }
  const row = model.cursor.row + 1;
  history.replaceState(history.state, "", fragmentOf(model.document.name, row));
  const view = list.heights.at(list.top);
  /** @type {Place} */
  const place = {
    row,
    sentence: model.sentence?.id ?? firstOf(model.row),
    top: firstOf(model.rows[model.rowAt(view)]),
    y: list.heights.offset(view) - list.top,
  };
  localStorage.setItem(KEPT + model.document.memory, JSON.stringify(place));
}

/**
 * Returns the place of the last visit in this browser.
 *
 * @param {string} memory path of the memory
 * @returns {Place | null}
 */
function placeIn(memory) {
  try {
    return JSON.parse(localStorage.getItem(KEPT + memory) ?? "null");
  } catch {
    return null;
  }
}

/**
 * Returns the position of a sentence, or null if it no longer exists.
 *
 * @param {string | undefined} id
 */
function positionOf(id) {
  for (const [row, of] of model.rows.entries()) {
    for (const side of SIDES) {
      const sentence = of[side].findIndex((one) => one.id === id);
      if (sentence >= 0) {
        return { row, side, sentence };
      }
    }
  }
  return null;
}

/**
 * Goes to the row of an address, or to the place of the last visit.
 *
 * @param {number | null} row number of the row in the address, from 1
 */
export function restorePlace(row) {
  const place = placeIn(model.opened.memory);
  const cursor = positionOf(place?.sentence);
  const top = positionOf(place?.top);
  if (place !== null && cursor !== null && top !== null && (row === null || row === place.row)) {
    model.moveTo(cursor);
    list.scrollTo(list.heights.offset(model.viewOf(top.row)) - place.y);
  } else {
    model.moveTo({ row: (row ?? 1) - 1, side: "source", sentence: 0 });
    list.reveal(model.cursor.row, "centre");
  }
}
