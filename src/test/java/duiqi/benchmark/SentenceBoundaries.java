package duiqi.benchmark;

import duiqi.align.Aligner;
import duiqi.align.Bead;
import duiqi.align.GoldText;
import duiqi.segment.Segmenter;
import duiqi.text.Document;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.Paragraph;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.io.IOException;
import java.nio.file.Path;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;

/**
 * Compares the sentences of duiqi, of the JDK and of ICU with the sentences of annotators. It joins the lines of each
 * gold text to paragraphs, segments the paragraphs, and compares the positions inside paragraphs at which a sentence
 * begins. White space before a position does not count.
 *
 * <p>The gold texts have no paragraphs. A line without a stop at its end, for example a heading, a name or a line before
 * a list, is a paragraph; the lines between two of them are joined to one. The last columns join each text to one
 * paragraph.
 *
 * <p>With {@code --align}, it also aligns the segments of both sides, and compares the places in both texts at which a
 * bead begins with those of the gold. There each line is a paragraph, or the paragraphs are joined as above.
 */
final class SentenceBoundaries {
    /** Matches a line that ends in a stop, possibly before closing marks and the numbers of notes. */
    private static final Pattern ENDS_IN_STOP =
            Pattern.compile(".*[.!?…。｡！？．][\"'”’»)\\]）］」』】》〉\\s]*(?:\\d+(?:[,–-]\\s?\\d+)*)?");

    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]");

    /** Ways of joining lines to paragraphs. */
    private enum Joining {
        LINES,
        HEADINGS,
        WHOLE
    }

    private final Bench bench;
    private final Aligner aligner = new Aligner();
    private final Segmenter segmenter = Segmenter.standard();

    private SentenceBoundaries(Bench bench) {
        this.bench = bench;
    }

    /** Splits one paragraph. */
    private interface Splitter {
        /** Returns the offsets at which a sentence begins, except the first one. */
        Set<Integer> starts(String paragraph) throws FormatException;
    }

    /** Counts positions. */
    private static final class Score {
        private int gold;
        private int found;
        private int right;

        <T> void add(Set<T> expected, Set<T> actual) {
            gold += expected.size();
            found += actual.size();
            right += (int) actual.stream().filter(expected::contains).count();
        }

        String f1() {
            return String.format(Locale.ROOT, "%.3f", 2.0 * right / Math.max(1, gold + found));
        }

        /** Returns precision, recall and F1 as cells of a table. */
        @Override
        public String toString() {
            double precision = right / (double) Math.max(1, found);
            double recall = right / (double) Math.max(1, gold);
            return String.format(Locale.ROOT, "%.3f | %.3f | %s", precision, recall, f1());
        }
    }

    /**
     * Holds a paragraph and the offsets at which its sentences begin.
     *
     * @param starts all offsets except the first
     */
    private record Joined(String text, Set<Integer> starts) {}

    /** The place at which a bead begins: numbers of characters without white space before it on each side. */
    private record Place(int chinese, int english) {}

    /**
     * Prints the tables.
     *
     * @param arguments folders of gold; {@code --align}
     */
    public static void main(String[] arguments) throws IOException {
        Bench bench = new Bench(SentenceBoundaries.class, arguments);
        SentenceBoundaries benchmark = new SentenceBoundaries(bench);
        if (bench.take("--align")) {
            bench.say("%n| set | lines | between headings | whole |%n|---|---|---|---|");
            for (Path folder : bench.paths()) {
                benchmark.printAligned(folder);
            }
            return;
        }
        for (Language language : List.of(Language.CHINESE, Language.ENGLISH)) {
            bench.say(
                    "%n| %s | boundaries | precision | recall | duiqi | JDK | ICU"
                            + " | boundaries, whole | duiqi, whole | JDK, whole | ICU, whole |%n|---|---|---|---|---|---|---|---|---|---|---|",
                    language);
            for (Path folder : bench.paths()) {
                benchmark.print(folder, language);
            }
        }
    }

    private void print(Path folder, Language language) throws IOException {
        List<Text> texts = GoldText.in(folder).stream()
                .map(text -> language.equals(Language.CHINESE) ? text.chinese() : text.english())
                .toList();
        StringBuilder row = new StringBuilder("| " + folder.getFileName() + " |");
        for (Joining joining : List.of(Joining.HEADINGS, Joining.WHOLE)) {
            List<Joined> paragraphs = texts.stream()
                    .flatMap(text -> joined(text, joining).stream())
                    .toList();
            Score own = score(paragraphs, paragraph -> duiqi(paragraph, language));
            Score jdk = score(paragraphs, paragraph -> jdk(paragraph, language));
            Score icu = score(paragraphs, paragraph -> icu(paragraph, language));
            row.append(" ").append(own.gold).append(" | ").append(joining == Joining.WHOLE ? own.f1() : own);
            row.append(" | ").append(jdk.f1()).append(" | ").append(icu.f1()).append(" |");
        }
        bench.say("%s", row);
    }

    private static Score score(List<Joined> paragraphs, Splitter splitter) throws FormatException {
        Score score = new Score();
        for (Joined paragraph : paragraphs) {
            score.add(paragraph.starts(), splitter.starts(paragraph.text()));
        }
        return score;
    }

    private void printAligned(Path folder) throws IOException {
        StringBuilder row = new StringBuilder("| " + folder.getFileName() + " |");
        for (Joining joining : Joining.values()) {
            Score score = new Score();
            for (GoldText text : GoldText.in(folder)) {
                Text chinese = segments(text.chinese(), joining);
                Text english = segments(text.english(), joining);
                List<Bead> beads =
                        aligner.align(chinese, english).text().alignment().beads();
                score.add(places(text.chinese(), text.english(), text.beads()), places(chinese, english, beads));
            }
            row.append(" ").append(score.f1()).append(" |");
        }
        bench.say("%s", row);
    }

    private Text segments(Text text, Joining joining) throws FormatException {
        List<Paragraph> paragraphs = new ArrayList<>();
        for (Joined paragraph : joined(text, joining)) {
            paragraphs.add(Paragraph.of(Paragraph.Kind.TEXT, paragraph.text(), paragraphs.size() + 1, 1));
        }
        return segmenter.segment(new Document(text.name(), paragraphs), text.language());
    }

    private static Set<Place> places(Text chinese, Text english, List<Bead> beads) {
        int[] chineseStarts = starts(chinese);
        int[] englishStarts = starts(english);
        Set<Place> places = new HashSet<>();
        int i = 0;
        int j = 0;
        for (Bead bead : beads) {
            i = bead.source().isEmpty() ? i : bead.source().get(0);
            j = bead.target().isEmpty() ? j : bead.target().get(0);
            places.add(new Place(chineseStarts[i], englishStarts[j]));
            i += bead.source().size();
            j += bead.target().size();
        }
        return places;
    }

    /** Returns by segment, and for the end: number of characters without white space before it. */
    private static int[] starts(Text text) {
        int[] starts = new int[text.segments().size() + 1];
        for (int k = 0; k < text.segments().size(); k++) {
            String line = text.segments().get(k).text();
            starts[k + 1] = starts[k] + SPACE.matcher(line).replaceAll("").length();
        }
        return starts;
    }

    private static List<Joined> joined(Text text, Joining joining) {
        String space = text.language().equals(Language.CHINESE) ? "" : " ";
        List<Joined> paragraphs = new ArrayList<>();
        StringBuilder joined = new StringBuilder();
        Set<Integer> starts = new TreeSet<>();
        for (int i = 0; i < text.segments().size(); i++) {
            String line = text.segments().get(i).text();
            boolean alone =
                    joining == Joining.LINES || !ENDS_IN_STOP.matcher(line).matches();
            boolean begins = i == 0
                    || (joining != Joining.WHOLE
                            && (alone
                                    || !ENDS_IN_STOP
                                            .matcher(text.segments().get(i - 1).text())
                                            .matches()));
            if (begins && i > 0) {
                paragraphs.add(new Joined(joined.toString(), new TreeSet<>(starts)));
                joined.setLength(0);
                starts.clear();
            }
            if (joined.length() > 0) {
                joined.append(space);
                starts.add(joined.length());
            }
            joined.append(line);
        }
        paragraphs.add(new Joined(joined.toString(), starts));
        return paragraphs;
    }

    private Set<Integer> duiqi(String paragraph, Language language) throws FormatException {
        Document document = new Document("text", List.of(Paragraph.of(Paragraph.Kind.TEXT, paragraph, 1, 1)));
        Set<Integer> starts = new TreeSet<>();
        for (Segment segment : segmenter.segment(document, language).segments()) {
            starts.add(paragraph.offsetByCodePoints(0, segment.location().column() - 1));
        }
        starts.remove(0);
        return starts;
    }

    private static Set<Integer> jdk(String paragraph, Language language) {
        BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.forLanguageTag(language.tag()));
        sentences.setText(paragraph);
        return starts(paragraph, sentences::next);
    }

    private static Set<Integer> icu(String paragraph, Language language) {
        com.ibm.icu.text.BreakIterator sentences =
                com.ibm.icu.text.BreakIterator.getSentenceInstance(Locale.forLanguageTag(language.tag()));
        sentences.setText(paragraph);
        return starts(paragraph, sentences::next);
    }

    /** Returns the starts of sentences after each boundary, up to the negative number after the last one. */
    private static Set<Integer> starts(String paragraph, IntSupplier boundaries) {
        Set<Integer> starts = new TreeSet<>();
        for (int at = boundaries.getAsInt(); at >= 0; at = boundaries.getAsInt()) {
            int start = at;
            while (start < paragraph.length() && isSpace(paragraph.charAt(start))) {
                start++;
            }
            if (start > 0 && start < paragraph.length()) {
                starts.add(start);
            }
        }
        return starts;
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
