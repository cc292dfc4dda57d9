// Saves the memory, aligns again, exports the alignment, and stops duiqi.

import { say, warn } from "../dom/announce.js";
import { askMerge, askName, askRealign, askStop, showInstead } from "../dom/dialogs.js";
import { model } from "../state/model.js";
import { ownName, setOwnName } from "../state/name.js";
import { download, post, Refusal } from "./api.js";
import { path, refreshDocument } from "./sync.js";

/** @import { Conflict } from "../dom/dialogs.js" */
/** @import { DocumentState } from "../state/types.js" */

/**
 * Numbers of units after saving.
 *
 * @typedef {object} Saved
 * @property {string} memory
 * @property {number} added
 * @property {number} kept
 * @property {number} removed
 * @property {number} [theirs]
 * @property {number} [both]
 * @property {number} [lostCodes] number of inline tags
 * @property {DocumentState} document
 */

let isSaving = false;

/**
 * Sends a request. Shows an error and returns null if it fails.
 *
 * @template T
 * @param {() => Promise<T>} request
 * @returns {Promise<T | null>}
 */
async function send(request) {
  try {
    return await request();
  } catch (error) {
    if (!(error instanceof Refusal)) {
      throw error;
    }
    if (error.status === 0) {
      model.setOnline(false);
    }
    warn(error.message, error.remedy);
    return null;
  }
}

/** Writes the memory. Returns whether this succeeded. */
export async function save() {
  if (isSaving) {
    return false;
  }
  isSaving = true;
  try {
    const saved = await send(() => saveOrMerge(false));
    if (saved) {
      model.setDocument(saved.document);
      say(summaryOf(saved));
    }
    return saved !== null;
  } finally {
    isSaving = false;
  }
}

/** @param {Saved} saved */
function summaryOf({ memory, added, kept, removed, theirs = 0, both = 0, lostCodes = 0 }) {
  const units = [
    added > 0 && `${added} added`,
    kept > 0 && `${kept} kept`,
    removed > 0 && `${removed} removed`,
    theirs > 0 && `${theirs} from other programs`,
    both > 0 && `${both} changed on both sides (both versions kept)`,
  ];
  const codes = lostCodes > 0 && ` ${lostCodes} inline ${lostCodes === 1 ? "tag" : "tags"} removed from changed texts.`;
  return `Saved to ${memory}: ${units.filter(Boolean).join(", ") || "no units"}.${codes || ""}`;
}

/**
 * @param {boolean} merge
 * @returns {Promise<Saved | null>} null if the user does not want to merge
 */
async function saveOrMerge(merge) {
  try {
    return await post(path("/save"), { merge });
  } catch (error) {
    if (!merge && error instanceof Refusal && error.status === 409 && error.body.conflict === "memory") {
      return (await askMerge(/** @type {Conflict} */ (error.body))) ? saveOrMerge(true) : null;
    }
    throw error;
  }
}

export async function realign() {
  if (await askRealign()) {
    await begin("/realign", "Realigning …");
  }
}

/** Loads texts that have changed on disk. */
export function reload() {
  return begin("/reload", "Loading the changed text …");
}

/**
 * @param {string} what
 * @param {string} message
 */
async function begin(what, message) {
  if (await send(() => post(path(what), { base: model.version }))) {
    say(message);
    await send(refreshDocument);
  }
}

/** Asks for the name of the user. The server stores it with later steps. */
export async function chooseName() {
  const name = await askName(ownName());
  if (name !== null) {
    setOwnName(name);
    say(ownName() === "" ? "Your steps have the name of the person who started duiqi" : `Your steps have the name ${ownName()}`);
  }
}

/** @param {string} format */
export function exportAs(format) {
  return send(() => download(path(`/export?to=${format}`), `${model.opened.name}.${format}`));
}

export async function stop() {
  const answer = await askStop(model.opened);
  if (answer === "cancel" || (answer === "save" && !(await save()))) {
    return;
  }
  if (await send(() => post("stop"))) {
    model.emit("stopped");
    const { memory, unsaved } = model.opened;
    const saved = unsaved > 0 ? `${memory} does not contain all steps yet. You can save them after a restart.` : `The memory is ${memory}.`;
    showInstead("duiqi has stopped", "All your changes are on disk. To continue, run the same command again.", saved, "You can close this page.");
  }
}
