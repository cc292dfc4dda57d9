// All actions of the page. Toolbar, menu, keys and help use this list, so that they always agree.
// An action with "edits" waits for earlier steps and is disabled while the document cannot be changed.

import { say, warn } from "../dom/announce.js";
import { askNote, askThreshold, showHelp } from "../dom/dialogs.js";
import { byId } from "../dom/dom.js";
import { isMac } from "../dom/keys.js";
import { nextTheme } from "../dom/theme.js";
import { applySuggestion, ignoreFinding, positionOfFinding, suggestionsOf } from "../rows/findings.js";
import { list } from "../rows/list.js";
import { leaveLink, nextLink } from "../rows/words.js";
import * as files from "../server/files.js";
import * as operations from "../server/operations.js";
import { inTurn, isWaiting } from "../server/sync.js";
import { goalOf } from "../state/bead.js";
import { KINDS, nextOf } from "../state/filter.js";
import { cleaned } from "../state/invisible.js";
import { model, otherSide } from "../state/model.js";
import { isOrdered } from "../state/order.js";
import { merged, moved, split } from "../state/outcome.js";
import { inForce } from "../state/strokes.js";
import { askAlternative, hasAlternative, takeAlternative } from "./alternative.js";
import { openEditor } from "./edit.js";
import { closeFind, goOn, openFind } from "./find.js";
import { newTerm, toggleGlossary } from "./glossary.js";
import * as move from "./move.js";
import { goToRow, reportProgress, toggleOrder, toUncertain } from "./order.js";
import { choose } from "./palette.js";
import { showVariants } from "./variants.js";

/** @import { Action, Kind, Side } from "../state/types.js" */

const hasRow = () => !model.row.unloaded && model.rows.length > 0;
const beads = () => model.selectedBeads;
const selectedRows = () => model.selection.map((row) => model.rows[row]);

async function confirmSelection() {
  const open = selectedRows().filter((row) => !row.confirmed);
  if (open.length === 0 || (await operations.confirm(beads(), true))) {
    isOrdered(model) ? toUncertain(1) : move.after(Math.max(model.cursor.row, model.anchor));
  }
}

const isSplittable = () => model.row.source.length > 1 || model.row.target.length > 1;

/**
 * Returns where Split splits: before the sentence at the cursor; at the first sentence, after it.
 *
 * @returns {[number, Side, string]} row, side and sentence
 */
function placeOfSplit() {
  const { row, side, sentence } = model.cursor;
  const isHere = model.row[side].length > 1;
  const cell = model.row[isHere ? side : otherSide(side)];
  return [row, isHere ? side : otherSide(side), cell[isHere ? Math.max(1, sentence) : 1].id];
}

/** @param {boolean} isUp */
function outcomeOfMove(isUp) {
  const { row, side, sentence } = model.cursor;
  return isUp ? moved(model.rows, row - 1, side, model.rows[row - 1][side].length + sentence + 1) : moved(model.rows, row, side, sentence);
}

/** Removes the invisible characters of the sentence at the cursor. */
function cleanSentence() {
  const texts = cleaned(model.sentence ? [model.sentence] : []);
  return Object.keys(texts).length > 0
    ? operations.editAll(texts, "Removed the invisible characters")
    : say("This sentence has no invisible characters to remove");
}

/** Removes the invisible characters of all sentences in one step. */
function cleanAll() {
  const texts = cleaned(model.rows.flatMap((row) => [...row.source, ...row.target]));
  const count = Object.keys(texts).length;
  return count > 0
    ? operations.editAll(texts, `Removed the invisible characters of ${count === 1 ? "one sentence" : `${count} sentences`}`)
    : say("No sentence has invisible characters to remove");
}

/**
 * Returns the pairs that Merge merges: the selected ones, or the one at the cursor and its neighbour.
 *
 * @param {1 | -1} by 1 to merge with the pair below, -1 with the pair above
 */
function pairsToMerge(by) {
  const all = beads();
  for (let row = model.cursor.row + by; all.length < 2 && model.rows[row]; row += by) {
    if (model.rows[row].bead !== all[0]) {
      return by > 0 ? [all[0], model.rows[row].bead] : [model.rows[row].bead, all[0]];
    }
  }
  return all;
}

