// Sends requests to the server. The token is in the fragment of the URL, which browsers do not send, and stays in this tab.

import { ownName } from "../state/name.js";

/** @import { TextConflict } from "../state/types.js" */

/** @typedef {{ problem?: string, remedy?: string, conflicts?: TextConflict[] }} ErrorBody */

/** An error response of the server. The status is 0 if the server does not respond. */
export class Refusal extends Error {
  /**
   * @param {number} status
   * @param {ErrorBody} body
   */
  constructor(status, body) {
    super(body.problem ?? `the server responded with status ${status}`);
    this.status = status;
    this.remedy = body.remedy ?? "";
    this.body = body;
  }
}

const KEPT = "duiqi.token";

/** Removes the token from the URL, because the history or a screenshot would show it. */
export function takeToken() {
  const token = new URLSearchParams(location.hash.slice(1)).get("token");
  if (token) {
    sessionStorage.setItem(KEPT, token);
    history.replaceState(null, "", location.pathname);
  }
  return sessionStorage.getItem(KEPT);
}

/**
 * Replaces the token. Returns the earlier one.
 *
 * @param {string} token
 */
export function keepToken(token) {
  const before = sessionStorage.getItem(KEPT) ?? "";
  sessionStorage.setItem(KEPT, token);
  return before;
}

/**
 * @param {string} method
 * @param {string} path
 * @param {unknown} [body]
 * @param {AbortSignal} [signal]
 * @param {boolean} [isLast] true for a small request that the browser completes even if the page closes
 */
async function answer(method, path, body, signal, isLast = false) {
  /** @type {Record<string, string>} */
  const headers = { Authorization: `Bearer ${sessionStorage.getItem(KEPT) ?? ""}` };
  if (ownName() !== "") {
    headers["X-Duiqi-Name"] = encodeURIComponent(ownName());
  }
  /** @type {RequestInit} */
  const request = { method, headers, signal, cache: "no-store", keepalive: isLast };
  if (body !== undefined) {
    const isPart = body instanceof Blob;
    headers["Content-Type"] = isPart ? "application/octet-stream" : "application/json";
    request.body = isPart ? body : JSON.stringify(body);
  }
  let response;
  try {
    response = await fetch(`/api/${path}`, request);
  } catch (error) {
    if (/** @type {Error} */ (error).name === "AbortError") {
      throw error;
    }
    throw new Refusal(0, { problem: "duiqi does not respond" });
  }
  if (!response.ok) {
    const body = await response.json().catch(() => ({}));
    throw new Refusal(response.status, body);
  }
  return response;
}

/**
 * @param {string} method
 * @param {string} path
 * @param {unknown} [body]
 * @param {AbortSignal} [signal]
 * @returns {Promise<any>} the JSON of the response; its callers know its type
 */
async function json(method, path, body, signal) {
  const response = await answer(method, path, body, signal);
  const text = await response.text();
  return text === "" ? {} : JSON.parse(text);
}

/**
 * @param {string} path
 * @param {AbortSignal} [signal]
 */
export const get = (path, signal) => json("GET", path, undefined, signal);
/**
 * Sends a small message without waiting for a response. The browser completes it even if the page closes.
 *
 * @param {string} path
 * @param {object} message
 */
export const notify = (path, message) => answer("POST", path, message, undefined, true).catch(() => {});
/** @param {string} path */
export const post = (path, body = {}) => json("POST", path, body);
/**
 * @param {string} path
 * @param {object} body
 */
export const remove = (path, body) => json("DELETE", path, body);

/**
 * Downloads a file. A plain link could not send the token.
 *
 * @param {string} path
 * @param {string} name used if the response has no name
 */
export async function download(path, name) {
  const response = await answer("GET", path);
  const disposition = response.headers.get("Content-Disposition") ?? "";
  // filename* may contain Chinese characters; filename is ASCII.
  const [, encoded] = /filename\*=UTF-8''([^;]+)/.exec(disposition) ?? [];
  const [, plain] = /filename="([^"]+)"/.exec(disposition) ?? [];
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await response.blob());
  link.download = encoded ? decodeURIComponent(encoded) : (plain ?? name);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
