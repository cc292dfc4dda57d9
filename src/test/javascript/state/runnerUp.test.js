import assert from "node:assert/strict";
import { test } from "node:test";
import { content, explain, newGroups, odds, reasons, rowsOf } from "../../../main/resources/duiqi/server/page/state/runnerUp.js";
import { row, sentence } from "./rows.js";

const words = (...shown) => ({ count: shown.length, shown });
const NONE = words();
const found = (probability, other) => ({ bead: "b1", probability, removed: ["b1", "b2"], other: { probability: other, groups: [] }, why: null });

test("names both probabilities, and never calls a doubtful one certain or impossible", () => {
  assert.equal(odds(found(0.62, 0.31)), "62% now, 31% runner-up");
  assert.equal(odds(found(0.9996, 0.0004)), "99% now, under 1% runner-up");
  assert.equal(odds(found(null, 1)), "unknown now, 100% runner-up");
});

test("explains pairs by matching words, words left over and unpaired sentences", () => {
  const pairs = [row("1"), row("2", { target: [] }), { source: [], target: ["t5", "t6"] }];
  const all = { matches: { count: 8, shown: ["气象站 = weather station", "风 = wind"] }, source: words("时间"), target: words("town") };
  assert.equal(explain(all, pairs), "8 words match (气象站 = weather station, 风 = wind, …); left over: 时间, town; 3 sentences are unpaired");
  assert.equal(explain({ matches: words("风 = wind"), source: NONE, target: NONE }, [row("1")]), "1 word matches (风 = wind)");
  assert.equal(
    explain({ matches: NONE, source: NONE, target: { count: 9, shown: ["a"] } }, [row("1", { source: [] })]),
    "no words match; left over: a, …; 1 sentence is unpaired",
  );
});

test("explains the current pairs and the runner-up", () => {
  const one = {
    ...found(0.5, 0.5),
    why: { now: { matches: NONE, source: NONE, target: NONE }, other: { matches: words("风 = wind"), source: NONE, target: NONE } },
  };
  assert.deepEqual(reasons(one, [row("1")]), ["Now: no words match.", "Runner-up: 1 word matches (风 = wind)."]);
  assert.deepEqual(reasons(found(0.5, 0.5), [row("1")]), []);
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
