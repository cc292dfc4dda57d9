package duiqi.index;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.index.BruteForce.Entry;
import duiqi.text.Deadline;
import duiqi.text.Language;
import duiqi.text.TranslationUnit;
import duiqi.text.TranslationUnit.UnitProperties;
import duiqi.text.TranslationUnit.Variant;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares every search with a full scan: same units, same order, same scores. */
class FuzzySearchTest {
    private static final int[] LIMITS = {1, 5, 10};
    private static final int[] MINIMUMS = {50, 70, 90};

    @TempDir
    Path folder;

    private final Random random = new Random(20_261_125);
    private final MarkovMemory memory = new MarkovMemory(1);
    private int found;

    private final BruteForce.Numbers numbers = new BruteForce.Numbers();
    private List<BruteForce.Tokenized> tokenized = List.of();

    private MemoryIndex index(List<Entry> entries, int unitsOfShard) throws IOException {
        tokenized = entries.stream()
                .map(entry -> numbers.of(entry.unit(), entry.origin()))
                .toList();
        return TestIndex.of(folder.resolve("index" + random.nextInt()), entries, unitsOfShard);
    }

    private void compare(MemoryIndex index, UnitSide side, String text, List<SearchOptions> all) {
        compare(index, side, text, Context.NONE, all);
    }

    private void compare(MemoryIndex index, UnitSide side, String text, Context context, List<SearchOptions> all) {
        BruteForce brute = new BruteForce(numbers, side, text, context, 0);
        tokenized.forEach(brute::look);
        for (SearchOptions options : all) {
            List<BruteForce.Found> expected = brute.best(options);
            assertThat(index.search(side, text, context, options).stream().map(BruteForce.Found::of))
                    .as("%s with %s", text, options)
                    .containsExactlyElementsOf(expected);
            found += expected.size();
        }
    }

    private static List<SearchOptions> options(int[] minimums, int[] limits, List<SearchOptions.Penalties> all) {
        List<SearchOptions> options = new ArrayList<>();
        for (int minimum : minimums) {
            for (int limit : limits) {
                all.forEach(penalties -> options.add(new SearchOptions(minimum, limit, penalties)));
            }
        }
        return options;
    }

    private void compareAll(MemoryIndex index, List<String> queries, UnitSide side, int... minimums) {
        for (String query : queries) {
            compare(index, side, query, options(minimums, LIMITS, List.of(SearchOptions.Penalties.NONE)));
        }
    }

