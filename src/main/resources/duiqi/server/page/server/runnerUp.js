// Asks the server for runner-ups and keeps its answers.

import { model } from "../state/model.js";
import { content, rowsOf } from "../state/runnerUp.js";
import { get, Refusal } from "./api.js";
import { path } from "./sync.js";

/** @import { RunnerUp } from "../state/runnerUp.js" */

const MOST = 200;

/**
 * Answers by id of the bead, with their sentences.
 *
 * @type {Map<string, { answer: RunnerUp, rows: string }>}
 */
const known = new Map();
/** @type {AbortController | null} */
let running = null;

/**
 * @param {number} number number of the row of the pair
 * @param {RunnerUp} answer
 */
const validFor = (number, answer) => content(model.rows, rowsOf(model.rows, number, [answer.bead, ...answer.removed]));

/**
 * Returns the known runner-up of a pair; undefined if it is unknown or no longer valid.
 *
 * @param {number} number number of its row
 */
export function knownRunnerUp(number) {
  const entry = known.get(model.rows[number].bead);
  return entry && entry.rows === validFor(number, entry.answer) ? entry.answer : undefined;
}

/** Discards all answers, because ids are unique in one document only. */
export function forgetRunnerUps() {
  running?.abort();
  known.clear();
}

/**
 * Returns the runner-up of a pair. Cancels an earlier request. Returns undefined if a later request or a step replaces
 * this one, or if the server refuses it; the page asks again at the next cursor movement.
 *
 * @param {number} number number of its row
 * @returns {Promise<RunnerUp | undefined>}
 */
export async function findRunnerUp(number) {
  const before = knownRunnerUp(number);
  if (before) {
    return before;
  }
  running?.abort();
  const own = new AbortController();
  running = own;
  const { bead } = model.rows[number];
  const { version } = model;
  try {
    const answer = await get(path(`/runner-up?bead=${encodeURIComponent(bead)}&version=${version}`), own.signal);
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
