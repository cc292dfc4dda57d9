// The ribbons between the columns. A ribbon connects the source sentences of a bead with its target sentences.

import { colourOfRow } from "../dom/colours.js";
import { byId, svg } from "../dom/dom.js";
import { certaintyOf } from "../state/certainty.js";
import { model } from "../state/model.js";
import { list } from "./list.js";

/** @import { Extents, Row, Side } from "../state/types.js" */

/** @typedef {[number, number]} Extent upper and lower end in pixels */

/**
 * Row numbers of the pieces of each bead with several pieces.
 *
 * @type {Map<string, number[]>}
 */
let crossing = new Map();
/**
 * Extents after the current drag of a boundary.
 *
 * @type {Map<Row, Partial<Extents>>}
 */
let preview = new Map();
/** @type {Map<string, SVGPathElement>} */
const paths = new Map();

export function startRibbons() {
  model.on("rows", findCrossing);
  list.addEventListener("drawn", drawRibbons);
  model.on("cursor", () => requestAnimationFrame(drawRibbons));
}

/** @param {Map<Row, Partial<Extents>>} extents */
export function previewExtents(extents) {
  preview = extents;
  drawRibbons();
}

function findCrossing() {
  crossing = new Map();
  model.rows.forEach((row, number) => {
    if (row.pieces > 1) {
      const of = crossing.get(row.bead);
      of ? of.push(number) : crossing.set(row.bead, [number]);
    }
  });
}

/**
 * Returns the vertical extent of one side of a row; estimated if the row is not visible.
 *
 * @param {number} number
 * @param {Side} side
 * @returns {Extent | null}
 */
function extent(number, side) {
  const row = model.rows[number];
  if (row[side].length === 0) {
    return null;
  }
  const { y, height } = list.positionOf(number);
  const [from, to] = preview.get(row)?.[side] ?? (row.measured ? row.extents?.[side] : null) ?? [6, height - 6];
  return [y + from, y + to];
}

/**
 * @param {Extent} source
 * @param {Extent} target
 * @param {number} width
 */
export function shape([a, b], [c, d], width) {
  const bend = Math.min(width * 0.5, 60);
  return `M0 ${a}C${bend} ${a} ${width - bend} ${c} ${width} ${c}V${d}C${width - bend} ${d} ${bend} ${b} 0 ${b}Z`;
}

/**
 * Returns the shape of an unpaired bead: a stub that narrows.
 *
 * @param {Extent} extent
 * @param {number} width
 * @param {boolean} isSource
 */
export function stub([a, b], width, isSource) {
  const reach = Math.min(26, width * 0.32);
  const middle = (a + b) / 2;
  const half = Math.min(5, (b - a) / 4);
  const [edge, end] = isSource ? [0, reach] : [width, width - reach];
  const bend = (edge + end) / 2;
  return `M${edge} ${a}C${bend} ${a} ${bend} ${middle - half} ${end} ${middle - half}V${middle + half}C${bend} ${middle + half} ${bend} ${b} ${edge} ${b}Z`;
}

/**
 * Returns the connections between the pieces of a crossing bead: each piece with the nearest piece that has the other side.
 *
 * @param {number[]} numbers row numbers of the pieces
 * @returns {[number, number][]}
 */
function joints(numbers) {
  const having = (/** @type {Side} */ side) => numbers.filter((number) => model.rows[number][side].length > 0);
  const [sources, targets] = [having("source"), having("target")];
  /** @type {(number: number, others: number[]) => number} */
  const nearest = (number, others) => others.reduce((best, other) => (Math.abs(other - number) < Math.abs(best - number) ? other : best));
  if (sources.length === 0 || targets.length === 0) {
    return numbers.map((number) => [number, number]);
  }
  /** @type {Map<string, [number, number]>} */
  const pairs = new Map();
  sources.forEach((from) => pairs.set(`${from}-${nearest(from, targets)}`, [from, nearest(from, targets)]));
  targets.forEach((to) => pairs.set(`${nearest(to, sources)}-${to}`, [nearest(to, sources), to]));
  return [...pairs.values()];
}

/**
 * @param {Set<string>} used keys of the displayed ribbons
 * @param {string} key
 * @param {string} d shape
 * @param {Row} row
 * @param {boolean} isSelected
 */
function put(used, key, d, row, isSelected) {
  used.add(key);
  let path = paths.get(key);
  if (!path) {
    path = svg("path");
    paths.set(key, path);
    byId("ribbons", SVGElement).append(path);
  }
  path.setAttribute("d", d);
  path.setAttribute("class", `${certaintyOf(row, model.opened.threshold)} ${isSelected ? "selected" : ""} ${row.pieces > 1 ? "crossing" : ""}`);
  path.style.fill = colourOfRow(row);
  path.style.stroke = path.style.fill;
}

function drawRibbons() {
  /** @type {Set<string>} */
  const used = new Set();
  const width = byId("ribbons", SVGElement).clientWidth;
  const low = Math.min(model.cursor.row, model.anchor);
  const high = Math.max(model.cursor.row, model.anchor);
  /** @type {(from: number, to: number) => void} */
  const draw = (from, to) => {
    const row = model.rows[from];
    const [source, target] = [extent(from, "source"), extent(to, "target")];
    const ys = [...(source ?? []), ...(target ?? [])];
    const either = source ?? target;
    if (either === null || Math.max(...ys) < -50 || Math.min(...ys) > list.height + 50) {
      return;
    }
    const isSelected = (from >= low && from <= high) || (to >= low && to <= high);
    const d = source && target ? shape(source, target, width) : stub(either, width, source !== null);
    put(used, `${row.bead} ${from} ${to}`, d, row, isSelected);
  };
  for (const [row, element] of list.elements) {
    // Between a step and the next frame, elements still have their old numbers.
    if (row.pieces === 1 && model.rows[element.number] === row) {
      draw(element.number, element.number);
    }
  }
  for (const numbers of crossing.values()) {
    if (numbers.every((number) => model.isShown(number))) {
      joints(numbers).forEach(([from, to]) => draw(from, to));
    }
  }
  for (const [key, path] of paths) {
    if (!used.has(key)) {
      path.remove();
      paths.delete(key);
    }
  }
}
