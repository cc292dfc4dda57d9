import assert from "node:assert/strict";
import { test } from "node:test";
import { cutAtMarks } from "../../../main/resources/duiqi/server/page/state/marks.js";

const mark = (start, end, className) => ({ start, end, className });
const cut = (text, ...marks) => cutAtMarks(text, marks).map((piece) => [piece.text, ...piece.classNames]);

test("returns a text without marks as one piece", () => {
  assert.deepEqual(cut("text"), [["text"]]);
});

test("cuts overlapping marks into pieces that have all their class names", () => {
  assert.deepEqual(cut("abcdef", mark(1, 4, "term"), mark(3, 5, "found")), [["a"], ["bc", "term"], ["d", "term", "found"], ["e", "found"], ["f"]]);
});

test("names a class once", () => {
  assert.deepEqual(cut("ab", mark(0, 2, "term"), mark(0, 1, "term")), [
    ["a", "term"],
    ["b", "term"],
  ]);
});

test("marks the character at the start of an empty mark", () => {
  assert.deepEqual(cut("abc", mark(1, 1, "gap")), [["a"], ["b", "gap"], ["c"]]);
  assert.deepEqual(cut("abc", mark(3, 3, "gap")), [["abc"]]);
});

test("limits marks to the text", () => {
  assert.deepEqual(cut("abc", mark(2, 9, "term"), mark(-2, 1, "found")), [["a", "found"], ["b"], ["c", "term"]]);
});

test("keeps every character", () => {
  const text = "中文 and English 👍";
  assert.equal(
    cutAtMarks(text, [mark(0, 2, "a"), mark(1, 7, "b"), mark(15, 17, "c")])
      .map((piece) => piece.text)
      .join(""),
    text,
  );
});

test("shows the sign of a mark once", () => {
  const pieces = cutAtMarks("abcd", [{ ...mark(1, 3, "invisible"), sign: "NBSP", title: "no-break space" }, mark(2, 4, "found")]);
  assert.deepEqual(
    pieces.map(({ sign, title }) => [sign, title]),
    [
      [undefined, undefined],
      ["NBSP", "no-break space"],
      [undefined, undefined],
      [undefined, undefined],
    ],
  );
});
