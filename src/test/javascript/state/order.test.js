import assert from "node:assert/strict";
import { test } from "node:test";
import { Model } from "../../../main/resources/duiqi/server/page/state/model.js";
import {
  estimatedErrors,
  estimateText,
  isOrdered,
  leftInOrder,
  nextUncertain,
  openRows,
  setOrdered,
} from "../../../main/resources/duiqi/server/page/state/order.js";
import { row } from "./rows.js";

function modelOf(...rows) {
  const model = new Model();
  model.setDocument({ id: "1", threshold: 0.9, busy: null });
  model.begin(rows.length, 1);
  model.fill(0, rows);
  return model;
}

const of = (...probabilities) => modelOf(...probabilities.map((probability, i) => row(`${i}`, { probability })));

const at = (model, number) => model.moveTo({ row: number, side: "source" });

test("orders open pairs by probability, then by row", () => {
  const model = of(0.9, 0.2, 0.9, null, 0.1);
  assert.deepEqual(openRows(model), [4, 1, 0, 2]);
  model.rows[1].confirmed = true;
  assert.deepEqual(openRows(model), [4, 0, 2]);
});

test("counts a crossing pair once", () => {
  const model = modelOf(row("1", { pieces: 2 }), row("2", { probability: 0.9 }), row("1", { piece: 1, pieces: 2 }));
  assert.deepEqual(openRows(model), [0, 1]);
  assert.equal(estimatedErrors(model).toFixed(3), "0.597");
  at(model, 2);
  assert.equal(nextUncertain(model, 1), 1);
});

test("goes through the order in both directions and continues at the other end", () => {
  const model = of(0.9, 0.2, 0.9, 0.1);
  at(model, 3);
  const forwards = [];
  for (let i = 0; i < 5; i++) {
    at(model, nextUncertain(model, 1));
    forwards.push(model.cursor.row);
  }
  assert.deepEqual(forwards, [1, 0, 2, 3, 1]);
  at(model, nextUncertain(model, -1));
  at(model, nextUncertain(model, -1));
  assert.equal(model.cursor.row, 2);
});

test("continues after a pair that was confirmed, and with the least certain one after a pair set by hand", () => {
  const model = of(0.3, 0.2, 0.1, 0.5);
  at(model, 1);
  model.rows[1].confirmed = true;
  assert.equal(nextUncertain(model, 1), 0);
  model.rows[1] = row("1", { probability: null });
  assert.equal(nextUncertain(model, 1), 2);
});

test("goes nowhere if no pair is open", () => {
  assert.equal(nextUncertain(of(null), 1), -1);
  assert.equal(nextUncertain(of(), -1), -1);
  assert.equal(nextUncertain(of(0.5), 1), 0);
});

test("stays within the filter", () => {
  const model = of(0.2, 0.1, 0.3);
  model.rows[0].marked = true;
  model.rows[2].marked = true;
  model.setFilter("marked");
  assert.deepEqual(openRows(model), [0, 2]);
});

test("counts the pairs left, for the document with this order only", () => {
  const model = of(0.2, 0.1, 0.3);
  assert.equal(isOrdered(model), false);
  setOrdered(model, true);
  assert.equal(isOrdered(model), true);
  model.rows[0].confirmed = true;
  assert.deepEqual(leftInOrder(model), { left: 2, total: 3 });
  model.setDocument({ ...model.document, id: "2" });
  assert.equal(isOrdered(model), false);
  setOrdered(model, false);
});

test("counts no less in total than pairs left", () => {
  const model = of(0.2);
  setOrdered(model, true);
  model.fill(0, [row("1"), row("2")]);
  assert.deepEqual(leftInOrder(model), { left: 2, total: 2 });
  setOrdered(model, false);
});

test("estimates the errors of open pairs by the table of probabilities", () => {
  assert.equal(estimateText(of(0.2, 0.9, 0.75, null)), "about 1 wrong pair left");
  assert.equal(estimateText(of(...Array(30).fill(0.55))), "about 15 wrong pairs left");
  assert.equal(estimateText(of(...Array(2000).fill(0.999))), "about 8 wrong pairs left");
  assert.equal(estimateText(of(0.999)), "less than 1 wrong pair left");
  assert.equal(estimateText(of(null)), "");
  assert.equal(estimateText(modelOf(row("1", { confirmed: true }))), "");
});
