// Mouse actions in the rows: select, edit, drag a boundary, drag a sentence to link it.

import { say, warn } from "../dom/announce.js";
import { byId, svg } from "../dom/dom.js";
import { list } from "../rows/list.js";
import { preview } from "../rows/preview.js";
import { previewExtents } from "../rows/ribbons.js";
import * as operations from "../server/operations.js";
import { inTurn } from "../server/sync.js";
import { model, otherSide } from "../state/model.js";
import { split } from "../state/outcome.js";
import { actionOf, isPossible, perform } from "./actions.js";
import { isGlossaryOpen } from "./glossary.js";
import { pick } from "./move.js";

/** @import { Extents, RowElement, Side } from "../state/types.js" */

/** @param {Event} event */
const targetOf = (event) => /** @type {Element} */ (event.target);

export function startMouse() {
  const stage = byId("stage");
  stage.addEventListener("pointerdown", pressed);
  stage.addEventListener("click", clicked);
  stage.addEventListener("pointerover", showSplit);
  stage.addEventListener("dblclick", (event) => {
    // With an open glossary pane, a double-click selects a word, as usual.
    if (targetOf(event).closest(".sentence .text, .nothing") && !isGlossaryOpen() && isPossible(actionOf("edit"))) {
      perform("edit");
    }
  });
}

/**
 * Returns the row, side and sentence at an element, or null outside the rows.
 *
 * @param {Element} target
 */
export function positionOf(target) {
  /** @type {RowElement | null} */
  const element = target.closest(".row");
  const side = /** @type {Side | undefined} */ (ancestor(target, ".cell")?.dataset.side);
  const id = ancestor(target, "[data-sentence]")?.dataset.sentence;
  const sentence = element && side && id ? element.row[side].findIndex((other) => other.id === id) : 0;
  return element ? { element, row: element.number, side: side ?? model.cursor.side, id, sentence: Math.max(0, sentence) } : null;
}

/** @type {(element: Element, selector: string) => HTMLElement | null} */
const ancestor = (element, selector) => element.closest(selector);

/**
 * Returns the grip of a boundary or the port of a sentence that an event of a pointer is about, or null. A finger uses only the handles that
 * are visible without a mouse above them, so that it scrolls everywhere else.
 *
 * @param {Event & { pointerType?: string }} event
 */
function handleOf(event) {
  const handle = ancestor(targetOf(event), ".grip, .port");
  const isTouch = event.pointerType === "touch";
  return isTouch && !targetOf(event).closest(".row.selected .pill, .sentence.here .port") ? null : handle;
}

/**
 * Shows the ribbons of a split while the pointer is between two sentences.
 *
 * @param {Event} event
 */
function showSplit(event) {
  const gap = ancestor(targetOf(event), ".gap");
  const position = gap && model.canEdit ? positionOf(gap) : null;
  const before = Number(gap?.dataset.before);
  preview(position && split(model.rows, position.row, position.side, position.element.row[position.side][before].id));
}

/** @param {PointerEvent} event */
function pressed(event) {
  if (event.button !== 0) {
    return;
  }
  const handle = handleOf(event);
  if (handle?.matches(".grip")) {
    dragBoundary(event, handle);
  } else if (handle) {
    dragLink(event, /** @type {HTMLElement} */ (handle.closest(".sentence")));
  } else if (event.shiftKey) {
    // Prevents a text selection from the last click to this one.
    event.preventDefault();
    list.scroller.focus({ preventScroll: true });
  }
}

/** @param {MouseEvent} event */
function clicked(event) {
  const target = targetOf(event);
  const gap = ancestor(target, ".gap");
  const position = positionOf(target);
  if (position === null) {
    list.scroller.focus({ preventScroll: true });
    return;
  }
  if (target.closest(".editor, .suggestion") || handleOf(event)) {
    return;
  }
  if (target.closest(".dot")) {
    const { bead, confirmed } = position.element.row;
    if (model.canEdit) {
      inTurn(() => operations.confirm([bead], !confirmed));
    }
  } else if (gap) {
    const before = Number(gap.dataset.before);
    const sentence = position.element.row[position.side][before].id;
    if (model.canEdit) {
      inTurn(() => operations.split(position.element.number, position.side, sentence));
    }
  } else if (position.id && (event.ctrlKey || event.metaKey)) {
    pick(position.id);
  } else {
    model.moveTo(position, event.shiftKey ? model.anchor : position.row);
  }
  if (!target.closest("textarea, input")) {
    list.scroller.focus({ preventScroll: true });
  }
}

/**
 * Follows the pointer until it is released. Escape or a lost pointer cancels.
 *
 * @param {PointerEvent} event the event that pressed the pointer
 * @param {(event: PointerEvent) => void} moved
 * @param {(isDone: boolean, last: PointerEvent) => unknown} ended false if the user cancelled; the last event of the pointer
 */
