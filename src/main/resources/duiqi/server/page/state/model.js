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

export class Model extends EventTarget {
  /** @type {DocumentState | null} */
  document = null;
  version = 0;
  /** @type {Row[]} */
  rows = [];
  /**
   * Numbers of the rows that match the filter, or null for all rows.
   *
   * @type {number[] | null}
   */
  shown = null;
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
    const wasShown = this.shown === null || this.rows.slice(from, from + removed).some((row) => row.shown);
    this.rows = this.rows.slice(0, from).concat(rows, this.rows.slice(from + removed));
    this.version = change.version;
    if (this.shown !== null) {
      // A changed row stays visible even if it no longer matches the filter, so that it does not vanish while the user works on it.
      rows.forEach((row) => (row.shown = wasShown || matches(this, row)));
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

  get row() {
    return this.rows[this.cursor.row] ?? UNLOADED;
  }

  /**
   * The sentence at the cursor, or undefined in an empty cell.
   *
   * @returns {Sentence | undefined}
   */
  get sentence() {
    return this.row[this.cursor.side][this.cursor.sentence];
  }

  /** Numbers of the selected rows that match the filter. */
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

  /** @param {number} row */
  isShown(row) {
    return this.shown === null || this.rows[row]?.shown === true;
  }

  get viewLength() {
    return this.shown === null ? this.rows.length : this.shown.length;
  }

  /**
   * Returns the number of the row at an index among the matching rows.
   *
   * @param {number} view
   */
  rowAt(view) {
    return this.shown === null ? view : this.shown[view];
  }

  /**
   * Returns the index of a row among the matching rows. For another row, returns the index that it would have.
   *
   * @param {number} row
   */
  viewOf(row) {
    if (this.shown === null) {
      return row;
    }
    let low = 0;
    let high = this.shown.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.shown[middle] < row) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** @param {string} filter */
  setFilter(filter) {
    this.filter = filter;
    this.#show();
    this.emit("view");
    if (this.viewLength > 0 && !this.isShown(this.cursor.row)) {
      this.moveTo({ ...this.cursor, row: this.rowAt(Math.min(this.viewOf(this.cursor.row), this.viewLength - 1)) });
    }
  }

  #show() {
    if (this.filter === "all") {
      this.shown = null;
      return;
    }
    for (const row of this.rows) {
      if (!row.unloaded) {
        row.shown = matches(this, row);
      }
    }
    this.#collect();
  }

  #collect() {
    /** @type {number[]} */
    const shown = [];
    this.rows.forEach((row, i) => row.shown && shown.push(i));
    this.shown = shown;
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
