// Which editor is open. Rows have it in the place of the sentence that it changes.

/** The one editor that is open: {id, original, box, field}, or null. */
export let editor = null;

export function setEditor(opened) {
  editor = opened;
}

/** The open editor when it is for a sentence. */
export function editorOf(sentence) {
  return editor?.id === sentence.id ? editor.box : null;
}

export const isEditing = () => editor !== null;
