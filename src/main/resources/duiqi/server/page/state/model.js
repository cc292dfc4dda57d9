// The state of the page: rows, filter, cursor, and sentences selected for linking.
// Events for on(): "document", "rows" (with the replaced range), "cursor", "findings", "view".

import { matches } from "./filter.js";
import { peopleByBead } from "./people.js";

/** @import { Change, Cursor, DocumentState, Finding, ModelEvents, Row, Sentence, Side } from "./types.js" */

/**
 * Placeholder for a row that is not loaded yet.
 *
 * @type {Row}
 */
export const UNLOADED = Object.freeze({
  bead: "",
  piece: 0,
  pieces: 1,
  type: "",
  probability: 1,
  confirmed: false,
  marked: false,
  note: "",
  source: [],
  target: [],
  unloaded: true,
});

/** @type {Side[]} */
export const SIDES = ["source", "target"];

/**
 * @param {Side} side
 * @returns {Side}
 */
export const otherSide = (side) => (side === "source" ? "target" : "source");

/** @param {Side} side */
export const languageOf = (side) => (side === "source" ? model.opened.sourceLanguage : model.opened.targetLanguage);

/**
 * Returns the name of the language of a side.
 *
 * @param {Side} side
 */
export const languageName = (side) => (/^en\b/.test(languageOf(side)) ? "English" : "Chinese");

/** Rows next to a match that stay visible. */
const CONTEXT = 1;
/** Shortest run of rows that is folded. A shorter run needs at most the room of its line. */
const RUN = 2;

export class Model extends EventTarget {
  /** @type {DocumentState | null} */
  document = null;
  version = 0;
  /** @type {Row[]} */
  rows = [];
  /**
   * Numbers of the rows in the list, or null for all rows. The first row of a folded run represents the run.
   *
   * @type {number[] | null}
   */
  view = null;
  /**
   * Folded runs of rows that do not match the filter, by the number of their first row.
   *
   * @type {Map<number, Row>}
   */
  folds = new Map();
  /**
   * Rows that stay visible without a match: unfolded by the user, or changed while they were visible.
   *
   * @type {WeakSet<Row>}
   */
  #unfolded = new WeakSet();
  /** Id of the kind of the displayed rows, or "all". */
  filter = "all";
  /**
   * Cursor: row number, side, and index of the sentence in the cell.
   *
   * @type {Cursor}
   */
  cursor = { row: 0, side: "source", sentence: 0 };
  /** The other end of a selection of rows. */
  anchor = 0;
  /**
   * Ids of sentences selected for linking.
   *
   * @type {Set<string>}
   */
  picked = new Set();
  /** @type {Finding[]} */
  findings = [];
  /**
   * Findings by the id of their bead.
   *
   * @type {Map<string, Finding[]>}
   */
  findingsOf = new Map();
  /**
   * Names of the users of other pages, by the id of the bead at their cursor.
   *
   * @type {Map<string, string[]>}
   */
  people = new Map();
  /**
   * Versions that other pages made while this page showed the document.
   *
   * @type {Set<number>}
   */
  foreign = new Set();
  /** True while the server looks for findings. */
  checking = false;
  /** Number of steps that the server has not answered. */
  waiting = 0;
  online = true;
  loaded = false;

  /** The open document. Throws if none is open. */
  get opened() {
    if (this.document === null) {
      throw new Error("no document is open");
    }
    return this.document;
  }

  /**
   * @template {keyof ModelEvents} T
   * @param {T} name
   * @param {(detail: ModelEvents[T]) => unknown} listener
   */
  on(name, listener) {
    this.addEventListener(name, (event) => listener(/** @type {CustomEvent} */ (event).detail));
  }

  /**
   * @template {keyof ModelEvents} T
   * @param {T} name
   * @param {ModelEvents[T]} [detail]
   */
  emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  /** @param {DocumentState} document */
  setDocument(document) {
    this.document = document;
    this.people = peopleByBead(document.people ?? []);
    this.emit("document");
  }

  /**
   * @param {number} total number of rows, which fill() sets later
   * @param {number} version
   */
  begin(total, version) {
    this.version = version;
    this.rows = new Array(total).fill(UNLOADED);
    this.loaded = false;
    this.#show();
    this.emit("rows", null);
  }

