package duiqi.benchmark;

import duiqi.align.Aligner;
import duiqi.align.Bead;
import duiqi.align.HardBoundaries;
import duiqi.align.HardBoundaries.Gate;
import duiqi.align.ParallelTextCheck;
import duiqi.align.TextPair;
import duiqi.document.BilingualDocument;
import duiqi.document.DocumentReader.Input;
import duiqi.document.Documents;
import duiqi.lexicon.Lexicon;
import duiqi.segment.Segmenter;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.Paragraph;
import duiqi.text.Paragraph.Kind;
import duiqi.text.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Measures how well duiqi separates bilingual documents. It makes documents of every layout from pairs of Markdown
 * pages whose paragraphs correspond, and counts the aligned pairs whose two sides come from the same paragraph.
 */
final class BilingualLayouts {
    /** Minimum number of paragraphs of a page. */
    private static final int MIN_PARAGRAPHS = 4;

    private static final List<Layout> LAYOUTS = List.of(
            new Layout("alternating", "txt", "", "ONE\n\nOTHER\n\n", UnaryOperator.identity()),
            new Layout("lines", "txt", "", "ONE\tOTHER\n", UnaryOperator.identity()),
            new Layout("comments", "md", "", "<!--\nONE\n-->\nOTHER\n\n", BilingualLayouts::markdown),
            new Layout(
                    "languages",
                    "html",
                    "<body>\n",
                    "<p lang=CODE1>ONE</p>\n<p lang=CODE2>OTHER</p>\n",
                    BilingualLayouts::html),
            new Layout(
                    "table",
                    "html",
                    "<body><table>\n",
                    "<tr><td>NUMBER</td><td>ONE</td><td>OTHER</td><td>done</td></tr>\n",
                    BilingualLayouts::html),
            new Layout("cues", "srt", "", "NUMBER\nTIME --> TIME,900\nONE\nOTHER\n\n", UnaryOperator.identity()));

    private final Aligner aligner = new Aligner();
    private final Segmenter segmenter = Segmenter.standard();
    private final ParallelTextCheck.Similarity similarity = new ParallelTextCheck.Similarity(Lexicon::standard);

    private BilingualLayouts() {}

    private static String markdown(String text) {
        return text.replace("-->", "").replaceAll("([\\\\`*_{}\\[\\]()#+.!|<>~&=-])", "\\\\$1");
    }

