import assert from "node:assert/strict";
import { test } from "node:test";
import {
  bySeverity,
  ignoringNotes,
  noteParts,
  ruleName,
  sameFindings,
  suggestionsFor,
} from "../../../main/resources/duiqi/server/page/state/findings.js";
import { finding, row } from "./rows.js";

const span = (sentence, start, end) => ({ sentence, start, end });
const texts = (findings) => suggestionsFor(findings).map(({ text }) => text);

test("names rules in words", () => {
  assert.equal(ruleName("number-mismatch"), "Number mismatch");
  assert.equal(ruleName("polarity"), "Lost negation");
  assert.equal(ruleName("own"), "Own");
});

test("sorts findings by severity and keeps their order otherwise", () => {
  const rules = bySeverity([
    finding("1", { rule: "a", severity: "note" }),
    finding("1", { rule: "b" }),
    finding("1", { rule: "c", severity: "error" }),
    finding("1", { rule: "d" }),
  ]).map(({ rule }) => rule);
  assert.deepEqual(rules, ["c", "b", "d", "a"]);
});

test("offers suggestions for words of the target, at most three of a finding", () => {
  const words = finding("1", { spans: [span("s1", 0, 2), span("t1", 3, 5)], suggestions: ["a", "b", "c", "d"] });
  assert.deepEqual(texts([words]), ["a", "b", "c"]);
  assert.deepEqual(suggestionsFor([words])[0], { finding: words, span: span("t1", 3, 5), text: "a" });
});

test("offers no suggestion without words of the target", () => {
  assert.deepEqual(texts([finding("1", { spans: [span("s1", 0, 2)], suggestions: ["a"] })]), []);
  assert.deepEqual(texts([finding("1", { spans: [span("t1", 2, 2)], suggestions: ["a"] })]), []);
});

test("offers the same replacement once", () => {
  const one = finding("1", { spans: [span("t1", 0, 2)], suggestions: ["a", "b"] });
  const same = finding("1", { rule: "term", severity: "error", spans: [span("t1", 0, 2)], suggestions: ["b", "c"] });
  const elsewhere = finding("1", { spans: [span("t1", 4, 6)], suggestions: ["a"] });
  assert.deepEqual(texts([one, same, elsewhere]), ["b", "c", "a", "a"]);
});

test("offers suggestions of the displayed findings only", () => {
  const findings = Array.from({ length: 10 }, (_, i) => finding("1", { spans: [span("t1", i, i + 1)], suggestions: [String(i)] }));
  assert.deepEqual(texts(findings), ["0", "1", "2", "3", "4", "5", "6", "7"]);
});

test("splits a note into ignored findings and other text", () => {
  assert.deepEqual(noteParts("first\nduiqi-ignore: number, term : dates differ: in 1990\n  duiqi-ignore：term：简称\nlast\n"), {
    ignored: [
      { rules: "number, term", reason: "dates differ: in 1990" },
      { rules: "term", reason: "简称" },
    ],
    rest: "first\nlast",
  });
  assert.deepEqual(noteParts(""), { ignored: [], rest: "" });
});

test("keeps a line without a reason part in the text", () => {
  assert.deepEqual(noteParts("duiqi-ignore number"), { ignored: [], rest: "duiqi-ignore number" });
});

test("finds the pairs with the same finding and with findings of the same rule", () => {
  const findings = [
    finding("1", { message: "a" }),
    finding("1", { message: "a" }),
    finding("2", { message: "b" }),
    finding("3", { message: "a" }),
    finding("4", { message: "a", rule: "term" }),
  ];
  assert.deepEqual(sameFindings(findings, findings[0]), { message: ["1", "3"], rule: ["1", "2", "3"] });
});

test("adds the ignored rule to the notes of pairs, each once", () => {
  const rows = [row("1", { pieces: 2, note: "own" }), row("2"), row("1", { piece: 1, pieces: 2, note: "own" }), row("3")];
  const notes = ignoringNotes(rows, ["3", "1"], "term", "简称: so");
  assert.deepEqual(notes, { 1: "own\nduiqi-ignore: term: 简称: so", 3: "duiqi-ignore: term: 简称: so" });
  assert.deepEqual(noteParts(notes[1]), { ignored: [{ rules: "term", reason: "简称: so" }], rest: "own" });
});
