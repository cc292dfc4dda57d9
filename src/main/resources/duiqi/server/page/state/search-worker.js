// Searches outside the page, so that a slow expression does not block it. The page ends the worker if a search takes too long.

import { searchTexts } from "./search.js";

/** @import { Query } from "./search.js" */

/** @type {(event: MessageEvent<{ texts: string[], query: Query, template: string | null }>) => void} */
self.onmessage = ({ data: { texts, query, template } }) => {
  // The time for a search begins now, not with the start of the worker.
  postMessage("begun");
  postMessage(searchTexts(texts, query, template));
};