  /**
   * @param {number} from
   * @param {Row[]} rows
   */
  fill(from, rows) {
    for (let i = 0; i < rows.length; i++) {
      this.rows[from + i] = rows[i];
    }
    this.loaded = from + rows.length >= this.rows.length;
    this.#show();
    this.emit("rows", null);
  }

  /**
   * Applies a change of the server to the rows. The cursor stays at its row.
   *
   * @param {Change} change
   * @param {boolean} isOwn true for a change by this page; if the pair at the cursor no longer exists, the cursor moves to the change
   * @param {boolean} goes true to always move the cursor to the change, for example for undo
   */
  apply(change, isOwn, goes = false) {
    const { from, removed, rows } = change;
    const { bead } = this.row;
    const replaced = Array.from({ length: removed }, (_, i) => from + i);
    const wasMatch = replaced.some((number) => this.isMatch(number));
    const wasVisible = goes || replaced.some((number) => this.isShown(number));
    this.rows = this.rows.slice(0, from).concat(rows, this.rows.slice(from + removed));
    this.version = change.version;
    if (this.view !== null) {
      // A changed row stays even if it no longer matches the filter, so that it does not vanish while the user works on it.
      for (const row of rows) {
        row.shown = wasMatch || matches(this, row);
        if (wasVisible) {
          this.#unfolded.add(row);
        }
      }
      this.#collect();
    }
    this.#moveCursor(change, isOwn, goes, bead);
    this.#dropPicks();
    this.emit("rows", { from, removed, added: rows.length });
  }

