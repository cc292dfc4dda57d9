import assert from "node:assert/strict";
import { test } from "node:test";
import { languageName, languageOf, Model, model as shared, UNLOADED } from "../../../main/resources/duiqi/server/page/state/model.js";
import { finding, modelOf, row, sentence } from "./rows.js";

const change = (from, removed, rows, focus = null) => ({ version: 2, label: "", from, removed, rows, focus });
const beads = (model) => model.rows.map(({ bead }) => bead);
const at = (number, more = {}) => ({ row: number, side: "source", ...more });

test("fills rows in parts", () => {
  const model = new Model();
  model.begin(3, 7);
  assert.equal(model.row, UNLOADED);
  model.fill(0, [row("1"), row("2")]);
  assert.deepEqual([model.loaded, model.version, model.rows[2].unloaded], [false, 7, true]);
  model.fill(2, [row("3")]);
  assert.equal(model.loaded, true);
  assert.deepEqual(beads(model), ["1", "2", "3"]);
});

test("has no open document at first", () => {
  assert.throws(() => new Model().opened, /no document is open/);
  assert.equal(new Model().canEdit, false);
});

test("keeps the cursor at its row when rows above change", () => {
  const model = modelOf(row("1"), row("2"), row("3"), row("4"));
  model.moveTo(at(3), 2);
  model.apply(change(0, 2, [row("5")], "5"), false);
  assert.deepEqual(beads(model), ["5", "3", "4"]);
  assert.deepEqual([model.row.bead, model.anchor, model.version], ["4", 1, 2]);
});

test("moves the cursor to an own change that removes its pair", () => {
  const model = modelOf(row("1"), row("2"), row("3"));
  model.moveTo(at(1));
  model.apply(change(1, 2, [row("8"), row("9")], "9"), true);
  assert.equal(model.row.bead, "9");
});

test("leaves the cursor at a pair that an own change keeps, unless it goes there", () => {
  const rows = [row("1"), row("2"), row("3")];
  const model = modelOf(...rows);
  model.moveTo(at(0));
  model.apply(change(2, 1, [row("3", { marked: true })], "3"), true);
  assert.equal(model.row.bead, "1");
  model.apply(change(2, 1, [row("3")], "3"), true, true);
  assert.equal(model.row.bead, "3");
});

test("limits the cursor to rows and sentences that exist", () => {
  const model = modelOf(row("1", { source: [sentence("s1"), sentence("s2")] }), row("2", { source: [] }));
  model.moveTo(at(0, { sentence: 9 }));
  assert.equal(model.sentence.id, "s2");
  model.moveTo(at(5));
  assert.deepEqual(model.cursor, { row: 1, side: "source", sentence: 0 });
  assert.equal(model.sentence, undefined);
  model.moveTo(at(-1));
  assert.equal(model.cursor.row, 0);
});

test("selects matching rows from the anchor to the cursor, and each bead once", () => {
  const model = modelOf(row("1"), row("2", { pieces: 2 }), row("2", { piece: 1, pieces: 2 }), row("3"));
  model.moveTo(at(2), 0);
  assert.deepEqual(model.selection, [0, 1, 2]);
  assert.deepEqual(model.selectedBeads, ["1", "2"]);
});

/** Returns a model of rows from 1, in which some numbers are marked, with the filter "marked". */
function markedModel(count, ...marked) {
  const model = modelOf(...Array.from({ length: count }, (_, i) => row(`${i + 1}`, { marked: marked.includes(i + 1) })));
  model.setFilter("marked");
  return model;
}

/** Returns the list: numbers of rows from 1, with a star for a match, and the length of folded runs in brackets. */
const listOf = (model) =>
  Array.from({ length: model.viewLength }, (_, view) => {
    const number = model.rowAt(view);
    const { folded } = model.itemAt(view);
    return folded ? `[${folded}]` : `${number + 1}${model.isMatch(number) ? "*" : ""}`;
  }).join(" ");

