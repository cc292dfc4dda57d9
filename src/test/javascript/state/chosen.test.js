import assert from "node:assert/strict";
import test from "node:test";
import { openingText, placesFor, stateOf, verdict } from "../../../main/resources/duiqi/server/page/state/chosen.js";

/** @returns {import("../../../main/resources/duiqi/server/page/state/chosen.js").Chosen} */
const file = (changes = {}) => ({
  name: "a.txt",
  phase: "ready",
  share: 1,
  upload: "1",
  languages: "Chinese",
  whole: false,
  problem: "",
  ...changes,
});

test("puts files into free places", () => {
  assert.deepEqual(placesFor([null, null], 1, -1), [0]);
  assert.deepEqual(placesFor([file(), null], 1, -1), [1]);
  assert.deepEqual(placesFor([file(), file()], 1, -1), [0]);
  assert.deepEqual(placesFor([file(), file()], 1, 1), [1]);
  assert.deepEqual(placesFor([null, null], 2, 1), [0, 1]);
});

test("makes a document of two languages", () => {
  const english = file({ upload: "2", languages: "English" });
  assert.deepEqual(verdict([file(), english]).uploads, ["1", "2"]);
  assert.deepEqual(verdict([english, file()]).uploads, ["2", "1"]);
  assert.deepEqual(verdict([file({ languages: "" }), file({ upload: "2", languages: "" })]).uploads, ["1", "2"]);
});

test("makes a document of one file with both languages", () => {
  assert.deepEqual(verdict([null, file({ whole: true })]).uploads, ["1"]);
});

test("says what is missing or wrong", () => {
  assert.match(verdict([null, null]).hint, /a text and its translation/);
  assert.match(verdict([file(), null]).hint, /the English text/);
  assert.match(verdict([file(), file({ phase: "reading" })]).hint, /reads/);
  assert.match(verdict([file(), file({ upload: "2" })]).problem, /Both files are Chinese/);
  const failed = verdict([file({ phase: "failed", problem: "The file is empty." }), file()]);
  assert.deepEqual(failed, { uploads: [], hint: "", problem: "The file is empty." });
});

test("describes files and openings", () => {
  assert.equal(stateOf(file({ phase: "sending", share: 0.304 })), "30%");
  assert.equal(stateOf(file({ languages: "" })), "language unknown");
  assert.match(openingText({ phase: "waiting", done: 0, total: 0 }, false), /another text/);
  assert.match(openingText({ phase: "reading", done: 0, total: 0 }, false), /reading the texts … The pairs appear when/);
  assert.match(openingText({ phase: "reading", done: 0, total: 0 }, true), /reading the texts\. .*provisional/);
  assert.match(openingText({ phase: "aligning", done: 1, total: 5 }, false), /step 2 of 5 … The pairs appear when/);
  assert.match(openingText({ phase: "aligning", done: 5, total: 5 }, true), /step 5 of 5\. .*provisional/);
});
