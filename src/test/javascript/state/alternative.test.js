import assert from "node:assert/strict";
import { test } from "node:test";
import { content, newGroups, odds, rivals, rowsOf } from "../../../main/resources/duiqi/server/page/state/alternative.js";
import { row, sentence } from "./rows.js";

const found = (probability) => ({ bead: "b1", removed: ["b1", "b2"], other: { probability, groups: [] } });

test("names the probability in percent", () => {
  assert.equal(odds(found(0.31)), "31%");
  assert.equal(odds(found(0.999)), "99%");
});

test("rivals a pair from half of its probability", () => {
  assert.equal(rivals(found(0.3), row("1", { probability: 0.6 })), true);
  assert.equal(rivals(found(0.29), row("1", { probability: 0.6 })), false);
  assert.equal(rivals(found(0.9), row("1", { probability: null })), false);
  assert.equal(rivals({ ...found(1), other: null }, row("1")), false);
});

test("finds the rows of beads near a row only", () => {
  const rows = Array.from({ length: 100 }, (_, number) => row(`b${number}`));
  assert.deepEqual(rowsOf(rows, 50, ["b49", "b50", "b99"]), [49, 50]);
  assert.deepEqual(rowsOf(rows, 0, ["b0", "b99"]), [0]);
  assert.deepEqual(rowsOf(rows, 99, ["b0", "b99"]), [99]);
});

test("notices other texts and other beads, but not a mark", () => {
  const rows = [row("b1"), row("b2")];
  const before = content(rows, [0, 1]);
  assert.equal(content([row("b1", { marked: true }), row("b2")], [0, 1]), before);
  assert.notEqual(content([row("b1"), row("b2", { target: [sentence("tb2", "Other.")] })], [0, 1]), before);
  assert.notEqual(content(rows, [0]), before);
});

test("draws only groups that are not pairs now", () => {
  const rows = [row("1"), row("2"), row("3")];
  const same = { source: ["s1"], target: ["t1"] };
  const joined = { source: ["s2", "s3"], target: ["t2", "t3"] };
  assert.deepEqual(newGroups([same, joined], rows), [joined]);
});
