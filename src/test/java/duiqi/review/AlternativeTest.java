package duiqi.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.align.Aligner;
import duiqi.review.Operation.RejectedException;
import duiqi.text.Language;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlternativeTest {
    private static final String RIGHT = "1:1 2:2 3:3 4:4,5 5:6 6:7";
    private static final String WRONG = "1:1 2:2 3:3 4:4 5:5,6 6:7";
    private static final Aligner ALIGNER = new Aligner();

    @TempDir
    private Path folder;

    private static ReviewState of(String beads, boolean isTurned) {
        List<Sentence> chinese = Reviews.sentences(isTurned ? "t" : "s", Reviews.CHINESE.toArray(String[]::new));
        List<Sentence> english = Reviews.sentences(isTurned ? "s" : "t", Reviews.ENGLISH.toArray(String[]::new));
        ReviewOrigin turned = new ReviewOrigin(
                Optional.empty(), Optional.empty(), Language.ENGLISH, Language.CHINESE, Reviews.ORIGIN.memory());
        return new ReviewState(
                isTurned ? turned : Reviews.ORIGIN,
                0,
                isTurned ? english : chinese,
                isTurned ? chinese : english,
                Reviews.of(beads).beads());
    }

    private Review begin(String beads) throws Exception {
        return Review.begin(folder.resolve("log"), of(beads, false));
    }

    private static Optional<Alternative> alternative(Review review, String sentence) throws Exception {
        return Alternative.of(review.origin(), review.rows(), Reviews.bead(review, sentence), ALIGNER);
    }

    private static Operation taking(Alternative found) {
        return new Operation.Regroup(found.now().stream().map(ReviewBead::id).toList(), found.groups());
    }

    private static void requireSound(Alternative found, String bead) {
        assertThat(found.now()).extracting(ReviewBead::id).contains(bead);
        double own = found.now().stream()
                .filter(each -> each.id().equals(bead))
                .findFirst()
                .flatMap(each -> each.probability().stream().boxed().findFirst())
                .orElse(0.0);
        assertThat(own + found.probability()).as("with that of the pair").isLessThan(1 + 1e-9);
        assertThat(found.probability()).isGreaterThanOrEqualTo(0.005);
        List<String> before =
                found.now().stream().flatMap(each -> each.sentences().stream()).toList();
        assertThat(found.groups().stream()
                        .flatMap(group -> Stream.concat(group.source().stream(), group.target().stream())))
                .containsExactlyInAnyOrderElementsOf(before);
        Set<Set<String>> now = new HashSet<>();
        found.now().forEach(each -> now.add(each.sentences()));
        Set<Set<String>> other = new HashSet<>();
        found.groups().forEach(group -> {
            Set<String> sentences = new HashSet<>(group.source());
            sentences.addAll(group.target());
            other.add(sentences);
        });
        assertThat(other).isNotEqualTo(now);
    }

    @Test
    void findsAndTakesTheRightAlignmentOfAWrongPair() throws Exception {
        try (Review review = begin(WRONG)) {
            List<ReviewState.Row> before = review.rows();
            Alternative found = alternative(review, "s4").orElseThrow();
            requireSound(found, "b4");
            assertThat(found.now()).extracting(ReviewBead::id).containsExactly("b4", "b5");

            Reviews.apply(review, taking(found));
            assertThat(Reviews.rows(review)).isEqualTo("s1|t1 s2|t2 s3|t3 s4|t4,t5 s5|t6 s6|t7");
            assertThat(Reviews.beads(review.state())).contains("s4|t4,t5^h");
            assertThat(review.status().version()).isEqualTo(1);
            Reviews.apply(review, "undo");
            assertThat(review.rows()).isEqualTo(before);
        }
        try (Review again = Review.open(folder.resolve("log"))) {
            Reviews.apply(again, "redo");
            assertThat(Reviews.rows(again)).isEqualTo("s1|t1 s2|t2 s3|t3 s4|t4,t5 s5|t6 s6|t7");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            1:1 2:2 3:3 4:4 5,6:5 7:6     ~ true  ~ t4 ~ s1|t1 s2|t2 s3|t3 s4,s5|t4 s6|t5 s7|t6
            1:1 2:2 3:3 4:4,5 5:0 0:6 6:7 ~ false ~ t6 ~ s1|t1 s2|t2 s3|t3 s4|t4,t5 s5|t6 s6|t7
            1:1 2:2 3,4,5,6:3,4,5,6,7     ~ false ~ s3 ~ s1|t1 s2|t2 s3|t3 s4|t4,t5 s5|t6 s6|t7
            """)
    void findsTheRightAlignment(String beads, boolean isTurned, String sentence, String rows) throws Exception {
        try (Review review = Review.begin(folder.resolve("log"), of(beads, isTurned))) {
            Alternative found = alternative(review, sentence).orElseThrow();
            requireSound(found, Reviews.bead(review, sentence));
            Reviews.apply(review, taking(found));
            assertThat(Reviews.rows(review)).isEqualTo(rows);
        }
    }

    @Test
    void keepsConfirmedPairsAroundThePair() throws Exception {
        try (Review review = begin(WRONG)) {
            Reviews.apply(review, new Operation.Confirm(List.of("b5"), true));
            Optional<Alternative> found = alternative(review, "s4");
            found.ifPresent(
                    one -> assertThat(one.now()).extracting(ReviewBead::id).doesNotContain("b5"));
        }
    }

    /** Checks the alternative of each pair. One grouping has a crossing pair. */
    @ParameterizedTest
    @ValueSource(strings = {RIGHT, WRONG, "1:1 2:2 3:4 4:3 5:5,6 6:7", "1,2:0 0:1 3:2,3 4:4 0:5 5:6,7 6:0"})
    void isSound(String beads) throws Exception {
        try (Review review = begin(beads)) {
            List<ReviewState.Row> rows = review.rows();
            for (ReviewState.Row row : rows) {
                Optional<Alternative> found =
                        Alternative.of(review.origin(), rows, row.bead().id(), ALIGNER);
                assertThat(found.isPresent() && row.pieces() > 1).isFalse();
                if (found.isPresent()) {
                    requireSound(found.get(), row.bead().id());
                    Reviews.apply(review, taking(found.get()));
                    Reviews.apply(review, "undo");
                    assertThat(review.rows()).isEqualTo(rows);
                }
            }
        }
    }

    @Test
    void rejectsGroupsWithOtherSentences() throws Exception {
        try (Review review = begin(RIGHT)) {
            for (Operation.Regroup.Group group : List.of(
                    new Operation.Regroup.Group(List.of("s1"), List.of()),
                    new Operation.Regroup.Group(List.of("s1", "s2"), List.of("t1")),
                    new Operation.Regroup.Group(List.of("s1", "s1"), List.of("t1")),
                    new Operation.Regroup.Group(List.of("t1"), List.of("s1")))) {
                assertThatThrownBy(() -> Reviews.apply(review, new Operation.Regroup(List.of("b1"), List.of(group))))
                        .isInstanceOf(RejectedException.class);
            }
            assertThat(review.status().version()).isZero();
        }
    }
}
