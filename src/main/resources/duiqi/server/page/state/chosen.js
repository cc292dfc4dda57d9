// The files that the user chose on the start page: which of them make a document, and what is missing.

/**
 * A chosen file.
 *
 * @typedef {object} Chosen
 * @property {string} name
 * @property {"sending" | "reading" | "ready" | "failed"} phase
 * @property {number} share share of the file that has arrived, from 0 to 1
 * @property {string} upload number of the upload
 * @property {string} languages for example "Chinese"; empty if unknown
 * @property {boolean} whole true if the file needs no translation beside it
 * @property {string} problem problem of a failed file, with its remedy
 */

/** @typedef {(Chosen | null)[]} Places the source and the target */

/**
 * Returns the places for new files: the wanted place first, then the other.
 *
 * @param {Places} places
 * @param {number} count number of files
 * @param {number} wanted place that the user clicked; -1 if the user dropped the files elsewhere
 * @returns {number[]}
 */
export function placesFor(places, count, wanted) {
  if (count > 1) {
    return [0, 1];
  }
  if (wanted >= 0) {
    return [wanted];
  }
  return [places[0] === null || places[1] !== null ? 0 : 1];
}

/**
 * Returns what the chosen files make.
 *
 * @param {Places} places
 * @returns {{ uploads: string[], hint: string, problem: string }} the uploads of a document, or none with a reason
 */
export function verdict(places) {
  const files = places.filter((file) => file !== null);
  const failed = files.filter((file) => file.phase === "failed");
  if (failed.length > 0) {
    return { uploads: [], hint: "", problem: failed.map((file) => file.problem).join(" ") };
  }
  if (files.length === 0) {
    return { uploads: [], hint: "Choose or drop a text and its translation, one file with both languages, or a TMX memory.", problem: "" };
  }
  if (files.some((file) => file.phase !== "ready")) {
    return { uploads: [], hint: "duiqi reads the files …", problem: "" };
  }
  const [first, second] = files;
  if (second === undefined) {
    return first.whole
      ? { uploads: [first.upload], hint: "This file needs no other file.", problem: "" }
      : { uploads: [], hint: `Choose the ${otherOf(first.languages)} text as well.`, problem: "" };
  }
  if (first.languages !== "" && first.languages === second.languages) {
    return { uploads: [], hint: "", problem: `Both files are ${first.languages}. Choose a Chinese and an English text.` };
  }
  return { uploads: [first.upload, second.upload], hint: "", problem: "" };
}

/** @param {string} languages */
function otherOf(languages) {
  return languages === "Chinese" ? "English" : languages === "English" ? "Chinese" : "other";
}

/**
 * Returns the state of a file in words.
 *
 * @param {Chosen} file
 */
export function stateOf(file) {
  switch (file.phase) {
    case "sending":
      return `${Math.round(100 * file.share)}%`;
    case "reading":
      return "reading …";
    case "failed":
      return "not usable";
    default:
      return file.languages || "language unknown";
  }
}

/**
 * Returns the progress of an opening in words.
 *
 * @param {{ phase: string, done: number, total: number }} opening
 * @param {boolean} hasDraft true if the page shows a provisional alignment
 */
export function openingText({ phase, done, total }, hasDraft) {
  if (phase === "waiting") {
    return "duiqi aligns another text first. This one is next.";
  }
  const step = total > 0 ? `, step ${Math.min(total, done + 1)} of ${total}` : "";
  const task = phase === "reading" ? "reading" : "aligning";
  return hasDraft
    ? `duiqi is ${task} the texts${step}. This is a provisional alignment of the beginning: you can read it; editing begins when all is done.`
    : `duiqi is ${task} the texts${step} … The pairs appear when all is done.`;
}
