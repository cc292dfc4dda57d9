import assert from "node:assert/strict";
import { test } from "node:test";
import { contentOf, inTextOrder, linkAt, linkText } from "../../../main/resources/duiqi/server/page/state/words.js";
import { sentence } from "./rows.js";

const span = (id, start, end) => ({ sentence: id, start, end });
const link = (source, target, kind = "word") => ({ source, target, kind, strength: 1 });

const pair = {
  source: [sentence("s1", "新的气象站。"), sentence("s2", "共3.5万人。")],
  target: [sentence("t1", "A new station for weather, 35,000 people.")],
};
const station = link([span("s1", 2, 5)], [span("t1", 6, 13), span("t1", 18, 25)], "term");
const fresh = link([span("s1", 0, 1)], [span("t1", 2, 5)]);
const count = link([span("s2", 1, 5)], [span("t1", 27, 33)], "number");

test("finds the link of a character on both sides", () => {
  const links = [station, fresh, count];
  assert.equal(linkAt(links, "s1", 2), station);
  assert.equal(linkAt(links, "s1", 4), station);
  assert.equal(linkAt(links, "t1", 18), station);
  assert.equal(linkAt(links, "t1", 13), undefined);
  assert.equal(linkAt(links, "s1", 5), undefined);
  assert.equal(linkAt(links, "s2", 2), count);
});

test("sorts links by the source text", () => {
  assert.deepEqual(inTextOrder([count, station, fresh], pair), [fresh, station, count]);
});

test("describes a link by its words", () => {
  assert.equal(linkText(fresh, pair), "新 = new");
  assert.equal(linkText(station, pair), "气象站 = station … weather (term)");
  assert.equal(linkText(count, pair), "3.5万 = 35,000 (number)");
});

test("identifies a pair by its texts", () => {
  const edited = { ...pair, target: [sentence("t1", "A new station.")] };
  assert.equal(contentOf(pair), contentOf({ ...pair }));
  assert.notEqual(contentOf(pair), contentOf(edited));
});
