// The list of rows. The page contains only the visible rows. The list keeps its own scroll position ("top", in pixels of the
// whole list), and the scroll position of the browser follows it. Estimated heights therefore cause no jumps when a row is
// taller, and lists can be higher than browsers allow (about 17 million pixels).

import { byId } from "../dom/dom.js";
import { Heights } from "../state/heights.js";
import { model } from "../state/model.js";
import { unfoldWithKey } from "./fold.js";
import { buildRow, estimate, extents, forgetWidths, foundIn, labelRow, paintRow } from "./row.js";

/** @import { Row, RowElement, RowRange, Sentence } from "../state/types.js" */

const TALLEST = 8_000_000;
const OVERSCAN = 240;

class List extends EventTarget {
  heights = new Heights();
  top = 0;
  scroller = byId("grid");
  space = byId("space");
  body = byId("rows");
  /**
   * Elements of the rows in the page.
   *
   * @type {Map<Row, RowElement>}
   */
  elements = new Map();
  #generation = 1;
  #lastScroll = 0;
  #frame = 0;
  #idle = 0;

  start() {
    this.scroller.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    this.scroller.addEventListener("keydown", unfoldWithKey);
    new ResizeObserver(() => this.#resized()).observe(this.scroller);
    model.on("rows", (change) => this.#rowsChanged(change));
    model.on("view", () => this.#reset(null));
    model.on("findings", () => this.rebuild((row, element) => element.found !== foundIn(row)));
    model.on("cursor", () => this.paint());
    model.on("document", () => this.paint());
    document.fonts?.ready.then(() => this.#resized());
  }

  get height() {
    return this.scroller.clientHeight;
  }

  #scale() {
    return Math.min(1, TALLEST / Math.max(1, this.heights.total));
  }

  #scrolled() {
    const now = this.scroller.scrollTop;
    const by = now - this.#lastScroll;
    this.#lastScroll = now;
    if (by === 0) {
      return;
    }
    const end = this.scroller.scrollHeight - this.height;
    if (now <= 0) {
      this.top = 0;
    } else if (now >= end - 1) {
      this.top = Infinity;
    } else if (Math.abs(by) > 4 * this.height) {
      this.top = now / this.#scale();
    } else {
      this.top += by;
    }
    this.draw();
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.#follow(), 160);
  }

  /** Sets the scroll position of the browser to that of the list. */
  #follow() {
    this.space.style.height = `${Math.max(this.height, Math.round(this.heights.total * this.#scale()))}px`;
    this.scroller.scrollTop = Math.round(this.top * this.#scale());
    this.#lastScroll = this.scroller.scrollTop;
  }

  #resized() {
    this.#generation++;
    forgetWidths();
    // The visible rows keep their place only if their new heights are known.
    for (const [row, element] of this.elements) {
      this.#measure(row, element);
    }
    this.#reset(null);
  }

  /** @param {RowRange | null} change null for all rows */
  #rowsChanged(change) {
    if (change !== null && change.removed === 0 && change.added === 0) {
      return;
    }
    this.#reset(change);
  }

