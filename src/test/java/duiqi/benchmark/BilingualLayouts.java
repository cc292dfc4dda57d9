package duiqi.benchmark;

import duiqi.align.Aligner;
import duiqi.align.Bead;
import duiqi.align.HardBoundaries;
import duiqi.align.HardBoundaries.Gate;
import duiqi.align.ParallelText;
import duiqi.align.ParallelTextCheck;
import duiqi.align.TextPair;
import duiqi.document.BilingualDocument;
import duiqi.document.DocumentReader.Input;
import duiqi.document.Documents;
import duiqi.lexicon.Lexicon;
import duiqi.segment.Segmenter;
import duiqi.text.Document;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.Paragraph;
import duiqi.text.Paragraph.Kind;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/**
 * Measures how well duiqi separates bilingual documents. It makes documents of every layout from pairs of Markdown
 * pages whose paragraphs correspond, and counts the blocks and the aligned pairs whose two sides come from the same
 * paragraph.
 */
final class BilingualLayouts {
    private static final int SEED = 7;
    private static final double MISSING = 0.05;

    /** Minimum number of paragraphs of a page. */
    private static final int MIN_PARAGRAPHS = 4;

    private static final String HTML_START =
            "<!DOCTYPE html><html><head><meta charset=utf-8><title></title></head><body>\n";

    private final Aligner aligner = new Aligner();
    private final Segmenter segmenter = Segmenter.standard();
    private final ParallelTextCheck.Similarity similarity = new ParallelTextCheck.Similarity(Lexicon::standard);

    private BilingualLayouts() {}

    /** Holds a paragraph in both languages; a text is empty if it is missing. */
    private record Pair(Kind kind, String chinese, String english) {
        /** Returns whether the texts may be subtitles: sentences without code. */
        boolean isSentence() {
            return english.matches("[^<>{}/#_]*[.!?]") && chinese.matches("[^<>{}/#_]*[。！？]");
        }

        boolean isFull() {
            return !chinese.isEmpty() && !english.isEmpty();
        }
    }

    /** Writes a document of one layout; each line belongs to one pair. */
    private interface Writer {
        Made write(List<Pair> pairs);
    }

    /**
     * Describes a layout to measure.
     *
     * @param writer writes a document
     * @param isComplete false to remove some paragraphs first
     */
    private record Layout(Writer writer, boolean isComplete) {}

    /**
     * Holds a document with known pairs.
     *
     * @param name file name
     * @param bytes content
     * @param pairOfLine number of the pair of each line, from line 1
     */
    private record Made(String name, byte[] bytes, List<Integer> pairOfLine) {
        int pair(int line) {
            return pairOfLine.get(line - 1);
        }
    }

    /** Collects the lines of a document. */
    private static final class Lines {
        private final StringBuilder text = new StringBuilder();
        private final List<Integer> pairs = new ArrayList<>();

        Lines add(int pair, String line) {
            text.append(line).append('\n');
            pairs.add(pair);
            return this;
        }

        void add(int pair, List<String> several) {
            several.forEach(line -> add(pair, line));
        }

        Made made(String name) {
            return new Made(name, text.toString().getBytes(StandardCharsets.UTF_8), pairs);
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
        bench.say("layout                     detected        blocks right     blocks found      pairs right");
        BilingualLayouts benchmark = new BilingualLayouts();
        for (Map.Entry<String, Layout> layout : layouts().entrySet()) {
            benchmark.measure(bench, layout.getKey(), layout.getValue(), pages);
        }
    }

