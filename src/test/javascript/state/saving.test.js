import assert from "node:assert/strict";
import { test } from "node:test";
import { onlyTheirs, progressOf, summaryOf, unsavedText } from "../../../main/resources/duiqi/server/page/state/saving.js";

test("describes the result of a save", () => {
  assert.equal(summaryOf({ number: 1, memory: "a.tmx", added: 2, kept: 0, removed: 1 }), "Saved to a.tmx: 2 added, 1 removed.");
  assert.equal(summaryOf({ number: 1, memory: "a.tmx", lostCodes: 1 }), "Saved to a.tmx: no units. 1 inline tag removed from changed texts.");
});

test("counts unsaved changes", () => {
  assert.equal(unsavedText(1), "1 unsaved change");
  assert.equal(unsavedText(1300), "1,300 unsaved changes");
});

test("rounds the progress down", () => {
  assert.equal(progressOf({ version: 3, running: { number: 1, done: 399, total: 1000 }, result: null }), "Saving … 39%");
  assert.equal(progressOf({ version: 0, running: null, result: null }), "");
});

test("counts the units that merge without a question", () => {
  assert.equal(onlyTheirs({ number: 1, memory: "a.tmx", added: 3, removed: 1, changed: 4, conflicts: 2 }), 6);
});