  /**
   * Returns the row or the folded run at an index of the list.
   *
   * @param {number} view less than the length of the list
   */
  #itemAt(view) {
    return /** @type {Row} */ (model.itemAt(view));
  }

  /** Returns the visible rows. The first returned row must not move on the screen: the row at the cursor if it is visible, otherwise the top row. */
  #anchors() {
    const seen = [...this.elements].map(([row, element]) => ({ row, number: element.number, y: element.y }));
    const inSight = seen.filter(({ y }) => y > -1 && y < this.height);
    const here = model.row;
    return inSight.sort((a, b) => Number(b.row === here) - Number(a.row === here) || a.y - b.y);
  }

  /** @param {RowRange | null} change */
  #reset(change) {
    const anchors = this.#anchors();
    const heights = new Float64Array(model.viewLength);
    for (let view = 0; view < heights.length; view++) {
      const row = this.#itemAt(view);
      const measured = row.measured === this.#generation ? row.height : undefined;
      heights[view] = measured ?? estimate(row);
    }
    this.heights.reset(heights);
    for (const { row, number, y } of anchors) {
      const moved = change !== null && number >= change.from + change.removed ? number + change.added - change.removed : number;
      // A run that was unfolded keeps the place of its first row.
      if ((row.folded !== undefined || model.rows[moved] === row) && model.isShown(moved)) {
        this.top = this.heights.offset(model.viewOf(moved)) - y;
        break;
      }
      // After a provisional alignment all rows are new, but the sentences are the same.
      const same = change === null ? this.#rowWith(row.source[0] ?? row.target[0]) : -1;
      if (same >= 0 && model.isShown(same)) {
        this.top = this.heights.offset(model.viewOf(same)) - y;
        break;
      }
    }
    this.dispatchEvent(new Event("reset"));
    this.draw();
    this.#follow();
  }

  /**
   * Returns the number of the row that begins with a sentence, or -1.
   *
   * @param {Sentence | undefined} sentence
   */
  #rowWith(sentence) {
    return sentence === undefined ? -1 : model.rows.findIndex((row) => row.source[0]?.id === sentence.id || row.target[0]?.id === sentence.id);
  }

  /**
   * Rebuilds visible rows whose content has changed. Other rows keep their elements, so that mouse interaction continues.
   *
   * @param {(row: Row, element: RowElement) => boolean} isStale
   */
  rebuild(isStale = () => true) {
    const selection = getSelection();
    for (const [row, element] of this.elements) {
      if (!isStale(row, element)) {
        continue;
      }
      if (selection && !selection.isCollapsed && element.contains(selection.anchorNode)) {
        // Words selected for the glossary stay selected.
        continue;
      }
      if (!element.querySelector("textarea")) {
        element.remove();
        this.elements.delete(row);
      } else {
        row.measured = 0;
        this.#measure(row, element);
      }
    }
    this.draw();
  }

  /**
   * Rebuilds a row completely.
   *
   * @param {Row} row
   */
  forget(row) {
    this.elements.get(row)?.remove();
    this.elements.delete(row);
    this.draw();
  }

  /**
   * Measures a row again after its height changed, for example during editing.
   *
   * @param {Row} row
   */
  remeasure(row) {
    const element = this.elements.get(row);
    if (element) {
      this.#measure(row, element);
      this.draw();
    }
  }

  /** Draws immediately. */
  flush() {
    cancelAnimationFrame(this.#frame);
    this.#drawNow();
  }

  /** Draws with the next frame. */
  draw() {
    if (this.#frame === 0) {
      this.#frame = requestAnimationFrame(() => this.#drawNow());
    }
  }

  #drawNow() {
    this.#frame = 0;
    /** @type {Set<Row>} */
    const used = new Set();
    for (let round = 0; round < 5 && this.#place(used); round++) {
      // Rows are lower than estimated, so more rows are visible.
    }
    for (const [row, element] of this.elements) {
      if (!used.has(row)) {
        if (element.querySelector("textarea")) {
          element.y = -20_000;
          element.style.transform = "translateY(-20000px)";
        } else {
          element.remove();
          this.elements.delete(row);
        }
      }
    }
    this.paint();
    this.dispatchEvent(new Event("drawn"));
  }

  #clamp() {
    this.top = Math.max(0, Math.min(this.top, this.heights.total - this.height));
  }

  /**
   * Positions the visible rows. Returns whether a height changed.
   *
   * @param {Set<Row>} used the visible rows afterwards
   */
  #place(used) {
    this.#clamp();
    used.clear();
    const { heights } = this;
    if (heights.length === 0) {
      return false;
    }
    const first = heights.at(Math.max(0, this.top - OVERSCAN));
    const anchor = heights.at(this.top);
    const within = this.top - heights.offset(anchor);
    /** @type {[Row, RowElement][]} */
    const fresh = [];
    /** @type {RowElement | null} */
    let before = null;
    let offset = heights.offset(first);
    let last = first;
    for (; last < heights.length && offset < this.top + this.height + OVERSCAN; last++) {
      const number = model.rowAt(last);
      const row = this.#itemAt(last);
      offset += heights.get(last);
      if (row.unloaded && row.folded === undefined) {
        continue;
      }
      used.add(row);
      let element = this.elements.get(row);
      if (!element) {
        element = buildRow(row);
        this.elements.set(row, element);
        fresh.push([row, element]);
      }
      element.number = number;
      // Screen readers and Tab follow the order in the document, so it is the order on the screen.
      if (!element.isConnected || (before !== null && element.compareDocumentPosition(before) & Node.DOCUMENT_POSITION_FOLLOWING)) {
        before === null ? this.body.prepend(element) : before.after(element);
      }
      before = element;
    }
    let changed = false;
    for (const [row, element] of fresh) {
      this.#measure(row, element);
    }
    for (let view = first; view < last; view++) {
      const { height } = this.#itemAt(view);
      if (height !== undefined && Math.abs(height - heights.get(view)) > 0.5) {
        heights.set(view, height);
        changed = true;
      }
    }
    this.top = heights.offset(anchor) + Math.min(within, heights.get(anchor));
    this.#clamp();
    let y = heights.offset(first) - this.top;
    for (let view = first; view < last; view++) {
      const element = this.elements.get(this.#itemAt(view));
      if (element) {
        element.y = y;
        element.style.transform = `translateY(${y}px)`;
        labelRow(element, model.rowAt(view), view + 1 < heights.length && !model.folds.has(model.rowAt(view + 1)));
      }
      y += heights.get(view);
    }
    return changed;
  }

  /**
   * @param {Row} row
   * @param {RowElement} element
   */
  #measure(row, element) {
    row.height = element.offsetHeight;
    row.extents = extents(element);
    row.measured = this.#generation;
  }

  paint() {
    this.scroller.setAttribute("aria-rowcount", String(model.rows.length));
    for (const [row, element] of this.elements) {
      paintRow(row, element);
    }
    const cell = this.elements.get(model.row)?.querySelector(`.cell.${model.cursor.side}, .unfold`);
    cell ? this.scroller.setAttribute("aria-activedescendant", cell.id) : this.scroller.removeAttribute("aria-activedescendant");
  }

  /**
   * Returns the top and height of a row relative to the visible area, even if it is not visible.
   *
   * @param {number} number
   */
  positionOf(number) {
    const view = model.viewOf(number);
    return { y: this.heights.offset(view) - this.top, height: view < this.heights.length ? this.heights.get(view) : 0 };
  }

  /**
   * Scrolls to a row. "centre" centres it, for distant rows.
   *
   * @param {number} number
   * @param {"nearest" | "centre"} how
   */
  reveal(number, how = "nearest") {
    // In a low window the whole page scrolls.
    this.scroller.scrollIntoView({ block: "nearest" });
    const { y, height } = this.positionOf(number);
    const margin = Math.min(90, this.height / 6);
    if (y >= margin && y + height <= this.height - margin) {
      return;
    }
    if (how === "centre" || y < -this.height || y > 2 * this.height) {
      this.top += y - Math.max(margin, (this.height - height) / 3);
    } else if (y < margin || height > this.height - 2 * margin) {
      this.top += y - margin;
    } else {
      this.top += y + height - this.height + margin;
    }
    this.#clamp();
    this.draw();
    this.#follow();
  }

  /**
   * Scrolls to an offset in the whole list.
   *
   * @param {number} top
   */
  scrollTo(top) {
    this.top = top;
    this.#clamp();
    this.draw();
    this.#follow();
  }
}

export const list = new List();
