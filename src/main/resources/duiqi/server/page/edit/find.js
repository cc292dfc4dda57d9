// Search in both texts.

import { sentence as asSentence } from "../dom/announce.js";
import { byId, el } from "../dom/dom.js";
import { list } from "../rows/list.js";
import { addMarks } from "../rows/text.js";
import { model, SIDES } from "../state/model.js";
import { isEmpty } from "../state/search.js";
import { Searcher } from "./searcher.js";

/** @import { Match, Query, SearchResult } from "../state/search.js" */
/** @import { Mark, Row, Sentence, Side } from "../state/types.js" */

/**
 * The place of a sentence: row number, side, and index in the cell.
 *
 * @typedef {{ row: number, side: Side, at: number, sentence: Sentence }} Place
 */

/** @typedef {Place & Match} Hit */

/** The choice of a side that finds only the targets of a term */
const TERM = "target of term";

const searcher = new Searcher();
/** @type {Hit[]} */
let hits = [];
/**
 * Matches by the id of their sentence.
 *
 * @type {Map<string, { text: string, matches: Match[] }>}
 */
let matchesOf = new Map();
let isCut = false;
let current = -1;
let timer = 0;
/** Query of the last search, as text. */
let searched = "";
/** @type {Promise<void>} */
let running = Promise.resolve();
/**
 * The place where the next search continues, after a replacement.
 *
 * @type {{ row: number, side: Side, at: number, start: number } | null}
 */
let resume = null;

/**
 * The rows with a term, while the search is in them only.
 *
 * @type {((row: Row) => boolean) | null}
 */
let hasTerm = null;

const findField = () => byId("find-field", HTMLInputElement);
const side = () => byId("find-side", HTMLSelectElement);
const toggles = () => ["find-case", "find-words", "find-expression"].map((id) => byId(id, HTMLButtonElement));
const isOpen = () => !byId("find").hidden;

/** @returns {Query} */
export function query() {
  const [matchesCase, wholeWords, isExpression] = toggles().map((button) => button.getAttribute("aria-pressed") === "true");
  return { text: findField().value, isExpression, matchesCase, wholeWords };
}

/** Returns the sentences in which to search: those of the rows that match the filter and have the term, on the chosen sides. */
export function places() {
  /** @type {Place[]} */
  const all = [];
  const sides = SIDES.filter((one) => side().value.includes(one) || side().value === "both");
  const test = side().value === TERM ? hasTerm : null;
  for (let row = 0; row < model.rows.length; row++) {
    for (const one of model.isMatch(row) && (test?.(model.rows[row]) ?? true) ? sides : []) {
      model.rows[row][one].forEach((sentence, at) => all.push({ row, side: one, at, sentence }));
    }
  }
  return all;
}

export function startFind() {
  addMarks(findMarks);
  const field = findField();
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => search(true), 120);
  });
  inFindBar(field, (isBack) => {
    clearTimeout(timer);
    searched === JSON.stringify([query(), side().value]) ? goOn(isBack ? -1 : 1) : search(true);
  });
  inFindBar(side(), () => search(true));
  side().addEventListener("change", () => search(true));
  for (const toggle of toggles()) {
    toggle.addEventListener("click", () => {
      toggle.setAttribute("aria-pressed", String(toggle.getAttribute("aria-pressed") !== "true"));
      search(true);
      field.focus();
    });
  }
  byId("find").addEventListener("submit", (event) => event.preventDefault());
  byId("find-next").addEventListener("click", () => goOn(1));
  byId("find-previous").addEventListener("click", () => goOn(-1));
  byId("find-close").addEventListener("click", closeFind);
  model.on("rows", () => isOpen() && search(false));
  model.on("view", () => isOpen() && search(false));
}

/**
 * Handles the keys in a field of the search bar.
 *
 * @param {HTMLElement} field
 * @param {(isBack: boolean) => void} entered handles Enter
 */
export function inFindBar(field, entered) {
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
      entered(event.shiftKey);
    } else if (event.key === "Escape") {
      event.preventDefault();
      closeFind();
    }
  });
}

/**
 * Makes the next search find only the target sentences of a term.
 *
 * @param {string} term
 * @param {(row: Row) => boolean} test returns whether a row has the term
 */
export function findInTerm(term, test) {
  endTerm();
  hasTerm = test;
  side().append(el("option", { value: TERM }, `Target of “${term}”`));
  side().value = TERM;
}

