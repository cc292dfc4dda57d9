package duiqi.align;

/**
 * The two texts of a bead with the Chinese one first, whichever of the two is the original; the source first where both are
 * Chinese, or none.
 */
record BeadTexts(String first, String second) {
    static BeadTexts of(ParallelText text, Bead bead) {
        boolean swapped = text.target().language().isChinese()
                && !text.source().language().isChinese();
        String source = text.sourceText(bead);
        String target = text.targetText(bead);
        return swapped ? new BeadTexts(target, source) : new BeadTexts(source, target);
    }
}
