package duiqi.align.evidence;

import duiqi.align.learn.TokenizedPair;
import duiqi.text.Paragraph;
import duiqi.text.Segment;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps paragraphs apart that begin with a mark: articles, chapters, list items, the speeches of a play, and lines of
 * verse. Translators rarely join two of them. Without this evidence, an item that has no counterpart joins its
 * neighbour.
 *
 * <p>The evidence is silent unless both texts have marks in similar numbers. The annotated training texts have too few
 * marks, so the weight is set by hand.
 */
final class MarkEvidence implements Evidence {
    private static final int MAX_INSIDE = 3;

    /** Smallest number of marks in a text. */
    private static final int MIN_MARKS = 3;

    /** Smallest share of the segments that begin with a mark. */
    private static final double MIN_SHARE = 0.08;

    /** Greatest ratio of the numbers of marks of both texts. */
    private static final double MAX_RATIO = 1.5;

    /** Smallest share of paragraphs that begin with a repeated name in a play. */
    private static final double MIN_SPEECHES = 0.3;

    private static final String NUMBER_OF_BOTH = "|§\\s?\\p{Nd}{1,4}|\\p{Nd}{1,3}(?=[.．、)）](?!\\p{Nd}))";

    private static final Pattern CHINESE_NUMBER = Pattern.compile("第[〇零一二三四五六七八九十百千两\\p{Nd}]{1,9}[条條章节節款编編部篇回场場幕课課]"
            + "|[（(][〇零一二三四五六七八九十\\p{Nd}]{1,4}[）)]|[一二三四五六七八九十]{1,3}(?=、)" + NUMBER_OF_BOTH);

    private static final Pattern CHINESE_SPEAKER =
            Pattern.compile("[\\p{IsHan}·]{1,8}(?<![道说說问問曰答喊叫笑想云])(?=(?:[（(][^（()）]{0,20}[）)])?[：:])");

    private static final Pattern ENGLISH_NUMBER =
            Pattern.compile("(?i:article|art\\.|section|sec\\.|chapter|part|rule|clause|act|scene|title|book|canto)\\s+"
                    + "(?:[\\p{Nd}]{1,4}|[IVXLC]{1,7}|(?i:one|two|three|four|five|six|seven|eight|nine|ten))\\b"
                    + "|\\([ivx]{1,5}\\)|\\(?[a-z]\\)|\\(\\p{Nd}{1,3}\\)|[IVX]{1,5}(?=\\.\\s)" + NUMBER_OF_BOTH);

    private static final Pattern ENGLISH_SPEAKER =
            Pattern.compile("\\p{Lu}[\\p{L}'’.-]{0,20}+(?:\\s\\p{Lu}[\\p{L}'’.-]{0,20}+){0,3}+"
                    + "(?=(?:\\s?[(\\[][^()\\[\\]]{0,40}[)\\]])?:(?!//))"
                    + "|\\p{Lu}[\\p{Lu}'’ -]{1,30}(?=\\.|\\s*$)");

    /** By segment: number of the marks before it; one more element for the end. */
    private final int[] chinese;

    private final int[] english;
    private final boolean isSilent;

    MarkEvidence(TokenizedPair pair) {
        boolean isVerse = Verse.is(pair.chineseSize(), pair::chinese, Verse.MAX_CHINESE)
                && Verse.is(pair.englishSize(), pair::english, Verse.MAX_ENGLISH);
        chinese = marks(pair.chineseSize(), pair::chinese, CHINESE_NUMBER, CHINESE_SPEAKER, isVerse);
        english = marks(pair.englishSize(), pair::english, ENGLISH_NUMBER, ENGLISH_SPEAKER, isVerse);
        int inChinese = chinese[pair.chineseSize()];
        int inEnglish = english[pair.englishSize()];
        int fewer = Math.min(inChinese, inEnglish);
        isSilent = fewer < MIN_MARKS
                || Math.max(inChinese, inEnglish) > MAX_RATIO * fewer
                || inChinese < MIN_SHARE * pair.chineseSize()
                || inEnglish < MIN_SHARE * pair.englishSize();
    }

