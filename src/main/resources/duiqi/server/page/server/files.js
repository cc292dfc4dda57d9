// Saves the memory, aligns again, exports the alignment, and stops duiqi.

import { say, warn } from "../dom/announce.js";
import { askMerge } from "../dom/conflicts.js";
import { askExport, askName, askRealign, askStop, showInstead } from "../dom/dialogs.js";
import { model } from "../state/model.js";
import { ownName, setOwnName } from "../state/name.js";
import { summaryOf, unsavedText } from "../state/saving.js";
import { download, get, post, Refusal } from "./api.js";
import { path, refreshDocument } from "./sync.js";

/** @import { SaveResult } from "../state/types.js" */

/** Number of conflicts in a response. */
const CONFLICTS = 20;

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
    // Another page may be saving.
    await until(() => model.opened.saving.running === null);
    /** @type {object | null} */
    let body = {};
    while (body !== null) {
      const result = await resultOf(body);
      if (result === null) {
        return false;
      }
      if (result.problem === undefined) {
        say(summaryOf(result));
        return true;
      }
      if (result.conflict === undefined) {
        warn(result.problem, result.remedy);
        return false;
      }
      const choices = await askMerge(result, (from) => get(path(`/conflicts?from=${from}&count=${CONFLICTS}`)));
      body = choices && { merge: true, hash: result.hash, ...choices };
    }
    return false;
  } finally {
    isSaving = false;
  }
}

/**
 * Saves and waits for the result. Returns null if the server refuses to save.
 *
 * @param {object} body
 * @returns {Promise<SaveResult | null>}
 */
async function resultOf(body) {
  const begun = await send(() => post(path("/save"), body));
  if (begun === null) {
    return null;
  }
  const isDone = () => (model.opened.saving.result?.number ?? 0) >= begun.number;
  if (model.opened.saving.version < begun.document.saving.version) {
    model.setDocument(begun.document);
  }
  await until(isDone);
  return model.opened.saving.result;
}

/**
 * Waits until the state of the document meets a condition.
 *
 * @param {() => boolean} isSo
 * @returns {Promise<void>}
 */
function until(isSo) {
  return new Promise((resolve) => {
    const stop = new AbortController();
    const check = () => {
      if (isSo()) {
        stop.abort();
        resolve();
      }
    };
    model.addEventListener("document", check, { signal: stop.signal });
    check();
  });
}

/** Reports the saves of other pages, and about a save that was running when this page was loaded. */
export function followSaves() {
  /** Document, last save that began, and last save that ended. */
  let known = { id: "", begun: 0, ended: 0 };
  model.on("document", () => {
    const { id, saving } = model.opened;
    const ended = saving.result?.number ?? 0;
    if (known.id !== id) {
      known = { id, begun: ended, ended };
    }
    if (saving.running !== null && saving.running.number > known.begun) {
      known.begun = saving.running.number;
      say("Saving the memory …");
    }
    if (saving.result !== null && ended > known.ended) {
      known.ended = ended;
      if (isSaving) {
        return;
      }
      const { problem, remedy } = saving.result;
      if (problem === undefined) {
        say(summaryOf(saving.result));
      } else {
        warn(problem, remedy);
      }
    }
  });
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
    say(ownName() === "" ? "Your changes have the name of the person who started duiqi" : `Your changes have the name ${ownName()}`);
  }
}

/** Asks for a format, and downloads the pairs in it. */
export async function chooseExport() {
  const format = await askExport();
  if (format !== null) {
    await send(() => download(path(`/export?to=${format}`), `${model.opened.name}.${format}`));
  }
}

export async function stop() {
  const answer = await askStop(model.opened);
  if (answer === "cancel" || (answer === "save" && !(await save()))) {
    return;
  }
  if (await send(() => post("stop"))) {
    model.emit("stopped");
    const { memory, unsaved } = model.opened;
    const saved = unsaved > 0 ? `${memory} does not contain ${unsavedText(unsaved)}. You can save after a restart.` : `The memory is ${memory}.`;
    showInstead("duiqi has stopped", "All your changes are on disk. To continue, run the same command again.", saved, "You can close this page.");
  }
}