/** Makes the next search find sentences without the term, too. */
function endTerm() {
  side().options[3]?.remove();
}

/** @param {boolean} replaces true to show the field for the replacement */
export function openFind(replaces = false) {
  const chosen = String(getSelection()).trim();
  byId("find").hidden = false;
  byId("replace").hidden = !replaces;
  byId("find-replace").setAttribute("aria-expanded", String(replaces));
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
  endTerm();
  clearTimeout(timer);
  searcher.stop();
  take([], null);
  list.scroller.focus({ preventScroll: true });
}

/**
 * Searches. The page shows the matches when the worker has found them.
 *
 * @param {boolean} isNew true to go to the first match at or after the cursor
 */
function search(isNew) {
  const all = places();
  const wanted = query();
  searched = JSON.stringify([wanted, side().value]);
  if (isEmpty(wanted)) {
    searcher.stop();
    running = Promise.resolve();
    take([], null);
    return;
  }
  running = searcher
    .search(
      all.map(({ sentence }) => sentence.text),
      wanted,
    )
    .then((result) => {
      // A later search shows its own matches.
      if (result !== null && isOpen()) {
        take(all, result);
        go(isNew);
      }
    });
}

/**
 * Takes over the result of a search.
 *
 * @param {Place[]} all
 * @param {SearchResult | null} result
 */
function take(all, result) {
  hits = [];
  matchesOf = new Map();
  for (const { index, matches } of result?.found ?? []) {
    const place = all[index];
    matchesOf.set(place.sentence.id, { text: place.sentence.text, matches });
    matches.forEach((match) => hits.push({ ...place, ...match }));
  }
  isCut = result?.isCut ?? false;
  const problem = result?.problem ?? "";
  byId("find-problem").hidden = problem === "";
  byId("find-problem").textContent = asSentence(problem);
  list.rebuild();
  count();
}

/** @param {boolean} isNew */
function go(isNew) {
  const from = resume;
  resume = null;
  if (from !== null) {
    const next = hits.findIndex((hit) => !isBefore(hit, from));
    current = Math.max(0, next);
  } else if (isNew) {
    current = Math.max(
      0,
      hits.findIndex(({ row }) => row >= model.cursor.row),
    );
  } else {
    current = Math.min(Math.max(0, current), hits.length - 1);
  }
  if ((isNew || from !== null) && hits.length > 0) {
    show();
  }
  list.rebuild();
  count();
}

/**
 * @param {{ row: number, side: Side, at: number, start: number }} a
 * @param {{ row: number, side: Side, at: number, start: number }} b
 */
const isBefore = (a, b) => (a.row - b.row || SIDES.indexOf(a.side) - SIDES.indexOf(b.side) || a.at - b.at || a.start - b.start) < 0;

/**
 * Goes to the next or previous match.
 *
 * @param {1 | -1} by
 */
export async function goOn(by) {
  await running;
  if (hits.length > 0) {
    current = (current + by + hits.length) % hits.length;
    show();
    list.rebuild();
  }
  count();
}

/** Returns the current match, after a running search. Returns undefined if there is none. */
export async function currentHit() {
  await running;
  return hits.at(current);
}

/**
 * Makes the search after the next step continue after a replaced match.
 *
 * @param {Hit | null} hit the match with its replacement; null if the replacement failed
 */
export function resumeAfter(hit) {
  resume = hit && { row: hit.row, side: hit.side, at: hit.at, start: hit.start + hit.text.length };
}

function show() {
  const { row, side: where, at } = hits[current];
  model.moveTo({ row, side: where, sentence: at });
  list.reveal(row, "centre");
}

function count() {
  const of = hits.length.toLocaleString("en") + (isCut ? "+" : "");
  const text = !isOpen() || isEmpty(query()) ? "" : hits.length === 0 ? "No matches" : `${(current + 1).toLocaleString("en")} of ${of}`;
  byId("find-count").textContent = text;
}

/**
 * @param {Sentence} sentence
 * @returns {Mark[]}
 */
function findMarks(sentence) {
  const found = matchesOf.get(sentence.id);
  // After a step, old matches do not fit a changed text until the next search is done.
  if (found === undefined || found.text !== sentence.text) {
    return [];
  }
  const now = hits[current];
  return found.matches.map(({ start, end }) => ({
    start,
    end,
    className: now?.sentence.id === sentence.id && now.start === start ? "match current" : "match",
  }));
}