    private static Map<String, Layout> layouts() {
        Map<String, Layout> all = new TreeMap<>();
        for (boolean zh : List.of(true, false)) {
            String order = zh ? " zh-en" : " en-zh";
            for (int size = 1; size <= 3; size++) {
                int of = size;
                all.put(
                        "alternating groups " + size + order,
                        new Layout(pairs -> groups(pairs, k -> k % of == 0, zh, true), true));
            }
            all.put("alternating missing" + order, new Layout(pairs -> groups(pairs, k -> true, zh, true), false));
            all.put("alternating no blanks" + order, new Layout(pairs -> groups(pairs, k -> true, zh, false), true));
            all.put(
                    "alternating section" + order,
                    new Layout(pairs -> groups(pairs, k -> pairs.get(k).kind == Kind.HEADING, zh, true), true));
            all.put("alternating wrapped" + order, new Layout(pairs -> wrapped(pairs, zh), true));
            all.put("lines tab" + order, new Layout(pairs -> lines(pairs, zh, "\t"), true));
            all.put("lines slash" + order, new Layout(pairs -> lines(pairs, zh, " / "), true));
            all.put("lines space" + order, new Layout(pairs -> lines(pairs, zh, " "), true));
            all.put("table" + order, new Layout(pairs -> table(pairs, zh), true));
            all.put("table missing" + order, new Layout(pairs -> table(pairs, zh), false));
            all.put("languages" + order, new Layout(pairs -> languages(pairs, zh, false), true));
            all.put("languages missing" + order, new Layout(pairs -> languages(pairs, zh, true), false));
            all.put("cues lines" + order, new Layout(pairs -> cues(pairs, zh, false), true));
            all.put("cues same time" + order, new Layout(pairs -> cues(pairs, zh, true), true));
        }
        all.put("comments", new Layout(BilingualLayouts::comments, true));
        all.put("comments missing", new Layout(BilingualLayouts::comments, false));
        all.put("cues one after other", new Layout(BilingualLayouts::cuesApart, true));
        all.put("whole zh then whole en", new Layout(pairs -> groups(pairs, k -> false, true, true), true));
        return all;
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
                    pairs.add(new Pair(
                            one.get(i).kind(), one.get(i).text(), other.get(i).text()));
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

    /** Removes one side of some pairs. */
    private static List<Pair> incomplete(List<Pair> pairs) {
        Random random = new Random(SEED + pairs.size());
        return pairs.stream()
                .map(pair -> {
                    double chance = random.nextDouble();
                    return new Pair(
                            pair.kind, chance < MISSING ? "" : pair.chinese, chance > 1 - MISSING ? "" : pair.english);
                })
                .toList();
    }

    private static String first(Pair pair, boolean chineseFirst) {
        return chineseFirst ? pair.chinese : pair.english;
    }

    private static String second(Pair pair, boolean chineseFirst) {
        return first(pair, !chineseFirst);
    }

    /** Writes groups of paragraphs in one language and then in the other. */
    private static Made groups(List<Pair> pairs, IntPredicate isFirst, boolean chineseFirst, boolean blank) {
        Lines lines = new Lines();
        int from = 0;
        for (int end = 1; end <= pairs.size(); end++) {
            if (end == pairs.size() || isFirst.test(end)) {
                for (boolean isChinese : List.of(chineseFirst, !chineseFirst)) {
                    for (int k = from; k < end; k++) {
                        String text = first(pairs.get(k), isChinese);
                        lines.add(k, text.isEmpty() ? List.of() : blank ? List.of(text, "") : List.of(text));
                    }
                }
                from = end;
            }
        }
        return lines.made("made.txt");
    }

    /** Writes paragraphs with lines of 60 columns, without blank lines between a paragraph and its translation. */
    private static Made wrapped(List<Pair> pairs, boolean chineseFirst) {
        Lines lines = new Lines();
        for (int k = 0; k < pairs.size(); k++) {
            for (boolean isFirst : List.of(true, false)) {
                String text = first(pairs.get(k), isFirst == chineseFirst);
                int width = isFirst == chineseFirst ? 30 : 60;
                while (text.length() > width) {
                    int cut = width == 60 ? text.lastIndexOf(' ', width) : width;
                    cut = cut <= 0 ? width : cut;
                    lines.add(k, text.substring(0, cut));
                    text = text.substring(cut).strip();
                }
                lines.add(k, text);
            }
            lines.add(k, "");
        }
        return lines.made("made.txt");
    }

    private static Made lines(List<Pair> pairs, boolean chineseFirst, String separator) {
        Lines lines = new Lines();
        for (int k = 0; k < pairs.size(); k++) {
            lines.add(k, first(pairs.get(k), chineseFirst) + separator + second(pairs.get(k), chineseFirst));
        }
        return lines.made("made.txt");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static Made table(List<Pair> pairs, boolean chineseFirst) {
        Lines lines = new Lines();
        lines.add(-1, HTML_START.strip());
        lines.add(-1, "<h1>Review of the translation</h1><table>");
        lines.add(
                -1,
                "<tr><th>No.</th><th>" + (chineseFirst ? "中文" : "English") + "</th><th>"
                        + (chineseFirst ? "English" : "中文") + "</th><th>Status</th></tr>");
        for (int k = 0; k < pairs.size(); k++) {
            lines.add(
                    k,
                    "<tr><td>" + (k + 1) + "</td><td>" + escaped(first(pairs.get(k), chineseFirst)) + "</td><td>"
                            + escaped(second(pairs.get(k), chineseFirst)) + "</td><td>"
                            + (k % 3 == 0 ? "checked by the editor" : "done") + "</td></tr>");
        }
        return lines.add(-1, "</table></body></html>").made("made.html");
    }

    private static Made languages(List<Pair> pairs, boolean chineseFirst, boolean traditional) {
        Lines lines = new Lines();
        lines.add(-1, HTML_START.strip());
        for (int k = 0; k < pairs.size(); k++) {
            for (boolean isFirst : List.of(true, false)) {
                boolean isChinese = isFirst == chineseFirst;
                String text = first(pairs.get(k), isChinese);
                if (!text.isEmpty()) {
                    lines.add(k, "<p lang=\"" + (isChinese ? "zh-hans" : "en") + "\">" + escaped(text) + "</p>");
                    if (isChinese && traditional) {
                        lines.add(k, "<p lang=\"zh-hant\">" + escaped(text) + "</p>");
                    }
                }
            }
        }
        return lines.add(-1, "</body></html>").made("made.html");
    }

    private static Made comments(List<Pair> pairs) {
        Lines lines = new Lines();
        for (int k = 0; k < pairs.size(); k++) {
            Pair pair = pairs.get(k);
            if (!pair.english.isEmpty()) {
                lines.add(k, "<!--")
                        .add(k, markdown(pair.english.replace("-->", "")))
                        .add(k, "-->");
            }
            if (!pair.chinese.isEmpty()) {
                lines.add(k, markdown(pair.chinese)).add(k, "");
            }
        }
        return lines.made("made.md");
    }

    private static String markdown(String text) {
        return text.replaceAll("([\\\\`*_{}\\[\\]()#+.!|<>~&=-])", "\\\\$1");
    }

    private static Made cues(List<Pair> pairs, boolean chineseFirst, boolean apart) {
        Lines lines = new Lines();
        int number = 0;
        for (int k = 0; k < pairs.size(); k++) {
            if (!pairs.get(k).isSentence()) {
                continue;
            }
            String one = first(pairs.get(k), chineseFirst);
            String other = second(pairs.get(k), chineseFirst);
            lines.add(k, String.valueOf(++number)).add(k, times(k, 0)).add(k, one);
            if (apart) {
                lines.add(k, "").add(k, String.valueOf(++number)).add(k, times(k, 120));
            }
            lines.add(k, other).add(k, "");
        }
        return lines.made("made.srt");
    }

    private static Made cuesApart(List<Pair> pairs) {
        Lines lines = new Lines();
        for (boolean isChinese : List.of(true, false)) {
            for (int k = 0; k < pairs.size(); k++) {
                if (!pairs.get(k).isSentence()) {
                    continue;
                }
                lines.add(k, String.valueOf(k + 1))
                        .add(k, times(k, isChinese ? 0 : 90))
                        .add(k, first(pairs.get(k), isChinese));
                lines.add(k, "");
            }
        }
        return lines.made("made.srt");
    }

    private static String times(int cue, int shift) {
        long start = cue * 4000L + shift;
        return SubtitleTimes.time(start / 1e3) + " --> " + SubtitleTimes.time(start / 1e3 + 3.5);
    }

    /** Counts of one layout. */
    private static final class Counts {
        int detected;
        int blocks;
        int rightBlocks;
        int truth;
        int found;
        int pairs;
        int rightPairs;
    }

    private void measure(Bench bench, String name, Layout layout, List<List<Pair>> pages) throws IOException {
        Counts counts = new Counts();
        Map<String, Integer> layouts = new TreeMap<>();
        for (List<Pair> page : pages) {
            List<Pair> pairs = layout.isComplete ? page : incomplete(page);
            Made made = layout.writer.write(pairs);
            boolean areCues = name.startsWith("cues");
            counts.truth += (int) pairs.stream()
                    .filter(pair -> pair.isFull() && (!areCues || pair.isSentence()))
                    .count();
            Document document = Documents.readWithComments(new Input(made.name, made.bytes, Optional.empty()));
            Optional<BilingualDocument> both =
                    BilingualDocument.of(document, Optional.empty(), Optional.empty(), similarity);
            layouts.merge(both.map(found -> found.layout().toString()).orElse("none"), 1, Integer::sum);
            if (both.isPresent()) {
                counts.detected++;
                measure(made, both.get(), counts);
            }
        }
        bench.say(
                "%-26s %4d of %4d  %6d %6.2f %%  %6d %6.2f %%  %6d %6.2f %%  %s",
                name,
                counts.detected,
                pages.size(),
                counts.blocks,
                percent(counts.rightBlocks, counts.blocks),
                counts.truth,
                percent(counts.found, counts.truth),
                counts.pairs,
                percent(counts.rightPairs, counts.pairs),
                layouts);
    }

    private static double percent(int part, int whole) {
        return whole == 0 ? 0 : 100.0 * part / whole;
    }

    private void measure(Made made, BilingualDocument both, Counts counts) throws IOException {
        List<BilingualDocument.Block> blocks = both.blocks();
        Text chinese = segmenter.segment(both.chinese(), Language.CHINESE);
        Text english = segmenter.segment(both.english(), Language.ENGLISH);
        List<Gate> gates = new ArrayList<>();
        for (int k = 0; k < blocks.size(); k++) {
            BilingualDocument.Block block = blocks.get(k);
            boolean isLast = k + 1 == blocks.size();
            int chineseEnd = isLast
                    ? both.chinese().paragraphs().size()
                    : blocks.get(k + 1).chinese();
            int englishEnd = isLast
                    ? both.english().paragraphs().size()
                    : blocks.get(k + 1).english();
            gates.add(new Gate(start(chinese, block.chinese()), start(english, block.english())));
            Set<Integer> left = pairs(made, both.chinese().paragraphs().subList(block.chinese(), chineseEnd));
            Set<Integer> right = pairs(made, both.english().paragraphs().subList(block.english(), englishEnd));
            if (!left.isEmpty() && !right.isEmpty()) {
                counts.blocks++;
                counts.rightBlocks += left.equals(right) ? 1 : 0;
                left.retainAll(right);
                counts.found += left.size();
            }
        }
        Aligner.Outcome outcome = aligner.align(TextPair.of(
                chinese, english, new HardBoundaries(gates.stream().distinct().toList())));
        ParallelText text = outcome.text();
        for (Bead bead : text.alignment().beads()) {
            if (!bead.isNull()) {
                counts.pairs++;
                Set<Integer> left = pairs(made, chinese.segments(), bead.source());
                counts.rightPairs += left.equals(pairs(made, english.segments(), bead.target())) ? 1 : 0;
            }
        }
    }

    private static int start(Text text, int paragraph) {
        int k = 0;
        while (k < text.segments().size() && text.segments().get(k).paragraph() < paragraph) {
            k++;
        }
        return k;
    }

    private static Set<Integer> pairs(Made made, List<Paragraph> paragraphs) {
        return paragraphs.stream()
                .map(each -> made.pair(each.origins().get(0).line()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<Integer> pairs(Made made, List<Segment> segments, List<Integer> numbers) {
        return numbers.stream()
                .map(k -> made.pair(segments.get(k).location().line()))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
