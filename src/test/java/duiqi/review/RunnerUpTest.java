package duiqi.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.align.Aligner;
import duiqi.glossary.Glossary;
import duiqi.lexicon.Lexicon;
import duiqi.review.Operation.RejectedException;
import duiqi.text.Language;
import duiqi.text.Location;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunnerUpTest {
    private static final String RIGHT = "1:1 2:2 3:3 4:4,5 5:6 6:7";
    private static final String WRONG = "1:1 2:2 3:3 4:4 5:5,6 6:7";
    private static final Aligner ALIGNER = new Aligner();

    @TempDir
    private Path folder;

    private static List<Sentence> sentences(char side, List<String> texts) {
        List<Sentence> all = new ArrayList<>();
        for (String text : texts) {
            int number = all.size() + 1;
            all.add(new Sentence("" + side + number, text, new Location("a", number, 1), false, false, false));
        }
        return all;
    }

    private static InitialReview of(String beads, boolean isTurned) {
        InitialReview names = Reviews.of(beads);
        ReviewOrigin origin = new ReviewOrigin(
                Reviews.ORIGIN.source(),
                Reviews.ORIGIN.target(),
                isTurned ? Language.ENGLISH : Language.CHINESE,
                isTurned ? Language.CHINESE : Language.ENGLISH,
                Reviews.ORIGIN.memory());
        return new InitialReview(
                origin,
                sentences('s', isTurned ? Reviews.ENGLISH : Reviews.CHINESE),
                sentences('t', isTurned ? Reviews.CHINESE : Reviews.ENGLISH),
                names.beads());
    }

    private Review begin(String beads) throws Exception {
        return Review.begin(folder.resolve("log"), of(beads, false));
    }

    private static Optional<RunnerUp> runnerUp(Review review, String sentence) throws Exception {
        return RunnerUp.of(review.origin(), review.rows(), Reviews.bead(review, sentence), ALIGNER);
    }

    private static void requireSound(RunnerUp found, String bead) {
        assertThat(found.now()).extracting(ReviewBead::id).contains(bead);
        assertThat(found.otherProbability()).isBetween(0.0, 1.0);
        assertThat(found.probability().orElse(0)).isBetween(0.0, 1.0);
        assertThat(found.probability().orElse(0) + found.otherProbability()).isLessThan(1 + 1e-9);
        if (found.now().size() == 1 && found.probability().isPresent()) {
            assertThat(found.probability()).isEqualTo(found.now().get(0).probability());
        }
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
            RunnerUp found = runnerUp(review, "s4").orElseThrow();
            requireSound(found, "b4");
            assertThat(found.now()).extracting(ReviewBead::id).containsExactly("b4", "b5");
            assertThat(found.otherProbability())
                    .isGreaterThan(found.probability().orElse(0));

            Reviews.apply(review, found.taking());
            assertThat(Reviews.rows(review)).isEqualTo("s1|t1 s2|t2 s3|t3 s4|t4,t5 s5|t6 s6|t7");
            assertThat(review.state().beads())
                    .filteredOn(bead -> bead.source().contains("s4"))
                    .singleElement()
                    .satisfies(bead -> {
                        assertThat(bead.isConfirmed()).isFalse();
                        assertThat(bead.isSetByHand()).isTrue();
                    });
            assertThat(review.status().version()).isEqualTo(1);
            Reviews.apply(review, "undo");
            assertThat(review.rows()).isEqualTo(before);
        }
        try (Review again = Review.open(folder.resolve("log"))) {
            Reviews.apply(again, "redo");
            assertThat(Reviews.rows(again)).isEqualTo("s1|t1 s2|t2 s3|t3 s4|t4,t5 s5|t6 s6|t7");
        }
    }

    @Test
    void explainsBothAlignmentsByTheirWords() throws Exception {
        BeadWords words = new BeadWords(new Glossary(List.of()), Lexicon.standard());
        try (Review review = begin(WRONG)) {
            RunnerUp.Comparison why = runnerUp(review, "s4").orElseThrow().compare(review.origin(), words);
            assertThat(why.other().matches().count())
                    .isGreaterThan(why.now().matches().count());
            assertThat(why.other().matches().shown())
                    .hasSizeLessThanOrEqualTo(6)
                    .anyMatch(one -> one.matches("(屋|安静|窗外|雨) = .*"));
            assertThat(why.now().matches().shown()).noneMatch(one -> one.startsWith("雨 = "));
            assertThat(why.now().target().shown()).contains("room");
            assertThat(why.other().target().count())
                    .isLessThan(why.now().target().count());
        }
    }

    @Test
    void worksIntoChinese() throws Exception {
        try (Review review = Review.begin(folder.resolve("log"), of("1:1 2:2 3:3 4:4 5,6:5 7:6", true))) {
            Reviews.apply(review, runnerUp(review, "t4").orElseThrow().taking());
            assertThat(Reviews.rows(review)).isEqualTo("s1|t1 s2|t2 s3|t3 s4,s5|t4 s6|t5 s7|t6");
        }
    }

    @Test
    void pairsUnpairedSentences() throws Exception {
        try (Review review = begin("1:1 2:2 3:3 4:4,5 5:0 0:6 6:7")) {
            Reviews.apply(review, runnerUp(review, "t6").orElseThrow().taking());
            assertThat(Reviews.rows(review)).isEqualTo("s1|t1 s2|t2 s3|t3 s4|t4,t5 s5|t6 s6|t7");
        }
    }

    @Test
    void hasNoProbabilityForPairsThatTheAlignerNeverMakes() throws Exception {
        try (Review review = begin("1:1 2:2 3,4,5,6:3,4,5,6,7")) {
            RunnerUp found = runnerUp(review, "s3").orElseThrow();
            requireSound(found, "b3");
            assertThat(found.probability()).isEmpty();
            Reviews.apply(review, found.taking());
            assertThat(Reviews.rows(review)).isEqualTo("s1|t1 s2|t2 s3|t3 s4|t4,t5 s5|t6 s6|t7");
        }
    }

    @Test
    void keepsConfirmedPairsAroundThePair() throws Exception {
        try (Review review = begin(WRONG)) {
            Reviews.apply(review, new Operation.Confirm(List.of("b5"), true));
            Optional<RunnerUp> found = runnerUp(review, "s4");
            found.ifPresent(
                    one -> assertThat(one.now()).extracting(ReviewBead::id).doesNotContain("b5"));
        }
    }

    @Test
    void hasNoRunnerUpOfACrossingPair() throws Exception {
        try (Review review = begin("1:1 2:2 3:4 4:3 5:5,6 6:7")) {
            String crossing = review.rows().stream()
                    .filter(row -> row.pieces() > 1)
                    .map(row -> row.bead().id())
                    .findFirst()
                    .orElseThrow();
            assertThat(RunnerUp.of(review.origin(), review.rows(), crossing, ALIGNER))
                    .isEmpty();
            assertThat(runnerUp(review, "s5")).isPresent();
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

    @Property(tries = 40)
    void isSoundForEveryGrouping(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        StringBuilder beads = new StringBuilder();
        int i = 1;
        int j = 1;
        while (i <= Reviews.CHINESE.size() || j <= Reviews.ENGLISH.size()) {
            int n = Math.min(random.nextInt(3), Reviews.CHINESE.size() + 1 - i);
            int m = Math.min(random.nextInt(3), Reviews.ENGLISH.size() + 1 - j);
            if (n + m > 0) {
                beads.append(beads.isEmpty() ? "" : " ")
                        .append(side(i, n))
                        .append(':')
                        .append(side(j, m));
            }
            i += n;
            j += m;
        }
        Reviews.inFolder(log -> {
            try (Review review = Review.begin(log, of(beads.toString(), false))) {
                List<ReviewState.Row> rows = review.rows();
                for (ReviewBead bead : review.state().beads()) {
                    Optional<RunnerUp> found = RunnerUp.of(review.origin(), rows, bead.id(), ALIGNER);
                    if (found.isPresent()) {
                        requireSound(found.get(), bead.id());
                        Reviews.apply(review, found.get().taking());
                        Reviews.apply(review, "undo");
                        assertThat(review.rows()).isEqualTo(rows);
                    }
                }
            }
        });
    }

    private static String side(int from, int count) {
        List<String> numbers = new ArrayList<>();
        for (int k = from; k < from + count; k++) {
            numbers.add("" + k);
        }
        return numbers.isEmpty() ? "0" : String.join(",", numbers);
    }
}
