// Synchronises the page with the server. The page sends steps one after another. Changes by other tabs arrive by long poll.
// A step is complete only when the server has written it to disk.

import { say, warn } from "../dom/announce.js";
import { model } from "../state/model.js";
import { get, post, Refusal } from "./api.js";

const CHUNK = 5000;
const FIRST = 400;

/** @import { Answer, Cursor, DocumentState, Draft, Opening, Part, TextConflict } from "../state/types.js" */

/** Task of a document that shows a provisional alignment */
export const OPENING = "opening";

/** @type {Promise<void>} */
let turn = Promise.resolve();
let waiting = 0;
/** @type {AbortController | null} */
let following = null;
/** Version of the displayed findings; -1 if there are none yet. */
let findingsSeen = -1;

/**
 * Runs a task after all earlier tasks, so that it sees their changes. Runs it immediately if there are none.
 *
 * @param {() => unknown} task
 */
export function inTurn(task) {
  waiting++;
  model.emit("waiting", waiting);
  const done = () => {
    waiting--;
    model.emit("waiting", waiting);
  };
  const result = turn.then(task);
  turn = result.then(done, (error) => {
    done();
    refused(error);
  });
  return turn;
}

export const isWaiting = () => waiting > 0;

/**
 * Returns a path of the open document.
 *
 * @param {string} rest
 */
export function path(rest) {
  return `documents/${encodeURIComponent(model.opened.id)}${rest}`;
}

/**
 * Makes a step. Returns whether it succeeded.
 *
 * @param {string} where
 * @param {object} body
 * @param {boolean} goes true to move the cursor to the change
 */
export async function step(where, body = {}, goes = false) {
  return (await stepOrConflict(where, body, goes)) === true;
}

/**
 * Makes a step. Returns whether it succeeded, or the conflict if it replaces one text that changed elsewhere.
 *
 * @param {string} where
 * @param {object} body
 * @param {boolean} goes true to move the cursor to the change
 * @param {boolean} asks true to return a conflict; by default, shows it as an error
 * @returns {Promise<boolean | TextConflict>}
 */
export async function stepOrConflict(where, body, goes = false, asks = false) {
  try {
    const answer = await post(path(where), { base: model.version, ...body });
    await take(answer, true, goes);
    return true;
  } catch (error) {
    if (asks && error instanceof Refusal && error.body.conflicts) {
      return error.body.conflicts[0];
    }
    refused(error);
    return false;
  }
}

/** @param {unknown} error */
function refused(error) {
  if (!(error instanceof Refusal)) {
    console.error(error);
    warn("internal error in this page", "Reload the page; all your changes are on disk");
    return;
  }
  if (error.status === 0) {
    model.setOnline(false);
    warn("duiqi does not respond; the last step was not saved", "Repeat it when duiqi responds");
  } else if (error.status === 401) {
    model.emit("locked");
  } else {
    warn(error.message, error.remedy);
  }
}

/**
 * @param {Answer} answer
 * @param {boolean} isOwn true if the last change is by this page
 */
async function take(answer, isOwn, goes = false) {
  const changes = (answer.changes ?? []).filter((change) => change.version > model.version);
  for (const [i, change] of changes.entries()) {
    if (change.version !== model.version + 1) {
      return load();
    }
    const mine = isOwn && i === changes.length - 1;
    model.apply(change, mine, mine && goes);
    if (!mine) {
      if (!model.opened.busy) {
        model.foreign.add(change.version);
      }
      say(`${model.opened.busy ? "Done" : "Changed in another tab"}: ${change.label}`);
    }
  }
  if (answer.reset) {
    await load();
  }
  if (changes.length === 0 && model.opened.busy && answer.document?.busy === null && !answer.document.failure) {
    say("Done: no changes");
  }
  if (answer.document && answer.document.version >= model.version) {
    model.setDocument(answer.document);
  }
}

/** @type {Draft} */
const NOTHING = { rows: [], source: null, target: null, sourceLanguage: "zh", targetLanguage: "en", memory: "", threshold: 0 };

/**
 * Waits until a document is open, and returns it with its first rows. Meanwhile shows the progress, and a provisional alignment if there is one.
 *
 * @param {string} id
 * @param {AbortSignal} signal
 * @returns {Promise<Opening>}
 */
async function awaitOpening(id, signal) {
  const where = `documents/${encodeURIComponent(id)}/opening`;
  let hasDraft = false;
  /** @type {Opening} */
  let state = await post(where);
  // After a restart of duiqi, the page still shows the document, and perhaps a sentence that is being edited.
  const isShown = model.document?.name === state.name && model.loaded && model.document.busy !== OPENING;
  try {
    while (state.phase !== "open") {
      if (state.phase === "failed") {
        throw new Refusal(422, state.failure ?? {});
      }
      if (state.draft !== null && !isShown) {
        showDraft(id, state.name, state.draft);
        hasDraft = true;
      } else if (!hasDraft && !isShown && model.document?.busy !== OPENING) {
        showDraft(id, state.name, NOTHING);
      }
      model.emit("opening", { ...state, hasDraft });
      state = await get(`${where}?seen=${state.number}`, signal);
    }
    return state;
  } finally {
    model.emit("opening", null);
  }
}

