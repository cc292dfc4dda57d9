// An overview of the whole document at the edge of the page: doubtful and confirmed pairs, findings, and the visible part.

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
  const heat = byId("heat");
  new ResizeObserver(redrawHeat).observe(heat);
  const go = (/** @type {MouseEvent} */ event) => {
    const box = heat.getBoundingClientRect();
    list.scrollTo(((event.clientY - box.top) / box.height) * list.heights.total - list.height / 2);
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
  const { heights } = list;
  const total = Math.max(heights.total, list.height);
  /** @type {(Line | null)[]} */
  const lines = Array.from({ length: Math.ceil(height) }, () => null);
  let offset = 0;
  for (let view = 0; view < heights.length; view++) {
    const row = model.rows[model.rowAt(view)];
    const from = Math.floor((offset / total) * height);
    offset += heights.get(view);
    const to = Math.max(from + 1, Math.floor((offset / total) * height));
    for (let y = from; y < to && y < lines.length && !row.unloaded; y++) {
      lines[y] = worst(lines[y], row);
    }
  }
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

function moveThumb() {
  const heat = byId("heat");
  const height = heat.clientHeight;
  const total = Math.max(list.heights.total, list.height, 1);
  const long = Math.max(10, (list.height / total) * height);
  const thumb = byId("thumb");
  thumb.style.height = `${long}px`;
  thumb.style.transform = `translateY(${Math.min(height - long, (list.top / total) * height)}px)`;
  heat.setAttribute("aria-valuenow", String(Math.round((list.top / Math.max(1, total - list.height)) * 100)));
}
