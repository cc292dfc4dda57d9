import assert from "node:assert/strict";
import { test } from "node:test";
import { counts, KINDS, matches, nextOf } from "../../../main/resources/duiqi/server/page/state/filter.js";
import { UNLOADED } from "../../../main/resources/duiqi/server/page/state/model.js";
import { finding, modelOf, row } from "./rows.js";

const kindOf = (id) => KINDS.find((kind) => kind.id === id);

test("has kinds with different keys", () => {
  assert.equal(new Set(KINDS.map((kind) => kind.key)).size, KINDS.length);
});

test("compares probabilities with the threshold of the document", () => {
  const model = modelOf();
  const doubtful = kindOf("doubtful");
  assert.equal(doubtful.test(row("1", { probability: 0.59 }), model), true);
  assert.equal(doubtful.test(row("1", { probability: 0.6 }), model), false);
  assert.equal(doubtful.test(row("1", { probability: 0.1, confirmed: true }), model), false);
});

test("matches rows of the filter, and all loaded rows without one", () => {
  const model = modelOf();
  assert.equal(matches(model, row("1")), true);
  assert.equal(matches(model, UNLOADED), false);
  model.filter = "marked";
  assert.equal(matches(model, row("1")), false);
  assert.equal(matches(model, row("1", { marked: true })), true);
});

test("counts beads once", () => {
  const model = modelOf(
    row("1", { confirmed: true, note: "why" }),
    row("2", { pieces: 2, type: "2-1", marked: true }),
    row("2", { piece: 1, pieces: 2, type: "2-1", marked: true }),
    UNLOADED,
    row("3", { probability: 0.9 }),
  );
  model.setFindings([finding("3"), finding("3")]);
  assert.deepEqual(counts(model), { all: 3, confirmed: 1, doubtful: 1, unconfirmed: 2, uneven: 1, findings: 1, marked: 1, noted: 1 });
});

test("continues at the other end when it looks for the next row", () => {
  const model = modelOf(row("1", { marked: true }), row("2"), row("3", { marked: true }), row("4"));
  model.moveTo({ row: 2, side: "source" });
  assert.equal(nextOf(model, kindOf("marked"), 1), 0);
  assert.equal(nextOf(model, kindOf("marked"), -1), 0);
  model.moveTo({ row: 3, side: "source" });
  assert.equal(nextOf(model, kindOf("marked"), -1), 2);
  assert.equal(nextOf(model, kindOf("noted"), 1), -1);
});

test("looks for the next row only among those of the filter", () => {
  const model = modelOf(row("1"), row("2", { marked: true }), row("3", { note: "n", marked: true }), row("4", { note: "n" }));
  model.setFilter("noted");
  assert.equal(nextOf(model, kindOf("marked"), 1), 2);
});
