package duiqi.fuzz;

import static duiqi.fuzz.ScratchFolder.SCRATCH;

import duiqi.align.Aligner;
import duiqi.align.Bead;
import duiqi.align.ParallelText;
import duiqi.check.CheckedUnit;
import duiqi.check.EveryCheck;
import duiqi.check.Finding;
import duiqi.glossary.ChineseTerms;
import duiqi.glossary.EnglishRenderings;
import duiqi.glossary.Glossary;
import duiqi.glossary.GlossaryFormats;
import duiqi.glossary.TermMatches;
import duiqi.index.BruteForce;
import duiqi.index.Concordance;
import duiqi.index.Context;
import duiqi.index.IndexWriter;
import duiqi.index.IndexedUnit;
import duiqi.index.MemoryIndex;
import duiqi.index.SearchOptions;
import duiqi.index.UnitSide;
import duiqi.lexicon.EnglishWords;
import duiqi.lexicon.Lexicon;
import duiqi.segment.Segmenter;
import duiqi.text.Direction;
import duiqi.text.Document;
import duiqi.text.Language;
import duiqi.text.Location;
import duiqi.text.Paragraph;
import duiqi.text.Segment;
import duiqi.text.Text;
import duiqi.text.TranslationUnit;
import duiqi.text.TranslationUnit.Variant;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Fuzzes the stages that process texts: segmentation, alignment, term extraction, checks, search. */
final class StageTargets {

    /** Maximum text length. Longer texts exceed the time limit of an input. */
    private static final int MAX_COUNT = 30;

    private static final String PAIRS = """
        他说：“水往低处流。”
        2024年增长了3.5%，达到1.2万亿元。
        详见https://example.org/a?b=c和<b>表3</b>。
        ---
        He said, "Water flows down."
        It grew by 3.5 percent in 2024, to 1.2 trillion yuan.
        See https://example.org/a?b=c and <b>Table 3</b>.
        """;

    private static final String TERMS = """
        水,water,preferred
        水,/fire|flames?/,forbidden
        高质量发展,high-quality development,admitted
        研究,/re-?search(?:es)?/,
        科学,scien|,deprecated
        ---
        科学研究促进高质量发展，水也是。
        ---
        Scientific research promotes high-quality development, and waters do, too.
        """;

    /** Creates the tools on first use, because that takes a while. */
    private static final class Tools {
        static final Aligner ALIGNER = new Aligner();
        static final EnglishWords WORDS = new EnglishWords();

        private Tools() {}
    }

    private StageTargets() {}

    static List<Target> all() {
        return List.of(
                new Target("segment", List.of(Seed.of("pairs", PAIRS)), StageTargets::segment),
                new Target("align", List.of(Seed.of("pairs", PAIRS)), StageTargets::align),
                new Target("terms", List.of(Seed.of("terms", TERMS)), StageTargets::findTerms),
                new Target("check", List.of(Seed.of("pairs", PAIRS)), StageTargets::check),
                new Target("search", List.of(Seed.of("pairs", PAIRS + "---\n他说\n")), StageTargets::search));
    }

    private static void segment(byte[] input) throws IOException {
        List<Paragraph> paragraphs = new ArrayList<>();
        for (String line : text(input).split("\\R")) {
            if (!line.isBlank()) {
                paragraphs.add(Paragraph.of(Paragraph.Kind.TEXT, line.strip(), paragraphs.size() + 1, 1));
            }
        }
        DocumentTargets.requireCut(Segmenter.standard(), new Document("fuzz.txt", paragraphs));
    }

    private static String text(byte[] input) {
        return new String(input, StandardCharsets.UTF_8);
    }

    private static List<String> lines(String text) {
        return text.lines().limit(MAX_COUNT).toList();
    }

    private static Text sentences(String text, Language language) {
        List<Segment> segments = new ArrayList<>();
        for (String line : lines(text)) {
            int number = segments.size();
            segments.add(new Segment(
                    line.strip(), new Location("fuzz." + language, number + 1, 1), number, Paragraph.Kind.TEXT));
        }
        return new Text("fuzz." + language, language, segments);
    }

    /** Fails unless each sentence is in one bead, in order. */
    private static void align(byte[] input) {
        List<String> sides = Parts.texts(input, 2);
        Text chinese = sentences(sides.get(0), Language.CHINESE);
        Text english = sentences(sides.get(1), Language.ENGLISH);
        ParallelText aligned = Tools.ALIGNER.align(chinese, english).text();
        List<Integer> source = new ArrayList<>();
        List<Integer> target = new ArrayList<>();
        for (Bead bead : aligned.alignment().beads()) {
            source.addAll(bead.source());
            target.addAll(bead.target());
            Laws.require(
                    bead.probability() >= 0 && bead.probability() <= 1, () -> "no probability: " + bead.probability());
        }
        Laws.requireSame(numbers(chinese), source, "the Chinese sentences in the beads");
        Laws.requireSame(numbers(english), target, "the English sentences in the beads");
    }

