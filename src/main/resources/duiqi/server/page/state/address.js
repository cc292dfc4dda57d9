// Addresses of the page: "#/" is the list of documents, "#/d/NAME/row/12" is a row of a document.

/** @typedef {{ name: string, row: number | null }} Address row is the number of a row, from 1 */

/**
 * Returns the address in the fragment of a URL, or null if the fragment names no document.
 *
 * @param {string} fragment
 * @returns {Address | null}
 */
export function addressIn(fragment) {
  const [, name, row] = /^#\/d\/([^/]+)(?:\/row\/(\d{1,9}))?\/?$/.exec(fragment) ?? [];
  try {
    return name === undefined ? null : { name: decodeURIComponent(name), row: row === undefined ? null : Math.max(1, Number(row)) };
  } catch {
    // The percent-encoding is wrong.
    return null;
  }
}

/**
 * Returns the fragment of an address.
 *
 * @param {string} name name of the document
 * @param {number | null} row
 */
export function fragmentOf(name, row = null) {
  return `#/d/${encodeURIComponent(name)}${row === null ? "" : `/row/${row}`}`;
}

/**
 * Returns the token in a text that a user pasted: the URL that duiqi printed, or the token itself. Returns null if there is none.
 *
 * @param {string} text
 */
export function tokenIn(text) {
  const [token] = /[A-Za-z0-9._~-]{16,}$/.exec(text.trim()) ?? [];
  return token === undefined || /^https?:/.test(text.trim()) !== text.includes("#token=") ? null : token;
}
