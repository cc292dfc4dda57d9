// The open editor. A row shows it instead of the edited sentence.

/** The open editor {id, original, box, field}, or null. */
export let editor = null;

export function setEditor(opened) {
  editor = opened;
}

/** Returns the element of the open editor if it edits this sentence, otherwise null. */
export function editorOf(sentence) {
  return editor?.id === sentence.id ? editor.box : null;
}

export const isEditing = () => editor !== null;
