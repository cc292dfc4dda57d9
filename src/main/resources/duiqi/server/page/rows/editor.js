// The open editor. A row shows it instead of the edited sentence.

/** @import { Sentence } from "../state/types.js" */

/**
 * An open editor.
 *
 * @typedef {object} Editor
 * @property {string} id id of the sentence
 * @property {string} original text before editing
 * @property {HTMLElement} box
 * @property {HTMLTextAreaElement} field
 */

/**
 * The open editor, or null.
 *
 * @type {Editor | null}
 */
export let editor = null;

/** @param {Editor | null} opened */
export function setEditor(opened) {
  editor = opened;
}

/**
 * Returns the element of the open editor if it edits this sentence, otherwise null.
 *
 * @param {Sentence} sentence
 */
export function editorOf(sentence) {
  return editor?.id === sentence.id ? editor.box : null;
}

export const isEditing = () => editor !== null;
