// Asks the server for alternatives and keeps its answers.

import { content, rowsOf } from "../state/alternative.js";
import { model } from "../state/model.js";
import { get, Refusal } from "./api.js";
import { path } from "./sync.js";

/** @import { Alternative } from "../state/alternative.js" */

const MOST = 200;

/**
 * Answers by id of the bead, with their sentences.
 *
 * @type {Map<string, { answer: Alternative, rows: string }>}
 */
const known = new Map();
/** @type {AbortController | null} */
let running = null;

/**
 * @param {number} number number of the row of the pair
 * @param {Alternative} answer
 */
const validFor = (number, answer) => content(model.rows, rowsOf(model.rows, number, [answer.bead, ...answer.removed]));

/**
 * Returns the known alternative of a pair; undefined if it is unknown or no longer valid.
 *
 * @param {number} number number of its row
 */
export function knownAlternative(number) {
  const entry = known.get(model.rows[number].bead);
  return entry && entry.rows === validFor(number, entry.answer) ? entry.answer : undefined;
}

/** Discards all answers, because ids are unique in one document only. */
export function forgetAlternatives() {
  running?.abort();
  known.clear();
}

/**
 * Returns the alternative of a pair. Cancels an earlier request. Returns undefined if a later request or a step replaces
 * this one, or if the server refuses it; the page asks again at the next cursor movement.
 *
 * @param {number} number number of its row
 * @returns {Promise<Alternative | undefined>}
 */
export async function findAlternative(number) {
  const before = knownAlternative(number);
  if (before) {
    return before;
  }
  running?.abort();
  const own = new AbortController();
  running = own;
  const { bead } = model.rows[number];
  const { version } = model;
  try {
    const answer = await get(path(`/alternative?bead=${encodeURIComponent(bead)}&version=${version}`), own.signal);
    if (answer.bead !== bead || model.version !== version || model.rows[number]?.bead !== bead) {
      return undefined;
    }
    if (known.size >= MOST) {
      known.clear();
    }
    known.set(bead, { answer, rows: validFor(number, answer) });
    return answer;
  } catch (error) {
    if (own.signal.aborted || error instanceof Refusal) {
      return undefined;
    }
    throw error;
  }
}
