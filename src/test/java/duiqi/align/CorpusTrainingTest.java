package duiqi.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.align.learn.TokenView;
import duiqi.align.learn.TokenizedPair;
import duiqi.align.search.PreparedPair;
import duiqi.lexicon.Lexicon;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CorpusTrainingTest {
    private final Lexicon lexicon = Lexicon.standard();

    /** Short texts that each contain a made-up name once. Neither the lexicon nor pinyin connects its two forms. */
    private final List<ParallelText> texts = IntStream.range(0, 24)
            .mapToObj(k -> {
                String[] both = Segments.PLACES.get(k % Segments.PLACES.size()).split("\\|");
                return aligned(
                        List.of("天气很好。", "布鲁姆去了" + both[0] + "。", "他在那里等了" + (k + 11) + "天。"),
                        List.of(
                                "The weather is fine.",
                                "Trinket went to the " + both[1] + ".",
                                "He waited there for " + (k + 11) + " days."));
            })
            .toList();

    private static ParallelText aligned(List<String> chinese, List<String> english) {
        return new Aligner().align(Segments.pair(chinese, english)).text();
    }

    static byte[] bytes(CorpusTables tables) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        tables.write(out);
        return out.toByteArray();
    }

    private static Object sent(Serializable value) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return in.readObject();
        }
    }

    @Test
    void buildsTheSameTablesFromSerialisedParts() throws IOException, ClassNotFoundException {
        TokenTypes.Counts types = new TokenTypes.Counts();
        for (ParallelText text : texts) {
            TokenTypes.Counts own = new TokenTypes.Counts();
            own.add(lexicon, new TextPair(text.source(), text.target()));
            types.add((TokenTypes.Counts) sent(own));
        }
        TokenTypes vocabulary = (TokenTypes) sent(TokenTypes.of(types));
        CorpusTables tables = CorpusTables.EMPTY;
        for (int iteration = 0; iteration < CorpusTraining.ITERATIONS; iteration++) {
            Expectation expectation = new Expectation(lexicon, vocabulary, (CorpusTables) sent(tables));
            ExpectedCounts all = new ExpectedCounts();
            for (ParallelText text : texts) {
                ExpectedCounts own = new ExpectedCounts();
                assertThat(expectation.add(text, own)).isTrue();
                all.add((ExpectedCounts) sent(own));
            }
            List<TableRows> rows = new ArrayList<>();
            for (ExpectedCounts range : all.split(5, vocabulary)) {
                rows.add((TableRows) sent(TableRows.of(range, vocabulary)));
            }
            tables = CorpusTables.of(vocabulary, rows);
        }
        assertThat(bytes(tables)).isEqualTo(bytes(CorpusTraining.learn(lexicon, texts)));
        List<ParallelText> shuffled = new ArrayList<>(texts);
        Collections.shuffle(shuffled, new Random(3));
        assertThat(bytes(CorpusTraining.learn(lexicon, shuffled))).isEqualTo(bytes(tables));
    }

    @Test
    void learnsWordsMissingFromTheLexiconAcrossTexts() {
        CorpusTables tables = CorpusTraining.learn(lexicon, texts);
        PreparedPair before = prepared(CorpusTables.EMPTY);
        PreparedPair after = prepared(tables);
        assertThat(Segments.ratio(before, "布", "trinket", true)).isZero();
        assertThat(Segments.ratio(after, "布", "trinket", true)).isGreaterThan(1.5f);
        assertThat(Segments.ratio(after, "布", "weather", true)).isLessThan(0.1f);
        assertThat(before.translations().lexicalOnly()).isTrue();
        assertThat(after.translations().lexicalOnly()).isFalse();
    }

    private PreparedPair prepared(CorpusTables tables) {
        return PreparedPair.of(
                lexicon,
                Segments.of(List.of("布鲁姆来了。", "天气不好。")),
                Segments.of(List.of("Trinket came.", "The weather was bad.")),
                KnownTranslations.NONE,
                PreparedPair.Constraints.NONE,
                tables);
    }

    @Test
    void skipsUnrelatedTexts() {
        List<Bead> beads = IntStream.range(0, 4)
                .mapToObj(k -> new Bead(List.of(k), List.of(k), 1))
                .toList();
        TextPair pair = AlignerTest.UNRELATED;
        ParallelText unrelated = new ParallelText(pair.chinese(), pair.english(), new Alignment(4, 4, beads));
        ExpectedCounts counts = new ExpectedCounts();
        TokenTypes vocabulary = CorpusTraining.learn(lexicon, texts).vocabulary();
        assertThat(new Expectation(lexicon, vocabulary, CorpusTables.EMPTY).add(unrelated, counts))
                .isFalse();
        assertThat(counts.size()).isZero();
        CorpusTables tables = CorpusTraining.learn(lexicon, texts);
        TokenTypes other = CorpusTraining.learn(lexicon, texts.subList(0, 3)).vocabulary();
        assertThatThrownBy(() -> new Expectation(lexicon, other, tables)).hasMessageContaining("another vocabulary");
    }

    private final TokenTypes.Counts counts = new TokenTypes.Counts();

    private List<String> known(TokenTypes.View side, TokenizedPair pair, TokenTypes vocabulary) {
        TokenView view = side.of(pair);
        int[] numbers = vocabulary.numbers(side, view);
        List<String> known = new ArrayList<>();
        for (int token = 0; token < numbers.length; token++) {
            if (numbers[token] >= 0) {
                known.add(view.form(token));
            }
        }
        return known;
    }

    @Test
    void numbersNoTypeThatOccursOnce() {
        TextPair twoTexts = Segments.pair(List.of("学校很大。", "学校很好"), List.of("The school is big.", "A school is good"));
        counts.add(lexicon, twoTexts);
        TokenTypes vocabulary = TokenTypes.of(counts);
        TokenizedPair pair = new TokenizedPair(
                lexicon, twoTexts.chinese().segments(), twoTexts.english().segments());
        assertThat(known(TokenTypes.View.WORD, pair, vocabulary)).containsExactly("学校", "很");
        assertThat(known(TokenTypes.View.CHARACTER, pair, vocabulary)).containsExactly("学", "校", "很");
        assertThat(known(TokenTypes.View.STEM, pair, vocabulary))
                .contains("school")
                .doesNotContain("good", "big");
        assertThat(vocabulary.chineseSize()).isEqualTo(5);
        assertThat(vocabulary.isCharacter(1)).isFalse();
        assertThat(vocabulary.isCharacter(2)).isTrue();
    }

    @Test
    void keepsTheMostFrequentTypes() {
        counts.add("CAold", 5);
        counts.add("CAnew", 7);
        counts.add("CAred", 5);
        counts.add("AA大", 2);
        TokenTypes vocabulary = TokenTypes.of(counts, 2);
        assertThat(vocabulary.chineseSize()).isEqualTo(1);
        assertThat(vocabulary.stemSize()).isEqualTo(2);
        TokenTypes.Counts same = new TokenTypes.Counts();
        same.add("CAold", 2);
        same.add("CAnew", 2);
        same.add("AA大", 2);
        assertThat(vocabulary).isEqualTo(TokenTypes.of(same));
    }

    @Test
    void rejectsInvalidTypes() {
        assertThatThrownBy(() -> counts.add("word", 1)).hasMessageContaining("\"word\"");
        assertThatThrownBy(() -> counts.add("", 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<List<Long>> sorted(ExpectedCounts counts) {
        List<List<Long>> all = new ArrayList<>();
        counts.forEach((chinese, stem, to, from) -> all.add(List.of((long) chinese, (long) stem, to, from)));
        return all;
    }

    @Property(tries = 200)
    void addsTheSameInAnyOrderAndParts(
            @ForAll @Size(max = 300) List<@IntRange(max = 40) Integer> pairs,
            @ForAll @FloatRange(max = 10) float count,
            @ForAll @IntRange(min = 1, max = 5) int parts) {
        ExpectedCounts inOrder = new ExpectedCounts();
        Map<Integer, Integer> times = new HashMap<>();
        List<ExpectedCounts> split = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            split.add(new ExpectedCounts());
        }
        for (int k = 0; k < pairs.size(); k++) {
            int pair = pairs.get(k);
            inOrder.add(pair / 7, pair % 7, count, 1);
            int back = pairs.get(pairs.size() - 1 - k);
            split.get(k % parts).add(back / 7, back % 7, count, 1);
            times.merge(pair, 1, Integer::sum);
        }
        ExpectedCounts sum = new ExpectedCounts();
        split.forEach(sum::add);
        assertThat(sorted(sum)).isEqualTo(sorted(inOrder));
        assertThat(sum.size()).isEqualTo(times.size());
        sum.forEach((chinese, stem, to, from) ->
                assertThat(from).isEqualTo((long) (times.getOrDefault(chinese * 7 + stem, 0) * ExpectedCounts.UNIT)));
    }

    @Property
    void readsPackedLongsAsWritten(@ForAll List<@LongRange Long> numbers) {
        ExpectedCounts.PackedLongs packed = new ExpectedCounts.PackedLongs(1);
        numbers.forEach(packed::add);
        ExpectedCounts.PackedLongs read = new ExpectedCounts.PackedLongs(packed.toBytes());
        assertThat(numbers).allSatisfy(number -> assertThat(read.next()).isEqualTo(number));
    }

    private static final CorpusTables TABLES = CorpusTraining.learn(
            Lexicon.standard(),
            IntStream.range(0, 6)
                    .mapToObj(k -> aligned(
                            List.of("天气很好。", "布鲁姆去了学校。"), List.of("The weather is fine.", "Trinket went to school.")))
                    .toList());

    private static CorpusTables read(byte[] bytes) throws IOException {
        return CorpusTables.read("words.tables", new ByteArrayInputStream(bytes));
    }

    @Test
    void readsWhatItWrites() throws IOException {
        byte[] written = bytes(TABLES);
        CorpusTables read = read(written);
        assertThat(TABLES.size()).isPositive();
        assertThat(read.vocabulary()).isEqualTo(TABLES.vocabulary());
        assertThat(read.stems()).isEqualTo(TABLES.stems());
        assertThat(read.forward()).isEqualTo(TABLES.forward());
        assertThat(bytes(read)).isEqualTo(written);
        assertThat(read(bytes(CorpusTables.EMPTY)).isEmpty()).isTrue();
    }

    @Test
    void rejectsDamagedTruncatedAndExtendedFiles() throws IOException {
        byte[] written = bytes(TABLES);
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
        CorpusTables wordTables = CorpusTables.of(vocabulary, List.of(TableRows.of(counts, vocabulary)));
        assertThat(CorpusTables.share(share -> 5, 5)).isEqualTo(1e-5);
        assertThat(CorpusTables.share(share -> share < 7e-5 ? 6 : 5, 5)).isEqualTo(8e-5);
        // The last pair is rare for its stem, but it is the only one of its Chinese type.
        assertThat(wordTables.stems()).containsExactly(0, 1, 1);
    }
}
