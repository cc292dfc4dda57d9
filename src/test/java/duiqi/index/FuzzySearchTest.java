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
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares every search with a full scan: same units, same order, same scores. */
class FuzzySearchTest {
    private static final List<Integer> LIMITS = List.of(1, 5, 10);

    @TempDir
    Path folder;

    private final Random random = new Random(20_261_125);
    private final MarkovMemory memory = new MarkovMemory(1);
    private final BruteForce.Numbers numbers = new BruteForce.Numbers();
    private final List<Entry> entries = new ArrayList<>();
    private int found;

    private MemoryIndex index(int unitsOfShard) throws IOException {
        return TestIndex.of(folder.resolve("index"), entries, unitsOfShard);
    }

    private void add(String source, String target, IndexedUnit.Origin origin, SortedMap<String, String> context) {
        boolean isEnglishSource = entries.size() % 3 == 0;
        SortedMap<String, String> none = new TreeMap<>();
        TranslationUnit unit = new TranslationUnit(
                "u" + entries.size(),
                new Variant(Language.CHINESE, source, isEnglishSource ? none : context),
                new Variant(Language.ENGLISH, target, isEnglishSource ? context : none),
                Collections.emptySortedMap(),
                random.nextInt(4) == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(random.nextInt(50))));
        entries.add(new Entry(unit, entries.size() + 1, origin));
    }

    private void add(String source, String target) {
        add(source, target, IndexedUnit.Origin.UNKNOWN, new TreeMap<>());
    }

    /** Adds variations of few sentences, so that more matches exist than the limit, many with equal scores. */
    private void addDense(int bases, int count, double most) {
        for (int i = 0; i < count; i++) {
            TranslationUnit base = i < bases
                    ? memory.next()
                    : entries.get(random.nextInt(bases)).unit();
            double share = i < bases ? 0 : most * random.nextDouble();
            add(
                    memory.edited(base, UnitSide.SOURCE, share),
                    memory.edited(base, UnitSide.TARGET, share),
                    new IndexedUnit.Origin(
                            random.nextBoolean(), random.nextInt(3) == 0, random.nextInt(5) == 0, Optional.empty()),
                    new TreeMap<>());
        }
    }

    private String query(UnitSide side) {
        TranslationUnit unit = entries.get(random.nextInt(entries.size())).unit();
        return memory.edited(unit, side, 0.4 * random.nextDouble());
    }

    private void compare(
            MemoryIndex index,
            UnitSide side,
            String text,
            Context context,
            List<Integer> minimums,
            List<Integer> limits,
            SearchOptions.Penalties... all) {
        BruteForce brute = new BruteForce(numbers, side, text, context, 0);
        entries.forEach(entry -> brute.look(numbers.of(entry.unit(), entry.origin())));
        for (int minimum : minimums) {
            for (int limit : limits) {
                for (SearchOptions.Penalties penalties : all) {
                    SearchOptions options = new SearchOptions(minimum, limit, penalties);
                    List<BruteForce.Found> expected = brute.best(options);
                    assertThat(index.search(side, text, context, options).stream()
                                    .map(BruteForce.Found::of))
                            .as("%s with %s", text, options)
                            .containsExactlyElementsOf(expected);
                    found += expected.size();
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"12, 600, 0.5, 5000", "12, 600, 0.5, 200", "150, 600, 0.9, 250", "700, 700, 0, 300"})
    void findsBestOfNearDuplicates(int bases, int count, double most, int unitsOfShard) throws IOException {
        addDense(bases, count, most);
        try (MemoryIndex index = index(unitsOfShard)) {
            List<Integer> minimums = List.of(0, 20, 40, 50, 70, 85, 90, 99);
            for (UnitSide side : UnitSide.values()) {
                for (int i = 0; i < 5; i++) {
                    compare(index, side, query(side), Context.NONE, minimums, LIMITS, SearchOptions.Penalties.NONE);
                }
            }
            compare(
                    index,
                    UnitSide.SOURCE,
                    query(UnitSide.SOURCE),
                    Context.NONE,
                    minimums,
                    LIMITS,
                    SearchOptions.Penalties.STANDARD,
                    new SearchOptions.Penalties(1, 15, 15, 10),
                    new SearchOptions.Penalties(3, 2, 5, 1),
                    new SearchOptions.Penalties(40, 60, 20, 0));
        }
        assertThat(found).isGreaterThan(300);
    }

    @Test
    @Timeout(60)
    @Tag("hostile")
    void findsOnlyEqualUnitsOfTextThatIsTooLong() throws IOException {
        for (int i = 0; i < 50; i++) {
            add("水", random.ints(20_000, 0, 2_000).mapToObj(k -> "w" + k).collect(Collectors.joining(" ")));
        }
        SearchOptions all = new SearchOptions(0, 5, SearchOptions.Penalties.STANDARD);
        List<String> tooLong = new ArrayList<>();
        try (MemoryIndex index = index(128)) {
            String query = entries.get(7).text(UnitSide.TARGET);
            assertThat(Deadline.within(
                            Duration.ofMillis(20),
                            () -> index.search(
                                    UnitSide.TARGET, query, Context.NONE, all, () -> tooLong.add("all units"))))
                    .singleElement()
                    .extracting(match -> match.unit().line())
                    .isEqualTo(8);
        }
        assertThat(tooLong).containsExactly("all units");
    }

    /** Searches copies that differ only in date, letter case and neighbours. */
    @Test
    void ranksEqualTexts() throws IOException {
        String[] neighbours = {"", "甲", "乙"};
        String[] texts = {"他说：DNA 是Ａ。", "他说：dna 是A。", "他说：DNA是Ａ。", "他说：DNA 是B。"};
        for (int i = 0; i < 400; i++) {
            TreeMap<String, String> properties = new TreeMap<>();
            properties.put(UnitProperties.CONTEXT_BEFORE, neighbours[random.nextInt(3)]);
            properties.put(UnitProperties.CONTEXT_AFTER, neighbours[random.nextInt(3)]);
            IndexedUnit.Origin origin = new IndexedUnit.Origin(i % 5 == 0, false, false, Optional.empty());
            add(texts[random.nextInt(4)], "It is so.", origin, properties);
        }
        List<Context> contexts = List.of(
                Context.NONE,
                new Context(Optional.of("甲"), Optional.empty()),
                new Context(Optional.empty(), Optional.of("")),
                new Context(Optional.of("乙"), Optional.of("甲")));
        SearchOptions.Penalties[] penalties = {SearchOptions.Penalties.NONE, SearchOptions.Penalties.STANDARD};
        List<Integer> minimums = List.of(0, 70, 99, 100, 101, 102);
        try (MemoryIndex index = index(150)) {
            for (Context context : contexts) {
                List<Integer> limits = List.of(1, 5, 10, 200, 2000);
                compare(index, UnitSide.SOURCE, texts[0], context, minimums, limits, penalties);
                compare(index, UnitSide.TARGET, "It is so.", context, minimums, limits, penalties);
            }
        }
        assertThat(found).isGreaterThan(500);
    }
}
