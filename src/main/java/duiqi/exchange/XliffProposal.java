package duiqi.exchange;

/**
 * A translation that is to be put into a segment. Immutable.
 *
 * @param sourceText the text of the segment
 * @param placement the translation as it stands in the target
 */
record XliffProposal(XliffSegment segment, String sourceText, Suggestion suggestion, XliffPlacement placement) {
    /** What a translator has to do about it. */
    enum Grade {
        /** Look at it. */
        EXACT,
        /** Look at it closely: no person has. */
        MACHINE,
        /** Change it. */
        FUZZY
    }

    /** How good it is; one whose codes are not surely where they belong has to be changed, whatever it agrees with. */
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
