// Sends files to the server in parts, so that each request is small, and makes documents of them.

import { post } from "./api.js";

const PART = 2 << 20;

/**
 * Sends a file.
 *
 * @param {File} file
 * @param {(share: number) => void} progress receives the share of the file that has arrived
 * @returns {Promise<{ upload: string, languages: string, whole: boolean }>}
 */
export async function send(file, progress) {
  const { upload } = await post("uploads", { name: file.name, bytes: file.size });
  let answer = { arrived: 0, languages: "", whole: false };
  while (answer.arrived < file.size) {
    const part = file.slice(answer.arrived, answer.arrived + PART);
    // The server reads the file when the last part has arrived.
    progress(Math.min(1, (answer.arrived + part.size) / file.size));
    answer = await post(`uploads/${upload}?at=${answer.arrived}`, part);
  }
  return { upload, languages: answer.languages, whole: answer.whole };
}

/**
 * Makes a document of one or two files, and returns its id.
 *
 * @param {string[]} uploads
 * @returns {Promise<string>}
 */
export async function makeDocument(uploads) {
  return (await post("documents", { uploads })).document;
}