    private static List<Integer> numbers(Text text) {
        List<Integer> numbers = new ArrayList<>();
        text.segments().forEach(segment -> numbers.add(numbers.size()));
        return numbers;
    }

    private static void findTerms(byte[] input) throws IOException {
        List<String> parts = Parts.texts(input, 3);
        Glossary glossary = glossary(parts.get(0));
        List<TermMatches.Hit> hits = new ChineseTerms(glossary, Lexicon.standard()).find(parts.get(1));
        for (TermMatches.Hit hit : hits) {
            String found = parts.get(1).substring(hit.start(), hit.end());
            Laws.require(
                    found.replace(" ", "").length()
                                    == hit.term().replace(" ", "").length()
                            && !found.isEmpty(),
                    () -> "found \"" + found + "\" for \"" + hit.term() + "\"");
        }
        for (TermMatches.Match match : new EnglishRenderings(Tools.WORDS).find(glossary.concepts(), parts.get(2))) {
            Laws.require(!parts.get(2).substring(match.start(), match.end()).isEmpty(), () -> "no result: " + match);
        }
    }

    /** Reads a glossary as from a file, which rejects unusable expressions. */
    private static Glossary glossary(String rows) throws IOException {
        String table = "zh,en,status\n" + String.join("\n", lines(rows));
        return new Glossary(GlossaryFormats.named("csv")
                .orElseThrow()
                .read(SCRATCH.file("terms.csv", table.getBytes(StandardCharsets.UTF_8)), Laws::requireHelp));
    }

    /** Fails unless the findings are the same each time. */
    private static void check(byte[] input) throws IOException {
        List<String> sides = Parts.texts(input, 2);
        List<String> chinese = lines(sides.get(0));
        List<String> english = lines(sides.get(1));
        List<CheckedUnit> units = new ArrayList<>();
        for (int i = 0; i < Math.min(chinese.size(), english.size()); i++) {
            Location place = new Location("fuzz.tmx", i + 1, 1);
            units.add(CheckedUnit.of(
                    "u" + i,
                    Direction.INTO_ENGLISH,
                    CheckedUnit.Passage.of(chinese.get(i), place),
                    CheckedUnit.Passage.of(english.get(i), place)));
        }
        Glossary glossary = glossary("水,water,\n增长,/grow(?:th|s)?/,\n表,table,\n表,form,forbidden\n");
        List<Finding> findings = EveryCheck.findings(glossary, units);
        for (Finding finding : findings) {
            Laws.require(!finding.message().isBlank(), () -> "no message: " + finding);
            Laws.requireLocation(finding.location());
        }
        Laws.requireSame(findings, EveryCheck.findings(glossary, units), "checked twice");
    }

    /** Fails unless the index finds the same units as a scan of all units. */
    private static void search(byte[] input) throws IOException {
        List<String> parts = Parts.texts(input, 3);
        List<String> chinese = lines(parts.get(0));
        List<String> english = lines(parts.get(1));
        BruteForce.Numbers numbers = new BruteForce.Numbers();
        List<BruteForce.Tokenized> units = new ArrayList<>();
        try (IndexWriter writer = new IndexWriter(SCRATCH.empty(), Set.of())) {
            for (int i = 0; i < Math.min(chinese.size(), english.size()); i++) {
                TranslationUnit unit = new TranslationUnit(
                        "u" + i,
                        new Variant(Language.CHINESE, chinese.get(i)),
                        new Variant(Language.ENGLISH, english.get(i)),
                        new TreeMap<>(),
                        Optional.empty());
                writer.add(unit, i + 1, IndexedUnit.Origin.UNKNOWN);
                units.add(numbers.of(unit, IndexedUnit.Origin.UNKNOWN));
            }
            try (MemoryIndex index = MemoryIndex.open(writer.finish())) {
                index.verify();
                lookUp(index, parts.get(2).strip(), numbers, units);
            }
        }
    }

    private static void lookUp(
            MemoryIndex index, String query, BruteForce.Numbers numbers, List<BruteForce.Tokenized> units) {
        SearchOptions options = new SearchOptions(30, 10, SearchOptions.Penalties.NONE);
        for (UnitSide side : UnitSide.values()) {
            BruteForce brute = new BruteForce(numbers, side, query, Context.NONE, 0);
            units.forEach(brute::look);
            Laws.requireSame(
                    brute.best(options),
                    index.search(side, query, Context.NONE, options).stream()
                            .map(BruteForce.Found::of)
                            .toList(),
                    "matches of \"" + query + "\"");
        }
        Concordance.Query words;
        try {
            words = Concordance.Query.words(query, Optional.empty(), 5);
        } catch (IllegalArgumentException noWord) {
            return;
        }
        index.find(words);
    }
}
