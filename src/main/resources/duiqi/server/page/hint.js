// Tells a newcomer what to do first, by what there is to do in this text, and what to do last. It goes once it has served.

import { perform } from "./actions.js";
import { byId } from "./dom.js";
import { counts } from "./filter.js";
import { list } from "./list.js";
import { model } from "./model.js";

const KEPT = "duiqi.hint";

/** Whether nothing had been done when the document was opened. The hint then stays until all is settled: no line goes in mid-work. */
let isNew = null;
/** Whether there was something to do when the document was opened, or since. */
let hadWork = false;
let isClosed = false;
let frame = 0;

export function startHint() {
  for (const [id, action] of [["hint-doubtful", "next-doubtful"], ["hint-finding", "next-findings"]]) {
    byId(id).addEventListener("click", () => {
      // From the end, so that the next is the first.
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
  for (const name of ["rows", "findings", "document"]) {
    model.on(name, () => (frame ||= requestAnimationFrame(show)));
  }
}

/** Begins with another document. */
export function beginHint() {
  isNew = null;
  hadWork = false;
  isClosed = false;
  byId("hint").hidden = true;
}

const many = (count, one, more) => `${count.toLocaleString("en")} ${count === 1 ? one : more}`;

/** What to do first. */
function first(doubtful, findings, isChecking) {
  const pairs = many(doubtful, "pair is", "pairs are");
  const found = many(findings, "finding is", "findings are");
  if (doubtful > 0 && findings > 0) {
    return `${pairs} doubtful (orange), and ${found} underlined. Set right what is wrong, confirm what is right.`;
  }
  if (doubtful > 0) {
    return `${pairs} doubtful (orange). Set each right and confirm it, and you are at the next.`;
  }
  if (findings > 0) {
    return `All pairs are sure, but ${found} underlined. Click a suggestion to write it, or double-click a sentence to change it.`;
  }
  if (isChecking) {
    return "All pairs are sure. The texts are being checked …";
  }
  return "All pairs are sure, and nothing was found. Look the text over, mend what you like, and save.";
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
    ? `All that was doubtful or found is settled. Save writes it to ${of.memory}.`
    : first(doubtful, findings, model.checking);
  byId("hint-doubtful").hidden = isLast || doubtful === 0;
  byId("hint-finding").hidden = isLast || findings === 0;
  byId("hint-save").hidden = !isLast;
}