/** @param {1 | -1} by */
function mergeSelection(by) {
  const all = pairsToMerge(by);
  return all.length > 1 ? operations.merge(all) : warn(by > 0 ? "there is no pair below" : "there is no pair above");
}

/** @param {1 | -1} by */
const outcomeOfMerge = (by) => merged(model.rows, model.cursor.row, pairsToMerge(by));

/** @param {"s" | "t"} letter */
const picked = (letter) => [...model.picked].filter((id) => id.startsWith(letter));

/** @param {boolean} isReplacing true to link only the selected sentences */
function linkSelected(isReplacing) {
  const goal = isReplacing ? null : goalOf(model.rows, [...model.picked]);
  return operations.link(picked("s"), picked("t"), goal);
}

const hasPicked = () => picked("s").length > 0 && picked("t").length > 0;

/** Returns the pair below that of the cursor; undefined if there is none. */
function pairBelow() {
  let next = model.cursor.row + 1;
  while (model.rows[next]?.bead === model.row.bead) {
    next++;
  }
  return model.rows[next]?.bead;
}

function swapWithNext() {
  const below = pairBelow();
  return below === undefined ? warn("there is no pair below") : operations.swap(model.row.bead, below);
}

const isUnpaired = () => /\b0\b/.test(model.row.type);

/** Returns whether the cursor is at a sentence, or at an empty cell of a pair that has no sentence on this side. */
const isEditable = () => hasRow() && (model.sentence !== undefined || isUnpaired());

const isPaired = () => selectedRows().some((row) => row.type !== "1-0" && row.type !== "0-1");

const isMemory = () => model.document?.source === null;

/** Deletes the selected pairs of a memory. Two texts keep their sentences, so their pairs are only unlinked: the memory then omits them. */
const deleteSelection = () => (isMemory() ? operations.remove(beads()) : operations.unlink(beads()));

async function confirmByProbability() {
  /** @param {number} threshold */
  const open = (threshold) => {
    const rows = model.rows.filter((_, number) => model.isMatch(number));
    return [...new Set(rows.filter((row) => !row.confirmed && row.probability !== null && row.probability >= threshold).map((row) => row.bead))];
  };
  const threshold = await askThreshold(model.opened.threshold, (minimum) => open(minimum).length);
  const confident = threshold === null ? [] : open(threshold);
  if (confident.length > 0) {
    await inTurn(() => operations.confirm(confident, true));
  }
}

function confirmSoFar() {
  const rows = model.rows.slice(0, model.cursor.row + 1).filter((row, number) => model.isMatch(number) && !row.confirmed);
  const open = [...new Set(rows.map((row) => row.bead))];
  return open.length > 0 ? operations.confirm(open, true) : say("All pairs up to here are confirmed");
}

async function writeNote() {
  const { bead, note } = model.row;
  let text = await askNote(note);
  for (let isStored = false; !isStored && text !== null && text !== note; ) {
    const written = text;
    await inTurn(async () => (isStored = await operations.note(bead, note, written)));
    text = isStored ? null : await askNote(written);
  }
}

/** @param {number} n */
const isSuggested = (n) => suggestionsOf(model.row).length >= n;
/** @param {number} n */
const writeSuggestion = (n) => applySuggestion(model.row, suggestionsOf(model.row)[n - 1]);

/**
 * @param {Kind} kind
 * @param {1 | -1} by
 */
function jump(kind, by) {
  if (kind.id === "doubtful" && isOrdered(model)) {
    toUncertain(by);
    return;
  }
  const row = nextOf(model, kind, by);
  if (row < 0) {
    say(`No other pair: ${kind.label.toLowerCase()}`);
  } else {
    const position = kind.id === "findings" ? positionOfFinding(model.rows[row]) : null;
    move.goTo(row, "centre", position);
  }
}

/** Ids of the actions in the help. The palette shows all actions. */
const IMPORTANT = [
  ...["next-doubtful", "next-findings", "confirm", "take", "merge", "split", "up", "down"],
  ...["detach", "unpaired", "edit", "undo", "find", "save", "palette"],
];

async function help() {
  const actions = IMPORTANT.map(actionOf).map(({ label, keys }) => ({ label, keys: inForce(keys) }));
  if (await showHelp(actions.filter(({ keys }) => keys.length > 0))) {
    await openPalette();
  }
}

/** Opens the menu as the menu key of a keyboard does. */
const openRowMenu = () => list.scroller.dispatchEvent(new MouseEvent("contextmenu", { bubbles: true, cancelable: true }));

