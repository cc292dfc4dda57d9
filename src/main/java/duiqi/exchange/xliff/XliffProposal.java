package duiqi.exchange.xliff;

import duiqi.exchange.Suggestions.Suggestion;

/**
 * Holds a translation to insert into a segment. Immutable.
 *
 * @param segment segment to fill
 * @param sourceText text of the source
 * @param suggestion translation without inline tags
 * @param placement translation with inline tags
 */
record XliffProposal(XliffSegment segment, String sourceText, Suggestion suggestion, XliffPlacement placement) {
    /** Lists the kinds of work that a proposal leaves to the translator, the least first. */
    enum Grade {
        /** Needs a review. */
        EXACT,
        /** Needs a careful review, because no person has seen it. */
        MACHINE,
        /** Needs a change. */
        FUZZY
    }

    /** Returns the grade. If the positions of the tags are uncertain, the grade is FUZZY for any score. */
    Grade grade() {
        if (placement.codes() != XliffPlacement.Codes.PLACED) {
            return Grade.FUZZY;
        }
        if (suggestion.isMachine()) {
            return Grade.MACHINE;
        }
        return suggestion.isExact() ? Grade.EXACT : Grade.FUZZY;
    }
}