    private static int[] marks(
            int size, IntFunction<Segment> segments, Pattern number, Pattern speaker, boolean isVerse) {
        boolean[] begins = new boolean[size];
        String[] speakers = new String[size];
        Arrays.fill(speakers, "");
        Map<String, Integer> speeches = new HashMap<>();
        int paragraphs = 0;
        for (int k = 0; k < size; k++) {
            Segment segment = segments.apply(k);
            if (k > 0 && segment.paragraph() == segments.apply(k - 1).paragraph()) {
                continue;
            }
            paragraphs++;
            begins[k] = isVerse || number.matcher(segment.text()).lookingAt();
            Matcher spoken = speaker.matcher(segment.text());
            if (!begins[k] && spoken.lookingAt()) {
                speakers[k] = spoken.group();
                speeches.merge(speakers[k], 1, Integer::sum);
            }
        }
        int repeated = speeches.values().stream()
                .filter(count -> count > 1)
                .mapToInt(Integer::intValue)
                .sum();
        boolean isPlay = repeated >= MIN_SPEECHES * paragraphs;
        int[] before = new int[size + 1];
        for (int k = 0; k < size; k++) {
            before[k + 1] = before[k] + (begins[k] || (isPlay && !speakers[k].isEmpty()) ? 1 : 0);
        }
        return before;
    }

    @Override
    public List<String> features() {
        return List.of("mark inside", "mark against none");
    }

    @Override
    public boolean isSilent() {
        return isSilent;
    }

    @Override
    public void measure(int i, int n, int j, int m, double[] values, int at) {
        if (n > 0 && m > 0 && !isSilent) {
            values[at] = -Math.min(MAX_INSIDE, chinese[i + n] - chinese[i + 1] + english[j + m] - english[j + 1]);
            values[at + 1] = -Math.abs(chinese[i + 1] - chinese[i] - (english[j + 1] - english[j]));
        }
    }

    /**
     * Detects verse. Its lines are short, are grouped in stanzas, and often do not end a sentence. Translators join few
     * lines. Stateless.
     */
    private static final class Verse {
        /** Greatest mean lengths of lines, in characters. */
        static final int MAX_CHINESE = 20;

        static final int MAX_ENGLISH = 60;

        private static final int MIN_LINES = 6;
        private static final int MAX_STANZA = 16;

        /** Smallest share of lines that do not end a sentence. */
        private static final double MIN_OPEN = 0.3;

        /** Smallest share of segments that are a whole line. */
        private static final double MIN_WHOLE = 0.8;

        private static final Pattern END_OF_SENTENCE = Pattern.compile(".*[.!?…。！？]|");

        private Verse() {}

        static boolean is(int size, IntFunction<Segment> segments, int maximum) {
            long length = 0;
            int open = 0;
            int lines = 0;
            int stanzas = 1;
            for (int k = 0; k < size; k++) {
                Segment segment = segments.apply(k);
                if (segment.kind() != Paragraph.Kind.TEXT && segment.kind() != Paragraph.Kind.HEADING) {
                    return false;
                }
                length += segment.text().length();
                open += END_OF_SENTENCE.matcher(segment.text()).matches() ? 0 : 1;
                if (k > 0) {
                    Segment before = segments.apply(k - 1);
                    lines += before.paragraph() != segment.paragraph() ? 1 : 0;
                    stanzas += segment.location().line() > before.location().line() + 1 ? 1 : 0;
                }
            }
            return size >= MIN_LINES
                    && length <= (long) maximum * size
                    && lines >= MIN_WHOLE * size
                    && open >= MIN_OPEN * size
                    && stanzas > 1
                    && size >= 2 * stanzas
                    && size <= MAX_STANZA * stanzas;
        }
    }
}
