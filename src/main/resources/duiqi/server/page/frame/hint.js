// A hint for new users: the first and the last task in this document. It disappears when the tasks are done.

import { byId } from "../dom/dom.js";
import { perform } from "../edit/actions.js";
import { list } from "../rows/list.js";
import { counts } from "../state/filter.js";
import { model } from "../state/model.js";

const KEPT = "duiqi.hint";

/** True if the document had no steps when it was opened. The hint then stays until all tasks are done. */
let isNew = /** @type {boolean | null} */ (null);
/** True if the document has or had doubtful pairs or findings. */
let hadWork = false;
let isClosed = false;
let frame = 0;

export function startHint() {
  for (const [id, action] of [
    ["hint-doubtful", "next-doubtful"],
    ["hint-finding", "next-findings"],
  ]) {
    byId(id).addEventListener("click", () => {
      // Starts from the last row, so that the next match is the first one.
      model.moveTo({ row: model.rows.length - 1, side: "source", sentence: 0 });
      perform(action);
      list.scroller.focus({ preventScroll: true });
    });
  }
  byId("hint-save").addEventListener("click", () => perform("save"));
  byId("hint-close").addEventListener("click", () => {
    localStorage.setItem(KEPT, "seen");
    isClosed = true;
    show();
    list.scroller.focus({ preventScroll: true });
  });
  for (const name of /** @type {const} */ (["rows", "findings", "document"])) {
    model.on(name, () => (frame ||= requestAnimationFrame(show)));
  }
}

/** Resets the hint for another document. */
export function beginHint() {
  isNew = null;
  hadWork = false;
  isClosed = false;
  byId("hint").hidden = true;
}

/** @type {(count: number, one: string, more: string) => string} */
const many = (count, one, more) => `${count.toLocaleString("en")} ${count === 1 ? one : more}`;

/**
 * Returns the text for the first task.
 *
 * @param {number} doubtful number of doubtful pairs
 * @param {number} findings
 * @param {boolean} isChecking
 */
function first(doubtful, findings, isChecking) {
  const pairs = many(doubtful, "pair is", "pairs are");
  const found = many(findings, "finding is", "findings are");
  if (doubtful > 0 && findings > 0) {
    return `${pairs} doubtful (orange), and ${found} underlined. Correct wrong pairs and confirm correct ones.`;
  }
  if (doubtful > 0) {
    return `${pairs} doubtful (orange). Correct each one if necessary and confirm it to go to the next.`;
  }
  if (findings > 0) {
    return `No pair is doubtful, but ${found} underlined. Click a suggestion to apply it, or double-click a sentence to edit it.`;
  }
  if (isChecking) {
    return "No pair is doubtful. duiqi is checking the texts …";
  }
  return "No doubtful pairs and no findings. Read through the texts, make your corrections and save.";
}

function show() {
  frame = 0;
  const { document: of } = model;
  if (of === null || !model.loaded || model.rows.length === 0) {
    return;
  }
  const { doubtful } = counts(model);
  const findings = model.findings.length;
  const isDone = doubtful === 0 && findings === 0 && !model.checking;
  hadWork ||= doubtful > 0 || findings > 0;
  isNew ??= of.undo === null && of.redo === null && !localStorage.getItem(KEPT);
  const isLast = hadWork && isDone && of.unsaved > 0;
  byId("hint").hidden = isClosed || !model.online || of.busy !== null || !(isLast || (isNew && !(isDone && (hadWork || of.undo !== null))));
  byId("hint-text").textContent = isLast
    ? `All doubtful pairs and findings are resolved. “Save” writes ${of.memory}.`
    : first(doubtful, findings, model.checking);
  byId("hint-doubtful").hidden = isLast || doubtful === 0;
  byId("hint-finding").hidden = isLast || findings === 0;
  byId("hint-save").hidden = !isLast;
}
