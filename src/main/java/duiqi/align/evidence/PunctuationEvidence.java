package duiqi.align.evidence;

import duiqi.align.learn.TokenizedPair;
import java.util.List;

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

    private final TokenizedPair pair;
    private final Ending[] chineseEndings;
    private final Ending[] englishEndings;

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
                "more sentences than clauses");
    }

    @Override
    public void measure(int i, int n, int j, int m, double[] values, int at) {
        if (n == 0 || m == 0) {
            return;
        }
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

    private static int count(String text, String marks, int end) {
        int count = 0;
        for (int k = 0; k < end; k++) {
            count += marks.indexOf(text.charAt(k)) >= 0 ? 1 : 0;
        }
        return count;
    }
}
