// Texts about saving the memory.

/** @import { SaveResult, SavingState } from "./types.js" */

/** Returns the result of a save as a sentence. @param {SaveResult} result */
export function summaryOf({ memory, added = 0, kept = 0, removed = 0, theirs = 0, both = 0, lostCodes = 0 }) {
  const units = [
    added > 0 && `${added} added`,
    kept > 0 && `${kept} kept`,
    removed > 0 && `${removed} removed`,
    theirs > 0 && `${theirs} from other programs`,
    both > 0 && `${both} changed on both sides (both versions kept)`,
  ];
  const codes = lostCodes > 0 && ` ${lostCodes} inline ${lostCodes === 1 ? "tag" : "tags"} removed from changed texts.`;
  return `Saved to ${memory}: ${units.filter(Boolean).join(", ") || "no units"}.${codes || ""}`;
}

/** Returns the number of unsaved changes in words. @param {number} unsaved */
export const unsavedText = (unsaved) => (unsaved === 1 ? "1 unsaved change" : `${unsaved.toLocaleString("en")} unsaved changes`);

/** Returns the progress of a running save, or "" if there is none. @param {SavingState} saving */
export function progressOf({ running }) {
  return running === null ? "" : `Saving … ${Math.floor((100 * running.done) / running.total)}%`;
}

/** Returns the number of units that only the other program changed. @param {SaveResult} result */
export function onlyTheirs({ added = 0, removed = 0, changed = 0, conflicts = 0 }) {
  return Math.max(0, added + removed + changed - conflicts);
}
