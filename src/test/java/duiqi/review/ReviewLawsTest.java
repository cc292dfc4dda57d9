package duiqi.review;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.review.Operation.RejectedException;
import duiqi.review.step.BeadRows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ReviewLawsTest {
    private static final List<String> BEGINNINGS = List.of(
            "1:1 2:2 3:3 4:4 5:5 6:6",
            "1:2 2:1 3:0 0:3 4,6:4 5:5,7 7:6",
            "1:1",
            "1:0 2:0 0:1 3:2,3 4,5:4",
            "1:1 2:2 3:4 4:3 5:5 6:0 0:6 7:7 8,10:8 9:9 11:10,12 12:11 13:13 14:14 15:15 16,17:16 18:17 19:18 20:19");

    /** Applies random operations to a review and, in the same way as the page, to a copy of its rows. */
    private static final class Page {
        private final Review review;
        private List<ReviewState.Row> rows;

        Page(Review review) {
            this.review = review;
            rows = review.rows();
        }

        void take(ReviewState.Change change) {
            List<ReviewState.Row> next = new ArrayList<>(rows);
            next.subList(change.from(), change.from() + change.removed()).clear();
            next.addAll(change.from(), change.rows());
            rows = next;
            assertThat(rows).isEqualTo(review.rows());
        }

        void applyRandomOperation(Random random) throws Exception {
            ReviewState before = review.state();
            try {
                int kind = random.nextInt(10);
                ReviewState.Change change = kind == 0
                        ? Reviews.apply(review, "undo")
                        : Reviews.apply(review, kind == 1 ? "redo" : Reviews.any(random, before));
                take(change);
                change.focus()
                        .ifPresent(focus -> assertThat(review.state().beads())
                                .extracting(ReviewBead::id)
                                .contains(focus));
            } catch (RejectedException refused) {
                assertThat(review.state()).isEqualTo(before);
                assertThat(refused.remedy()).isNotBlank();
            }
        }
    }

    private static void requireValid(Review review) {
        ReviewState state = review.state();
        List<String> all = Stream.concat(state.source().stream(), state.target().stream())
                .map(Sentence::id)
                .toList();
        assertThat(state.beads().stream()
                        .flatMap(bead -> Stream.concat(bead.source().stream(), bead.target().stream())))
                .containsExactlyInAnyOrderElementsOf(all);
        List<ReviewState.Row> rows = review.rows();
        // The layout around a change must equal the layout of the whole alignment.
        assertThat(rows).isEqualTo(BeadRows.rows(state.source(), state.target(), state.beads()));
        assertThat(rows.stream().flatMap(row -> row.source().stream()).toList()).isEqualTo(state.source());
        assertThat(rows.stream().flatMap(row -> row.target().stream()).toList()).isEqualTo(state.target());
        Map<String, Integer> pieces = new HashMap<>();
        for (ReviewState.Row row : rows) {
            assertThat(row.piece()).isEqualTo(pieces.merge(row.bead().id(), 1, Integer::sum) - 1);
            assertThat(row.source().size() + row.target().size()).isPositive();
        }
        assertThat(rows)
                .allSatisfy(row -> assertThat(pieces).containsEntry(row.bead().id(), row.pieces()));
        assertThat(rows.stream().map(ReviewState.Row::bead).distinct().toList()).isEqualTo(state.beads());
    }

    @Property(tries = 40)
    void allStepsKeepTheTextsAndCanBeUndone(@ForAll long seed, @ForAll @IntRange(max = 4) int beginning)
            throws Exception {
        Reviews.inFolder(log -> {
            Random random = new Random(seed);
            ReviewState end;
            try (Review review = Review.begin(log, Reviews.of(BEGINNINGS.get(beginning)))) {
                ReviewState begun = review.state();
                Page page = new Page(review);
                for (int k = 0; k < 25; k++) {
                    page.applyRandomOperation(random);
                    requireValid(review);
                }
                end = review.state();
                int undone = 0;
                for (; review.status().undo().isPresent(); undone++) {
                    page.take(Reviews.apply(review, "undo"));
                }
                assertThat(same(review.state(), begun)).isTrue();
                for (; undone > 0; undone--) {
                    page.take(Reviews.apply(review, "redo"));
                }
                assertThat(same(review.state(), end)).isTrue();
                end = review.state();
            }
            try (Review again = Review.open(log)) {
                assertThat(again.state()).isEqualTo(end);
                assertThat(again.origin()).isEqualTo(Reviews.ORIGIN);
            }
        });
    }

    private static boolean same(ReviewState one, ReviewState other) {
        return one.source().equals(other.source())
                && one.target().equals(other.target())
                && one.beads().equals(other.beads());
    }

    @Property(tries = 50)
    void rowsDoNotDependOnBeadOrder(@ForAll long seed, @ForAll @IntRange(max = 4) int beginning) {
        ReviewState first = Reviews.of(BEGINNINGS.get(beginning));
        List<ReviewBead> beads = new ArrayList<>(first.beads());
        Collections.shuffle(beads, new Random(seed));
        ReviewState second = new ReviewState(first.origin(), 0, first.source(), first.target(), beads);
        assertThat(second.rows()).isEqualTo(first.rows());
    }
}
