// Saving to the memory, aligning again, exporting, stopping.

import { say, warn } from "./announce.js";
import { download, post, Refusal } from "./api.js";
import { askMerge, askRealign, askStop, showInstead } from "./dialogs.js";
import { model } from "./model.js";
import { path, refreshDocument } from "./sync.js";

let isSaving = false;

/** Sends something; what the server refuses is told, and answered with nothing. */
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

/** Writes the memory; whether that was done. */
export async function save() {
  if (isSaving) {
    return false;
  }
  isSaving = true;
  try {
    const saved = await send(() => saveOrMerge(false));
    if (saved) {
      model.setDocument(saved.document);
      say(toldOf(saved));
    }
    return saved !== null;
  } finally {
    isSaving = false;
  }
}

function toldOf({ memory, added, kept, removed, theirs = 0, both = 0, lostCodes = 0 }) {
  const units = [
    added > 0 && `${added} added`,
    kept > 0 && `${kept} stay`,
    removed > 0 && `${removed} removed`,
    theirs > 0 && `${theirs} as others have them`,
    both > 0 && `${both} that others changed too are there twice, in both wordings`,
  ];
  const codes = lostCodes > 0 && ` ${lostCodes} inline ${lostCodes === 1 ? "code of a changed text is" : "codes of changed texts are"} no more.`;
  return `Saved to ${memory}: ${units.filter(Boolean).join(", ") || "no units"}.${codes || ""}`;
}

async function saveOrMerge(merge) {
  try {
    return await post(path("/save"), { merge });
  } catch (error) {
    if (!merge && error.status === 409 && error.body.conflict === "memory") {
      return (await askMerge(error.body)) ? saveOrMerge(true) : null;
    }
    throw error;
  }
}

export async function realign() {
  if (await askRealign()) {
    await begin("/realign", "Aligning the rest again …");
  }
}

/** Takes over texts that have changed on disk. */
export function reload() {
  return begin("/reload", "Taking over the changed text …");
}

async function begin(what, said) {
  if (await send(() => post(path(what), { base: model.version }))) {
    say(said);
    await send(refreshDocument);
  }
}

export function exportAs(format) {
  return send(() => download(path(`/export?to=${format}`), `${model.document.name}.${format}`));
}

export async function stop() {
  const answer = await askStop(model.document);
  if (answer === "cancel" || (answer === "save" && !(await save()))) {
    return;
  }
  if (await send(() => post("stop"))) {
    model.tell("stopped");
    const { memory, unsaved } = model.document;
    const saved = unsaved > 0 ? `Not everything is in ${memory} yet; saving it is possible then.` : `The memory is ${memory}.`;
    showInstead("The program has ended", "All you did is on disk. Run the same command again to go on where you were.", saved, "You can close this page.");
  }
}
