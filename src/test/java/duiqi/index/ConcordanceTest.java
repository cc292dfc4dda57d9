package duiqi.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.index.BruteForce.Entry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConcordanceTest {
    private static final int ALL = Integer.MAX_VALUE;

    @TempDir
    Path folder;

    private int number;

    private Entry entry(String source, String target) {
        number++;
        return Entry.of(number, source, target);
    }

    private MemoryIndex index(List<Entry> entries, int unitsOfShard) throws IOException {
        return TestIndex.of(folder.resolve("index"), entries, unitsOfShard);
    }

    private static List<String> ids(Concordance concordance) {
        return concordance.hits().stream().map(hit -> hit.unit().pair().id()).toList();
    }

    /** Reading the whole vocabulary for each word would take a hundred million steps. */
    @Test
    @Tag("hostile")
    void findsUnitByThousandsOfWords() throws IOException {
        long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        List<String> words = IntStream.range(0, 10_000).mapToObj(k -> "w" + k).toList();
        try (MemoryIndex index = index(
                List.of(entry("水", String.join(" ", words)), entry("火", String.join(" ", words.subList(1, 9)))), 9)) {
            assertThat(ids(index.find(Concordance.Query.words(String.join(" ", words), Optional.empty(), ALL))))
                    .hasSize(1);
        }
        long spent = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begin;
        assertThat(Duration.ofNanos(spent)).as("processor time").isLessThan(Duration.ofSeconds(5));
    }

    /** Finds phrases in two units; spans are of the source or target. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
              dna | SOURCE | ＤＮＡ
              dna | TARGET | DNA
              the basic  research OF | TARGET | the  Basic\u00A0Research of
              research | TARGET | Research/re\u00ADsearch
              don't | TARGET | don\u2019t
              n't re | TARGET | n\u2019t re\u00AD
              'n' | TARGET | 'n'
              café | TARGET | cafe\u0301
              CAFÉS, na | TARGET | cafe\u0301s, na
              𠮷野 | SOURCE | 𠮷野
              -b | TARGET | -b
              re search | TARGET |
              研究基础 | SOURCE |
            """)
    void returnsSpansOfOriginalText(String phrase, UnitSide side, @Nullable String spans) throws IOException {
        List<Entry> entries = List.of(
                entry("他用ＤＮＡ检测𠮷野家的水。", "He tests the  Basic\u00A0Research of well-known DNA-based things."),
                entry("基础研究。", "We don\u2019t re\u00ADsearch the rock'n'roll of cafe\u0301s, naïve."));
        try (MemoryIndex index = index(entries, 10)) {
            Concordance found = index.find(new Concordance.Query(List.of(phrase), Optional.empty(), ALL));
            assertThat(found.hits().stream()
                            .flatMap(hit -> hit.spans(side).stream()
                                    .map(span -> hit.unit().text(side).substring(span.start(), span.end()))))
                    .containsExactly(spans == null ? new String[0] : spans.split("/"));
        }
    }

    @Test
    void requiresAllWordsOnAllowedSides() throws IOException {
        List<Entry> entries =
                List.of(entry("基础研究的经费", "funding of research"), entry("经费", "research"), entry("研究", "funding"));
        try (MemoryIndex index = index(entries, 2)) {
            assertThat(ids(index.find(Concordance.Query.words("经费 research", Optional.empty(), ALL))))
                    .containsExactly("u1", "u2");
            assertThat(ids(index.find(Concordance.Query.words("funding research", Optional.of(UnitSide.TARGET), ALL))))
                    .containsExactly("u1");
            assertThat(ids(index.find(Concordance.Query.words("research", Optional.of(UnitSide.SOURCE), ALL))))
                    .isEmpty();
            Concordance merged = index.find(new Concordance.Query(List.of("基础", "础研", "经费"), Optional.empty(), ALL));
            assertThat(merged.hits().get(0).source())
                    .containsExactly(new Concordance.Span(0, 3), new Concordance.Span(5, 7));
            assertThatThrownBy(() -> Concordance.Query.words(" \u3000", Optional.empty(), 1))
                    .hasMessage("there is no word to find");
            Concordance first = index.find(new Concordance.Query(List.of("经费"), Optional.empty(), 1));
            assertThat(ids(first)).containsExactly("u1");
            assertThat(first.total()).isEqualTo(2);
            Concordance restricted = index.find(Concordance.Query.words("研究", Optional.of(UnitSide.SOURCE), ALL));
            assertThat(restricted.hits().get(0).source()).containsExactly(new Concordance.Span(2, 4));
            assertThat(restricted.hits().get(0).target()).isEmpty();
        }
    }
}