async function openPalette() {
  const id = await choose(
    ACTIONS.filter((action) => !action.hidden),
    obstacleTo,
  );
  if (id !== null) {
    perform(id);
  }
}

function cancel() {
  if (byId("legend").matches(":popover-open")) {
    byId("legend").hidePopover();
  } else if (model.picked.size > 0) {
    model.picked.clear();
    list.paint();
  } else if (!byId("find").hidden) {
    closeFind();
  } else if (!leaveLink()) {
    model.moveTo(model.cursor);
  }
}

/** @type {(group: string, id: string, label: string, keys: string[], run: () => unknown, more?: Partial<Action>) => Action} */
const act = (group, id, label, keys, run, more = {}) => ({ group, id, label, keys, run, when: () => true, ...more });
/** @type {(group: string, id: string, label: string, keys: string[], run: () => unknown, when?: () => boolean, more?: Partial<Action>) => Action} */
const edits = (group, id, label, keys, run, when = hasRow, more = {}) => act(group, id, label, keys, run, { edits: true, when, ...more });

const NO_SENTENCE = "There is no sentence at the cursor.";
const NOT_PICKED = "Select sentences of both texts first.";

const PAIRS = "Pairs";
const SENTENCES = "Sentences";
const GO = "Go";
const ALL = "Document";

