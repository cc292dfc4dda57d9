package duiqi.align;

import java.util.List;

/**
 * Whether every segment of a bead earns its place: the lexical score per token of the segment that fits the other side least.
 * A bead that has swallowed a stranger scores well as a whole but not in its weakest member.
 */
final class MemberEvidence implements Evidence {
    private final TokenizedPair pair;
    private final PairScores scores;
    private final float[] wordSums;
    private final float[] stemSums;

    MemberEvidence(TokenizedPair pair, PairScores scores) {
        this.pair = pair;
        this.scores = scores;
        wordSums = TokenWeights.sums(pair.words(), TokenWeights.chinese(pair.words()));
        stemSums = TokenWeights.sums(pair.stems(), TokenWeights.english(pair.stems()));
    }

    @Override
    public List<String> features() {
        return List.of("weakest English member", "weakest Chinese member");
    }

    @Override
    public void measure(int i, int n, int j, int m, double[] values, int at) {
        if (n == 0 || m == 0) {
            return;
        }
        if (m > 1) {
            values[at] = weakestEnglish(i, n, j, m);
        }
        if (n > 1) {
            values[at + 1] = weakestChinese(i, n, j, m);
        }
    }

    private double weakestEnglish(int i, int n, int j, int m) {
        double weight = 0;
        for (int k = i; k < i + n; k++) {
            weight += wordSums[k];
        }
        double weakest = Double.POSITIVE_INFINITY;
        for (int l = j; l < j + m; l++) {
            double sum = 0;
            for (int place = scores.stemOffset(l); place < scores.stemOffset(l + 1); place++) {
                float ratio = 0;
                for (int k = i; k < i + n; k++) {
                    PairScores.Row row = scores.row(k);
                    ratio += row.wordForward()[place - scores.stemOffset(row.first())];
                }
                sum += Math.log(LexicalSums.CHANCE + (1 - LexicalSums.CHANCE) * ratio / weight);
            }
            weakest = Math.min(weakest, sum / (pair.stems().tokens(l).length + 1));
        }
        return weakest;
    }

    private double weakestChinese(int i, int n, int j, int m) {
        double weight = 0;
        for (int l = j; l < j + m; l++) {
            weight += stemSums[l];
        }
        double weakest = Double.POSITIVE_INFINITY;
        for (int k = i; k < i + n; k++) {
            PairScores.Row row = scores.row(k);
            int length = pair.words().tokens(k).length;
            double sum = 0;
            for (int place = 0; place < length; place++) {
                float ratio = 0;
                for (int l = j; l < j + m; l++) {
                    ratio += row.wordBackward()[(l - row.first()) * length + place];
                }
                sum += Math.log(LexicalSums.CHANCE + (1 - LexicalSums.CHANCE) * ratio / weight);
            }
            weakest = Math.min(weakest, sum / (length + 1));
        }
        return weakest;
    }
}
