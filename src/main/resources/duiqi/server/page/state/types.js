// Types of the page, for the type checker. Nothing imports this file when the page runs.

/** @typedef {"source" | "target"} Side */

/**
 * @typedef {object} Sentence
 * @property {string} id "s" or "t" and a number
 * @property {string} text
 * @property {number} line line in its file, from 1
 * @property {number} column
 * @property {boolean} paragraph true if it begins a paragraph
 * @property {boolean} heading
 * @property {boolean} edited
 * @property {boolean} [added] true if the user added it; the text file does not contain it
 */

/**
 * A row: a bead, or one piece of a bead whose sentences are not adjacent.
 *
 * @typedef {object} Row
 * @property {string} bead id of the bead
 * @property {number} piece index of the piece in its bead, from 0
 * @property {number} pieces number of pieces of the bead
 * @property {string} type for example "1-2"
 * @property {number | null} probability null if the pair was set by hand
 * @property {boolean} confirmed
 * @property {boolean} marked
 * @property {string} note
 * @property {Sentence[]} source
 * @property {Sentence[]} target
 * @property {boolean} [unloaded] true for a placeholder
 * @property {boolean} [shown] true if the row matches the filter
 * @property {number} [folded] number of rows that this placeholder of a folded run represents
 * @property {number} [measured] generation of the measured height
 * @property {number} [height] measured height in pixels
 * @property {Extents} [extents]
 */

/**
 * Vertical extents of the sentences of a row in pixels; null for an empty side.
 *
 * @typedef {Record<Side, [number, number] | null>} Extents
 */

/**
 * @typedef {object} Span
 * @property {string} sentence id of the sentence
 * @property {number} start
 * @property {number} end
 */

/**
 * @typedef {object} Finding
 * @property {string} bead
 * @property {string} rule
 * @property {"error" | "warning" | "note"} severity
 * @property {string} message
 * @property {Span[]} spans
 * @property {string[]} suggestions
 */

/**
 * The properties of the open document.
 *
 * @typedef {object} DocumentState
 * @property {string} id
 * @property {string} name
 * @property {string | null} source name of the source text
 * @property {string | null} target name of the target text
 * @property {string} sourceLanguage
 * @property {string} targetLanguage
 * @property {string} memory path of the memory
 * @property {number} version
 * @property {number} rows
 * @property {string | null} undo label of the step that undo reverts
 * @property {number} undoStep version that this step made; 0 if there is none
 * @property {string | null} redo
 * @property {number} unsaved number of steps that the memory does not contain
 * @property {boolean} written true if the memory contains the review
 * @property {string | null} busy name of the running task
 * @property {SavingState} saving
 * @property {{ problem: string, remedy: string } | null} failure
 * @property {("source" | "target" | "memory")[]} changedOnDisk
 * @property {number} findingsVersion
 * @property {number} presence version of the people
 * @property {import("./people.js").Person[]} [people] users of all pages; missing while the document opens
 * @property {string} glossary path of the file for new terms
 * @property {number} threshold probability under which a pair is doubtful
 */

/**
 * The state of saving the memory.
 *
 * @typedef {object} SavingState
 * @property {number} version number of changes of this state
 * @property {{ number: number, done: number, total: number } | null} running
 * @property {SaveResult | null} result result of the last save
 */

/**
 * The result of a save: numbers of units, or a problem.
 *
 * @typedef {object} SaveResult
 * @property {number} number number of the save
 * @property {string} memory
 * @property {string} [problem]
 * @property {string} [remedy]
 * @property {"memory"} [conflict] present if another program changed the memory
 * @property {string} [hash] hash of the memory with a conflict
 * @property {number} [conflicts] number of units that both sides changed
 * @property {number} [added]
 * @property {number} [kept]
 * @property {number} [removed]
 * @property {number} [changed]
 * @property {number} [theirs]
 * @property {number} [both]
 * @property {number} [lostCodes] number of inline tags
 * @property {{ what: "added" | "removed" | "changed", source: string, target: string }[]} [examples]
 */

/**
 * Which version of a unit the memory keeps.
 *
 * @typedef {"mine" | "theirs" | "both"} Choice
 */

/** @typedef {{ source: string, target: string }} Texts */

/**
 * A unit that the review and another program changed. A version is null if that side removed the unit.
 *
 * @typedef {{ id: string, before: Texts, mine: Texts | null, theirs: Texts | null }} UnitConflict
 */

/**
 * A text of a sentence or note that changed elsewhere while the user wrote another one.
 *
 * @typedef {{ id: string, before: string, mine: string, theirs: string }} TextConflict
 */

