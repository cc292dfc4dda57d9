package duiqi.align;

import java.util.List;

/** How much of the content of each side finds a partner of its own on the other side. */
final class CoverageEvidence implements Evidence {
    private static final double SMOOTHING = 2;
    private static final double SCALE = 10;

    private final BeadMatches matches;
    private final Coverage.Rarity rarity;

    /**
     * @param matches of words
     */
    CoverageEvidence(TokenizedPair pair, BeadMatches matches) {
        this.matches = matches;
        rarity = Coverage.Rarity.of(pair.words(), pair.stems());
    }

    @Override
    public List<String> features() {
        return List.of("English covered", "Chinese covered", "both covered", "Chinese matched", "English matched");
    }

    @Override
    public void measure(int i, int n, int j, int m, double[] values, int at) {
        if (n == 0 || m == 0) {
            return;
        }
        Coverage words = Coverage.of(matches.of(i, n, j, m), rarity);
        double both =
                (words.chineseMatched() + words.englishMatched()) / (words.chinese() + words.english() + 2 * SMOOTHING);
        values[at] = m * words.englishMatched() / (words.english() + SMOOTHING);
        values[at + 1] = n * words.chineseMatched() / (words.chinese() + SMOOTHING);
        values[at + 2] = (n + m) * 0.5 * both * both;
        values[at + 3] = words.chineseMatched() / SCALE;
        values[at + 4] = words.englishMatched() / SCALE;
    }
}
