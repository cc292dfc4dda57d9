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

export async function save() {
  if (isSaving) {
    return;
  }
  isSaving = true;
  try {
    const saved = await send(() => saveOrMerge(false));
    if (saved) {
      model.setDocument(saved.document);
      const theirs = saved.theirs > 0 ? `, ${saved.theirs} of others kept` : "";
      say(`Saved to ${saved.memory}: ${saved.added} added, ${saved.kept} as before, ${saved.removed} removed${theirs}`);
    }
  } finally {
    isSaving = false;
  }
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
  if ((await askStop()) && (await send(() => post("stop")))) {
    showInstead("The program has ended", "All you did is on disk. Run the same command again to go on where you were.");
  }
}
