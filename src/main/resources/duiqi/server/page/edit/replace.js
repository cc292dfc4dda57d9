// Replacement of matches: one at a time, or all in one step after a preview.

import { say, warn } from "../dom/announce.js";
import { ask, CANCEL } from "../dom/dialogs.js";
import { byId, el } from "../dom/dom.js";
import * as operations from "../server/operations.js";
import { inTurn } from "../server/sync.js";
import { KINDS } from "../state/filter.js";
import { model } from "../state/model.js";
import { changesOf, isBlank, MOST, piecesOf, replaced } from "../state/search.js";
import { currentHit, findInTerm, goOn, inFindBar, openFind, places, query, resumeAfter } from "./find.js";
import { Searcher } from "./searcher.js";

/** @import { Replacement } from "../state/search.js" */
/** @import { Place } from "./find.js" */
/** @import { Row } from "../state/types.js" */

/** Maximum number of sentences in the preview. */
const LISTED = 200;
const TAGS = /** @type {const} */ ({ same: "span", old: "del", new: "ins" });

const searcher = new Searcher();

const template = () => byId("replace-field", HTMLInputElement).value;

export function startReplace() {
  inFindBar(byId("replace-field"), replaceOne);
  byId("find-replace").addEventListener("click", () => openFind(byId("replace").hidden === true));
  byId("replace-one").addEventListener("click", replaceOne);
  byId("replace-all").addEventListener("click", replaceAll);
}

/**
 * Opens the search for a translation of a term, in the rows with the term, with its replacement.
 *
 * @param {string} text the translation
 * @param {string} replacement
 * @param {string} term
 * @param {(row: Row) => boolean} test returns whether a row has the term
 */
export function replaceTranslation(text, replacement, term, test) {
  getSelection()?.removeAllRanges();
  byId("find-field", HTMLInputElement).value = text;
  byId("replace-field", HTMLInputElement).value = replacement;
  findInTerm(term, test);
  openFind(true);
}

/** @type {(count: number, one: string, more: string) => string} */
const many = (count, one, more) => `${count.toLocaleString("en")} ${count === 1 ? one : more}`;

function isPossible() {
  if (!model.canEdit) {
    warn("the texts cannot be changed now", "Replace again when duiqi responds");
  }
  return model.canEdit;
}

/** Replaces the current match and goes to the next. */
async function replaceOne() {
  const hit = await currentHit();
  if (hit === undefined || !isPossible()) {
    return;
  }
  const { id, text } = hit.sentence;
  const result = await searcher.search([text], query(), template());
  const match = result?.found[0]?.matches.find(({ start }) => start === hit.start);
  if (match === undefined) {
    return;
  }
  const after = replaced(text, [match]);
  if (after === text) {
    await goOn(1);
  } else if (isBlank(after)) {
    warn("the sentence would be empty", "Unlink it if it has no translation");
  } else {
    resumeAfter({ ...hit, ...match });
    await inTurn(async () => {
      if (!(await operations.edit(id, after, "Replaced 1 match"))) {
        resumeAfter(null);
      }
    });
  }
}

/** Shows all replacements and makes them in one step. */
async function replaceAll() {
  if (!isPossible()) {
    return;
  }
  const all = places();
  const texts = all.map(({ sentence }) => sentence.text);
  const result = await searcher.search(texts, query(), template());
  if (result === null || result.problem !== "") {
    // The search bar shows the problem.
    return;
  }
  if (result.isCut) {
    warn(`there are more than ${MOST.toLocaleString("en")} matches`, "Search for longer words, or choose one side or a filter");
    return;
  }
  const { changes, blank } = changesOf(texts, result.found);
  if (changes.length === 0) {
    say(blank > 0 ? `Nothing is replaced: ${many(blank, "sentence", "sentences")} would be empty` : "Nothing to replace");
    return;
  }
  const chosen = await askReplace(changes, all, blank);
  if (chosen !== null && chosen.length > 0) {
    await inTurn(() => replaceIn(chosen, all));
  }
}

/**
 * Replaces the texts that did not change while the dialog was open.
 *
 * @param {Replacement[]} chosen
 * @param {Place[]} all
 */
function replaceIn(chosen, all) {
  const texts = new Map(model.rows.flatMap((row) => [...row.source, ...row.target].map(({ id, text }) => [id, text])));
  const same = chosen.filter(({ index, before }) => texts.get(all[index].sentence.id) === before);
  const gone = chosen.length - same.length;
  if (same.length === 0) {
    return warn("all these sentences changed in another tab", "Replace again");
  }
  const matches = same.reduce((sum, change) => sum + change.matches.length, 0);
  const message = `Replaced ${many(matches, "match", "matches")} in ${many(same.length, "sentence", "sentences")}`;
  return operations.editAll(
    Object.fromEntries(same.map(({ index, after }) => [all[index].sentence.id, after])),
    gone > 0 ? `${message}; ${many(gone, "sentence", "sentences")} changed in another tab` : message,
  );
}

/**
 * Shows the first changes and asks which ones to make. Returns null if the user cancels.
 *
 * @param {Replacement[]} changes
 * @param {Place[]} all
 * @param {number} blank number of sentences that would be empty
 */
async function askReplace(changes, all, blank) {
  const boxes = changes.slice(0, LISTED).map((change) => {
    const box = el("input", { type: "checkbox", checked: true });
    return { change, box };
  });
  const unticked = () => boxes.filter(({ box }) => !box.checked).map(({ change }) => change);
  const matchesIn = (/** @type {Replacement[]} */ some) => some.reduce((sum, change) => sum + change.matches.length, 0);
  const total = matchesIn(changes);
  const summary = el("p", { class: "large", role: "status" });
  const update = () => {
    const off = unticked();
    summary.textContent = `Replaces ${many(total - matchesIn(off), "match", "matches")} in ${many(changes.length - off.length, "sentence", "sentences")}`;
  };
  update();
  const rest = changes.length - boxes.length;
  const filter = KINDS.find(({ id }) => id === model.filter)?.label;
  const notes = [
    filter !== undefined && `Only pairs that match the filter “${filter}” change.`,
    blank > 0 && `${many(blank, "sentence", "sentences")} would be empty and ${blank === 1 ? "stays" : "stay"} unchanged.`,
    "You can undo this in one step.",
  ].filter((note) => note !== false);
  const items = boxes.map(({ change, box }) => {
    const { row, side } = all[change.index];
    const pieces = piecesOf(change).map(({ text, kind }) => el(TAGS[kind], {}, text));
    return el(
      "li",
      {},
      el("label", {}, box, el("span", { class: "place" }, `${row + 1} ${side}`), el("span", { class: "pieces", dir: "auto" }, pieces)),
    );
  });
  const listed = el("ul", { class: "changes", tabindex: "0", "aria-label": "Changes" }, items);
  listed.addEventListener("change", update);
  const more = rest > 0 && el("p", {}, `and ${many(rest, "more sentence", "more sentences")}, not listed here`);
  const buttons = [{ label: "Replace", value: "do", primary: true }, CANCEL];
  const value = await ask("Replace all", [summary, el("p", {}, notes.join(" ")), listed, more], buttons, "wide", listed);
  const off = new Set(unticked());
  return value === "do" ? changes.filter((change) => !off.has(change)) : null;
}
