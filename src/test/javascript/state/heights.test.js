import assert from "node:assert/strict";
import { test } from "node:test";
import { Heights } from "../../../main/resources/duiqi/server/page/state/heights.js";

const of = (...values) => {
  const heights = new Heights();
  heights.reset(Float64Array.from(values));
  return heights;
};

test("offsets are the sums of the heights above", () => {
  const heights = of(10, 20, 30, 40, 50);
  assert.deepEqual(
    [0, 1, 2, 3, 4, 5].map((row) => heights.offset(row)),
    [0, 10, 30, 60, 100, 150],
  );
  assert.equal(heights.total, 150);
});

test("a changed height moves all later rows", () => {
  const heights = of(10, 20, 30, 40, 50);
  heights.set(1, 25);
  assert.equal(heights.get(1), 25);
  assert.deepEqual(
    [1, 2, 3, 5].map((row) => heights.offset(row)),
    [10, 35, 65, 155],
  );
});

test("each offset has one row, and offsets outside the list have the first or last row", () => {
  const heights = of(10, 20, 30);
  assert.deepEqual(
    [-5, 0, 9, 10, 29, 30, 59, 60, 1000].map((offset) => heights.at(offset)),
    [0, 0, 0, 1, 1, 2, 2, 2, 2],
  );
});

test("an empty list has no height", () => {
  const heights = of();
  assert.equal(heights.total, 0);
  assert.equal(heights.at(0), 0);
});

test("many rows and changes agree with simple sums", () => {
  const values = Array.from({ length: 1000 }, (_, i) => 20 + ((i * 37) % 91));
  const heights = of(...values);
  for (let i = 0; i < 1000; i += 7) {
    values[i] += 13;
    heights.set(i, values[i]);
  }
  let sum = 0;
  values.forEach((value, i) => {
    assert.equal(heights.offset(i), sum);
    assert.equal(heights.at(sum), i);
    assert.equal(heights.at(sum + value - 1), i);
    sum += value;
  });
});
