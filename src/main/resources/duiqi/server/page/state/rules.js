// The names of rules in words. The reports read these lines too.

/**
 * Names of rules whose ids are not clear as words.
 *
 * @type {Record<string, string>}
 */
export const RULES = {
  comparison: "Opposite limit",
  direction: "Opposite direction",
  entity: "Other name",
  polarity: "Lost negation",
  "same-source-different-target": "Inconsistent translation",
  "source-residue": "Source language",
  "url-mismatch": "URL mismatch",
};