  /**
   * @param {Change} change
   * @param {boolean} isOwn
   * @param {boolean} goes
   * @param {string} bead bead at the cursor before the change
   */
  #moveCursor({ from, removed, rows, focus }, isOwn, goes, bead) {
    const shift = (/** @type {number} */ row) => {
      if (row < from) {
        return row;
      }
      return row >= from + removed ? row + rows.length - removed : Math.min(row, from + Math.max(0, rows.length - 1));
    };
    const cursor = { ...this.cursor, row: shift(this.cursor.row) };
    let anchor = shift(this.anchor);
    if (isOwn) {
      const at = rows.findIndex((row) => row.bead === focus);
      const isGone = this.rows[cursor.row]?.bead !== bead;
      if (at >= 0 && (goes || isGone) && this.rows[cursor.row]?.bead !== focus) {
        cursor.row = from + at;
      }
      anchor = goes || isGone ? cursor.row : anchor;
    }
    this.moveTo(cursor, anchor);
  }

  /**
   * Moves the cursor to the nearest existing position.
   *
   * @param {{ row: number, side: Side, sentence?: number }} cursor
   */
  moveTo(cursor, anchor = cursor.row) {
    const last = Math.max(0, this.rows.length - 1);
    const row = Math.max(0, Math.min(last, cursor.row));
    const cell = this.rows[row]?.[cursor.side] ?? [];
    const sentence = Math.max(0, Math.min(cell.length - 1, cursor.sentence ?? 0));
    this.cursor = { row, side: cursor.side, sentence };
    this.anchor = Math.max(0, Math.min(last, anchor));
    this.emit("cursor");
  }

  /** The row at the cursor, or the folded run at the cursor, which is unloaded. */
  get row() {
    return this.itemAt(this.viewOf(this.cursor.row)) ?? UNLOADED;
  }

  /**
   * The sentence at the cursor, or undefined in an empty cell.
   *
   * @returns {Sentence | undefined}
   */
  get sentence() {
    return this.row[this.cursor.side][this.cursor.sentence];
  }

  /** Numbers of the selected rows that are visible. */
  get selection() {
    const [low, high] = [Math.min(this.cursor.row, this.anchor), Math.max(this.cursor.row, this.anchor)];
    const all = [];
    for (let row = low; row <= high && row < this.rows.length; row++) {
      if (this.isShown(row)) {
        all.push(row);
      }
    }
    return all;
  }

  /** Ids of the beads of the selected rows, each once. */
  get selectedBeads() {
    return [...new Set(this.selection.map((row) => this.rows[row].bead))];
  }

  /**
   * Returns whether a row matches the filter.
   *
   * @param {number} row
   */
  isMatch(row) {
    return this.view === null || this.rows[row]?.shown === true;
  }

  /**
   * Returns whether a row is visible: it matches the filter, is next to a match, or was unfolded.
   *
   * @param {number} row
   */
  isShown(row) {
    return this.view === null || (this.view[this.viewOf(row)] === row && !this.folds.has(row));
  }

  get viewLength() {
    return this.view === null ? this.rows.length : this.view.length;
  }

  /**
   * Returns the number of the row at an index of the list; of a folded run, the number of its first row.
   *
   * @param {number} view
   */
  rowAt(view) {
    return this.view === null ? view : this.view[view];
  }

  /**
   * Returns the row or the folded run at an index of the list.
   *
   * @param {number} view
   * @returns {Row | undefined}
   */
  itemAt(view) {
    const row = this.rowAt(view);
    return this.folds.get(row) ?? this.rows[row];
  }

  /**
   * Returns the index of a row in the list; of a folded row, that of its run.
   *
   * @param {number} row
   */
  viewOf(row) {
    if (this.view === null) {
      return row;
    }
    let low = 0;
    let high = this.view.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.view[middle] <= row) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return Math.max(0, low - 1);
  }

  /** @param {string} filter */
  setFilter(filter) {
    this.filter = filter;
    this.#unfolded = new WeakSet();
    this.#show();
    this.emit("view");
    if (this.viewLength > 0 && !this.isMatch(this.cursor.row)) {
      const next = this.rows.findIndex((row, number) => number > this.cursor.row && row.shown);
      this.moveTo({ ...this.cursor, row: next >= 0 ? next : this.rows.findLastIndex((row) => row.shown) });
    }
  }

  /**
   * Shows the run that contains a folded row; all rows if none matches the filter.
   *
   * @param {number} row
   */
  unfold(row) {
    if (this.viewLength === 0) {
      this.setFilter("all");
      return;
    }
    const first = this.rowAt(this.viewOf(row));
    const count = this.folds.get(first)?.folded ?? 0;
    this.rows.slice(first, first + count).forEach((folded) => this.#unfolded.add(folded));
    this.#collect();
    this.emit("view");
  }

  #show() {
    if (this.filter === "all") {
      this.view = null;
      this.folds = new Map();
      return;
    }
    for (const row of this.rows) {
      if (!row.unloaded) {
        row.shown = matches(this, row);
      }
    }
    this.#collect();
  }

  /** Collects the matching rows, the rows next to them, and the runs between. */
  #collect() {
    const { rows } = this;
    this.view = [];
    this.folds = new Map();
    let last = -Infinity;
    const isNear = rows.map((row, number) => {
      last = row.shown ? number : last;
      return number - last <= CONTEXT || this.#unfolded.has(row);
    });
    let next = Infinity;
    for (let number = rows.length - 1; number >= 0; number--) {
      next = rows[number].shown ? number : next;
      isNear[number] ||= next - number <= CONTEXT;
    }
    if (next === Infinity) {
      return;
    }
    for (let number = 0; number < rows.length; ) {
      let end = number;
      while (end < rows.length && !isNear[end]) {
        end++;
      }
      if (end - number >= RUN) {
        this.folds.set(number, { ...UNLOADED, folded: end - number });
      }
      this.view.push(number);
      number = this.folds.has(number) ? end : number + 1;
    }
  }

  #dropPicks() {
    if (this.picked.size > 0) {
      this.picked.clear();
    }
  }

  /** @param {Finding[]} findings */
  setFindings(findings) {
    this.findings = findings;
    this.findingsOf = new Map();
    for (const finding of findings) {
      const of = this.findingsOf.get(finding.bead);
      of ? of.push(finding) : this.findingsOf.set(finding.bead, [finding]);
    }
    this.emit("findings");
  }

  /**
   * @param {Row} row
   * @returns {Finding[]}
   */
  findingsAt(row) {
    return this.findingsOf.get(row.bead) ?? [];
  }

  /** @param {boolean} online */
  setOnline(online) {
    if (this.online !== online) {
      this.online = online;
      this.emit("document");
    }
  }

  /** Returns whether another page made the step that undo reverts. */
  get undoesForeign() {
    return this.foreign.has(this.opened.undoStep);
  }

  /** Returns whether the document can be edited now. */
  get canEdit() {
    return this.online && this.loaded && this.document !== null && this.document.busy === null;
  }
}

export const model = new Model();