/** @type {Action[]} */
export const ACTIONS = [
  act(ALL, "palette", "All commands …", ["Mod+k"], openPalette, { menu: true, hidden: true }),
  edits(PAIRS, "confirm", "Confirm", [" ", "c"], confirmSelection, hasRow, { bar: true, primary: true }),
  edits(SENTENCES, "edit", "Edit, or add a missing sentence", ["Enter", "F2"], openEditor, isEditable, { bar: true, waits: false, short: "Edit" }),
  edits(
    PAIRS,
    "unconfirm",
    "Remove confirmation",
    ["Backspace"],
    () => operations.confirm(beads(), false),
    () => selectedRows().some((row) => row.confirmed),
    { why: "The pair is not confirmed." },
  ),
  edits(PAIRS, "merge", "Merge", ["m"], () => mergeSelection(1), hasRow, {
    bar: true,
    hint: "with the pair below, or all selected pairs",
    outcome: () => outcomeOfMerge(1),
  }),
  edits(
    PAIRS,
    "merge-up",
    "Merge with the pair above",
    ["Shift+m"],
    () => mergeSelection(-1),
    () => model.cursor.row > 0,
    { why: "There is no pair above.", outcome: () => outcomeOfMerge(-1) },
  ),
  edits(
    PAIRS,
    "split",
    "Split",
    ["s"],
    () => operations.split(...placeOfSplit()),
    () => hasRow() && isSplittable(),
    {
      bar: true,
      hint: "before this sentence",
      why: "The pair has one sentence on each side.",
      outcome: () => split(model.rows, ...placeOfSplit()),
    },
  ),
  edits(PAIRS, "unlink", "Unlink", ["x"], () => operations.unlink(beads()), isPaired, { bar: true, why: "The sentence is unpaired." }),
  edits(PAIRS, "delete", "Delete the pair", ["Delete"], deleteSelection, () => hasRow() && (isMemory() || isPaired()), {
    why: "The text keeps its unpaired sentences.",
  }),
  edits(
    SENTENCES,
    "up",
    "Move up",
    ["Alt+ArrowUp"],
    () => operations.moveSentence(true),
    () => model.sentence !== undefined && model.cursor.row > 0,
    { bar: true, why: "There is no sentence, or no pair above.", outcome: () => outcomeOfMove(true) },
  ),
  edits(
    SENTENCES,
    "down",
    "Move down",
    ["Alt+ArrowDown"],
    () => operations.moveSentence(false),
    () => model.sentence !== undefined && model.cursor.row + 1 < model.rows.length,
    { bar: true, why: "There is no sentence, or no pair below.", outcome: () => outcomeOfMove(false) },
  ),
  edits(
    SENTENCES,
    "detach",
    "Detach this sentence",
    ["e"],
    () => model.sentence && operations.detach(model.sentence.id),
    () => model.sentence !== undefined && !["1-0", "0-1"].includes(model.row.type),
    { bar: true, short: "Detach", hint: "from its pair, so that it is unpaired", why: "The sentence is unpaired." },
  ),
  edits(PAIRS, "swap", "Swap with the pair below", ["w"], swapWithNext, () => hasRow() && pairBelow() !== undefined, {
    bar: true,
    short: "Swap",
    hint: "exchanges the target sentences",
    why: "There is no pair below.",
  }),
  edits(PAIRS, "unpaired", "No counterpart on this side", ["0"], () => operations.confirmUnpaired(model.cursor.side, model.row.bead), hasRow, {
    bar: true,
    short: "No counterpart",
    hint: "confirms the other side as unpaired",
  }),
  edits(PAIRS, "mark", "Mark", ["*"], () => operations.mark(beads(), !selectedRows().every((row) => row.marked)), hasRow, { bar: true }),
  edits(PAIRS, "note", "Note", ["a"], writeNote, hasRow, { bar: true, waits: false }),
  edits(
    PAIRS,
    "apply",
    "Apply the first suggestion",
    ["."],
    () => writeSuggestion(1),
    () => isSuggested(1),
    { why: "The pair has no suggestion." },
  ),
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) =>
    edits(
      PAIRS,
      `apply-${n}`,
      `Apply suggestion ${n}`,
      [`${n}`],
      () => writeSuggestion(n),
      () => isSuggested(n),
      { hidden: true },
    ),
  ),
  edits(
    PAIRS,
    "ignore",
    "Ignore a finding …",
    ["i"],
    () => ignoreFinding(model.row),
    () => model.findingsAt(model.row).length > 0,
    { waits: false, why: "The pair has no finding." },
  ),
  act(PAIRS, "alternative", "Show the alternative", ["v"], askAlternative, { when: hasRow }),
  edits(PAIRS, "take", "Take the alternative", ["t"], takeAlternative, hasAlternative, { why: "The page shows no alternative." }),
  edits(
    SENTENCES,
    "pick",
    "Select sentence for linking",
    ["p"],
    () => model.sentence && move.pick(model.sentence.id),
    () => model.sentence !== undefined,
    { waits: false, why: NO_SENTENCE },
  ),
  edits(SENTENCES, "link", "Link selected sentences", ["l"], () => linkSelected(false), hasPicked, {
    bar: true,
    short: "Link",
    isTemporary: true,
    why: NOT_PICKED,
  }),
  edits(SENTENCES, "link-only", "Link only these sentences", ["Shift+l"], () => linkSelected(true), hasPicked, {
    bar: true,
    short: "Link only these",
    isTemporary: true,
    why: NOT_PICKED,
  }),
  act(GO, "next-sentence", "Next sentence", ["ArrowDown"], () => move.bySentence(1)),
  act(GO, "previous-sentence", "Previous sentence", ["ArrowUp"], () => move.bySentence(-1)),
  act(GO, "next-link", "Next word and its translation", ["q"], nextLink, { when: hasRow }),
  act(GO, "next-row", "Next pair", ["j"], () => move.byRow(1)),
  act(GO, "previous-row", "Previous pair", ["k"], () => move.byRow(-1)),
  act(GO, "left", "Source text", ["ArrowLeft"], () => move.toSide("source")),
  act(GO, "right", "Target text", ["ArrowRight"], () => move.toSide("target")),
  act(GO, "select-down", "Select downwards", ["Shift+ArrowDown", "Shift+j"], () => move.extend(1)),
  act(GO, "select-up", "Select upwards", ["Shift+ArrowUp", "Shift+k"], () => move.extend(-1)),
  act(GO, "page-down", "Page down", ["PageDown"], () => move.byPage(1)),
  act(GO, "page-up", "Page up", ["PageUp"], () => move.byPage(-1)),
  act(GO, "first", "First pair", ["Home"], () => move.toEnd(-1)),
  act(GO, "last", "Last pair", ["End"], () => move.toEnd(1)),
  act(GO, "go-to-row", "Go to pair …", [":"], goToRow, { menu: true }),
  act("Jump", "order", "Least certain first", ["z"], toggleOrder, { menu: true }),
  act("Jump", "progress", "Report the progress", ["Shift+z"], reportProgress),
  ...KINDS.filter(({ id }) => id !== "noted").flatMap((kind) => [
    act("Jump", `next-${kind.id}`, `Next: ${kind.label.toLowerCase()}`, [kind.key], () => jump(kind, 1)),
    act("Jump", `previous-${kind.id}`, `Previous: ${kind.label.toLowerCase()}`, [`Shift+${kind.key}`], () => jump(kind, -1)),
  ]),
  edits(
    ALL,
    "undo",
    "Undo",
    ["Mod+z"],
    () => operations.back("undo"),
    () => model.document?.undo != null,
    { why: "There is no step to undo." },
  ),
  edits(
    ALL,
    "redo",
    "Redo",
    ["Mod+Shift+z", "Mod+y"],
    () => operations.back("redo"),
    () => model.document?.redo != null,
    { why: "There is no step to redo." },
  ),
  edits(ALL, "save", "Save to the memory", ["Mod+s"], files.save, () => true, { waits: false }),
  act(ALL, "find", "Find", ["Mod+f", "/"], () => openFind()),
  // On a Mac, the system hides the browser with Cmd+H.
  act(ALL, "replace", "Find and replace", isMac ? ["Mod+Shift+h"] : ["Mod+h"], () => openFind(true), { menu: true }),
  act(ALL, "find-next", "Next match", ["Mod+g"], () => goOn(1)),
  act(ALL, "filter", "Filter", ["Mod+Shift+l"], () => byId("filter").focus()),
  act(ALL, "glossary", "Glossary", ["g"], toggleGlossary),
  act(ALL, "new-term", "Add a term", ["Shift+g"], newTerm),
  act(ALL, "variants", "Terms with several translations", ["y"], showVariants, { menu: true }),
  edits(ALL, "confirm-so-far", "Confirm all pairs up to here", ["Shift+c"], confirmSoFar, hasRow, { menu: true }),
  edits(ALL, "confirm-sure", "Confirm by probability …", ["Shift+s"], confirmByProbability, hasRow, { menu: true, waits: false }),
  edits(ALL, "realign", "Realign unconfirmed pairs …", ["Shift+r"], files.realign, hasRow, { menu: true, waits: false }),
  edits(ALL, "clean", "Remove invisible characters", [], cleanSentence, () => model.sentence !== undefined, {
    menu: true,
    begins: true,
    why: NO_SENTENCE,
  }),
  edits(ALL, "clean-all", "Remove invisible characters in all sentences", [], cleanAll, hasRow, { menu: true }),
  act(ALL, "export", "Export …", [], files.chooseExport, { menu: true, begins: true }),
  act(ALL, "name", "Your name …", [], files.chooseName, { menu: true, begins: true }),
  act(ALL, "theme", "Light or dark colours", [], () => say(nextTheme()), { menu: true, begins: true }),
  act(ALL, "help", "Keys and help", ["?"], help, { menu: true }),
  act(ALL, "stop", "Stop duiqi …", [], files.stop, { menu: true, begins: true }),
  act(PAIRS, "row-menu", "Commands for this pair", ["Shift+F10"], openRowMenu, { when: hasRow }),
  act(ALL, "escape", "Cancel", ["Escape"], cancel),
];