function follow(event, moved, ended) {
  const { pointerId } = event;
  const stage = byId("stage");
  stage.setPointerCapture(pointerId);
  event.preventDefault();
  list.scroller.focus({ preventScroll: true });
  /** @type {(isDone: boolean, last: PointerEvent) => void} */
  const finish = (isDone, last) => {
    stage.removeEventListener("pointermove", onMove);
    stage.removeEventListener("pointerup", onUp);
    stage.removeEventListener("pointercancel", onCancel);
    document.removeEventListener("keydown", onKey, true);
    ended(isDone, last);
  };
  /** @param {PointerEvent} next */
  const onMove = (next) => next.pointerId === pointerId && moved(next);
  const onUp = (/** @type {PointerEvent} */ last) => finish(true, last);
  const onCancel = (/** @type {PointerEvent} */ last) => finish(false, last);
  /** @param {KeyboardEvent} key */
  const onKey = (key) => {
    if (key.key === "Escape") {
      key.stopPropagation();
      finish(false, event);
    }
  };
  stage.addEventListener("pointermove", onMove);
  stage.addEventListener("pointerup", onUp);
  stage.addEventListener("pointercancel", onCancel);
  document.addEventListener("keydown", onKey, true);
}

/**
 * @param {PointerEvent} event
 * @param {HTMLElement} grip
 */
function dragBoundary(event, grip) {
  const upper = /** @type {RowElement} */ (grip.closest(".row"));
  const lower = list.elements.get(model.rows[upper.number + 1]);
  if (!lower || !model.canEdit) {
    return;
  }
  const side = /** @type {Side} */ (grip.dataset.grip);
  const sentences = [upper, lower].flatMap((row) => [...row.querySelectorAll(`.cell.${side} > .sentence`)]);
  const before = upper.row[side].length;
  const box = byId("stage").getBoundingClientRect();
  const boxes = sentences.map((sentence) => sentence.getBoundingClientRect());
  const edges = [...boxes.map(({ top }) => top - box.top), (boxes.at(-1)?.bottom ?? 0) - box.top];
  const line = byId("line");
  let count = before;
  document.body.classList.add("dragging");
  /** @param {PointerEvent} event */
  const moved = ({ clientY }) => {
    const y = clientY - box.top;
    const from = count;
    count = edges.reduce((best, edge, i) => (Math.abs(edge - y) < Math.abs(edges[best] - y) ? i : best), before);
    sentences.forEach((sentence, i) => sentence.classList.toggle("moving", i < count !== i < before));
    const cell = /** @type {Element} */ (upper.querySelector(`.cell.${side}`)).getBoundingClientRect();
    line.hidden = false;
    line.style.left = `${cell.left - box.left}px`;
    line.style.width = `${cell.width}px`;
    line.style.transform = `translateY(${edges[count] - 1}px)`;
    if (from !== count) {
      previewExtents(boundaryPreview(upper, lower, side, edges, count));
    }
  };
  moved(event);
  follow(event, moved, (isDone) => {
    line.hidden = true;
    document.body.classList.remove("dragging");
    sentences.forEach((sentence) => sentence.classList.remove("moving"));
    previewExtents(new Map());
    if (isDone && count !== before) {
      inTurn(() =>
        model.rows[upper.number] === upper.row && model.rows[lower.number] === lower.row
          ? operations.moveBoundary(upper.number, lower.number, side, count)
          : warn("these pairs were changed in the meantime", "check them and try again"),
      );
    }
  });
}

/**
 * Returns the extents of both rows after the move.
 *
 * @param {RowElement} upper
 * @param {RowElement} lower
 * @param {Side} side
 * @param {number[]} edges edges of the sentences of both rows on this side, in pixels
 * @param {number} count number of sentences of the upper row
 */
function boundaryPreview(upper, lower, side, edges, count) {
  /** @type {(element: RowElement, from: number, to: number) => Extents} */
  const part = (element, from, to) => ({
    source: null,
    target: null,
    ...element.row.extents,
    [side]: from < to ? [edges[from] - element.y, edges[to] - element.y] : null,
  });
  const all = edges.length - 1;
  return new Map([
    [upper.row, part(upper, 0, count)],
    [lower.row, part(lower, count, all)],
  ]);
}

/**
 * @param {PointerEvent} event
 * @param {HTMLElement} sentence
 */
function dragLink(event, sentence) {
  const from = positionOf(sentence);
  if (!model.canEdit || from?.id === undefined) {
    return;
  }
  const { id, side } = from;
  const other = otherSide(side);
  const stage = byId("stage").getBoundingClientRect();
  const start = sentence.getBoundingClientRect();
  const x = (side === "source" ? start.right : start.left) - stage.left;
  const y = start.top + start.height / 2 - stage.top;
  const thread = svg("path", { class: "thread" });
  byId("ribbons-over").append(thread);
  let goal = /** @type {HTMLElement | null} */ (null);
  /** @param {PointerEvent} event */
  const moved = ({ clientX, clientY }) => {
    const [toX, toY] = [clientX - stage.left, clientY - stage.top];
    const middle = (x + toX) / 2;
    thread.setAttribute("d", `M${x} ${y}C${middle} ${y} ${middle} ${toY} ${toX} ${toY}`);
    /** @type {HTMLElement | null} */
    const under = document.elementFromPoint(clientX, clientY)?.closest(`.cell.${other} > .sentence`) ?? null;
    if (under !== goal) {
      goal?.classList.remove("goal");
      under?.classList.add("goal");
      goal = under;
    }
  };
  document.body.classList.add("linking");
  follow(event, moved, (isDone, last) => {
    thread.remove();
    document.body.classList.remove("linking");
    goal?.classList.remove("goal");
    if (!isDone || goal === null) {
      return isDone && say("To link, release the mouse over a sentence on the other side");
    }
    const end = /** @type {string} */ (goal.dataset.sentence);
    const goalPair = last.altKey ? null : end;
    return inTurn(() => (side === "source" ? operations.link([id], [end], goalPair) : operations.link([end], [id], goalPair)));
  });
}
