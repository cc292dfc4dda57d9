package duiqi.align.evidence;

import duiqi.align.learn.TokenizedPair;
import java.util.List;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Compares the beginnings and ends of quotations. Each side is read once from start to end. Each segment then has its
 * number of characters inside and outside quotation marks, and a flag that it begins inside a quotation.
 *
 * <p>Only the most frequent kind of mark of a side counts; the others are apostrophes or quotations inside quotations.
 * A quotation that is not closed within {@link #MAX_LENGTH} segments counts as closed.
 *
 * <p>Some texts have lost the marks of one side, or use dashes instead. All features are multiplied by the agreement of
 * the texts: the smaller share of quoted characters divided by the larger one.
 */
final class QuotationEvidence implements Evidence {
    private static final int MAX_LENGTH = 12;
    private static final int MAX_COUNT = 3;
    private static final double SMOOTHING = 12;
    private static final String[] KINDS = {"“”「」『』〝〞", "‘’'", "\"＂"};

    /** Share of quoted characters that is added to both shares, so that a few marks do not decide. */
    private static final double FEW = 0.01;

    /** Recognises the apostrophe of a tokenised contraction, as in "it 's". */
    private static final Pattern CONTRACTION = Pattern.compile("'(?:s|t|d|m|ll|re|ve)\\b");

    private final Side chinese;
    private final Side english;
    private final double expansion;
    private final int chineseSize;
    private final int englishSize;
    private final double agreement;

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

        final double quotedShare;

        Side(int size, IntFunction<String> segments) {
            inside = new int[size];
            outside = new int[size];
            opening = new int[size];
            closing = new int[size];
            beginsInside = new boolean[size];
            beginsWithMark = new boolean[size];
            endsWithMark = new boolean[size];
            List<String> texts = IntStream.range(0, size)
                    .mapToObj(k -> withoutDoubled(segments.apply(k)))
                    .toList();
            String kind = mainKind(texts);
            long insideAll = 0;
            long outsideAll = 0;
            boolean quoted = false;
            int age = 0;
            for (int k = 0; k < size; k++) {
                String text = texts.get(k);
                beginsInside[k] = quoted;
                for (int at = 0; at < text.length(); at++) {
                    int direction = kind.indexOf(text.charAt(at)) < 0 ? 0 : direction(text, at, quoted);
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
                insideAll += inside[k];
                outsideAll += outside[k];
            }
            quotedShare = (double) insideAll / Math.max(1, insideAll + outsideAll);
        }

        /** Replaces the doubled marks of typewriters and tokenised corpora by single characters. */
        private static String withoutDoubled(String text) {
            return text.indexOf('`') < 0 && !text.contains("''")
                    ? text
                    : text.replace("``", "“")
                            .replace("''", text.contains("``") ? "”" : "\"")
                            .replace('`', '‘');
        }

        private static String mainKind(List<String> texts) {
            int[] counts = new int[KINDS.length];
            for (String text : texts) {
                for (int at = 0; at < text.length(); at++) {
                    for (int kind = 0; kind < KINDS.length; kind++) {
                        if (KINDS[kind].indexOf(text.charAt(at)) >= 0 && direction(text, at, true) != 0) {
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
        private static int direction(String text, int at, boolean quoted) {
            char c = text.charAt(at);
            if ("“「『‘〝".indexOf(c) >= 0) {
                return 1;
            }
            if ("”」』〞".indexOf(c) >= 0) {
                return -1;
            }
            boolean afterSpace = at == 0 || Character.isWhitespace(text.charAt(at - 1)) || text.charAt(at - 1) == '(';
            boolean beforeSpace = at + 1 == text.length() || Character.isWhitespace(text.charAt(at + 1));
            if (afterSpace && beforeSpace && text.length() > 1) {
                // A tokenised text has spaces on both sides of a mark.
                return quoted ? -1 : c == '\'' || at + 1 == text.length() ? 0 : 1;
            }
            boolean beforeLetter = !beforeSpace && Character.isLetterOrDigit(text.charAt(at + 1));
            return c == '"' || c == '＂'
                    ? doubleDirection(text, at, afterSpace, beforeLetter)
                    : singleDirection(text, at, afterSpace, beforeLetter);
        }

        private static int doubleDirection(String text, int at, boolean afterSpace, boolean beforeLetter) {
            return afterSpace || (beforeLetter && !isAfterLetter(text, at)) ? 1 : -1;
        }

        private static int singleDirection(String text, int at, boolean afterSpace, boolean beforeLetter) {
            if (afterSpace) {
                return text.charAt(at) == '\'' && beforeLetter && !isContraction(text, at) ? 1 : 0;
            }
            return isAfterLetter(text, at) ? 0 : -1;
        }

        private static boolean isAfterLetter(String text, int at) {
            return at > 0 && Character.isLetterOrDigit(text.charAt(at - 1));
        }

        private static boolean isContraction(String text, int at) {
            return at > 0 && CONTRACTION.matcher(text).region(at, text.length()).lookingAt();
        }
    }

    QuotationEvidence(TokenizedPair pair, double expansion) {
        this.expansion = expansion;
        chineseSize = pair.chineseSize();
        englishSize = pair.englishSize();
        chinese = new Side(chineseSize, i -> pair.chinese(i).text());
        english = new Side(englishSize, j -> pair.english(j).text());
        double smaller = Math.min(chinese.quotedShare, english.quotedShare);
        double larger = Math.max(chinese.quotedShare, english.quotedShare);
        agreement = (smaller + FEW) / (larger + FEW);
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
            values[at] = one != other ? agreement : 0;
            values[at + 1] = one && other ? agreement : 0;
            values[at + 2] = chinese.beginsWithMark[afterI] != english.beginsWithMark[afterJ] ? agreement : 0;
            values[at + 3] = chinese.endsWithMark[afterI - 1] != english.endsWithMark[afterJ - 1] ? agreement : 0;
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
        values[at + 4] = -agreement * Math.abs(shareChinese - shareEnglish);
        values[at + 5] = agreement * ratio(insideChinese, insideEnglish);
        values[at + 6] = agreement * ratio(outsideChinese, outsideEnglish);
        int openingChinese = sum(chinese.opening, i, n);
        int openingEnglish = sum(english.opening, j, m);
        values[at + 7] = agreement * -Math.min(MAX_COUNT, Math.abs(openingChinese - openingEnglish));
        values[at + 8] = openingChinese != sum(chinese.closing, i, n) ? agreement : 0;
        values[at + 9] = openingEnglish != sum(english.closing, j, m) ? agreement : 0;
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