/**
 * How far the opening of a document is.
 *
 * @typedef {object} Opening
 * @property {string} name
 * @property {number} number counts the changes of the progress
 * @property {"waiting" | "reading" | "aligning" | "open" | "failed"} phase
 * @property {number} done number of completed steps of the alignment
 * @property {number} total 0 if unknown
 * @property {{ problem: string, remedy: string } | null} failure
 * @property {Draft | null} draft a new provisional alignment
 * @property {DocumentState} [document] the open document
 * @property {Part} [first] its first rows
 */

/** @typedef {{ total: number, version: number, rows: Row[] }} Part */

/**
 * A provisional alignment of the beginning of the texts.
 *
 * @typedef {object} Draft
 * @property {string | null} source
 * @property {string | null} target
 * @property {string} sourceLanguage
 * @property {string} targetLanguage
 * @property {string} memory
 * @property {number} threshold probability under which a pair is doubtful
 * @property {Row[]} rows
 */

/**
 * A change of the rows by a step.
 *
 * @typedef {object} Change
 * @property {number} version
 * @property {string} label
 * @property {number} from index of the first replaced row
 * @property {number} removed
 * @property {Row[]} rows
 * @property {string | null} focus id of the bead to show
 */

/**
 * An answer of the server to a step or to a poll for changes.
 *
 * @typedef {object} Answer
 * @property {boolean} reset true if the page must load all rows
 * @property {Change[]} changes
 * @property {DocumentState} document
 */

/** @typedef {{ row: number, side: Side, sentence: number }} Cursor */

/**
 * Numbers of replaced rows.
 *
 * @typedef {{ from: number, removed: number, added: number }} RowRange
 */

/**
 * Events of the model and their details.
 *
 * @typedef {object} ModelEvents
 * @property {undefined} document
 * @property {RowRange | null} rows null for all rows
 * @property {undefined} cursor
 * @property {undefined} findings
 * @property {undefined} view
 * @property {number} waiting number of steps that the server has not answered
 * @property {undefined} locked the token is missing or wrong
 * @property {undefined} gone the server no longer has the open document under its id
 * @property {undefined} stopped
 * @property {(Opening & { hasDraft: boolean }) | null} opening progress of an opening; null at its end
 */

/**
 * The element of a row in the page.
 *
 * @typedef {HTMLElement & RowProperties} RowElement
 */

/**
 * @typedef {object} RowProperties
 * @property {Row} row
 * @property {string} found findings in the element, as text
 * @property {number} number number of the row; the list sets it
 * @property {number} y distance from the top of the visible area in pixels
 * @property {number} [labelled] number in the label
 */

/**
 * All sentences of a bead.
 *
 * @typedef {Record<Side, Sentence[]>} Bead
 */

/** @typedef {{ finding: Finding, span: Span, text: string }} Suggestion */

/**
 * Words of a text with a style. An empty mark applies to the character at its start.
 *
 * @typedef {object} Mark
 * @property {number} start
 * @property {number} end
 * @property {string} className
 * @property {string} [sign] shown before the words
 * @property {string} [title] tooltip
 */

/**
 * Words of a pair that translate each other.
 *
 * @typedef {object} WordLink
 * @property {Span[]} source
 * @property {Span[]} target
 * @property {"word" | "number" | "name" | "term"} kind
 * @property {number} strength probability of the translation
 */

/**
 * The links of the words of a pair, and its content words without a link.
 *
 * @typedef {object} Words
 * @property {WordLink[]} links
 * @property {Record<Side, Span[]>} left
 */

/**
 * @typedef {object} Kind
 * @property {string} id
 * @property {string} label
 * @property {string} others name of the pairs that the filter folds
 * @property {string} key
 * @property {(row: Row, model: import("./model.js").Model) => boolean} test
 */

/**
 * An action of the page.
 *
 * @typedef {object} Action
 * @property {string} group
 * @property {string} id
 * @property {string} label
 * @property {string[]} keys
 * @property {() => unknown} run
 * @property {() => boolean} when
 * @property {boolean} [edits] true if it changes the document
 * @property {boolean} [waits] false if it does not wait for earlier steps
 * @property {boolean} [bar] true if it is in the toolbar
 * @property {boolean} [primary]
 * @property {boolean} [menu] true if it is in the menu
 * @property {boolean} [begins] true if it begins a group of the menu
 * @property {boolean} [hidden] true if the palette omits it
 * @property {() => import("./outcome.js").Outcome | null} [outcome] returns the pairs that it would give; null if there is no preview
 * @property {string} [why] why it is not possible if "when" returns false
 * @property {boolean} [isTemporary]
 * @property {string} [hint]
 * @property {string} [short]
 */

export {};
