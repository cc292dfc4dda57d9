// Shows the alternative of a doubtful pair when the cursor rests on it and the alternative rivals the pair, and takes it.

import { say, whisper } from "../dom/announce.js";
import { writtenInForce } from "../dom/keys.js";
import { isEditing } from "../rows/editor.js";
import { showAlternative, startGhosts } from "../rows/ghosts.js";
import { list } from "../rows/list.js";
import { findAlternative, forgetAlternatives, knownAlternative } from "../server/alternative.js";
import { regroup } from "../server/operations.js";
import { inTurn } from "../server/sync.js";
import { odds, rivals, shown } from "../state/alternative.js";
import { KINDS, nextOf } from "../state/filter.js";
import { model } from "../state/model.js";

/** @import { Found, Alternative } from "../state/alternative.js" */
/** @import { Kind, Row } from "../state/types.js" */

/** Delay in milliseconds, so that passing over a pair causes no request. */
const REST = 250;

const doubtful = /** @type {Kind} */ (KINDS.find(({ id }) => id === "doubtful"));
let timer = 0;
let isDue = false;
/** Id of the open document. */
let opened = "";
/** Id of the bead whose alternative the user asked for. */
let asked = "";

export function startAlternative() {
  startGhosts(() => model.canEdit && inTurn(takeAlternative));
  for (const event of /** @type {const} */ (["cursor", "rows", "document"])) {
    model.on(event, soon);
  }
}

/** Updates the page once after several events. */
function soon() {
  if (!isDue) {
    isDue = true;
    queueMicrotask(() => {
      isDue = false;
      update();
    });
  }
}

const isAutomatic = (/** @type {Row} */ row) => doubtful.test(row, model) && row.pieces === 1;

function update() {
  const { row } = model;
  if (model.document !== null && model.document.id !== opened) {
    opened = model.document.id;
    forgetAlternatives();
  }
  if (row.bead !== asked) {
    asked = "";
  }
  clearTimeout(timer);
  if (row.unloaded || model.anchor !== model.cursor.row || (!isAutomatic(row) && row.bead !== asked)) {
    showAlternative(null);
    return;
  }
  const known = knownAlternative(model.cursor.row);
  if (known) {
    display(known);
    preload();
  } else {
    showAlternative(null);
    timer = setTimeout(() => find(row.bead), REST);
  }
}

/**
 * Shows an answer.
 *
 * @param {Alternative} answer
 */
function display(answer) {
  if (answer.other === null || isEditing() || !(answer.bead === asked || rivals(answer, model.row))) {
    showAlternative(null);
    return;
  }
  const isNew = shown.found !== answer;
  showAlternative(/** @type {Found} */ (answer));
  if (isNew && shown.found !== null) {
    revealLine();
    const take = writtenInForce("t");
    whisper(`Alternative: ${odds(shown.found)}.${take === "" ? "" : ` Press ${take} to take it.`}`);
  }
}

/** Scrolls to the line below the pair, unless the user has scrolled away from it. */
function revealLine() {
  list.flush();
  const { y } = list.positionOf(model.cursor.row);
  if (y >= 0 && y < list.height) {
    list.reveal(model.cursor.row);
  }
}

/**
 * Asks for the alternative of the pair at the cursor, and shows it if the cursor is still there.
 *
 * @param {string} bead
 */
async function find(bead) {
  if (model.row.bead !== bead || !model.online) {
    return undefined;
  }
  const answer = await findAlternative(model.cursor.row);
  if (answer && model.row.bead === bead) {
    display(answer);
    preload();
  }
  return answer;
}

/** Asks for the alternative of the next doubtful pair, so that it appears without delay. */
function preload() {
  const next = nextOf(model, doubtful, 1);
  if (next >= 0 && isAutomatic(model.rows[next]) && model.rows[next].bead !== model.row.bead) {
    findAlternative(next).catch(() => {
      // The page asks again when the cursor arrives there.
    });
  }
}

/** Shows the alternative of any pair. */
export async function askAlternative() {
  const { bead } = model.row;
  asked = bead;
  clearTimeout(timer);
  if ((await find(bead))?.other === null) {
    say("This pair has no probable alternative");
  }
}

export const hasAlternative = () => shown.found !== null && shown.found.bead === model.row.bead;

/** Replaces the current pairs by the alternative, in one step. */
export function takeAlternative() {
  if (shown.found === null) {
    return Promise.resolve(false);
  }
  const { removed, other } = shown.found;
  asked = "";
  return regroup(removed, other.groups, model.sentence?.id);
}
