package duiqi.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import duiqi.check.TextSpan.Side;
import duiqi.exchange.ReviewedUnits.Signature;
import duiqi.review.Operation.RejectedException;
import duiqi.review.Operation.RejectedException.Reason;
import duiqi.text.FormatException;
import duiqi.text.Location;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReviewTest {
    private static final Signature ANN =
            new Signature(Optional.of("Ann"), Optional.of(Instant.parse("2026-01-02T03:04:05Z")));
    private static final Signature BO =
            new Signature(Optional.of("Bo"), Optional.of(Instant.parse("2026-01-02T04:04:05Z")));

    @TempDir
    private Path folder;

    private final List<Review> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (Review review : open) {
            review.close();
        }
    }

    private Review begin(String beads) throws Exception {
        return begin(Reviews.of(beads));
    }

    private Review begin(ReviewState initial) throws Exception {
        Review review = Review.begin(folder.resolve(open.size() + ".jsonl"), initial);
        open.add(review);
        return review;
    }

    private static void refused(Review review, Operation operation, Reason reason) {
        ReviewState before = review.state();
        assertThatThrownBy(() -> Reviews.apply(review, operation))
                .asInstanceOf(type(RejectedException.class))
                .satisfies(refused -> {
                    assertThat(refused.reason()).isEqualTo(reason);
                    assertThat(refused.remedy()).isNotBlank();
                });
        assertThat(review.state()).isEqualTo(before);
    }

    /** Checks that the last operation makes the rows or is rejected. {@code @s1} is the bead of a sentence. */
    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '"', textBlock = """
            1:2 2:1 3:3          ~                                             ~ |t1 s1|t2 s2| s3|t3
            1:2,3 2,3:1 4:4      ~                                             ~ |t1 s1|t2,t3 s2,s3| s4|t4
            1,3:1 2:0 4:2        ~                                             ~ s1|t1 s2| s3| s4|t2
            1:1 2:0 0:2 3:3      ~                                             ~ s1|t1 s2| |t2 s3|t3
            1:3 2,3:1,2          ~                                             ~ s1| s2,s3|t1,t2 |t3
            1:1,2,3 2:4          ~ boundary TARGET b1 b2 t2                    ~ s1|t1 s2|t2,t3,t4
            1:1 2:2,3,4          ~ boundary TARGET b1 b2 t4                    ~ s1|t1,t2,t3 s2|t4
            0:1 1:2              ~ boundary TARGET b1 b2 t1                    ~ s1|t1,t2
            0:1 1:2              ~ boundary TARGET b1 b2 t1; note b1           ~ GONE
            1:1 2:2 3:3          ~ boundary TARGET b2 b1 t2                    ~ IMPOSSIBLE
            1:1 2:2 3:3          ~ boundary TARGET b1 b1 t1                    ~ IMPOSSIBLE
            1:1 2:2 3:3          ~ boundary TARGET b1 b2 t3                    ~ IMPOSSIBLE
            1:1 2:2 3:3          ~ boundary TARGET b1 b9 t1                    ~ GONE
            1:0 2:1,2            ~ shift TARGET b2 true                        ~ s1|t1 s2|t2
            1:0 2:1,2            ~ shift TARGET b2 true; shift TARGET @s1 true ~ IMPOSSIBLE
            1:1 2:2              ~ shift TARGET b1 false                       ~ s1| s2|t1,t2
            1:0 2:1,2            ~ shift TARGET b1 false                       ~ IMPOSSIBLE
            1:1 2:2 3:3          ~ merge b3 b1                                 ~ s1|t1 s2|t2 s3|t3
            1:1 2:2 3:3          ~ merge b2 b2                                 ~ IMPOSSIBLE
            1,2:1,2 3:3          ~ split b1 1 1                                ~ s1|t1 s2|t2 s3|t3
            1:1 2:2              ~ split b2 1 0                                ~ s1|t1 s2| |t2
            1:1                  ~ split b1 1 1                                ~ IMPOSSIBLE
            1:1                  ~ split b1 0 0                                ~ IMPOSSIBLE
            1:1                  ~ split b1 2 -1                               ~ IMPOSSIBLE
            1,2:1,2,3 3:4        ~ unlink b1                                   ~ s1| |t1 s2| |t2 |t3 s3|t4
            1:0                  ~ unlink b1                                   ~ IMPOSSIBLE
            1,2:1 3:2 4:3        ~ link s2 t2 t2                               ~ s1|t1 s2,s3|t2 s4|t3
            1,2:1 3:2 4:3        ~ link s2 t2 s2                               ~ s1,s2|t1,t2 s3| s4|t3
            1,2:1 3:2 4:3        ~ link s4 t2 t2                               ~ s1,s2|t1 s3,s4|t2 |t3
            1,2:1 3:2 4:3        ~ link s2 t2                                  ~ s1|t1 s2|t2 s3| s4|t3
            1,2:1 3:2 4:3        ~ link s2 t1 t1                               ~ s1| s2|t1 s3|t2 s4|t3
            1,2:1 3:2 4:3        ~ link s2 t2 t9                               ~ GONE
            1:2 2:1,3 3:4        ~ swap b1 b2                                  ~ s1|t1 s2|t2 |t3 s3|t4
            1:1 2:0              ~ swap b1 b2                                  ~ s1| s2|t1
            1:0 0:1              ~ swap b1 b2                                  ~ s1|t1
            0:1 1:2              ~ swap b1 b1                                  ~ IMPOSSIBLE
            0:1 0:2              ~ swap b1 b2                                  ~ IMPOSSIBLE
            1:1                  ~ swap b1 b9                                  ~ GONE
            1:1 2:0              ~ insert TARGET b1                            ~ IMPOSSIBLE
            1,2:1,2 3:3          ~ detach t1                                   ~ |t1 s1,s2|t2 s3|t3
            1,2:1,2 3:3          ~ detach t1; detach t1                        ~ IMPOSSIBLE
            1:1                  ~ detach t9                                   ~ GONE
            1:1                  ~ link s9 t1                                  ~ GONE
            1:1                  ~ link t1 s1                                  ~ IMPOSSIBLE
            1:1                  ~ edit t2 x                                   ~ GONE
            1:1 2:2              ~ cut t1 8                                    ~ s1|t1,t3 s2|t2
            1:1                  ~ cut t1 8; cut t2 0                          ~ IMPOSSIBLE
            1:1                  ~ cut t1 99                                   ~ IMPOSSIBLE
            1:1                  ~ edit t1 a😀b; cut t1 2                       ~ IMPOSSIBLE
            1,2:1,2 3:0          ~ alone SOURCE b1                             ~ |t1,t2 s1| s2| s3|
            1:0 2:0              ~ insert TARGET b2                            ~ s1| s2|t1
            1:0 2:0              ~ insert TARGET b2; insert TARGET b1          ~ s1|t2 s2|t1
            """)
    void makesOrRejectsOperations(String beads, @Nullable String operations, String rows) throws Exception {
        Review review = begin(beads);
        if (rows.contains("|")) {
            if (operations != null) {
                Reviews.apply(review, operations);
            }
            assertThat(Reviews.rows(review)).isEqualTo(rows);
        } else {
            String all = Objects.requireNonNull(operations);
            int last = all.lastIndexOf("; ");
            if (last >= 0) {
                Reviews.apply(review, all.substring(0, last));
            }
            refused(review, Reviews.operation(review, all.substring(last < 0 ? 0 : last + 2)), Reason.valueOf(rows));
        }
    }

    @Test
    void addsMissingSentences() throws Exception {
        Review review = begin("1:1 2:0 3:2");
        refused(review, new Operation.Insert(Side.TARGET, "b2", " \u0001 "), Reason.IMPOSSIBLE);
        Reviews.apply(review, new Operation.Insert(Side.TARGET, "b2", " It rains. "));
        assertThat(Reviews.rows(review)).isEqualTo("s1|t1 s2|t3 s3|t2");
        Sentence added = review.state().target().get(1);
        assertThat(added)
                .isEqualTo(new Sentence(
                        "t3", "It rains.", review.state().target().get(0).location(), false, false, true, true));
        assertThat(bead(review, "s2").isSetByHand()).isTrue();
        Reviews.apply(review, "edit t3 It is raining.; cut t3 5");
        assertThat(review.state().target().subList(1, 3)).allMatch(Sentence::isAdded);
        ReviewState end = review.state();
        Reviews.apply(review, "undo; undo; undo");
        assertThat(Reviews.rows(review)).isEqualTo("s1|t1 s2| s3|t2");
        Reviews.apply(review, "redo; redo; redo");
        assertThat(review.state().target()).isEqualTo(end.target());
    }

    /**
     * Checks marks and notes: beads with other sentences are set by hand and unconfirmed, and sentences that lose their
     * counterparts are doubtful, because no user decided that they have none.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            1:1 2:2 3:3    ~ note b1 left; note b3 gone; link s3 t1,t3                   ~ s3|t1,t3^h(gone) s1|^0(left) s2|t2^
            1:1 2:2        ~ note b1 left; shift TARGET b1 false                         ~ s1|^0(left) s2|t1,t2^h
            1:1 2:2        ~ link s1 t2 t2                                               ~ |t1^0 s1,s2|t2^h
            1,2:1,2        ~ note b1 stays; detach t1                                    ~ |t1^h s1,s2|t2^h(stays)
            1,2:1,2 3:0    ~ note b1 omitted; alone TARGET b1; alone TARGET b2           ~ s1,s2|^hc(omitted) s3|^c |t1^0 |t2^0
            1:1 2:2        ~ confirm b1 b2; mark b2; note b1 one; note b2 two; merge b1 b2 ~ s1,s2|t1,t2^hm(one; two)
            1:1 2:2        ~ merge b1 b2; confirm @s1; unconfirm @s1; mark @s1; cut s1 3 ~ s1,s3,s2|t1,t2^hm
            1,2:1 3:2      ~ shift SOURCE b1 false                                       ~ s1|t1^h s2,s3|t2^h
            1,2:1 3:2      ~ boundary SOURCE b1 b2 s2                                    ~ s1|t1^h s2,s3|t2^h
            1,2:1 3:2      ~ split b1 1 1                                                ~ s1|t1^h s2|^h s3|t2^
            1,2:1 3:2      ~ unlink b1                                                   ~ s1|^h |t1^h s2|^h s3|t2^
            1,2:1 3:2      ~ link s2 t2 t2                                               ~ s1|t1^h s2,s3|t2^h
            1,2:1 3:2      ~ detach s1                                                   ~ s1|^h s2|t1^h s3|t2^
            1,2:1 3:2      ~ swap b1 b2                                                  ~ s3|t1^h s1,s2|t2^h
            """)
    void keepsMarksAndNotes(String beads, String operations, String expected) throws Exception {
        Review review = begin(beads);
        Reviews.apply(review, operations);
        assertThat(Reviews.beads(review.state())).isEqualTo(expected);
    }

    private static ReviewBead bead(Review review, String sentence) {
        return review.state().beads().stream()
                .filter(bead -> bead.sentences().contains(sentence))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void revertedEditsDoNotCountAsEdited() throws Exception {
        Review review = begin("1:1");
        Reviews.apply(review, new Operation.Edit(Map.of("t1", " Sentence 1 is over. ")));
        assertThat(review.state().target().get(0).text()).isEqualTo("Sentence 1 is over.");
        assertThat(review.state().target().get(0).isEdited()).isTrue();
        assertThat(Reviews.bead(review, "t1")).isEqualTo("b1");
        Reviews.apply(review, "edit t1 Sentence 1 is done.");
        assertThat(review.state().target().get(0).isEdited()).isFalse();
        refused(review, new Operation.Edit(Map.of("t1", " \u3000\u0001 ")), Reason.IMPOSSIBLE);
        Reviews.apply(review, new Operation.Edit(Map.of("t1", "a\u0000b\ud800c😀")));
        assertThat(review.state().target().get(0).text()).isEqualTo("abc😀");
    }

    @Test
    void editsManySentencesInOneStep() throws Exception {
        Review review = begin("1:1 2:2 3,4:3");
        List<String> before = texts(review);
        ReviewState.Change change = Reviews.apply(
                review,
                new Operation.Edit(Map.of("t3", " Three. ", "s2", "二。", "t2", "Sentence 2 is done.", "s4", "四。")));
        assertThat(texts(review))
                .containsExactly(
                        "第1句话，说完了。", "二。", "第3句话，说完了。", "四。", "Sentence 1 is done.", "Sentence 2 is done.", "Three.");
        assertThat(review.state().beads()).extracting(ReviewBead::id).containsExactly("b1", "b2", "b3");
        assertThat(change.from()).isEqualTo(1);
        assertThat(change.removed()).isEqualTo(2);
        assertThat(change.label()).isEqualTo("edit of 4 sentences");
        List<String> after = texts(review);
        assertThat(Reviews.apply(review, "undo").rows()).hasSize(2);
        assertThat(texts(review)).isEqualTo(before);
        assertThat(review.state().source()).noneMatch(Sentence::isEdited);
        Reviews.apply(review, "redo");
        assertThat(texts(review)).isEqualTo(after);
    }

    /** Checks that the time of a step does not grow with the product of edits and rows. */
    @Test
    @Timeout(60)
    void editsAllSentencesOfALongText() throws Exception {
        Review review = begin(Reviews.pairs(50_000));
        ReviewState.Change change = Reviews.apply(
                review,
                new Operation.Edit(review.state().target().stream()
                        .collect(
                                Collectors.toMap(Sentence::id, one -> one.text().replace("Sentence", "Line")))));
        assertThat(change.rows()).hasSize(50_000);
        assertThat(Reviews.apply(review, "undo").rows()).hasSize(50_000);
    }

    @Test
    void makesAllEditsAndNotesOrNone() throws Exception {
        Review review = begin("1:1 2:2");
        refused(review, new Operation.Edit(Map.of("s1", "一。", "t2", " \u3000")), Reason.IMPOSSIBLE);
        refused(review, new Operation.Edit(Map.of("s1", "一。", "t9", "x")), Reason.GONE);
        refused(review, new Operation.Note(Map.of("b1", "a", "b9", "b")), Reason.GONE);
        assertThat(Reviews.apply(review, new Operation.Edit(Map.of())).version())
                .isZero();
        ReviewState.Change change =
                Reviews.apply(review, new Operation.Note(new TreeMap<>(Map.of("b1", " one ", "b2", "two"))));
        assertThat(notes(review)).containsExactly("one", "two");
        assertThat(change.label()).isEqualTo("note on 2 pairs");
        assertThat(change.focus()).contains("b1");
        Reviews.apply(review, "note b1");
        assertThat(notes(review)).containsExactly("", "two");
        Reviews.apply(review, "undo; undo");
        assertThat(notes(review)).containsExactly("", "");
    }

    private static List<String> notes(Review review) {
        return review.state().beads().stream().map(ReviewBead::note).toList();
    }

    private static List<String> texts(Review review) {
        ReviewState state = review.state();
        return Stream.concat(state.source().stream(), state.target().stream())
                .map(Sentence::text)
                .toList();
    }

    /** Checks the number of unsaved steps after steps. {@code save 2} saves the state of a version. */
    @ParameterizedTest
    @CsvSource({
        "mark b1; undo, 0",
        "mark b1; undo; redo; mark b2; save 4, 0",
        "mark b1; save 1; mark b2; save 2; undo, 1",
        "mark b1; save 1; mark b2; save 2; undo; redo, 0",
        "mark b1; mark b2; save 2; undo; undo; mark b3, 3",
        "mark b1; mark b2; save 2; undo; undo; mark b3; undo, 2",
        "mark b1; mark b2; save 2; undo; undo; mark b3; undo; redo, 3",
        // a step during a save
        "mark b1; mark b2; save 1, 1",
        "mark b1; mark b2; save 1; undo, 0",
        "mark b1; mark b2; save 1; undo; undo, 1"
    })
    void countsUnsavedSteps(String steps, long unsaved) throws Exception {
        Review review = begin("1:1 2:2 3:3");
        for (String step : steps.split("; ")) {
            if (step.startsWith("save")) {
                review.recordSave(Long.parseLong(step.substring(5)), "ab");
            } else {
                Reviews.apply(review, step);
            }
        }
        assertThat(review.status().unsaved()).isEqualTo(unsaved);
    }

    @Test
    void splitPairsKeepTheirFirstSignature() throws Exception {
        Review review = begin("1:1 2:2");
        Reviews.apply(review, new Operation.Confirm(List.of("b1"), true), ANN);
        Reviews.apply(review, new Operation.Confirm(List.of("b1", "b2"), true), BO);
        Reviews.apply(review, new Operation.Note(Map.of("b1", "see the original")), BO);
        Reviews.apply(review, new Operation.Cut("t1", 8), BO);
        assertThat(review.state().beads())
                .extracting(bead -> bead.confirmation().orElseThrow())
                .containsExactly(ANN, BO);
        assertThat(review.state().target()).extracting(Sentence::text).startsWith("Sentence", "1 is done.");
        assertThat(review.state().target().get(1).location()).isEqualTo(new Location("old-books.txt", 1, 10));
        assertThat(review.state().beads().get(0).probability()).hasValue(0.5);
        Reviews.apply(review, new Operation.Confirm(List.of("b2"), false), ANN);
        assertThat(review.state().beads().get(1).confirmation()).isEmpty();
        review.undo(review.status().version(), ANN);
        assertThat(review.state().beads().get(1).confirmation()).contains(BO);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "edit s1 第1句话，说完了。",
                "unconfirm b1",
                "unmark b1",
                "note b1",
                "link s1 t1",
                "boundary SOURCE b1 b2 s2"
            })
    void ignoresOperationsWithoutEffect(String operation) throws Exception {
        Review review = begin("1:1 2:2");
        assertThat(Reviews.apply(review, operation).rows()).isEmpty();
        assertThat(review.status()).isEqualTo(new ReviewState.Status(0, Optional.empty(), Optional.empty(), 0, 0));
    }

    @Test
    void undoesAndRedoes() throws Exception {
        Review review = begin("1:1 2:2");
        Reviews.apply(review, new Operation.Merge(List.of("b1", "b2")));
        review.recordSave(1, "ab");
        Reviews.apply(review, "undo");
        assertThat(review.status()).isEqualTo(new ReviewState.Status(2, Optional.empty(), Optional.of("merge"), 1, 0));
        assertThatThrownBy(() -> Reviews.apply(review, "undo")).isInstanceOf(RejectedException.class);
        assertThat(Reviews.apply(review, "redo").label()).isEqualTo("redo merge");
        assertThatThrownBy(() -> Reviews.apply(review, "redo")).isInstanceOf(RejectedException.class);
        Reviews.apply(review, "undo");
        Reviews.apply(review, new Operation.Unlink(List.of("b1")));
        assertThat(review.status()).isEqualTo(new ReviewState.Status(5, Optional.of("unlink"), Optional.empty(), 2, 5));
        assertThat(review.state().beads()).extracting(ReviewBead::id).doesNotContain("b3");
    }

    @Test
    void returnsMissedChanges() throws Exception {
        Review review = begin(Reviews.pairs(12_000));
        assertThat(review.since(0)).contains(List.of());
        ReviewState.Change first = Reviews.apply(review, new Operation.Mark(List.of("b1"), true));
        ReviewState.Change second = Reviews.apply(review, new Operation.Mark(List.of("b12000"), true));
        assertThat(review.since(0)).contains(List.of(first, second));
        assertThat(review.since(1)).contains(List.of(second));
        assertThat(review.since(3)).isEmpty();
        assertThat(review.since(-1)).isEmpty();
        Reviews.apply(review, new Operation.Merge(List.of("b1", "b12000")));
        Reviews.apply(review, new Operation.Split(Reviews.bead(review, "s1"), 1, 1));
        assertThat(review.since(2)).isEmpty();
        assertThat(review.since(4)).contains(List.of());
    }

    @Test
    void replacesTheStateInOneStep() throws Exception {
        Review review = begin("1:1 2:2 3:3");
        Reviews.apply(review, "confirm b2; unlink b3; undo");
        ReviewState before = review.state();
        ReviewState old = Reviews.of("1:0 2:2 3:1 0:3");
        ReviewState other = new ReviewState(Reviews.ORIGIN, 3, old.source(), old.target(), old.beads());
        assertThatThrownBy(() -> review.replace("realign", old, ANN)).isInstanceOf(RejectedException.class);
        assertThatThrownBy(() -> review.replace(
                        "x", new ReviewState(Reviews.ORIGIN, 3, other.source(), List.of(), List.of()), ANN))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(review.state()).isEqualTo(before);
        review.replace("realign", other, ANN);
        assertThat(Reviews.rows(review)).isEqualTo("s1| |t1 s2|t2 s3| |t3");
        assertThat(review.state().beads())
                .extracting(ReviewBead::id)
                .containsOnlyOnce("b2")
                .doesNotContain("b1", "b3", "b4", "b5");
        assertThat(review.status().undo()).contains("realign");
        Reviews.apply(review, "undo");
        assertThat(review.state().beads()).isEqualTo(before.beads());
    }

    @Test
    void rejectsInvalidInitialStates() {
        ReviewState sound = Reviews.of("1:1 2:2");
        Path log = folder.resolve("unsound.jsonl");
        assertThatThrownBy(() -> Review.begin(
                        log,
                        new ReviewState(
                                sound.origin(),
                                0,
                                sound.source(),
                                sound.target(),
                                sound.beads().subList(0, 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sentences are in no bead");
        assertThat(log).doesNotExist();
        assertThatThrownBy(() -> Review.open(log))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("does not exist");
    }
}
