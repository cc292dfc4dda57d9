package duiqi.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import duiqi.align.Alignment;
import duiqi.align.Bead;
import duiqi.align.BeadUnits;
import duiqi.align.ParallelText;
import duiqi.exchange.ReviewedUnits.Signature;
import duiqi.exchange.TmxUpdate;
import duiqi.exchange.TmxWriter;
import duiqi.text.DocumentPair;
import duiqi.text.FormatException;
import duiqi.text.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReviewedMemoryTest {
    private static final Instant FIRST = Instant.parse("2026-11-25T08:00:00Z");
    private static final Instant LATER = Instant.parse("2026-11-26T08:00:00Z");
    private static final Signature ANN = new Signature(Optional.of("Ann & 李"), Optional.of(FIRST.plusSeconds(60)));
    private static final List<String> CHINESE = List.of("水是生命之源。", "火带来光明和温暖。", "土养育万物生长。", "金属十分坚硬。");
    private static final List<String> ENGLISH = List.of(
            "Water is the source of life.",
            "Fire brings light and warmth.",
            "Earth feeds all things.",
            "Metal is hard.");

    @TempDir
    private Path folder;

    private Path tmx;
    private ReviewOrigin origin;
    private ReviewedMemory memory;
    private Optional<String> known = Optional.empty();

    @BeforeEach
    void begin() throws IOException {
        tmx = folder.resolve("a.tmx");
        origin = new ReviewOrigin(
                Optional.of(new ReviewOrigin.File("texts/a.zh.txt", Optional.empty())),
                Optional.of(new ReviewOrigin.File("texts/a.en.txt", Optional.empty())),
                Language.CHINESE,
                Language.ENGLISH,
                tmx);
        memory = new ReviewedMemory(beginning(), folder.resolve("copies"), new TmxWriter("1"));
    }

    private static ParallelText texts(List<String> chinese, List<String> english, List<Bead> beads) {
        return new ParallelText(
                Reviews.text("texts/a.zh.txt", Language.CHINESE, chinese),
                Reviews.text("texts/a.en.txt", Language.ENGLISH, english),
                new Alignment(chinese.size(), english.size(), beads));
    }

    /** Writes an alignment in the same way as {@code duiqi align}. */
    private TmxUpdate.Outcome align(List<Bead> beads, Instant now) throws IOException {
        ParallelText text = texts(CHINESE, ENGLISH, beads);
        return new TmxUpdate(
                        DocumentPair.of(text.source(), text.target()),
                        Language.CHINESE,
                        Language.ENGLISH,
                        new TmxWriter("1"),
                        now)
                .apply(tmx, BeadUnits.of(text, beads, now), false);
    }

    private ReviewState beginning() {
        return ReviewState.ofTexts(origin, texts(CHINESE, ENGLISH, oneByOne()));
    }

    private static Bead bead(List<Integer> both) {
        return new Bead(both, both, 0.9);
    }

    private static List<Bead> oneByOne() {
        return IntStream.range(0, 4).mapToObj(i -> bead(List.of(i))).toList();
    }

    /**
     * Returns a state. A bead is given by the numbers of its sentences, the same on both sides, from 1, and by flags: C
     * confirmed, A confirmed by Ann, M marked, N with a note, H set by hand.
     */
    private ReviewState state(String... beads) {
        List<ReviewBead> all = new ArrayList<>();
        for (String bead : beads) {
            String[] parts = bead.split(" ");
            List<String> numbers = List.of(parts[0].split("\\+"));
            String flags = parts.length > 1 ? parts[1] : "";
            all.add(new ReviewBead(
                    "b" + (all.size() + 1),
                    numbers.stream().map(n -> "s" + n).toList(),
                    numbers.stream().map(n -> "t" + n).toList(),
                    flags.contains("H") ? OptionalDouble.empty() : OptionalDouble.of(0.9),
                    flags.contains("A")
                            ? Optional.of(ANN)
                            : Optional.of(Signature.UNKNOWN).filter(any -> flags.contains("C")),
                    flags.contains("M"),
                    flags.contains("N") ? "ask <Lin> & co" : "",
                    OptionalInt.empty()));
        }
        ReviewState texts = beginning();
        return new ReviewState(origin, 1, texts.source(), texts.target(), all);
    }

    private ReviewedMemory.Saved save(ReviewState state, boolean merges)
            throws IOException, ReviewedMemory.MemoryConflictException {
        ReviewedMemory.Saved saved = Reviews.save(memory, state, known, merges, LATER);
        known = Optional.of(saved.hash());
        return saved;
    }

    private void beginReview() throws IOException {
        known = memory.begin();
    }

    /** Begins a review of an aligned memory, which another program then corrects. */
    private void beginReviewOfCorrectedMemory() throws IOException {
        align(oneByOne(), FIRST);
        beginReview();
        Files.writeString(tmx, Files.readString(tmx).replace("Metal is hard.", "Metal is very hard."));
    }

    @Test
    void unitsSetByHandHaveNoProbability() throws Exception {
        beginReview();
        save(state("1", "2 H", "3 HC", "4"), false);
        String[] units = Files.readString(tmx).split("<tu ", -1);
        assertThat(units[1]).contains("\"aligned\"", "\"x-probability\"");
        assertThat(units[2]).contains("\"aligned\"").doesNotContain("\"x-probability\"", "\"x-reviewed\"");
        assertThat(units[3]).contains("\"x-reviewed\"").doesNotContain("\"x-probability\"", "\"aligned\"");
        assertThat(ReviewState.ofMemory(tmx, Optional.empty()).beads())
                .extracting(ReviewBead::isSetByHand)
                .containsExactly(false, true, true, false);
    }

    @Test
    void keepsConfirmedUnitsAfterAlign() throws Exception {
        align(oneByOne(), FIRST);
        beginReview();
        save(state("1 C", "2", "3 CMN", "4 M"), false);
        String saved = Files.readString(tmx);

        assertThat(saved.split("type=\"aligned\"", -1)).hasSize(3);
        assertThat(saved.split("type=\"x-reviewed\"", -1)).hasSize(3);
        assertThat(saved.split("type=\"x-marked\"", -1)).hasSize(3);
        assertThat(saved).contains("<note>ask &lt;Lin&gt; &amp; co</note>");

        assertThat(align(oneByOne(), LATER)).isEqualTo(new TmxUpdate.Outcome(0, 4, 0, 0, false));
        assertThat(tmx).hasContent(saved);
        save(state("1 C", "2", "3 CMN", "4 M"), false);
        assertThat(tmx).hasContent(saved);
    }

    @Test
    void writesWhoConfirmedAUnitAndWhen() throws Exception {
        align(oneByOne(), FIRST);
        String aligned = Files.readString(tmx);
        beginReview();
        ReviewState signed = state("1 A", "2 AN", "3+4 A");
        save(signed, false);
        String saved = Files.readString(tmx);

        assertThat(saved.split("changeid=\"Ann &amp; 李\" changedate=\"20261125T080100Z\"", -1))
                .hasSize(4);
        assertThat(align(List.of(bead(List.of(0)), bead(List.of(1)), bead(List.of(2, 3))), LATER)
                        .changed())
                .isFalse();
        save(signed, false);
        assertThat(tmx).hasContent(saved);
        save(state("1", "2", "3", "4"), false);
        assertThat(Files.readString(tmx).replace("20261126T", "20261125T")).isEqualTo(aligned);
    }

    @Test
    void writesTheSameUnitsAsAlignAndRevertsAnEarlierSave() throws Exception {
        align(oneByOne(), FIRST);
        String aligned = Files.readString(tmx);
        beginReview();
        assertThat(save(state("1", "2", "3", "4"), false).kept()).isEqualTo(4);
        assertThat(tmx).hasContent(aligned);
        save(state("1 C", "2 N", "3+4 CMN"), false);
        save(state("1", "2", "3", "4"), false);

        // A unit that was removed and is added again counts as new.
        assertThat(Files.readString(tmx).replace("20261126T", "20261125T")).isEqualTo(aligned);
    }

    @Test
    void alignDoesNotDuplicateConfirmedUnits() throws Exception {
        align(oneByOne(), FIRST);
        beginReview();
        ReviewedMemory.Saved merged = save(state("1", "2+3 C", "4"), false);
        String saved = Files.readString(tmx);

        assertThat(merged.added()).isEqualTo(1);
        assertThat(merged.removed()).isEqualTo(2);
        assertThat(align(oneByOne(), LATER)).isEqualTo(new TmxUpdate.Outcome(0, 2, 0, 2, false));
        assertThat(tmx).hasContent(saved);
    }

    @Test
    void reportsConflictsWithoutWriting() throws Exception {
        align(oneByOne(), FIRST);
        beginReview();
        save(state("1 C", "2", "3", "4"), false);
        String theirs = Files.readString(tmx).replace("Metal is hard.", "Metal is very hard.");
        Files.writeString(tmx, theirs);

        ReviewedMemory.MemoryConflictException refused = catchThrowableOfType(
                ReviewedMemory.MemoryConflictException.class, () -> save(state("1", "2 C", "3", "4"), false));
        assertThat(refused.conflict().changed()).isEqualTo(1);
        assertThat(refused.conflict().examples())
                .containsExactly(new MemoryConflicts.Example("changed", "金属十分坚硬。", "Metal is very hard."));
        assertThat(tmx).hasContent(theirs);

        save(state("1", "2 C", "3", "4"), true);
        assertThat(tmx).content().contains("Metal is very hard.").doesNotContain("Metal is hard.");
    }

    @Test
    void keepsUnitsReviewedByOthers() throws Exception {
        align(oneByOne(), FIRST);
        beginReview();
        save(state("1", "2", "3", "4"), false);
        ReviewedMemory other = new ReviewedMemory(beginning(), folder.resolve("other"), new TmxWriter("1"));
        Reviews.save(other, state("1 CN", "2", "3+4 C"), other.begin(), false, LATER);

        ReviewedMemory.Saved saved = save(state("1", "2 C", "3 C", "4"), true);
        String text = Files.readString(tmx);
        assertThat(saved.both()).isEqualTo(1);
        assertThat(text.split("type=\"x-reviewed\"", -1)).hasSize(5);
        assertThat(text).contains("<note>ask", "土养育万物生长。金属十分坚硬。");
        save(state("1", "2 C", "3 C", "4"), false);
        assertThat(tmx).hasContent(text);
    }

    @Test
    void keepsUnitsReviewedBeforeTheReview() throws Exception {
        align(oneByOne(), FIRST);
        ReviewedMemory other = new ReviewedMemory(beginning(), folder.resolve("other"), new TmxWriter("1"));
        Reviews.save(other, state("1 C", "2", "3+4 CN"), other.begin(), false, LATER);
        beginReview();
        save(state("1", "2 C", "3", "4"), false);

        assertThat(Files.readString(tmx).split("type=\"x-reviewed\"", -1)).hasSize(4);
        assertThat(tmx).content().contains("<note>ask").doesNotContain("<seg>金属十分坚硬。</seg>");
    }

    @Test
    void keepsCorrectionsOfOthersNextToConfirmedUnits() throws Exception {
        beginReviewOfCorrectedMemory();

        ReviewedMemory.Saved saved = save(state("1", "2", "3", "4 CN"), true);
        String both = Files.readString(tmx);
        assertThat(saved.both()).isEqualTo(1);
        assertThat(both).contains("Metal is very hard.", "Metal is hard.", "<note>ask");

        save(state("1", "2", "3", "4 CN"), false);
        assertThat(tmx).hasContent(both);
        save(state("1", "2", "3", "4"), false);
        assertThat(tmx).content().contains("Metal is very hard.").doesNotContain("Metal is hard.");
        assertThat(save(state("1", "2", "3+4 C"), false).both()).isEqualTo(1);
        assertThat(tmx).content().contains("<seg>Metal is very hard.</seg>", "土养育万物生长。金属十分坚硬。");
    }

    @Test
    void doesNotReplaceAMemoryOfOtherTexts() throws Exception {
        align(oneByOne(), FIRST);
        beginReview();
        ReviewState texts = ReviewState.ofTexts(
                origin, texts(List.of("别的书。"), List.of("Another book."), List.of(bead(List.of(0)))));
        ReviewState other = new ReviewState(origin, 1, texts.source(), texts.target(), texts.beads());
        String before = Files.readString(tmx);
        assertThatThrownBy(() -> save(other, false)).hasMessageContaining("occurs in these texts");
        assertThat(tmx).hasContent(before);

        save(state("1 C", "2", "3", "4"), false);
        assertThat(save(other, false).added()).isEqualTo(1);
    }

    /** Checks that a page can ask for changes while a save in the background removes its draft. */
    @Test
    void findsChangesDuringASave() throws Exception {
        beginReviewOfCorrectedMemory();
        Path draft = folder.resolve("copies/draft.tmx");
        CompletableFuture<Void> saving = CompletableFuture.runAsync(() -> assertThatCode(() -> {
                    for (int k = 0; k < 2000; k++) {
                        Files.writeString(draft, "x");
                        Files.delete(draft);
                    }
                })
                .doesNotThrowAnyException());
        while (!saving.isDone()) {
            assertThat(ReviewedMemory.isChanged(origin, folder.resolve("copies"), Optional.of("other")))
                    .isTrue();
        }
        saving.join();
    }

    @Test
    void reportsNoConflictAfterAKillDuringSave() throws Exception {
        beginReview();
        Reviews.save(memory, state("1 C", "2", "3", "4"), known, false, LATER);
        assertThat(ReviewedMemory.isChanged(origin, folder.resolve("copies"), known))
                .isFalse();
        assertThat(save(state("1 C", "2 C", "3", "4"), false).theirs()).isZero();
    }

    @Test
    void rejectsMemoriesThatOthersDamaged() throws Exception {
        align(oneByOne(), FIRST);
        beginReview();
        save(state("1 C", "2", "3", "4"), false);
        String sound = Files.readString(tmx);
        for (String damaged : List.of(
                sound.replace("</tmx>", ""),
                sound.substring(0, sound.indexOf("</tu>") + 9),
                sound.replace("Metal is hard.", "Metal <b>is hard."),
                "",
                "<html/>")) {
            Files.writeString(tmx, damaged);
            for (boolean merges : List.of(true, false)) {
                assertThatThrownBy(() -> save(state("1 C", "2", "3", "4"), merges))
                        .isInstanceOf(FormatException.class)
                        .hasMessageStartingWith(tmx.toString())
                        .hasMessageEndingWith("; repair it, or replace it by the copy "
                                + folder.resolve("copies").resolve("written.tmx"));
            }
            assertThat(tmx).hasContent(damaged);
        }
        Files.copy(folder.resolve("copies/written.tmx"), tmx, StandardCopyOption.REPLACE_EXISTING);
        assertThat(save(state("1 C", "2 C", "3", "4"), false).removed()).isZero();
    }
}