    private List<Entry> randomEntries(int count) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(new Entry(memory.next(), i + 1, IndexedUnit.Origin.UNKNOWN));
        }
        return entries;
    }

    private List<String> queries(List<Entry> entries, UnitSide side, int count) {
        List<String> queries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            TranslationUnit unit = entries.get(random.nextInt(entries.size())).unit();
            queries.add(memory.edited(unit, side, 0.4 * random.nextDouble()));
        }
        return queries;
    }

    /** Returns variations of few sentences, so that more matches exist than the limit, many with equal scores. */
    private List<Entry> dense(int bases, int count, double most) {
        List<Entry> entries = new ArrayList<>(randomEntries(bases));
        while (entries.size() < count) {
            TranslationUnit base = entries.get(random.nextInt(bases)).unit();
            double share = most * random.nextDouble();
            entries.add(entry(
                    entries.size(),
                    memory.edited(base, UnitSide.SOURCE, share),
                    memory.edited(base, UnitSide.TARGET, share),
                    IndexedUnit.Origin.UNKNOWN));
        }
        return entries;
    }

    private Entry entry(int number, String source, String target, IndexedUnit.Origin origin) {
        TranslationUnit unit = new TranslationUnit(
                "u" + number,
                new Variant(Language.CHINESE, source),
                new Variant(Language.ENGLISH, target),
                Collections.emptySortedMap(),
                random.nextInt(4) == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(random.nextInt(50))));
        return new Entry(unit, number + 1, origin);
    }

    @ParameterizedTest
    @ValueSource(ints = {5000, 300})
    void findsBestOfManyNearDuplicates(int unitsOfShard) throws IOException {
        List<Entry> entries = dense(12, 1000, 0.5);
        try (MemoryIndex index = index(entries, unitsOfShard)) {
            for (UnitSide side : UnitSide.values()) {
                compareAll(index, queries(entries, side, 8), side, MINIMUMS);
            }
        }
        assertThat(found).isGreaterThan(300);
    }

    @Test
    void findsBestOfDissimilarSentences() throws IOException {
        List<Entry> entries = randomEntries(1500);
        try (MemoryIndex index = index(entries, 600)) {
            for (UnitSide side : UnitSide.values()) {
                compareAll(index, queries(entries, side, 10), side, MINIMUMS);
            }
        }
        assertThat(found).isGreaterThan(150);
    }

    @Test
    void findsBestForShortTexts() throws IOException {
        List<Entry> entries = new ArrayList<>();
        String[] characters = {"水", "火", "山", "，", "x", "𠮷"};
        for (int i = 0; i < 2000; i++) {
            StringBuilder source = new StringBuilder();
            StringBuilder target = new StringBuilder();
            for (int rest = random.nextInt(6); rest > 0; rest--) {
                source.append(characters[random.nextInt(characters.length)]);
                target.append(" w").append(random.nextInt(9));
            }
            entries.add(entry(i, source.toString(), target.toString(), IndexedUnit.Origin.UNKNOWN));
        }
        try (MemoryIndex index = index(entries, 600)) {
            for (String query : List.of("", "水", "𠮷", "水火", "山，山", "龙", "龙虎", "水龙")) {
                compareAll(index, List.of(query), UnitSide.SOURCE, 0, 30, 50, 60, 67, 70, 99, 100);
            }
            for (String query : List.of("w1", "w1 w2", "w3 w3 w3", "none", "w1 none", "W1  w2")) {
                compareAll(index, List.of(query), UnitSide.TARGET, 0, 30, 50, 60, 67, 70, 99, 100);
            }
        }
        assertThat(found).isGreaterThan(500);
    }

    @Test
    void findsBestForLongTexts() throws IOException {
        List<Entry> entries = new ArrayList<>();
        MarkovText text = new MarkovText(List.of(String.join("", Collections.nCopies(3, "一二三四五六七八九十百千万"))), "");
        MarkovText words = new MarkovText(List.of("a b c d e f g h i j k l m n o p a c e g i k"), " ");
        for (int i = 0; i < 120; i++) {
            int length = 50 + random.nextInt(400);
            List<String> source = i % 3 > 0
                    ? text.edited(Tokens.of(entries.get(i - i % 3).text(UnitSide.SOURCE)), random.nextInt(40), random)
                    : text.sentence(length, random);
            List<String> target = i % 3 > 0
                    ? words.edited(Tokens.of(entries.get(i - i % 3).text(UnitSide.TARGET)), random.nextInt(40), random)
                    : words.sentence(length, random);
            entries.add(entry(i, text.text(source), words.text(target), IndexedUnit.Origin.UNKNOWN));
        }
        try (MemoryIndex index = index(entries, 50)) {
            for (UnitSide side : UnitSide.values()) {
                compareAll(index, queries(entries, side, 5), side, 40, 60, 70, 90);
            }
        }
        assertThat(found).isGreaterThan(200);
    }

    @Test
    void findsOnlyEqualUnitsOfTextThatIsTooLong() throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            String words = random.ints(20_000, 0, 2_000).mapToObj(k -> "w" + k).collect(Collectors.joining(" "));
            entries.add(entry(i, "水", words, IndexedUnit.Origin.UNKNOWN));
        }
        SearchOptions all = new SearchOptions(0, 5, SearchOptions.Penalties.STANDARD);
        List<String> tooLong = new ArrayList<>();
        try (MemoryIndex index = index(entries, 128)) {
            String query = entries.get(7).text(UnitSide.TARGET);
            List<Match> matches = Deadline.within(
                    Duration.ofMillis(20),
                    () -> index.search(UnitSide.TARGET, query, Context.NONE, all, () -> tooLong.add("all units")));
            assertThat(matches)
                    .singleElement()
                    .extracting(match -> match.unit().line())
                    .isEqualTo(8);
        }
        assertThat(tooLong).containsExactly("all units");
    }

    @Test
    void findsBestAtLowMinimum() throws IOException {
        List<Entry> entries = dense(200, 1000, 0.9);
        try (MemoryIndex index = index(entries, 400)) {
            for (UnitSide side : UnitSide.values()) {
                compareAll(index, queries(entries, side, 6), side, 0, 10, 20, 30, 40);
            }
        }
        assertThat(found).isGreaterThan(700);
    }

    @Test
    void appliesPenalties() throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (Entry entry : dense(6, 600, 0.4)) {
            IndexedUnit.Origin origin = new IndexedUnit.Origin(
                    random.nextBoolean(), random.nextInt(3) == 0, random.nextInt(5) == 0, Optional.empty());
            entries.add(new Entry(entry.unit(), entry.line(), origin));
        }
        List<SearchOptions.Penalties> all = List.of(
                SearchOptions.Penalties.STANDARD,
                new SearchOptions.Penalties(1, 15, 15, 10),
                new SearchOptions.Penalties(3, 2, 5, 1),
                new SearchOptions.Penalties(40, 60, 20, 0));
        try (MemoryIndex index = index(entries, 200)) {
            for (String query : queries(entries, UnitSide.SOURCE, 6)) {
                compare(index, UnitSide.SOURCE, query, options(new int[] {0, 50, 70, 85, 99}, LIMITS, all));
            }
        }
        assertThat(found).isGreaterThan(700);
    }

    /** Searches copies that differ only in date, letter case and neighbours. */
    @Test
    void ranksEqualTexts() throws IOException {
        List<Entry> entries = new ArrayList<>();
        String[] neighbours = {"", "甲", "乙"};
        String[] texts = {"他说：DNA 是Ａ。", "他说：dna 是A。", "他说：DNA是Ａ。", "他说：DNA 是B。"};
        for (int i = 0; i < 600; i++) {
            Entry entry = entry(i, "", "It is so.", new IndexedUnit.Origin(i % 5 == 0, false, false, Optional.empty()));
            TreeMap<String, String> properties = new TreeMap<>();
            properties.put(UnitProperties.CONTEXT_BEFORE, neighbours[random.nextInt(3)]);
            properties.put(UnitProperties.CONTEXT_AFTER, neighbours[random.nextInt(3)]);
            boolean isEnglishSource = i % 3 == 0;
            TreeMap<String, String> none = new TreeMap<>();
            Variant source =
                    new Variant(Language.CHINESE, texts[random.nextInt(4)], isEnglishSource ? none : properties);
            Variant target = new Variant(Language.ENGLISH, "It is so.", isEnglishSource ? properties : none);
            entries.add(new Entry(
                    new TranslationUnit(
                            entry.unit().id(),
                            source,
                            target,
                            entry.unit().properties(),
                            entry.unit().created()),
                    entry.line(),
                    entry.origin()));
        }
        List<Context> contexts = List.of(
                Context.NONE,
                new Context(Optional.of("甲"), Optional.empty()),
                new Context(Optional.empty(), Optional.of("")),
                new Context(Optional.of("乙"), Optional.of("甲")));
        try (MemoryIndex index = index(entries, 250)) {
            for (Context context : contexts) {
                List<SearchOptions> options = options(
                        new int[] {0, 70, 99, 100, 101, 102},
                        new int[] {1, 5, 10, 200, 2000},
                        List.of(SearchOptions.Penalties.NONE, SearchOptions.Penalties.STANDARD));
                compare(index, UnitSide.SOURCE, texts[0], context, options);
                compare(index, UnitSide.TARGET, "It is so.", context, options);
            }
        }
        assertThat(found).isGreaterThan(500);
    }

    @Test
    void anEmptyMemoryHasNoMatches() throws IOException {
        try (MemoryIndex index = MemoryIndex.open(List.of())) {
            assertThat(index.search(UnitSide.SOURCE, "水", Context.NONE, SearchOptions.STANDARD))
                    .isEmpty();
            assertThat(index.size()).isZero();
        }
        try (IndexWriter writer = new IndexWriter(folder.resolve("none"), Set.of())) {
            assertThat(writer.finish()).isEmpty();
        }
    }
}
