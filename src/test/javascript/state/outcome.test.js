import assert from "node:assert/strict";
import { test } from "node:test";
import { merged, moved, split } from "../../../main/resources/duiqi/server/page/state/outcome.js";
import { row, sentence } from "./rows.js";

const rows = [
  row("1", { source: [sentence("s1"), sentence("s2")], target: [sentence("t1"), sentence("t2")] }),
  row("2", { source: [sentence("s3")], target: [] }),
  row("3", { source: [], target: [sentence("t3")] }),
];
const pairs = (outcome) => outcome.groups.map(({ source, target }) => `${source.join(" ")}=${target.join(" ")}`);

test("merging joins the sentences in the order of the rows", () => {
  const outcome = merged(rows, 1, ["3", "2"]);
  assert.deepEqual(outcome.numbers, [1, 2]);
  assert.deepEqual(pairs(outcome), ["s3=t3"]);
});

test("splitting divides the other side in proportion", () => {
  const outcome = split(rows, 0, "target", "t2");
  assert.deepEqual(outcome.numbers, [0]);
  assert.deepEqual(pairs(outcome), ["s1=t1", "s2=t2"]);
});

test("moving changes one side, and a row without sentences disappears", () => {
  assert.deepEqual(pairs(moved(rows, 0, "source", 1)), ["s1=t1 t2", "s2 s3="]);
  assert.deepEqual(pairs(moved(rows, 0, "source", 3)), ["s1 s2 s3=t1 t2"]);
  assert.equal(moved([rows[1], rows[1]], 0, "source", 2), null);
});
