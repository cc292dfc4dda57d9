package duiqi.index;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.index.BruteForce.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Checks that the index finds the same units as a full scan, for random memories and queries. */
class SearchLawsTest {
    private static final List<String> PARTS = List.of(
            "水 火 𠮷 ， 。 ␠ \u00A0 water Water fire don\u2019t - 1 2026 e\u0301 é \u00AD \u200B \uFEFF ＤＮＡ ⏎ ' <b> か"
                    .split(" "));

    private static final Path FOLDER = Path.of("target/search-laws");

    private int number;

    @BeforeContainer
    static void makeFolder() throws IOException {
        Files.createDirectories(FOLDER);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(PARTS)
                .list()
                .ofMaxSize(8)
                .map(parts -> String.join("", parts).replace('␠', ' ').replace('⏎', '\n'));
    }

    private Entry entry(String source, String target) {
        number++;
        return Entry.of(number, source, target);
    }

    @Property(tries = 300)
    void findsSameUnitsAsBruteForce(
            @ForAll @Size(max = 24) List<@From("texts") String> texts,
            @ForAll("texts") String query,
            @ForAll @IntRange(max = 100) int minimum,
            @ForAll @IntRange(min = 1, max = 9) int unitsOfShard)
            throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i + 1 < texts.size(); i += 2) {
            entries.add(entry(texts.get(i), texts.get(i + 1)));
        }
        BruteForce.Numbers numbers = new BruteForce.Numbers();
        SearchOptions options = new SearchOptions(minimum, 5, SearchOptions.Penalties.NONE);
        Path place = Files.createTempDirectory(FOLDER, "index");
        try (MemoryIndex index = TestIndex.of(place, entries, unitsOfShard)) {
            for (UnitSide side : UnitSide.values()) {
                BruteForce brute = new BruteForce(numbers, side, query, Context.NONE, 0);
                entries.forEach(entry -> brute.look(numbers.of(entry.unit(), entry.origin())));
                assertThat(index.search(side, query, Context.NONE, options).stream()
                                .map(BruteForce.Found::of))
                        .containsExactlyElementsOf(brute.best(options));
            }
            String some = texts.isEmpty() ? query : Tokens.NormalText.of(texts.get(minimum % texts.size()));
            int from = some.isEmpty() ? 0 : some.offsetByCodePoints(0, minimum % some.codePointCount(0, some.length()));
            String piece = unitsOfShard % 2 == 0 ? query : some.substring(from);
            String phrase = Tokens.NormalText.of(piece);
            if (!phrase.isEmpty()) {
                assertThat(index.find(new Concordance.Query(List.of(piece), Optional.empty(), 99))
                                .hits())
                        .extracting(hit -> hit.unit().pair().id())
                        .containsExactlyElementsOf(entries.stream()
                                .filter(entry -> Stream.of(UnitSide.values())
                                        .anyMatch(side -> Tokens.NormalText.of(entry.text(side))
                                                .contains(phrase)))
                                .map(entry -> entry.unit().id())
                                .toList());
            }
        }
    }
}
