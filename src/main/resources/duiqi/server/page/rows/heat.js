// An overview of the whole document at the edge of the page: doubtful and confirmed pairs, findings, the visible part, and the cursor. It shows all
// rows, also with a filter, each with the same height.

import { colourOf, named } from "../dom/colours.js";
import { byId } from "../dom/dom.js";
import { certaintyOf } from "../state/certainty.js";
import { model } from "../state/model.js";
import { list } from "./list.js";

/** @import { Row } from "../state/types.js" */

/**
 * The rows in one line of the strip.
 *
 * @typedef {object} Line
 * @property {number} rows number of rows
 * @property {number} confirmed
 * @property {number} doubtful
 * @property {number} probability lowest probability of a doubtful row
 * @property {boolean} error
 * @property {boolean} finding
 * @property {boolean} marked
 */

let frame = 0;

export function startHeat() {
  for (const name of /** @type {const} */ (["rows", "findings", "view", "document"])) {
    model.on(name, redrawHeat);
  }
  list.addEventListener("drawn", moveThumb);
  model.on("cursor", moveThumb);
  const heat = byId("heat");
  new ResizeObserver(redrawHeat).observe(heat);
  const go = (/** @type {MouseEvent} */ event) => {
    const box = heat.getBoundingClientRect();
    list.scrollTo(offsetOf((event.clientY - box.top) / box.height) - list.height / 2);
  };
  heat.addEventListener("pointerdown", (event) => {
    heat.setPointerCapture(event.pointerId);
    go(event);
    event.preventDefault();
  });
  heat.addEventListener("pointermove", (event) => event.buttons & 1 && go(event));
  heat.addEventListener("wheel", (event) => list.scrollTo(list.top + event.deltaY), { passive: true });
}

export function redrawHeat() {
  if (frame === 0) {
    frame = requestAnimationFrame(draw);
  }
}

function draw() {
  frame = 0;
  const canvas = byId("strip", HTMLCanvasElement);
  const ratio = devicePixelRatio || 1;
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  const context = canvas.getContext("2d");
  if (width === 0 || height === 0 || context === null) {
    return;
  }
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  context.scale(ratio, ratio);
  /** @type {(Line | null)[]} */
  const lines = Array.from({ length: Math.ceil(height) }, () => null);
  const scale = height / model.rows.length;
  model.rows.forEach((row, number) => {
    const from = Math.floor(number * scale);
    const to = Math.max(from + 1, Math.floor((number + 1) * scale));
    for (let y = from; y < to && y < lines.length && !row.unloaded; y++) {
      lines[y] = worst(lines[y], row);
    }
  });
  paint(context, lines, width);
  moveThumb();
}

/**
 * Adds a row to a line of the strip.
 *
 * @param {Line | null} line
 * @param {Row} row
 * @returns {Line}
 */
function worst(line, row) {
  const found = model.findingsAt(row);
  line ??= { rows: 0, confirmed: 0, doubtful: 0, probability: 1, error: false, finding: false, marked: false };
  line.rows++;
  const certainty = certaintyOf(row, model.opened.threshold);
  if (certainty === "confirmed") {
    line.confirmed++;
  } else if (certainty === "doubtful") {
    line.doubtful++;
    line.probability = Math.min(line.probability, row.probability ?? 1);
  }
  line.finding ||= found.length > 0;
  line.error ||= found.some((finding) => finding.severity === "error");
  line.marked ||= row.marked;
  return line;
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {(Line | null)[]} lines
 * @param {number} width in pixels
 */
function paint(context, lines, width) {
  const [confirmed, error, warning, mark] = ["--confirmed", "--error", "--warning", "--mark"].map(named);
  const main = Math.round(width * 0.56);
  lines.forEach((line, y) => {
    if (line === null) {
      return;
    }
    // Many rows of a long text share a line. Widths show their proportions, so that the strip does not rely on colour alone.
    const share = (/** @type {number} */ count) => (count === 0 ? 0 : Math.max(3, (main * count) / line.rows));
    context.fillStyle = colourOf(1);
    context.fillRect(2, y, main, 1);
    context.fillStyle = confirmed;
    context.fillRect(2, y, share(line.confirmed), 1);
    context.fillStyle = colourOf(line.probability);
    context.fillRect(2 + main - share(line.doubtful), y, share(line.doubtful), 1);
    if (line.finding) {
      context.fillStyle = line.error ? error : warning;
      context.fillRect(main + 4, y, 4, 2);
    }
    if (line.marked) {
      context.fillStyle = mark;
      context.fillRect(main + 9, y, 3, 2);
    }
  });
}

/**
 * Returns the place of an offset of the list among all rows, as a number of rows. A folded run counts with all its rows.
 *
 * @param {number} offset in pixels
 */
function rowsBefore(offset) {
  const { heights } = list;
  if (heights.length === 0) {
    return 0;
  }
  const view = heights.at(offset);
  const within = Math.min(1, Math.max(0, (offset - heights.offset(view)) / heights.get(view)));
  return model.rowAt(view) + within * (model.itemAt(view)?.folded ?? 1);
}

/**
 * Returns the offset in the list of a place in the document.
 *
 * @param {number} share of the rows before the place
 */
function offsetOf(share) {
  const rows = Math.max(0, Math.min(0.999, share)) * model.rows.length;
  const view = model.viewOf(Math.floor(rows));
  const within = (rows - model.rowAt(view)) / (model.itemAt(view)?.folded ?? 1);
  return list.heights.length === 0 ? 0 : list.heights.offset(view) + within * list.heights.get(view);
}

function moveThumb() {
  const heat = byId("heat");
  const height = heat.clientHeight;
  const total = Math.max(1, model.rows.length);
  const [from, to] = [list.top, list.top + list.height].map(rowsBefore);
  const long = Math.max(10, ((to - from) / total) * height);
  const thumb = byId("thumb");
  thumb.style.height = `${long}px`;
  thumb.style.transform = `translateY(${Math.min(height - long, (from / total) * height)}px)`;
  byId("strip-cursor").style.transform = `translateY(${Math.round(((model.cursor.row + 0.5) / total) * height)}px)`;
  heat.setAttribute("aria-valuenow", String(Math.round((100 * from) / total)));
  heat.setAttribute("aria-valuetext", `Pairs ${Math.floor(from) + 1} to ${Math.ceil(to)} of ${total}`);
}
