import assert from "node:assert/strict";
import { test } from "node:test";
import { certaintyOf, certaintyText, percent } from "../../../main/resources/duiqi/server/page/state/certainty.js";
import { row } from "./rows.js";

test("tells pairs set by hand from confirmed and from probable ones", () => {
  assert.equal(certaintyOf(row("1", { probability: null }), 0.9), "by-hand");
  assert.equal(certaintyOf(row("1", { probability: null, confirmed: true }), 0.9), "confirmed");
  assert.equal(certaintyOf(row("1", { probability: 0 }), 0.9), "doubtful");
  assert.equal(certaintyOf(row("1", { probability: 0.9 }), 0.9), "sure");
});

test("says the certainty without a probability of pairs set by hand", () => {
  assert.equal(certaintyText(row("1", { probability: null })), "Set by hand");
  assert.equal(certaintyText(row("1", { probability: null, confirmed: true })), "Confirmed");
  assert.equal(certaintyText(row("1", { probability: 0.72 })), "Probability 72%");
});

test("does not round up to certainty", () => {
  assert.equal(percent(0.996), "99%");
  assert.equal(percent(1), "100%");
});
