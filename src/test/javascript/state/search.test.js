import assert from "node:assert/strict";
import { test } from "node:test";
import {
  changesOf,
  expand,
  isBlank,
  patternOf,
  piecesOf,
  problemOf,
  replaced,
  searchTexts,
} from "../../../main/resources/duiqi/server/page/state/search.js";

const query = (text, more = {}) => ({ text, isExpression: false, matchesCase: false, wholeWords: false, ...more });
const expression = (text, more = {}) => query(text, { isExpression: true, ...more });
const words = (texts, ...rest) =>
  searchTexts(texts, ...rest).found.map(({ index, matches }) => [index, ...matches.map(({ start, end }) => texts[index].slice(start, end))]);
const after = (texts, ...rest) => changesOf(texts, searchTexts(texts, ...rest).found).changes.map((change) => change.after);

test("finds plain text in any case, with any white space", () => {
  assert.deepEqual(words(["The sea", "a boat", "the\u3000 sea, THE SEA"], query(" the sea ")), [
    [0, "The sea"],
    [2, "the\u3000 sea", "THE SEA"],
  ]);
  assert.deepEqual(words(["a.b*c", "aXb*c"], query("a.b*c")), [[0, "a.b*c"]]);
  assert.deepEqual(words(["The sea", "the sea"], query("the", { matchesCase: true })), [[1, "the"]]);
});

test("finds nothing for an empty query", () => {
  assert.deepEqual(searchTexts(["a"], query("  ")), { found: [], isCut: false, problem: "" });
  assert.deepEqual(searchTexts(["a"], expression("")), { found: [], isCut: false, problem: "" });
  assert.equal(patternOf(query(" ")), null);
});

test("finds whole words in Latin text, and Chinese words between other Chinese characters", () => {
  const whole = { wholeWords: true };
  assert.deepEqual(words(["station", "stations", "a station.", "站station站"], query("station", whole)), [
    [0, "station"],
    [2, "station"],
    [3, "station"],
  ]);
  assert.deepEqual(words(["气象站建在山口"], query("象站", whole)), [[0, "象站"]]);
  assert.deepEqual(words(["a cat or cats"], expression("cat|or", whole)), [[0, "cat", "or"]]);
});

test("finds expressions with whole characters and classes of characters", () => {
  assert.deepEqual(words(["𠮷a", "b1"], expression("^.a")), [[0, "𠮷a"]]);
  assert.deepEqual(words(["12 盏灯"], expression("\\p{Script=Han}+")), [[0, "盏灯"]]);
  assert.deepEqual(words(["aXbx"], expression("x", { matchesCase: true })), [[0, "x"]]);
});

test("ignores empty matches", () => {
  assert.deepEqual(words(["bab"], expression("a*")), [[0, "a"]]);
  assert.deepEqual(after(["bab"], expression("a*"), "-"), ["b-b"]);
});

test("reports an invalid expression", () => {
  for (const wrong of ["(", "[a", "a)(b", "*", "\\p{Nothing}", "(?<n>a)(?<n>b)"]) {
    const { found, problem } = searchTexts(["a"], expression(wrong, { wholeWords: true }));
    assert.deepEqual(found, []);
    assert.match(problem, /^the expression is invalid: [a-z]/);
  }
  assert.equal(problemOf(null), "the expression is invalid");
});

test("finds no more matches than the maximum", () => {
  const result = searchTexts(["aaa", "aa", "b"], query("a"), null, 4);
  assert.equal(result.isCut, true);
  assert.deepEqual(
    result.found.map(({ matches }) => matches.length),
    [3, 1],
  );
  assert.equal(searchTexts(["aaa", "aa"], query("a"), null, 5).isCut, false);
});

test("replaces plain text literally", () => {
  assert.deepEqual(after(["5 dollars", "a Dollar"], query("dollar"), "$&$1"), ["5 $&$1s", "a $&$1"]);
});

test("expands groups like String.replace", () => {
  const text = "2024-05-06";
  for (const pattern of ["(\\d+)-(\\d+)-(\\d+)", "(?<y>\\d+)-(?<m>\\d+)", "(x)?(\\d+)", "\\d"]) {
    for (const template of ["$2/$1", "[$&]", "$$1", "$0", "$01", "$10", "$12", "$9", "$99", "$", "$<y>.$<z>", "$<y", "a$"]) {
      const native = text.replace(new RegExp(pattern, "u"), template);
      const match = /** @type {RegExpExecArray} */ (new RegExp(pattern, "u").exec(text));
      // "$`" and "$'" are not supported, because nobody replaces a word by the text around it.
      assert.equal(
        replaced(text, [{ start: match.index, end: match.index + match[0].length, text: expand(template, match) }]),
        native,
        `${pattern} ${template}`,
      );
    }
  }
});

test("keeps the context of a match during replacement", () => {
  assert.deepEqual(after(["one two", "two"], expression("(?<=one )two"), "three"), ["one three"]);
});

test("skips texts that stay the same or would be blank", () => {
  const texts = ["x", "xy", "x\u200b ", "y"];
  const { changes, blank } = changesOf(texts, searchTexts(texts, query("x"), "").found);
  assert.deepEqual(
    changes.map(({ index, after: now }) => [index, now]),
    [[1, "y"]],
  );
  assert.equal(blank, 2);
  assert.deepEqual(after(["x"], query("x"), "x"), []);
  assert.equal(isBlank("\u3000\u0001"), true);
});

test("shows the pieces of a change and shortens the text between", () => {
  const long = "长".repeat(100);
  const before = `${long}old${long}old.`;
  const [change] = changesOf([before], searchTexts([before], query("old"), "new").found).changes;
  const half = "长".repeat(40);
  assert.deepEqual(piecesOf(change), [
    { text: `…${half}`, kind: "same" },
    { text: "old", kind: "old" },
    { text: "new", kind: "new" },
    { text: `${half}…${half}`, kind: "same" },
    { text: "old", kind: "old" },
    { text: "new", kind: "new" },
    { text: ".", kind: "same" },
  ]);
});
