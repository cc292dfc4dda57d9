// Mouse actions in the rows: select, edit, drag a boundary, drag a sentence to link it.

import { say, warn } from "../dom/announce.js";
import { byId, svg } from "../dom/dom.js";
import { list } from "../rows/list.js";
import { previewExtents } from "../rows/ribbons.js";
import * as operations from "../server/operations.js";
import { inTurn } from "../server/sync.js";
import { model, SIDES } from "../state/model.js";
import { actionOf, isPossible, perform } from "./actions.js";
import { isGlossaryOpen } from "./glossary.js";
import { pick } from "./move.js";

export function startMouse() {
  const stage = byId("stage");
  stage.addEventListener("pointerdown", pressed);
  stage.addEventListener("click", clicked);
  stage.addEventListener("dblclick", (event) => {
    // With an open glossary pane, a double-click selects a word, as usual.
    if (event.target.closest(".sentence .text") && !isGlossaryOpen() && isPossible(actionOf("edit"))) {
      perform("edit");
    }
  });
}

/** Returns the row, side and sentence at an element. */
function positionOf(target) {
  const element = target.closest?.(".row");
  const side = target.closest?.(".cell")?.dataset.side;
  const id = target.closest?.("[data-sentence]")?.dataset.sentence;
  const sentence = side && id ? element.row[side].findIndex((other) => other.id === id) : 0;
  return element ? { element, row: element.number, side: side ?? model.cursor.side, id, sentence: Math.max(0, sentence) } : null;
}

function pressed(event) {
  if (event.button !== 0) {
    return;
  }
  const { target } = event;
  if (target.closest(".grip")) {
    dragBoundary(event, target.closest(".grip"));
  } else if (target.closest(".port")) {
    dragLink(event, target.closest(".sentence"));
  } else if (event.shiftKey) {
    // Prevents a text selection from the last click to this one.
    event.preventDefault();
    list.scroller.focus({ preventScroll: true });
  }
}

function clicked(event) {
  const { target } = event;
  const position = positionOf(target);
  if (position === null) {
    list.scroller.focus({ preventScroll: true });
    return;
  }
  if (target.closest(".editor, .suggestion, .grip, .port")) {
    return;
  }
  if (target.closest(".dot")) {
    const { bead, confirmed } = position.element.row;
    if (model.canEdit) {
      inTurn(() => operations.confirm([bead], !confirmed));
    }
  } else if (target.closest(".gap")) {
    const before = Number(target.closest(".gap").dataset.before);
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

/** Follows the pointer until it is released. Escape or a lost pointer cancels. */
function follow(event, moved, ended) {
  const { pointerId } = event;
  const stage = byId("stage");
  stage.setPointerCapture(pointerId);
  event.preventDefault();
  list.scroller.focus({ preventScroll: true });
  const finish = (isDone, last) => {
    stage.removeEventListener("pointermove", onMove);
    stage.removeEventListener("pointerup", onUp);
    stage.removeEventListener("pointercancel", onCancel);
    document.removeEventListener("keydown", onKey, true);
    ended(isDone, last);
  };
  const onMove = (next) => next.pointerId === pointerId && moved(next);
  const onUp = (next) => finish(true, next);
  const onCancel = (next) => finish(false, next);
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

function dragBoundary(event, grip) {
  const upper = grip.closest(".row");
  const lower = list.elements.get(model.rows[upper.number + 1]);
  if (!lower || !model.canEdit) {
    return;
  }
  const side = grip.dataset.grip;
  const sentences = [upper, lower].flatMap((row) => [...row.querySelectorAll(`.cell.${side} > .sentence`)]);
  const before = upper.row[side].length;
  const box = byId("stage").getBoundingClientRect();
  const boxes = sentences.map((sentence) => sentence.getBoundingClientRect());
  const edges = [...boxes.map(({ top }) => top - box.top), (boxes.at(-1)?.bottom ?? 0) - box.top];
  const line = byId("line");
  let count = before;
  document.body.classList.add("dragging");
  const moved = ({ clientY }) => {
    const y = clientY - box.top;
    const from = count;
    count = edges.reduce((best, edge, i) => (Math.abs(edge - y) < Math.abs(edges[best] - y) ? i : best), before);
    sentences.forEach((sentence, i) => sentence.classList.toggle("moving", i < count !== i < before));
    const cell = upper.querySelector(`.cell.${side}`).getBoundingClientRect();
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

/** Returns the extents of both rows after the move. */
function boundaryPreview(upper, lower, side, edges, count) {
  const part = (element, from, to) => ({
    ...element.row.extents,
    [side]: from < to ? [edges[from] - element.y, edges[to] - element.y] : null,
  });
  const all = edges.length - 1;
  return new Map([
    [upper.row, part(upper, 0, count)],
    [lower.row, part(lower, count, all)],
  ]);
}

function dragLink(event, sentence) {
  if (!model.canEdit) {
    return;
  }
  const from = positionOf(sentence);
  const other = SIDES.find((side) => side !== from.side);
  const stage = byId("stage").getBoundingClientRect();
  const start = sentence.getBoundingClientRect();
  const x = (from.side === "source" ? start.right : start.left) - stage.left;
  const y = start.top + start.height / 2 - stage.top;
  const thread = svg("path", { class: "thread" });
  byId("ribbons-over").append(thread);
  let goal = null;
  const moved = ({ clientX, clientY }) => {
    const [toX, toY] = [clientX - stage.left, clientY - stage.top];
    const middle = (x + toX) / 2;
    thread.setAttribute("d", `M${x} ${y}C${middle} ${y} ${middle} ${toY} ${toX} ${toY}`);
    const under = document.elementFromPoint(clientX, clientY)?.closest(`.cell.${other} > .sentence`) ?? null;
    if (under !== goal) {
      goal?.classList.remove("goal");
      under?.classList.add("goal");
      goal = under;
    }
  };
  document.body.classList.add("linking");
  follow(event, moved, (isDone) => {
    thread.remove();
    document.body.classList.remove("linking");
    goal?.classList.remove("goal");
    if (!isDone || goal === null) {
      return isDone && say("To link, release the mouse over a sentence on the other side");
    }
    const ends = { [from.side]: [from.id], [other]: [goal.dataset.sentence] };
    return inTurn(() => operations.link(ends.source, ends.target));
  });
}