const BY_ID = new Map(ACTIONS.map((action) => [action.id, action]));

/** @param {string} id id of an existing action */
export const actionOf = (id) => /** @type {Action} */ (BY_ID.get(id));

/** @param {Action} action */
export const isPossible = (action) => (!action.edits || model.canEdit) && action.when();

/**
 * Returns why an action is not possible now, as a sentence; "" if it is possible.
 *
 * @param {Action} action
 */
function obstacleTo(action) {
  if (isPossible(action)) {
    return "";
  }
  if (!model.online) {
    return "duiqi does not respond. You can edit again when it does.";
  }
  if (model.document?.busy) {
    return "duiqi is aligning the texts. Wait until it is done.";
  }
  return model.loaded ? (action.why ?? "This action is not possible here.") : "The page is still loading the texts.";
}

/**
 * Runs an action after all earlier steps.
 *
 * @param {string} id
 */
export function perform(id) {
  const action = actionOf(id);
  const run = () => {
    const obstacle = obstacleTo(action);
    return obstacle === "" ? action.run() : (model.online && !model.document?.busy ? say : warn)(obstacle);
  };
  if (action.waits !== false && (action.edits || isWaiting())) {
    inTurn(async () => {
      await run();
      list.reveal(model.cursor.row);
    });
  } else {
    run();
  }
}
