package duiqi.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.lexicon.Lexicon;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CorpusTablesTest {
    private static final CorpusTables TABLES = tables();

    private static CorpusTables tables() {
        Aligner aligner = new Aligner();
        List<ParallelText> texts = IntStream.range(0, 6)
                .mapToObj(k -> aligner.align(
                                Segments.chinese(List.of("天气很好。", "布鲁姆去了学校。")),
                                Segments.english(List.of("The weather is fine.", "Trinket went to school.")))
                        .text())
                .toList();
        return CorpusTraining.learn(Lexicon.standard(), texts);
    }

    private static CorpusTables read(byte[] bytes) throws IOException {
        return CorpusTables.read("words.tables", new ByteArrayInputStream(bytes));
    }

    @Test
    void readsWhatItWrites() throws IOException {
        byte[] written = CorpusTrainingTest.bytes(TABLES);
        CorpusTables read = read(written);
        assertThat(TABLES.size()).isPositive();
        assertThat(read.vocabulary()).isEqualTo(TABLES.vocabulary());
        assertThat(read.stems()).isEqualTo(TABLES.stems());
        assertThat(read.forward()).isEqualTo(TABLES.forward());
        assertThat(CorpusTrainingTest.bytes(read)).isEqualTo(written);
        assertThat(read(CorpusTrainingTest.bytes(CorpusTables.EMPTY)).isEmpty()).isTrue();
    }

    @Test
    void rejectsDamagedTruncatedAndExtendedFiles() throws IOException {
        byte[] written = CorpusTrainingTest.bytes(TABLES);
        for (int k = 0; k < written.length; k++) {
            byte[] damaged = written.clone();
            damaged[k] ^= 0x41;
            assertRejected(damaged, "");
            assertRejected(Arrays.copyOf(written, k), "ends inside the tables");
        }
        assertRejected(Arrays.copyOf(written, written.length + 1), "data after the end");
    }

    private static void assertRejected(byte[] bytes, String problem) {
        assertThatThrownBy(() -> read(bytes))
                .hasMessageStartingWith("words.tables: ")
                .hasMessageContaining(problem)
                .hasMessageEndingWith("; train the tables again with duiqi corpus align");
    }

    @Test
    void rejectsRowsInAnotherOrder() {
        TokenTypes vocabulary = TABLES.vocabulary();
        ExpectedCounts counts = new ExpectedCounts();
        counts.add(0, 0, 2, 2);
        counts.add(vocabulary.chineseSize() - 1, 0, 2, 2);
        List<TableRows> rows = counts.split(2, vocabulary).stream()
                .map(range -> TableRows.of(range, vocabulary))
                .toList();
        assertThat(CorpusTables.of(vocabulary, rows).size()).isEqualTo(2);
        assertThatThrownBy(() -> CorpusTables.of(vocabulary, List.of(rows.get(1), rows.get(0))))
                .hasMessageContaining("rows must increase");
    }

    @Test
    void omitsRareTranslationsOfCommonWords() {
        TokenTypes vocabulary = TABLES.vocabulary();
        ExpectedCounts counts = new ExpectedCounts();
        counts.add(0, 0, 1_000_000, 1_000_000);
        counts.add(0, 1, 5, 5);
        counts.add(1, 1, 1_000_000, 1_000_000);
        counts.add(2, 1, 5, 5);
        CorpusTables tables = CorpusTables.of(vocabulary, List.of(TableRows.of(counts, vocabulary)));
        // The last pair is rare for its stem, but it is the only one of its Chinese type.
        assertThat(tables.stems()).containsExactly(0, 1, 1);
    }

    @Test
    void requiresLargerSharesOfTooManyPairs() {
        assertThat(CorpusTables.share(share -> 5, 5)).isEqualTo(1e-5);
        assertThat(CorpusTables.share(share -> share < 7e-5 ? 6 : 5, 5)).isEqualTo(8e-5);
    }
}