test("folds runs of rows that do not match, with a row of context", () => {
  assert.equal(listOf(markedModel(12, 4, 6, 12)), "[2] 3 4* 5 6* 7 [3] 11 12*");
  assert.equal(listOf(markedModel(7, 2, 6)), "1 2* 3 4 5 6* 7");
  assert.equal(listOf(markedModel(9)), "");
  assert.equal(listOf(modelOf(row("1"), row("2"))), "1* 2*");
});

test("finds the place of a row in the list, also of a folded one", () => {
  const model = markedModel(9, 2);
  assert.equal(listOf(model), "1 2* 3 [6]");
  assert.deepEqual(
    [0, 2, 3, 6, 8].map((number) => model.viewOf(number)),
    [0, 2, 3, 3, 3],
  );
  assert.deepEqual(
    [1, 2, 3, 6].map((number) => model.isShown(number)),
    [true, true, false, false],
  );
  model.setFilter("all");
  assert.deepEqual([model.viewLength, model.viewOf(2), model.isShown(6)], [9, 2, true]);
});

test("moves the cursor to a match, and has no pair at a folded run", () => {
  const model = markedModel(9, 2);
  model.moveTo(at(5));
  assert.equal(model.row.folded, 6);
  assert.equal(model.sentence, undefined);
  assert.deepEqual([model.selection, model.canEdit], [[], true]);
  model.setFilter("marked");
  assert.equal(model.cursor.row, 1);
});

test("unfolds a run until the filter changes", () => {
  const model = markedModel(12, 1, 12);
  assert.equal(listOf(model), "1* 2 [8] 11 12*");
  model.unfold(6);
  assert.equal(listOf(model), "1* 2 3 4 5 6 7 8 9 10 11 12*");
  model.apply(change(5, 1, [row("6", { note: "n" })], "6"), true);
  assert.equal(model.viewLength, 12);
  model.setFilter("marked");
  assert.equal(model.viewLength, 5);
  model.setFilter("noted");
  model.setFilter("findings");
  model.unfold(3);
  assert.equal(model.filter, "all");
});

test("keeps a changed row visible that no longer matches the filter", () => {
  const model = markedModel(9, 2);
  model.apply(change(1, 1, [row("2")], "2"), true);
  assert.equal(model.isMatch(1), true);
  model.apply(change(7, 1, [row("8", { note: "n" })], "8"), false);
  assert.deepEqual([model.isMatch(7), model.isShown(7)], [false, false]);
});

test("forgets selected sentences after a change", () => {
  const model = modelOf(row("1"));
  model.picked.add("s1");
  model.apply(change(0, 1, [row("1")]), false);
  assert.equal(model.picked.size, 0);
});

test("finds the findings of a row", () => {
  const model = modelOf(row("1"), row("2"));
  const findings = [finding("2"), finding("1"), finding("2", { rule: "term" })];
  model.setFindings(findings);
  assert.deepEqual(model.findingsAt(model.rows[1]), [findings[0], findings[2]]);
  assert.deepEqual(model.findingsAt(row("7")), []);
});

test("emits the replaced rows, and the document only if the connection changes", () => {
  const model = modelOf(row("1"), row("2"));
  const events = [];
  model.on("rows", (detail) => events.push(detail));
  model.on("document", () => events.push("document"));
  model.apply(change(1, 1, [row("3"), row("4")]), false);
  model.setOnline(true);
  model.setOnline(false);
  assert.deepEqual(events, [{ from: 1, removed: 1, added: 2 }, "document"]);
});

test("can edit a loaded document while the server responds and does nothing else", () => {
  const model = modelOf(row("1"));
  assert.equal(model.canEdit, true);
  model.setOnline(false);
  assert.equal(model.canEdit, false);
  model.setOnline(true);
  model.setDocument({ busy: "realign" });
  assert.equal(model.canEdit, false);
});

test("knows the languages of the sides", () => {
  shared.setDocument({ sourceLanguage: "zh-CN", targetLanguage: "en-GB" });
  assert.deepEqual([languageOf("source"), languageName("source"), languageName("target")], ["zh-CN", "Chinese", "English"]);
});
