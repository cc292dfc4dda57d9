import assert from "node:assert/strict";
import { test } from "node:test";
import { sections } from "../../../main/resources/duiqi/server/page/state/palette.js";

const ACTIONS = [
  { id: "confirm", group: "Pairs", label: "Confirm" },
  { id: "merge", group: "Pairs", label: "Merge", hint: "with the pair below" },
  { id: "merge-up", group: "Pairs", label: "Merge with the pair above" },
  { id: "unconfirm", group: "Pairs", label: "Remove confirmation" },
  { id: "save", group: "Document", label: "Save to the memory" },
];
const ids = (typed, latest = []) => sections(ACTIONS, typed, latest).map(({ title, actions }) => [title, ...actions.map(({ id }) => id)].join(" "));

test("without a text, the commands chosen last come first, then the groups", () => {
  assert.deepEqual(ids(""), ["Pairs confirm merge merge-up unconfirm", "Document save"]);
  assert.deepEqual(ids(" ", ["save", "merge", "gone"]), ["Recently used save merge", "Pairs confirm merge-up unconfirm"]);
});

test("the best matches come first, and of equal ones the one chosen last", () => {
  assert.deepEqual(ids("con"), [" confirm unconfirm"]);
  assert.deepEqual(ids("MERGE", ["merge-up"]), [" merge-up merge"]);
  assert.deepEqual(ids("pair merge"), [" merge-up merge"]);
  assert.deepEqual(ids("document"), [" save"]);
  assert.deepEqual(ids("xyz"), []);
});
