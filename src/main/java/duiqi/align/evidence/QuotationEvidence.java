package duiqi.align.evidence;

import duiqi.align.learn.TokenizedPair;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Compares the beginnings and ends of quotations. Each side is read once from start to end. Each segment then has its
 * number of characters inside and outside quotation marks, and a flag that it begins inside a quotation.
 *
 * <p>Only the most frequent kind of mark of a side counts; the others are apostrophes or quotations inside quotations.
 * A quotation that is not closed within {@link #MAX_LENGTH} segments counts as closed.
 */
final class QuotationEvidence implements Evidence {
    private static final int MAX_LENGTH = 12;
    private static final int MAX_COUNT = 3;
    private static final double SMOOTHING = 12;
    private static final String[] KINDS = {"“”「」『』", "‘’'", "\""};

    private final Side chinese;
    private final Side english;
    private final double expansion;
    private final int chineseSize;
    private final int englishSize;

    /**
     * Holds by segment the characters inside and outside quotations, the opening and closing marks, and whether it
     * begins inside a quotation.
     */
    private static final class Side {
        final int[] inside;
        final int[] outside;
        final int[] opening;
        final int[] closing;
        final boolean[] beginsInside;
        final boolean[] beginsWithMark;
        final boolean[] endsWithMark;

        Side(int size, IntFunction<String> texts) {
            inside = new int[size];
            outside = new int[size];
            opening = new int[size];
            closing = new int[size];
            beginsInside = new boolean[size];
            beginsWithMark = new boolean[size];
            endsWithMark = new boolean[size];
            String kind = mainKind(size, texts);
            boolean quoted = false;
            int age = 0;
            for (int k = 0; k < size; k++) {
                String text = texts.apply(k);
                beginsInside[k] = quoted;
                for (int at = 0; at < text.length(); at++) {
                    int direction = kind.indexOf(text.charAt(at)) < 0 ? 0 : direction(text, at);
                    if (direction > 0) {
                        quoted = true;
                        age = 0;
                        opening[k]++;
                        beginsWithMark[k] |= at == 0;
                    } else if (direction < 0) {
                        quoted = false;
                        closing[k]++;
                        endsWithMark[k] |= at == text.length() - 1;
                    } else if (!Character.isWhitespace(text.charAt(at))) {
                        (quoted ? inside : outside)[k]++;
                    }
                }
                if (quoted && ++age > MAX_LENGTH) {
                    quoted = false;
                }
            }
        }

        private static String mainKind(int size, IntFunction<String> texts) {
            int[] counts = new int[KINDS.length];
            for (int k = 0; k < size; k++) {
                String text = texts.apply(k);
                for (int at = 0; at < text.length(); at++) {
                    for (int kind = 0; kind < KINDS.length; kind++) {
                        if (KINDS[kind].indexOf(text.charAt(at)) >= 0 && direction(text, at) != 0) {
                            counts[kind]++;
                        }
                    }
                }
            }
            int best = 0;
            for (int kind = 1; kind < KINDS.length; kind++) {
                best = counts[kind] > counts[best] ? kind : best;
            }
            return KINDS[best];
        }

        /** Returns 1 for an opening mark, -1 for a closing mark, 0 for an apostrophe. */
        private static int direction(String text, int at) {
            char c = text.charAt(at);
            if ("“「『‘".indexOf(c) >= 0) {
                return 1;
            }
            if ("”」』".indexOf(c) >= 0) {
                return -1;
            }
            boolean afterSpace = at == 0 || Character.isWhitespace(text.charAt(at - 1)) || text.charAt(at - 1) == '(';
            boolean afterLetter = at > 0 && Character.isLetterOrDigit(text.charAt(at - 1));
            boolean beforeLetter = at + 1 < text.length() && Character.isLetterOrDigit(text.charAt(at + 1));
            if (c == '"') {
                return afterSpace || (beforeLetter && !afterLetter) ? 1 : -1;
            }
            return ofApostrophe(c, afterSpace, afterLetter, beforeLetter);
        }

        private static int ofApostrophe(char c, boolean afterSpace, boolean afterLetter, boolean beforeLetter) {
            if (afterLetter && beforeLetter) {
                return 0;
            }
            if (afterSpace) {
                return c == '\'' && beforeLetter ? 1 : 0;
            }
            return afterLetter ? 0 : -1;
        }
    }

    QuotationEvidence(TokenizedPair pair, double expansion) {
        this.expansion = expansion;
        chineseSize = pair.chineseSize();
        englishSize = pair.englishSize();
        chinese = new Side(chineseSize, i -> pair.chinese(i).text());
        english = new Side(englishSize, j -> pair.english(j).text());
    }

    @Override
    public List<String> features() {
        return List.of(
                "quoted against not",
                "both quoted",
                "quotation begins against not",
                "quotation ends against not",
                "quoted share",
                "quoted length",
                "unquoted length",
                "opening marks",
                "Chinese cut in quotation",
                "English cut in quotation");
    }

    @Override
    public void measure(int i, int n, int j, int m, double[] values, int at) {
        int afterI = i + n;
        int afterJ = j + m;
        if (afterI > 0 && afterJ > 0 && afterI < chineseSize && afterJ < englishSize) {
            boolean one = chinese.beginsInside[afterI];
            boolean other = english.beginsInside[afterJ];
            values[at] = one != other ? 1 : 0;
            values[at + 1] = one && other ? 1 : 0;
            values[at + 2] = chinese.beginsWithMark[afterI] != english.beginsWithMark[afterJ] ? 1 : 0;
            values[at + 3] = chinese.endsWithMark[afterI - 1] != english.endsWithMark[afterJ - 1] ? 1 : 0;
        }
        if (n == 0 || m == 0) {
            return;
        }
        double insideChinese = sum(chinese.inside, i, n);
        double outsideChinese = sum(chinese.outside, i, n);
        double insideEnglish = sum(english.inside, j, m);
        double outsideEnglish = sum(english.outside, j, m);
        double shareChinese = insideChinese / (insideChinese + outsideChinese + 1);
        double shareEnglish = insideEnglish / (insideEnglish + outsideEnglish + 1);
        values[at + 4] = -Math.abs(shareChinese - shareEnglish);
        values[at + 5] = ratio(insideChinese, insideEnglish);
        values[at + 6] = ratio(outsideChinese, outsideEnglish);
        int openingChinese = sum(chinese.opening, i, n);
        int openingEnglish = sum(english.opening, j, m);
        values[at + 7] = -Math.min(MAX_COUNT, Math.abs(openingChinese - openingEnglish));
        values[at + 8] = openingChinese != sum(chinese.closing, i, n) ? 1 : 0;
        values[at + 9] = openingEnglish != sum(english.closing, j, m) ? 1 : 0;
    }

    private double ratio(double chineseLength, double englishLength) {
        double logarithm = Math.log((englishLength + SMOOTHING) / (chineseLength * expansion + SMOOTHING));
        return -Math.min(MAX_COUNT, logarithm * logarithm);
    }

    private static int sum(int[] values, int from, int count) {
        int sum = 0;
        for (int k = from; k < from + count; k++) {
            sum += values[k];
        }
        return sum;
    }
}
