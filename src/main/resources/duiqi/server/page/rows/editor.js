// The open editor. A row shows it instead of the edited sentence.

/** @import { Row, Side } from "../state/types.js" */

/**
 * An open editor.
 *
 * @typedef {object} Editor
 * @property {string} id id of the sentence, or of the cell of a missing one
 * @property {{ side: Side, bead: string } | null} missing place of a sentence that the user adds; null if the sentence exists
 * @property {string} original text before editing
 * @property {HTMLElement} box
 * @property {HTMLTextAreaElement} field
 */

/** The open editor, or null. @type {{ editor: Editor | null }} */
export const current = { editor: null };

/**
 * Returns the id of the empty cell of a row.
 *
 * @param {Row} row
 * @param {Side} side
 */
export const cellId = (row, side) => `${row.bead} ${row.piece} ${side}`;

/**
 * Returns the element of the open editor if it edits this sentence, otherwise null.
 *
 * @param {string} id id of the sentence, or of the cell of a missing one
 */
export function editorOf(id) {
  return current.editor?.id === id ? current.editor.box : null;
}

export const isEditing = () => current.editor !== null;
