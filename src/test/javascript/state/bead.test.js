import assert from "node:assert/strict";
import { test } from "node:test";
import { counterpart, goalOf, wholeBead } from "../../../main/resources/duiqi/server/page/state/bead.js";
import { row, sentence } from "./rows.js";

const side = (letter, ...lengths) => lengths.map((length, i) => sentence(`${letter}${i}`, "x".repeat(length)));
const ids = ({ source, target }) => [source.map(({ id }) => id), target.map(({ id }) => id)];

test("joins the pieces of a crossing bead from each of its rows", () => {
  const piece = (i) => row("2", { piece: i, pieces: 3, source: [sentence(`s${i}`)], target: [sentence(`t${i}`)] });
  const rows = [row("1"), piece(0), row("3"), piece(1), piece(2), row("4")];
  for (const number of [1, 3, 4]) {
    assert.deepEqual(ids(wholeBead(rows, number)), [
      ["s0", "s1", "s2"],
      ["t0", "t1", "t2"],
    ]);
  }
});

test("leaves the rows unchanged", () => {
  const rows = [row("1")];
  wholeBead(rows, 0).source.push(sentence("s9"));
  assert.deepEqual(ids(rows[0]), [["s1"], ["t1"]]);
});

test("splits the other side at the same share of the text", () => {
  const bead = { source: side("s", 10, 10, 20), target: side("t", 30, 25, 5, 60) };
  assert.equal(counterpart(bead, "source", 1), 1);
  assert.equal(counterpart(bead, "source", 2), 3);
  assert.equal(counterpart(bead, "target", 1), 1);
  assert.equal(counterpart(bead, "target", 3), 2);
});

test("leaves a sentence on each part of the other side if it has several", () => {
  const bead = { source: side("s", 1, 1, 98), target: side("t", 50, 50) };
  assert.equal(counterpart(bead, "source", 1), 1);
});

test("gives a single sentence to the part with more text", () => {
  assert.equal(counterpart({ source: side("s", 10, 90), target: side("t", 40) }, "source", 1), 0);
  assert.equal(counterpart({ source: side("s", 90, 10), target: side("t", 40) }, "source", 1), 1);
  assert.equal(counterpart({ source: side("s", 10, 90), target: [] }, "source", 1), 0);
});

test("joins the pair of the sentence that was selected last", () => {
  const rows = [row("1"), row("2")];
  assert.equal(goalOf(rows, ["s1", "t2"]), "t2");
  assert.equal(goalOf(rows, ["t2", "s1"]), "s1");
});

test("joins the pair that has most of the selected sentences", () => {
  const rows = [row("1"), row("2"), row("3")];
  assert.equal(goalOf(rows, ["s1", "t1", "t2"]), "t1");
  assert.equal(goalOf(rows, ["t2", "s1", "t3", "t1"]), "t1");
});
