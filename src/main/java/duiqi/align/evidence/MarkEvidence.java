package duiqi.align.evidence;

import duiqi.align.learn.TokenizedPair;
import duiqi.lexicon.Figure;
import duiqi.text.Paragraph;
import duiqi.text.Segment;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares the marks at the start of paragraphs: numbers of articles, chapters and list items, and the speakers of a
 * play. A mark begins a section in both texts. The sections of a pair have equal numbers, or speakers that correspond
 * elsewhere.
 *
 * <p>The evidence is silent unless both texts have marks in similar numbers. The annotated training texts have too few
 * marks, so the weights are set by hand.
 */
public final class MarkEvidence implements Evidence {
    private static final int MAX_INSIDE = 3;

    private final Marks marks;

    MarkEvidence(Marks marks) {
        this.marks = marks;
    }

    @Override
    public List<String> features() {
        return List.of("marks agree", "mark inside", "mark against none");
    }

    @Override
    public boolean isSilent() {
        return marks.isEmpty();
    }

    @Override
    public void measure(int i, int n, int j, int m, double[] values, int at) {
        if (n == 0 || m == 0 || marks.isEmpty()) {
            return;
        }
        values[at] = (marks.agreement(i, j) + marks.agreement(i + n - 1, j + m - 1)) / 2;
        values[at + 1] = -Math.min(MAX_INSIDE, marks.chinese.inside(i, n) + marks.english.inside(j, m));
        values[at + 2] = marks.chinese.begins[i] != marks.english.begins[j] ? -1 : 0;
    }

    /**
     * Holds the marks of two texts, and how often they correspond. Points of both texts that seem to correspond show
     * which sections do: speakers have other names in the translation, and articles may be numbered differently.
     * Immutable.
     */
    public static final class Marks {
        static final Marks NONE = new Marks(Side.NONE, Side.NONE, new double[0][0]);

        /** Smallest number of marks in a text. */
        private static final int MIN_MARKS = 3;

        /** Smallest share of the segments that begin with a mark. */
        private static final double MIN_SHARE = 0.08;

        /** Greatest ratio of the numbers of marks of both texts. */
        private static final double MAX_RATIO = 1.5;

        /** Most different marks of a text, to limit the memory. */
        private static final int MAX_LABELS = 2000;

        /** Number of points that an equal number is worth. */
        private static final double EQUAL_NUMBER = 2;

        private static final double MAX_AGREEMENT = 2;

        /** Greatest mean lengths of lines of verse, in characters. */
        private static final int MAX_CHINESE_LINE = 20;

        private static final int MAX_ENGLISH_LINE = 60;

        private final Side chinese;
        private final Side english;

        /** By Chinese and English label: logarithm of the probability that they correspond, to chance. */
        private final double[][] agreements;

        private Marks(Side chinese, Side english, double[][] agreements) {
            this.chinese = chinese;
            this.english = english;
            this.agreements = agreements;
        }

        /** Finds the marks of two texts. Points are pairs of segments that seem to correspond. */
        public static Marks of(TokenizedPair pair, List<Band.Point> points) {
            boolean isVerse = Verse.is(pair.chineseSize(), pair::chinese, MAX_CHINESE_LINE)
                    && Verse.is(pair.englishSize(), pair::english, MAX_ENGLISH_LINE);
            Side chinese = Side.of(pair.chineseSize(), pair::chinese, Finder.CHINESE, isVerse);
            Side english = Side.of(pair.englishSize(), pair::english, Finder.ENGLISH, isVerse);
            int fewer = Math.min(chinese.marks(), english.marks());
            int more = Math.max(chinese.marks(), english.marks());
            return fewer < MIN_MARKS
                            || more > MAX_RATIO * fewer
                            || chinese.marks() < MIN_SHARE * chinese.begins.length
                            || english.marks() < MIN_SHARE * english.begins.length
                            || Math.max(chinese.names.length, english.names.length) > MAX_LABELS
                    ? NONE
                    : new Marks(chinese, english, agreements(chinese, english, points));
        }

