// Searches in a worker, within a time limit.

/** @import { Query, SearchResult } from "../state/search.js" */

/** Maximum time of a search in milliseconds. A search in 50,000 pairs takes about 200, and up to 2,200 on a busy machine. */
const LIMIT = 5000;
const SLOW = "the search takes too long; use a simpler expression";

/** Makes one search at a time. A new search replaces a running one. */
export class Searcher {
  /** @type {Worker | null} */
  #worker = null;
  /** @type {((result: SearchResult | null) => void) | null} */
  #finish = null;

  /**
   * Searches in texts. Returns null if another search replaced this one.
   *
   * @param {string[]} texts
   * @param {Query} query
   * @param {string | null} template what replaces a match; null to search only
   * @returns {Promise<SearchResult | null>}
   */
  search(texts, query, template = null) {
    this.stop();
    const worker = this.#worker ?? new Worker("/assets/state/search-worker.js", { type: "module" });
    this.#worker = worker;
    return new Promise((resolve) => {
      let timer = 0;
      this.#finish = (result) => {
        clearTimeout(timer);
        this.#finish = null;
        resolve(result);
      };
      /** @param {string} problem */
      const fail = (problem) => {
        const finish = this.#finish;
        this.#end();
        finish?.({ found: [], isCut: false, problem });
      };
      worker.onmessage = ({ data }) => {
        if (data === "begun") {
          timer = setTimeout(() => fail(SLOW), LIMIT);
        } else {
          this.#finish?.(data);
        }
      };
      worker.onerror = () => fail("the search is not possible; reload the page");
      worker.postMessage({ texts, query, template });
    });
  }

  /** Stops a running search. */
  stop() {
    if (this.#finish !== null) {
      this.#end();
      this.#finish?.(null);
    }
  }

  #end() {
    this.#worker?.terminate();
    this.#worker = null;
  }
}
