package duiqi.align.evidence;

import duiqi.align.learn.TokenizedPair;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Compares the endings of the two sides (question, exclamation, unfinished clause) and their numbers of questions. Also
 * checks that the English has more sentences than the Chinese has clauses.
 */
final class PunctuationEvidence implements Evidence {
    /** Lists the endings of a segment. */
    private enum Ending {
        STOP,
        QUESTION,
        EXCLAMATION,
        CLAUSE,
        NONE
    }

    private static final int MAX_COUNT = 3;

    /** Greatest length of a bare line in Chinese characters; three times as many for English. */
    private static final int MAX_BARE = 20;

    private final TokenizedPair pair;
    private final Ending[] chineseEndings;
    private final Ending[] englishEndings;
    private final boolean[] chineseBare;
    private final boolean[] englishBare;

    PunctuationEvidence(TokenizedPair pair) {
        this.pair = pair;
        chineseEndings = new Ending[pair.chineseSize()];
        for (int i = 0; i < chineseEndings.length; i++) {
            chineseEndings[i] = ending(pair.chinese(i).text());
        }
        englishEndings = new Ending[pair.englishSize()];
        for (int j = 0; j < englishEndings.length; j++) {
            englishEndings[j] = ending(pair.english(j).text());
        }
        chineseBare = bare(chineseEndings, pair::chineseLength, MAX_BARE);
        englishBare = bare(englishEndings, pair::englishLength, MAX_BARE * 3);
    }

    /**
     * Returns by segment whether it is a bare line: a short line without a final mark between two sentences, such as a
     * byline or a heading. Lines without a final mark beside each other are a list or verse.
     */
    private static boolean[] bare(Ending[] endings, IntUnaryOperator lengths, int most) {
        boolean[] bare = new boolean[endings.length];
        for (int k = 0; k < bare.length; k++) {
            bare[k] = endings[k] == Ending.NONE
                    && lengths.applyAsInt(k) <= most
                    && (k == 0 || endings[k - 1] != Ending.NONE)
                    && (k + 1 == bare.length || endings[k + 1] != Ending.NONE);
        }
        return bare;
    }

    private static Ending ending(String text) {
        for (int k = text.length() - 1; k >= 0; k--) {
            char c = text.charAt(k);
            switch (c) {
                case '?', '？' -> {
                    return Ending.QUESTION;
                }
                case '!', '！' -> {
                    return Ending.EXCLAMATION;
                }
                case ':', '：', '-', '–', '—', ',', '，', ';', '；' -> {
                    return Ending.CLAUSE;
                }
                case '.', '。', '…' -> {
                    return Ending.STOP;
                }
                default -> {
                    if (Character.isLetterOrDigit(c)) {
                        return Ending.NONE;
                    }
                }
            }
        }
        return Ending.NONE;
    }

    @Override
    public List<String> features() {
        return List.of(
                "question against none",
                "exclamation against none",
                "clause against sentence",
                "number of questions",
                "more sentences than clauses",
                "bare line unpaired",
                "bare line beside sentence");
    }

    @Override
    public void measure(int i, int n, int j, int m, double[] values, int at) {
        int bare = count(chineseBare, i, n) + count(englishBare, j, m);
        if (n == 0 || m == 0) {
            values[at + 5] = Math.min(MAX_COUNT, bare);
            return;
        }
        int joined = (n > 1 ? count(chineseBare, i, n) : 0) + (m > 1 ? count(englishBare, j, m) : 0);
        values[at + 6] = -Math.min(MAX_COUNT, joined);
        Ending chinese = chineseEndings[i + n - 1];
        Ending english = englishEndings[j + m - 1];
        values[at] = differ(chinese, english, Ending.QUESTION);
        values[at + 1] = differ(chinese, english, Ending.EXCLAMATION);
        values[at + 2] = differ(chinese, english, Ending.CLAUSE);
        int questions = 0;
        int clauses = 1;
        for (int k = i; k < i + n; k++) {
            String text = pair.chinese(k).text();
            questions += count(text, "？?", text.length());
            clauses += count(text, "，；：。？！…—", text.length() - 1);
        }
        for (int l = j; l < j + m; l++) {
            String text = pair.english(l).text();
            questions -= count(text, "?", text.length());
        }
        values[at + 3] = -Math.min(MAX_COUNT, Math.abs(questions));
        if (n == 1 && m > 1) {
            values[at + 4] = -Math.max(0, m - clauses);
        }
    }

    private static double differ(Ending one, Ending other, Ending ending) {
        return (one == ending) != (other == ending) ? 1 : 0;
    }

    private static int count(boolean[] marked, int from, int length) {
        int count = 0;
        for (int k = from; k < from + length; k++) {
            count += marked[k] ? 1 : 0;
        }
        return count;
    }

    private static int count(String text, String marks, int end) {
        int count = 0;
        for (int k = 0; k < end; k++) {
            count += marks.indexOf(text.charAt(k)) >= 0 ? 1 : 0;
        }
        return count;
    }
}