        private static double[][] agreements(Side chinese, Side english, List<Band.Point> points) {
            double[][] counts = new double[chinese.names.length][english.names.length];
            for (int c = 0; c < counts.length; c++) {
                for (int e = 0; e < counts[c].length; e++) {
                    counts[c][e] =
                            chinese.names[c].startsWith(Finder.NUMBER) && chinese.names[c].equals(english.names[e])
                                    ? EQUAL_NUMBER
                                    : 0;
                }
            }
            for (Band.Point point : points) {
                int c = chinese.labels[point.chinese()];
                int e = english.labels[point.english()];
                if (c >= 0 && e >= 0) {
                    counts[c][e]++;
                }
            }
            for (double[] row : counts) {
                double total = Arrays.stream(row).sum();
                for (int e = 0; e < row.length; e++) {
                    double ratio = (row[e] * row.length + 1) / (total + 1);
                    row[e] = Math.max(-MAX_AGREEMENT, Math.min(MAX_AGREEMENT, Math.log(ratio)));
                }
            }
            return counts;
        }

        /** Returns the marks with agreements estimated from other points. */
        Marks withPoints(List<Band.Point> points) {
            return isEmpty() ? this : new Marks(chinese, english, agreements(chinese, english, points));
        }

        double agreement(int i, int j) {
            int c = chinese.labels[i];
            int e = english.labels[j];
            return c < 0 || e < 0 ? 0 : agreements[c][e];
        }

        /** Returns the marks of a stretch of each text. */
        Marks part(int i, int iEnd, int j, int jEnd) {
            return isEmpty() ? this : new Marks(chinese.part(i, iEnd), english.part(j, jEnd), agreements);
        }

        boolean isEmpty() {
            return chinese.begins.length == 0;
        }
    }

    /**
     * Holds the marks of one text.
     *
     * @param begins by segment: whether it begins with a mark
     * @param labels by segment: index of the last mark, or -1
     * @param names different marks
     */
    private record Side(boolean[] begins, int[] labels, String[] names) {
        static final Side NONE = new Side(new boolean[0], new int[0], new String[0]);

        /** Smallest share of paragraphs that begin with a repeated name in a play. */
        private static final double MIN_SPEECHES = 0.3;

        static Side of(int size, IntFunction<Segment> segments, Finder finder, boolean isVerse) {
            String[] marks = new String[size];
            Map<String, Integer> counts = new HashMap<>();
            int paragraphs = 0;
            int speeches = 0;
            for (int k = 0; k < size; k++) {
                boolean begins = k == 0
                        || segments.apply(k).paragraph()
                                != segments.apply(k - 1).paragraph();
                marks[k] = begins ? finder.mark(segments.apply(k).text()).orElse("") : "";
                paragraphs += begins ? 1 : 0;
                counts.merge(marks[k], 1, Integer::sum);
            }
            for (String mark : marks) {
                speeches += isSpeaker(mark) && counts.getOrDefault(mark, 0) > 1 ? 1 : 0;
            }
            boolean isPlay = speeches >= MIN_SPEECHES * paragraphs;
            Map<String, Integer> numbers = new TreeMap<>();
            boolean[] begins = new boolean[size];
            int[] labels = new int[size];
            for (int k = 0; k < size; k++) {
                String mark = marks[k];
                boolean isMarked = !mark.isEmpty() && (!isSpeaker(mark) || isPlay);
                begins[k] = isMarked || isVerse;
                labels[k] =
                        isMarked ? numbers.computeIfAbsent(mark, none -> numbers.size()) : k == 0 ? -1 : labels[k - 1];
            }
            String[] names = new String[numbers.size()];
            numbers.forEach((name, number) -> names[number] = name);
            return new Side(begins, labels, names);
        }

        private static boolean isSpeaker(String mark) {
            return !mark.isEmpty() && !mark.startsWith(Finder.NUMBER);
        }

        int marks() {
            return inside(-1, begins.length + 1);
        }

        /** Returns the number of segments after the first that begin with a mark. */
        int inside(int from, int count) {
            int marks = 0;
            for (int k = from + 1; k < from + count; k++) {
                marks += begins[k] ? 1 : 0;
            }
            return marks;
        }

        Side part(int from, int end) {
            return new Side(Arrays.copyOfRange(begins, from, end), Arrays.copyOfRange(labels, from, end), names);
        }
    }

    /**
     * Detects verse. Its lines are short, are grouped in stanzas, and often do not end a sentence. Translators join few
     * lines. Stateless.
     */
    private static final class Verse {
        private static final int MIN_LINES = 6;
        private static final int MAX_STANZA = 16;

