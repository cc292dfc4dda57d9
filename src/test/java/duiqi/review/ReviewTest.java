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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    private Review begin(InitialReview initial) throws Exception {
        Review review = Review.begin(folder.resolve(open.size() + ".jsonl"), initial);
        open.add(review);
        return review;
    }

    private static void refused(Review review, Operation operation, Reason reason) {
        ReviewState before = review.state();
        assertThatThrownBy(() -> review.apply(operation))
                .asInstanceOf(type(RejectedException.class))
                .satisfies(refused -> {
                    assertThat(refused.reason()).isEqualTo(reason);
                    assertThat(refused.remedy()).isNotBlank();
                });
        assertThat(review.state()).isEqualTo(before);
    }

    private static String after(Review review, Operation operation) throws Exception {
        review.apply(operation);
        return Reviews.rows(review);
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
            1:0 2:0              ~ insert TARGET b2                            ~ s1| s2|t1
            1:0 2:0              ~ insert TARGET b2; insert TARGET b1          ~ s1|t2 s2|t1
            """)
    void makesOrRejectsOperations(String beads, @Nullable String operations, String rows) throws Exception {
        Review review = begin(beads);
        List<String> all = operations == null ? List.of() : List.of(operations.split("; "));
        for (String operation : all.subList(0, Math.max(0, all.size() - 1))) {
            review.apply(operation(review, operation));
        }
        if (rows.contains("|")) {
            for (String operation : all.subList(Math.max(0, all.size() - 1), all.size())) {
                review.apply(operation(review, operation));
            }
            assertThat(Reviews.rows(review)).isEqualTo(rows);
        } else {
            refused(review, operation(review, all.get(all.size() - 1)), Reason.valueOf(rows));
        }
    }

    private static Operation operation(Review review, String words) {
        String[] word = words.split(" ");
        for (int k = 1; k < word.length; k++) {
            word[k] = word[k].startsWith("@") ? Reviews.bead(review, word[k].substring(1)) : word[k];
        }
        List<String> rest = List.of(word).subList(1, word.length);
        return switch (word[0]) {
            case "boundary" -> new Operation.Boundary(Side.valueOf(word[1]), word[2], word[3], word[4]);
            case "shift" -> new Operation.Shift(Side.valueOf(word[1]), word[2], Boolean.parseBoolean(word[3]));
            case "merge" -> new Operation.Merge(rest);
            case "split" -> new Operation.Split(word[1], Integer.parseInt(word[2]), Integer.parseInt(word[3]));
            case "unlink" -> new Operation.Unlink(rest);
            case "link" ->
                new Operation.Link(
                        List.of(word[1]),
                        List.of(word[2]),
                        rest.stream().skip(2).findFirst());
            case "swap" -> new Operation.Swap(word[1], word[2]);
            case "insert" -> new Operation.Insert(Side.valueOf(word[1]), word[2], "Added.");
            case "note" -> new Operation.Note(word[1], "?");
            default -> throw new IllegalArgumentException(words);
        };
    }

    @Test
    void focusesTheRowOfMovedSentences() throws Exception {
        Review review = begin("1:1 0:2 2:3");
        ReviewState.Change change = review.apply(new Operation.Shift(Side.TARGET, "b2", true));
        assertThat(Reviews.rows(review)).isEqualTo("s1|t1,t2 s2|t3");
        assertThat(change.focus()).contains(Reviews.bead(review, "s1"));
        assertThat(change.from()).isZero();
        assertThat(change.removed()).isEqualTo(2);
        assertThat(change.rows()).hasSize(1);
    }

    @Test
    void linkRemovesSentencesFromTheirPairs() throws Exception {
        Review review = begin("1:1 2:2 3:3");
        review.apply(new Operation.Note("b1", "left"));
        review.apply(new Operation.Note("b3", "gone"));
        review.apply(new Operation.Link(List.of("s3"), List.of("t1", "t3"), Optional.empty()));
        assertThat(Reviews.rows(review)).isEqualTo("|t1 s1| s2|t2 s3|t3");
        assertThat(review.state().beads()).extracting(ReviewBead::note).containsExactly("gone", "left", "");
        refused(review, new Operation.Link(List.of("s1"), List.of(), Optional.empty()), Reason.IMPOSSIBLE);
        refused(review, new Operation.Link(List.of("s9"), List.of("t1"), Optional.empty()), Reason.GONE);
        refused(review, new Operation.Link(List.of("t1"), List.of("s1"), Optional.empty()), Reason.IMPOSSIBLE);
    }

    private static Operation link(String source, String target, String goal) {
        return new Operation.Link(List.of(source), List.of(target), Optional.of(goal));
    }

    @Test
    void detachedSentencesAreUnpaired() throws Exception {
        Review review = begin("1,2:1,2 3:3");
        review.apply(new Operation.Note("b1", "stays"));
        ReviewState.Change change = review.apply(new Operation.Detach("t1"));
        assertThat(Reviews.rows(review)).isEqualTo("|t1 s1,s2|t2 s3|t3");
        assertThat(change.focus()).contains(Reviews.bead(review, "t1"));
        assertThat(bead(review, "s1").note()).isEqualTo("stays");
        assertThat(review.status().undo()).contains("detach");
        refused(review, new Operation.Detach("t1"), Reason.IMPOSSIBLE);
        refused(review, new Operation.Detach("t9"), Reason.GONE);
    }

    @Test
    void confirmsSentencesWithoutCounterpart() throws Exception {
        Review review = begin("1,2:1,2 3:0");
        review.apply(new Operation.Note("b1", "omitted"));
        ReviewState.Change change = review.apply(new Operation.NoCounterpart(Side.TARGET, "b1"));
        assertThat(Reviews.rows(review)).isEqualTo("s1,s2| s3| |t1 |t2");
        assertThat(change.focus()).contains(Reviews.bead(review, "s1"));
        assertThat(bead(review, "s1").isConfirmed()).isTrue();
        assertThat(bead(review, "s1").note()).isEqualTo("omitted");
        assertThat(bead(review, "t1").isConfirmed()).isFalse();
        assertThat(bead(review, "t1").probability()).hasValue(0);
        review.apply(new Operation.NoCounterpart(Side.TARGET, "b2"));
        assertThat(bead(review, "s3").isConfirmed()).isTrue();
        assertThat(review.apply(new Operation.NoCounterpart(Side.SOURCE, "b2")).rows())
                .isEmpty();
        review.undo();
        review.undo();
        assertThat(review.state().beads()).noneMatch(ReviewBead::isConfirmed);
        assertThat(after(review, new Operation.NoCounterpart(Side.SOURCE, "b1")))
                .isEqualTo("|t1,t2 s1| s2| s3|");
    }

    @Test
    void addsMissingSentences() throws Exception {
        Review review = begin("1:1 2:0 3:2");
        review.apply(new Operation.Insert(Side.TARGET, "b2", " It rains. "));
        assertThat(Reviews.rows(review)).isEqualTo("s1|t1 s2|t3 s3|t2");
        Sentence added = review.state().target().get(1);
        assertThat(added.text()).isEqualTo("It rains.");
        assertThat(added.isAdded()).isTrue();
        assertThat(added.isEdited()).isTrue();
        assertThat(added.location()).isEqualTo(review.state().target().get(0).location());
        assertThat(bead(review, "s2").isSetByHand()).isTrue();
        review.apply(new Operation.Edit("t3", "It is raining."));
        review.apply(new Operation.Cut("t3", 5));
        assertThat(review.state().target().subList(1, 3)).allMatch(Sentence::isAdded);
        ReviewState end = review.state();
        refused(review, new Operation.Insert(Side.TARGET, "b1", "x"), Reason.IMPOSSIBLE);
        review.undo();
        review.undo();
        review.undo();
        refused(review, new Operation.Insert(Side.TARGET, "b2", " \u0001 "), Reason.IMPOSSIBLE);
        assertThat(Reviews.rows(review)).isEqualTo("s1|t1 s2| s3|t2");
        review.redo();
        review.redo();
        review.redo();
        assertThat(review.state().target()).isEqualTo(end.target());
    }

    /** Checks that only beads with other sentences are set by hand, and that undo restores the probabilities. */
    @Test
    void changedPairsAreSetByHand() throws Exception {
        Review review = begin("1,2:1 3:2 4:3 5:4,5");
        List<Operation> operations = List.of(
                new Operation.Shift(Side.SOURCE, "b1", false),
                new Operation.Boundary(Side.SOURCE, "b1", "b2", "s2"),
                new Operation.Merge(List.of("b1", "b2")),
                new Operation.Split("b1", 1, 1),
                new Operation.Unlink(List.of("b1")),
                link("s2", "t2", "t2"),
                new Operation.Detach("s1"),
                new Operation.Swap("b1", "b2"));
        for (Operation operation : operations) {
            review.apply(operation);
            assertThat(review.state().beads())
                    .as("%s", operation)
                    .allSatisfy(bead -> assertThat(bead.isSetByHand())
                            .isEqualTo(!List.of("b1", "b2", "b3", "b4").contains(bead.id())))
                    .noneMatch(ReviewBead::isConfirmed)
                    .filteredOn(ReviewBead::isSetByHand)
                    .hasSizeBetween(1, 3);
            review.undo();
            assertThat(review.state().beads())
                    .allMatch(bead -> bead.probability().equals(OptionalDouble.of(0.5)));
        }
        review.apply(new Operation.Merge(List.of("b1", "b2")));
        String merged = Reviews.bead(review, "s1");
        review.apply(new Operation.Confirm(List.of(merged), true));
        review.apply(new Operation.Confirm(List.of(merged), false));
        review.apply(new Operation.Mark(List.of(merged), true));
        review.apply(new Operation.Cut("s1", 3));
        assertThat(bead(review, "s1").isSetByHand()).isTrue();
    }

    /** Checks that sentences that lose their counterparts become doubtful, because no user decided that they have none. */
    @Test
    void sentencesWithoutTheirCounterpartsAreDoubtful() throws Exception {
        Review review = begin("1:1 2:2");
        review.apply(new Operation.Shift(Side.TARGET, "b1", false));
        assertThat(bead(review, "s1").probability()).hasValue(0);
        assertThat(bead(review, "s2").isSetByHand()).isTrue();
        review.undo();
        review.apply(link("s1", "t2", "t2"));
        assertThat(bead(review, "t1").probability()).hasValue(0);
        assertThat(bead(review, "s1").isSetByHand()).isTrue();
    }

    private static ReviewBead bead(Review review, String sentence) {
        return review.state().beads().stream()
                .filter(bead -> bead.sentences().contains(sentence))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void newPairsAreUnconfirmedAndKeepNotes() throws Exception {
        Review review = begin("1:1 2:2");
        review.apply(new Operation.Confirm(List.of("b1", "b2"), true));
        review.apply(new Operation.Mark(List.of("b2"), true));
        review.apply(new Operation.Note("b1", "one"));
        review.apply(new Operation.Note("b2", " two "));
        review.apply(new Operation.Merge(List.of("b1", "b2")));
        ReviewBead merged = review.state().beads().get(0);
        assertThat(merged.isSetByHand()).isTrue();
        assertThat(merged.isConfirmed()).isFalse();
        assertThat(merged.isMarked()).isTrue();
        assertThat(merged.note()).isEqualTo("one; two");
        review.undo();
        assertThat(review.state().beads()).allMatch(ReviewBead::isConfirmed);
    }

    @Test
    void revertedEditsDoNotCountAsEdited() throws Exception {
        Review review = begin("1:1");
        review.apply(new Operation.Edit("t1", " Sentence 1 is over. "));
        assertThat(review.state().target().get(0).text()).isEqualTo("Sentence 1 is over.");
        assertThat(review.state().target().get(0).isEdited()).isTrue();
        assertThat(Reviews.bead(review, "t1")).isEqualTo("b1");
        review.apply(new Operation.Edit("t1", "Sentence 1 is done."));
        assertThat(review.state().target().get(0).isEdited()).isFalse();
        refused(review, new Operation.Edit("t1", " \u3000\u0001 "), Reason.IMPOSSIBLE);
        refused(review, new Operation.Edit("t2", "x"), Reason.GONE);
        review.apply(new Operation.Edit("t1", "a\u0000b\ud800c😀"));
        assertThat(review.state().target().get(0).text()).isEqualTo("abc😀");
    }

    @Test
    void editsManySentencesInOneStep() throws Exception {
        Review review = begin("1:1 2:2 3,4:3");
        List<String> before = texts(review);
        ReviewState.Change change = review.apply(
                new Operation.Edit(Map.of("t3", " Three. ", "s2", "二。", "t2", "Sentence 2 is done.", "s4", "四。")));
        assertThat(texts(review))
                .containsExactly(
                        "第1句话，说完了。", "二。", "第3句话，说完了。", "四。", "Sentence 1 is done.", "Sentence 2 is done.", "Three.");
        assertThat(review.state().beads()).extracting(ReviewBead::id).containsExactly("b1", "b2", "b3");
        assertThat(change.from()).isEqualTo(1);
        assertThat(change.removed()).isEqualTo(2);
        assertThat(change.label()).isEqualTo("edit of 4 sentences");
        List<String> after = texts(review);
        assertThat(review.undo().rows()).hasSize(2);
        assertThat(texts(review)).isEqualTo(before);
        assertThat(review.state().source()).noneMatch(Sentence::isEdited);
        review.redo();
        assertThat(texts(review)).isEqualTo(after);
    }

    /** Checks that the time of a step does not grow with the product of edits and rows. */
    @Test
    @Timeout(60)
    void editsAllSentencesOfALongText() throws Exception {
        Review review = begin(Reviews.pairs(50_000));
        ReviewState.Change change = review.apply(new Operation.Edit(review.state().target().stream()
                .collect(Collectors.toMap(Sentence::id, one -> one.text().replace("Sentence", "Line")))));
        assertThat(change.rows()).hasSize(50_000);
        assertThat(review.undo().rows()).hasSize(50_000);
    }

    @Test
    void makesAllEditsOrNone() throws Exception {
        Review review = begin("1:1 2:2");
        refused(review, new Operation.Edit(Map.of("s1", "一。", "t2", " \u3000")), Reason.IMPOSSIBLE);
        refused(review, new Operation.Edit(Map.of("s1", "一。", "t9", "x")), Reason.GONE);
        assertThat(review.apply(new Operation.Edit(Map.of())).version()).isZero();
    }

    @Test
    void setsNotesOfManyBeadsInOneStep() throws Exception {
        Review review = begin("1:1 2:2 3:3 4:4");
        review.apply(new Operation.Note("b3", "kept"));
        Map<String, String> notes = new LinkedHashMap<>();
        notes.put("b4", " one ");
        notes.put("b1", "two");
        notes.put("b3", "");
        ReviewState.Change change = review.apply(new Operation.Note(notes));
        assertThat(notes(review)).containsExactly("two", "", "", "one");
        assertThat(change.label()).isEqualTo("note on 3 pairs");
        assertThat(change.focus()).contains("b4");
        review.undo();
        assertThat(notes(review)).containsExactly("", "", "kept", "");
        review.redo();
        assertThat(notes(review)).containsExactly("two", "", "", "one");
    }

    @Test
    void setsAllNotesOrNone() throws Exception {
        Review review = begin("1:1 2:2");
        refused(review, new Operation.Note(Map.of("b1", "a", "b9", "b")), Reason.GONE);
        assertThat(notes(review)).containsExactly("", "");
        assertThat(review.apply(new Operation.Note(Map.of("b1", "", "b2", " "))).version())
                .isZero();
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

    @Test
    void countsTheStepsBetweenTheSavedAndTheCurrentState() throws Exception {
        Review review = begin("1:1 2:2 3:3");
        mark(review, "b1");
        review.undo();
        assertThat(review.status().unsaved()).isZero();
        review.redo();
        mark(review, "b2");
        review.recordSave(2, "aa");
        review.recordSave(4, "ab");
        assertThat(review.status().unsaved()).isZero();
        review.undo();
        assertThat(review.status().unsaved()).isEqualTo(1);
        review.redo();
        assertThat(review.status().unsaved()).isZero();
        review.undo();
        review.undo();
        mark(review, "b3");
        assertThat(review.status().unsaved())
                .as("two steps back and another one")
                .isEqualTo(3);
        review.undo();
        assertThat(review.status().unsaved()).isEqualTo(2);
        review.redo();
        assertThat(review.status().unsaved()).as("redo of the new step").isEqualTo(3);
    }

    @Test
    void countsStepsDuringASaveAsNotSaved() throws Exception {
        Review review = begin("1:1 2:2 3:3");
        mark(review, "b1");
        long saving = review.status().version();
        mark(review, "b2");
        review.recordSave(saving, "ab");
        assertThat(review.status().unsaved()).isEqualTo(1);
        review.undo();
        assertThat(review.status().unsaved()).isZero();
        review.undo();
        assertThat(review.status().unsaved()).isEqualTo(1);
    }

    private static void mark(Review review, String bead) throws Exception {
        review.apply(new Operation.Mark(List.of(bead), true));
    }

    @Test
    void confirmationsKeepTheirFirstSignature() throws Exception {
        Review review = begin("1:1 2:2");
        review.apply(new Operation.Confirm(List.of("b1"), true), ANN);
        review.apply(new Operation.Confirm(List.of("b1", "b2"), true), BO);
        review.apply(new Operation.Note("b1", "see the original"), BO);
        review.apply(new Operation.Cut("t1", 8), BO);
        assertThat(review.state().beads())
                .extracting(bead -> bead.confirmation().orElseThrow())
                .containsExactly(ANN, BO);
        review.apply(new Operation.Confirm(List.of("b2"), false), ANN);
        assertThat(review.state().beads().get(1).confirmation()).isEmpty();
        review.undo(ANN);
        assertThat(review.state().beads().get(1).confirmation()).contains(BO);
    }

    @Test
    void splitSentencesStayInTheirPair() throws Exception {
        Review review = begin("1:1 2:2");
        review.apply(new Operation.Confirm(List.of("b1"), true));
        review.apply(new Operation.Cut("t1", 8));
        assertThat(Reviews.rows(review)).isEqualTo("s1|t1,t3 s2|t2");
        assertThat(review.state().target()).extracting(Sentence::text).startsWith("Sentence", "1 is done.");
        assertThat(review.state().target().get(1).location()).isEqualTo(new Location("old-books.txt", 1, 10));
        ReviewBead bead = review.state().beads().get(0);
        assertThat(bead.isConfirmed()).isTrue();
        assertThat(bead.probability()).hasValue(0.5);
        assertThat(bead.id()).isNotEqualTo("b1");
        refused(review, new Operation.Cut("t3", 0), Reason.IMPOSSIBLE);
        refused(review, new Operation.Cut("t3", 99), Reason.IMPOSSIBLE);
        review.apply(new Operation.Edit("t2", "a😀b"));
        refused(review, new Operation.Cut("t2", 2), Reason.IMPOSSIBLE);
    }

    @Test
    void ignoresOperationsWithoutEffect() throws Exception {
        Review review = begin("1:1 2:2");
        List<Operation> idle = List.of(
                new Operation.Edit("s1", "第1句话，说完了。"),
                new Operation.Confirm(List.of("b1"), false),
                new Operation.Mark(List.of("b1"), false),
                new Operation.Note("b1", " "),
                new Operation.Link(List.of("s1"), List.of("t1"), Optional.empty()),
                new Operation.Boundary(Side.SOURCE, "b1", "b2", "s2"));
        for (Operation operation : idle) {
            ReviewState.Change change = review.apply(operation);
            assertThat(change.version()).isZero();
            assertThat(change.rows()).isEmpty();
        }
        assertThat(review.status()).isEqualTo(new ReviewState.Status(0, Optional.empty(), Optional.empty(), 0, 0));
    }

    @Test
    void undoesAndRedoes() throws Exception {
        Review review = begin("1:1 2:2");
        review.apply(new Operation.Merge(List.of("b1", "b2")));
        review.recordSave(1, "ab");
        review.undo();
        assertThat(review.status()).isEqualTo(new ReviewState.Status(2, Optional.empty(), Optional.of("merge"), 1, 0));
        assertThatThrownBy(review::undo).isInstanceOf(RejectedException.class);
        assertThat(review.redo().label()).isEqualTo("redo merge");
        assertThatThrownBy(review::redo).isInstanceOf(RejectedException.class);
        review.undo();
        review.apply(new Operation.Unlink(List.of("b1")));
        assertThat(review.status()).isEqualTo(new ReviewState.Status(5, Optional.of("unlink"), Optional.empty(), 2, 5));
        assertThat(review.state().beads()).extracting(ReviewBead::id).doesNotContain("b3");
    }

    @Test
    void returnsMissedChanges() throws Exception {
        Review review = Review.begin(folder.resolve("long.jsonl"), Reviews.pairs(12_000));
        open.add(review);
        assertThat(review.since(0)).contains(List.of());
        ReviewState.Change first = review.apply(new Operation.Mark(List.of("b1"), true));
        ReviewState.Change second = review.apply(new Operation.Mark(List.of("b12000"), true));
        assertThat(review.since(0)).contains(List.of(first, second));
        assertThat(review.since(1)).contains(List.of(second));
        assertThat(review.since(3)).isEmpty();
        assertThat(review.since(-1)).isEmpty();
        review.apply(new Operation.Merge(List.of("b1", "b12000")));
        review.apply(new Operation.Split(Reviews.bead(review, "s1"), 1, 1));
        assertThat(review.since(2)).isEmpty();
        assertThat(review.since(4)).contains(List.of());
    }

    @Test
    void replacesTheStateInOneStep() throws Exception {
        Review review = begin("1:1 2:2 3:3");
        review.apply(new Operation.Confirm(List.of("b2"), true));
        review.apply(new Operation.Unlink(List.of("b3")));
        review.undo();
        ReviewState before = review.state();
        InitialReview other = Reviews.of("1:0 2:2 3:1 0:3");
        assertThatThrownBy(() -> review.replace("realign", 1, other, ANN)).isInstanceOf(RejectedException.class);
        assertThatThrownBy(() -> review.replace(
                        "x", 3, new InitialReview(Reviews.ORIGIN, other.source(), List.of(), List.of()), ANN))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(review.state()).isEqualTo(before);
        review.replace("realign", 3, other, ANN);
        assertThat(Reviews.rows(review)).isEqualTo("s1| |t1 s2|t2 s3| |t3");
        assertThat(review.state().beads())
                .extracting(ReviewBead::id)
                .containsOnlyOnce("b2")
                .doesNotContain("b1", "b3", "b4", "b5");
        assertThat(review.status().undo()).contains("realign");
        review.undo();
        assertThat(review.state().beads()).isEqualTo(before.beads());
    }

    @Test
    void rejectsInvalidInitialStates() {
        InitialReview sound = Reviews.of("1:1 2:2");
        Path log = folder.resolve("unsound.jsonl");
        assertThatThrownBy(() -> Review.begin(
                        log,
                        new InitialReview(
                                sound.origin(),
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