    private static String html(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Holds a paragraph in both languages. */
    private record Pair(String chinese, String english) {
        /** Returns whether the texts may be subtitles: sentences without code. */
        boolean isSentence() {
            return english.matches("[^<>{}/#_]*[.!?]") && chinese.matches("[^<>{}/#_]*[。！？]");
        }
    }

    /**
     * Describes a layout to measure.
     *
     * @param start beginning of a document
     * @param pair text of each pair, with words in capitals for its texts, their languages, its number and its time
     */
    private record Layout(String name, String extension, String start, String pair, UnaryOperator<String> escape) {
        /** Adds the pair to a document. */
        void add(Pair texts, int number, boolean isChineseFirst, StringBuilder document) {
            String chinese = escape.apply(texts.chinese);
            String english = escape.apply(texts.english);
            document.append(pair.replace("NUMBER", Integer.toString(number))
                    .replace("TIME,900", time(number) + ",900")
                    .replace("TIME", time(number) + ",100")
                    .replace("CODE1", isChineseFirst ? "zh" : "en")
                    .replace("CODE2", isChineseFirst ? "en" : "zh")
                    .replace("ONE", "\0")
                    .replace("OTHER", isChineseFirst ? english : chinese)
                    .replace("\0", isChineseFirst ? chinese : english));
        }

        private static String time(int number) {
            return String.format(Locale.ROOT, "%02d:%02d:%02d", number / 900, number / 15 % 60, number * 4 % 60);
        }
    }

    /**
     * Prints a line for each layout.
     *
     * @param arguments folders that contain the folders {@code en} and {@code zh} with pages of the same names
     */
    public static void main(String[] arguments) throws IOException {
        Bench bench = new Bench(BilingualLayouts.class, arguments);
        List<List<Pair>> pages = new ArrayList<>();
        for (Path folder : bench.paths()) {
            pages.addAll(pages(folder));
        }
        bench.say(
                "%d pages, %d paragraphs",
                pages.size(), pages.stream().mapToInt(List::size).sum());
        BilingualLayouts benchmark = new BilingualLayouts();
        for (Layout layout : LAYOUTS) {
            for (boolean isChineseFirst : List.of(true, false)) {
                benchmark.measure(bench, layout, isChineseFirst, pages);
            }
        }
    }

    private static List<List<Pair>> pages(Path folder) throws IOException {
        List<List<Pair>> pages = new ArrayList<>();
        Path english = folder.resolve("en");
        for (Path file : Bench.files(english, ".*")) {
            Path other = folder.resolve("zh").resolve(english.relativize(file));
            if (Files.exists(other)) {
                List<Pair> pairs = pairs(paragraphs(other), paragraphs(file));
                if (pairs.size() >= MIN_PARAGRAPHS) {
                    pages.add(pairs);
                }
            }
        }
        return pages;
    }

    private static List<Paragraph> paragraphs(Path file) throws IOException {
        try {
            return Documents.read(Documents.open(file.toString(), Optional.empty()))
                    .paragraphs();
        } catch (FormatException unreadable) {
            return List.of();
        }
    }

    /** Returns the pairs of the sections with the same kinds of paragraphs, if the headings correspond. */
    private static List<Pair> pairs(List<Paragraph> chinese, List<Paragraph> english) {
        List<List<Paragraph>> left = splitAtHeadings(chinese);
        List<List<Paragraph>> right = splitAtHeadings(english);
        List<Pair> pairs = new ArrayList<>();
        for (int k = 0; left.size() == right.size() && k < left.size(); k++) {
            List<Paragraph> one = left.get(k);
            List<Paragraph> other = right.get(k);
            boolean isChinese = one.stream()
                    .allMatch(each ->
                            Language.of(each.text()).filter(Language::isEnglish).isEmpty());
            if (isChinese && kinds(one).equals(kinds(other))) {
                for (int i = 0; i < one.size(); i++) {
                    pairs.add(new Pair(one.get(i).text(), other.get(i).text()));
                }
            }
        }
        return pairs;
    }

    private static List<Kind> kinds(List<Paragraph> paragraphs) {
        return paragraphs.stream().map(Paragraph::kind).toList();
    }

    private static List<List<Paragraph>> splitAtHeadings(List<Paragraph> paragraphs) {
        List<List<Paragraph>> sections = new ArrayList<>(List.of(new ArrayList<>()));
        for (Paragraph paragraph : paragraphs) {
            if (paragraph.kind() == Kind.HEADING) {
                sections.add(new ArrayList<>());
            }
            sections.get(sections.size() - 1).add(paragraph);
        }
        return sections;
    }

    private void measure(Bench bench, Layout layout, boolean isChineseFirst, List<List<Pair>> pages)
            throws IOException {
        int detected = 0;
        int pairs = 0;
        int right = 0;
        for (List<Pair> page : pages) {
            StringBuilder text = new StringBuilder(layout.start);
            NavigableMap<Integer, Integer> pairOfLine = new TreeMap<>();
            for (Pair pair : page) {
                if (!layout.name.equals("cues") || pair.isSentence()) {
                    pairOfLine.put((int) text.chars().filter(c -> c == '\n').count() + 1, pairOfLine.size());
                    layout.add(pair, pairOfLine.size(), isChineseFirst, text);
                }
            }
            Input input = new Input(
                    "made." + layout.extension, text.toString().getBytes(StandardCharsets.UTF_8), Optional.empty());
            Optional<BilingualDocument> both = BilingualDocument.of(
                    Documents.readWithComments(input), Optional.empty(), Optional.empty(), similarity);
            if (both.isPresent()) {
                detected++;
                for (List<Set<Integer>> sides : aligned(both.get(), pairOfLine)) {
                    pairs++;
                    right += sides.get(0).equals(sides.get(1)) ? 1 : 0;
                }
            }
        }
        bench.say(
                "%-12s %s: detected %d of %d documents, %d of %d aligned pairs right",
                layout.name, isChineseFirst ? "zh-en" : "en-zh", detected, pages.size(), right, pairs);
    }

    /** Aligns the sides of a document, and returns the numbers of the pairs on both sides of each bead. */
    private List<List<Set<Integer>>> aligned(BilingualDocument both, NavigableMap<Integer, Integer> pairOfLine)
            throws IOException {
        Text chinese = segmenter.segment(both.chinese(), Language.CHINESE);
        Text english = segmenter.segment(both.english(), Language.ENGLISH);
        List<Gate> gates = both.blocks().stream()
                .map(block -> new Gate(start(chinese, block.chinese()), start(english, block.english())))
                .distinct()
                .toList();
        List<Bead> beads = aligner.align(TextPair.of(chinese, english, new HardBoundaries(gates)))
                .text()
                .alignment()
                .beads();
        return beads.stream()
                .filter(bead -> !bead.isNull())
                .map(bead -> List.of(
                        numbers(chinese, bead.source(), pairOfLine), numbers(english, bead.target(), pairOfLine)))
                .toList();
    }

    private static int start(Text text, int paragraph) {
        return (int) text.segments().stream()
                .takeWhile(segment -> segment.paragraph() < paragraph)
                .count();
    }

    private static Set<Integer> numbers(Text text, List<Integer> segments, NavigableMap<Integer, Integer> pairOfLine) {
        return segments.stream()
                .map(k ->
                        pairOfLine.floorEntry(text.segments().get(k).location().line()))
                .map(entry -> entry.getValue())
                .collect(Collectors.toSet());
    }
}