        /** Smallest share of lines that do not end a sentence. */
        private static final double MIN_OPEN = 0.3;

        /** Smallest share of segments that are a whole line. */
        private static final double MIN_WHOLE = 0.8;

        private static final String STOPS = ".!?…。！？";

        private Verse() {}

        static boolean is(int size, IntFunction<Segment> segments, int maximum) {
            long length = 0;
            int open = 0;
            int lines = 0;
            int stanzas = 1;
            for (int k = 0; k < size; k++) {
                Segment segment = segments.apply(k);
                length += segment.text().length();
                open += segment.text().isEmpty()
                                || STOPS.indexOf(segment.text()
                                                .charAt(segment.text().length() - 1))
                                        >= 0
                        ? 0
                        : 1;
                if (k > 0) {
                    Segment before = segments.apply(k - 1);
                    lines += before.paragraph() != segment.paragraph() ? 1 : 0;
                    stanzas += segment.location().line() > before.location().line() + 1 ? 1 : 0;
                }
                if (segment.kind() != Paragraph.Kind.TEXT && segment.kind() != Paragraph.Kind.HEADING) {
                    return false;
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

    /** Finds the mark at the start of a paragraph. */
    private enum Finder {
        CHINESE(
                "第[〇零一二三四五六七八九十百千两\\p{Nd}]{1,9}[条條章节節款编編部篇回场場幕课課]"
                        + "|[（(][〇零一二三四五六七八九十\\p{Nd}]{1,4}[）)]|[一二三四五六七八九十]{1,3}(?=、)",
                "([\\p{IsHan}·]{1,8})(?<![道说說问問曰答喊叫笑想云])(?:[（(][^（()）]{0,20}[）)])?[：:]"),
        ENGLISH(
                "(?i:article|art\\.|section|sec\\.|chapter|part|rule|clause|act|scene|title|book|canto)\\s+"
                        + "(?:[\\p{Nd}]{1,4}|[IVXLC]{1,7}|(?i:one|two|three|four|five|six|seven|eight|nine|ten))\\b"
                        + "|\\([ivx]{1,5}\\)|(?:\\(?[a-z]\\)|\\(\\p{Nd}{1,3}\\))|[IVX]{1,5}(?=\\.\\s)",
                "(\\p{Lu}[\\p{L}'’.-]{0,20}+(?:\\s\\p{Lu}[\\p{L}'’.-]{0,20}+){0,3}+)(?:\\s?[(\\[][^()\\[\\]]{0,40}[)\\]])?:(?!//)"
                        + "|(\\p{Lu}[\\p{Lu}'’ -]{1,30})(?:\\.|\\s*$)");

        /** Prefix of the marks with a number. */
        static final String NUMBER = "#";

        private static final Pattern BOTH = Pattern.compile("§\\s?\\p{Nd}{1,4}|\\p{Nd}{1,3}(?=[.．、)）](?!\\p{Nd}))");

        /** Matches a letter of a list; i, v and x are more often Roman numerals. */
        private static final Pattern LETTER = Pattern.compile("\\(?([a-z&&[^ivx]])\\)");

        private final Pattern number;
        private final Pattern speaker;

        Finder(String number, String speaker) {
            this.number = Pattern.compile(number);
            this.speaker = Pattern.compile(speaker);
        }

        Optional<String> mark(String text) {
            for (Pattern each : List.of(number, BOTH)) {
                Matcher numbered = each.matcher(text);
                if (numbered.lookingAt()) {
                    return Optional.of(NUMBER + value(numbered.group()));
                }
            }
            Matcher spoken = speaker.matcher(text);
            return spoken.lookingAt()
                    ? Optional.of(Optional.ofNullable(spoken.group(1))
                            .orElse(spoken.group())
                            .replaceAll("[\\s.]+$", "")
                            .toLowerCase(Locale.ROOT))
                    : Optional.empty();
        }

        private static String value(String mark) {
            Matcher letter = LETTER.matcher(mark);
            if (letter.matches()) {
                return String.valueOf(letter.group(1).charAt(0) - 'a' + 1);
            }
            String number = mark.replaceAll("[§().（）\\s]+", " ").strip().toUpperCase(Locale.ROOT);
            return Figure.Numbers.ofHeading(number).stream()
                    .mapToObj(String::valueOf)
                    .findFirst()
                    .orElse(number);
        }
    }
}