/**
 * Shows a provisional alignment, which cannot be edited.
 *
 * @param {string} id
 * @param {string} name
 * @param {Draft} draft
 */
function showDraft(id, name, { rows, ...origin }) {
  model.setDocument({
    ...{ id, name, ...origin, version: 0, rows: rows.length, undo: null, undoStep: 0, redo: null, unsaved: 0, written: false, busy: OPENING },
    ...{ failure: null, changedOnDisk: [], findingsVersion: -1, presence: 0, saving: { version: 0, running: null, result: null } },
    glossary: "",
  });
  model.begin(rows.length, 0);
  model.fill(0, rows);
}

/**
 * Moves the cursor to the row of a sentence, which may have another number after the rows were replaced. Returns whether the sentence exists.
 *
 * @param {string | undefined} id
 * @param {Cursor} cursor
 */
function moveToSentence(id, cursor) {
  const row = id === undefined ? -1 : model.rows.findIndex((each) => each[cursor.side].some((sentence) => sentence.id === id));
  if (row >= 0) {
    model.moveTo({ row, side: cursor.side, sentence: model.rows[row][cursor.side].findIndex((sentence) => sentence.id === id) });
  }
  return row >= 0;
}

/** Stops following the document, because duiqi is stopping. */
export function leave() {
  following?.abort();
}

/**
 * Opens a document and follows its changes until another document is opened. Returns whether the cursor is where the user moved it in a
 * provisional alignment.
 *
 * @param {string} id
 */
export async function open(id) {
  following?.abort();
  following = new AbortController();
  const { signal } = following;
  model.filter = "all";
  model.checking = true;
  model.findings = [];
  model.findingsOf = new Map();
  model.foreign.clear();
  const { document, first } = await awaitOpening(id, signal);
  const { cursor, sentence } = model;
  const isDrafted = model.document?.busy === OPENING;
  findingsSeen = -1;
  await load(document, first);
  const isKept = isDrafted && cursor.row > 0 && moveToSentence(sentence?.id, cursor);
  connected();
  follow(signal);
  return isKept;
}

function connected() {
  if (!model.online) {
    model.setOnline(true);
    say("duiqi responds again");
  }
}

/**
 * Loads the rows.
 *
 * @param {DocumentState | null} [opened] a document that replaces the open one together with its rows, so that the page never shows it as ready with
 *     the rows of a provisional alignment
 * @param {Part | null} [begun] first rows of this document
 */
async function load(opened = null, begun = null) {
  for (let isWhole = false; !isWhole; begun = null) {
    const { id } = opened ?? model.opened;
    /** @type {Part} */
    const first = begun ?? (await get(`documents/${encodeURIComponent(id)}/rows?from=0&count=${FIRST}`));
    if (opened !== null) {
      model.setDocument(opened);
    }
    model.begin(first.total, first.version);
    model.fill(0, first.rows);
    isWhole = true;
    for (let from = first.rows.length; from < first.total && isWhole; ) {
      /** @type {Part} */
      const next = await get(path(`/rows?from=${from}&count=${CHUNK}`));
      // The document changed during loading, so the parts do not fit.
      isWhole = next.version === first.version && next.rows.length > 0;
      if (isWhole) {
        model.fill(from, next.rows);
        from += next.rows.length;
      }
    }
  }
  model.emit("document");
}

const pause = (/** @type {number} */ milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** @param {AbortSignal} signal */
async function follow(signal) {
  let failures = 0;
  while (!signal.aborted) {
    try {
      if (!model.online) {
        // The changes would answer only after some time.
        const { name } = await get(path(""), signal);
        if (name !== model.opened.name) {
          // duiqi was restarted with other documents.
          model.emit("gone");
          return;
        }
        connected();
      }
      if (findingsSeen < 0) {
        await takeFindings();
      }
      /** @type {Answer} */
      const answer = await get(
        path(`/changes?since=${model.version}&findings=${findingsSeen}&presence=${model.opened.presence}&saving=${model.opened.saving.version}`),
        signal,
      );
      failures = 0;
      await inTurn(() => take(answer, false));
      if (answer.document.findingsVersion !== findingsSeen) {
        await takeFindings();
      }
      await pause(120);
    } catch (error) {
      if (signal.aborted) {
        return;
      }
      if (error instanceof Refusal && error.status === 401) {
        model.emit("locked");
        return;
      }
      if (error instanceof Refusal && error.status === 404) {
        model.emit("gone");
        return;
      }
      failures++;
      if (error instanceof Refusal && error.status > 0 && error.status < 500) {
        warn(error.message, error.remedy);
      } else {
        model.setOnline(false);
      }
      await pause(Math.min(5000, 500 * failures));
    }
  }
}

async function takeFindings() {
  const answer = await get(path("/findings"));
  findingsSeen = answer.findingsVersion;
  model.checking = answer.checking;
  model.setFindings(answer.findings);
}

export async function refreshDocument() {
  model.setDocument(await get(path("")));
}
