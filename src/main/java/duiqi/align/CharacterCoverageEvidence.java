package duiqi.align;

import java.util.List;

/**
 * How much of the English content finds a Chinese character of its own. Single characters say what a word means that the
 * lexicon does not have; how much of the characters is covered says nothing of use, since most have no word of their own.
 */
final class CharacterCoverageEvidence implements Evidence {
    private static final double SMOOTHING = 2;
    private static final double SCALE = 10;

    private final BeadMatches matches;
    private final Coverage.Rarity rarity;

    /**
     * @param matches of characters
     */
    CharacterCoverageEvidence(TokenizedPair pair, BeadMatches matches) {
        this.matches = matches;
        rarity = Coverage.Rarity.of(pair.characters(), pair.stems());
    }

    @Override
    public List<String> features() {
        return List.of("English covered by characters", "English matched by characters");
    }

    @Override
    public void measure(int i, int n, int j, int m, double[] values, int at) {
        if (n == 0 || m == 0) {
            return;
        }
        Coverage characters = Coverage.of(matches.of(i, n, j, m), rarity);
        values[at] = m * characters.englishMatched() / (characters.english() + SMOOTHING);
        values[at + 1] = characters.englishMatched() / SCALE;
    }
}
