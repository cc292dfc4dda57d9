import assert from "node:assert/strict";
import { test } from "node:test";
import { cleaned, invisibleIn, invisibleMarks, listInvisible, withoutInvisible } from "../../../main/resources/duiqi/server/page/state/invisible.js";

const signs = (text) => invisibleIn(text).map(({ sign }) => sign);

test("names invisible characters", () => {
  assert.deepEqual(signs("a\u00a0b\u200b\u200f\ufeff\u00ad"), ["NBSP", "ZWSP", "RLM", "BOM", "SHY"]);
  assert.deepEqual(invisibleIn("a\u00a0\u00a0b"), [{ start: 1, end: 3, sign: "NBSP", name: "no-break space (U+00A0)" }]);
  assert.deepEqual(invisibleIn("\u0085")[0].name, "control character (U+0085)");
});

test("accepts white space that texts need", () => {
  assert.deepEqual(signs("a b\tc\nd\u3000e\u2003f\r"), []);
});

test("accepts joiners in emoji and in letters of other scripts", () => {
  assert.deepEqual(signs("👨‍👩‍👧 ❤️‍🔥 می‌خواهم"), []);
  assert.deepEqual(signs("中\u200d文 a\u200cb"), ["ZWJ", "ZWNJ"]);
});

test("removes invisible characters but keeps spaces", () => {
  assert.equal(withoutInvisible("\ufeff10\u00a0km\u200b 路\u202e程\u2029"), "10 km 路程");
  assert.equal(withoutInvisible("👨‍👩‍👧\u200b"), "👨‍👩‍👧");
});

test("changes only sentences with invisible characters, and empties none", () => {
  const sentences = [
    { id: "s1", text: "a" },
    { id: "s2", text: "b\u200b" },
    { id: "s3", text: "\u200b\u200f" },
  ];
  assert.deepEqual(cleaned(sentences), { s2: "b" });
});

test("marks runs with their signs, at most 200 in a sentence", () => {
  assert.deepEqual(invisibleMarks("a\u200b\u200bb"), [
    { start: 1, end: 3, className: "invisible", sign: "ZWSP×2", title: "zero width space (U+200B)" },
  ]);
  assert.equal(invisibleMarks("\u200b\u200e".repeat(100_000)).length, 200);
});

test("lists the characters with their numbers", () => {
  assert.equal(listInvisible("a\u00a0b\u00a0c\u200b"), "no-break space (U+00A0) × 2, zero width space (U+200B)");
  assert.equal(listInvisible("abc"), "");
});
