package duiqi.review;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.align.Aligner;
import duiqi.align.Alignment;
import duiqi.align.Bead;
import duiqi.align.ParallelText;
import duiqi.exchange.ReviewedUnits.Signature;
import duiqi.text.Language;
import duiqi.text.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealignmentTest {
    @TempDir
    private Path folder;

    private static ReviewState unaligned(boolean isTurned) {
        Text chinese = Reviews.text("旧书.txt", Language.CHINESE, Reviews.CHINESE);
        Text english = Reviews.text("old-books.txt", Language.ENGLISH, Reviews.ENGLISH);
        List<Bead> beads = new ArrayList<>();
        IntStream.range(0, isTurned ? 7 : 6).forEach(k -> beads.add(new Bead(List.of(k), List.of(), 0.1)));
        IntStream.range(0, isTurned ? 6 : 7).forEach(k -> beads.add(new Bead(List.of(), List.of(k), 0.1)));
        ReviewOrigin turned = new ReviewOrigin(
                Reviews.ORIGIN.target(),
                Reviews.ORIGIN.source(),
                Language.ENGLISH,
                Language.CHINESE,
                Reviews.ORIGIN.memory());
        return isTurned
                ? ReviewState.ofTexts(turned, new ParallelText(english, chinese, new Alignment(7, 6, beads)))
                : ReviewState.ofTexts(Reviews.ORIGIN, new ParallelText(chinese, english, new Alignment(6, 7, beads)));
    }

    private static void realign(Review review) throws Exception {
        review.replace("align the rest again", Realignment.of(review.state(), new Aligner()), Signature.UNKNOWN);
    }

    @Test
    void convertsToTheSameTexts() throws Exception {
        ReviewState beginning = unaligned(false);
        try (Review review = Review.begin(folder.resolve("log"), beginning)) {
            ParallelText text = new ReviewText(review.state()).text();
            assertThat(text.source()).isEqualTo(Reviews.text("旧书.txt", Language.CHINESE, Reviews.CHINESE));
            assertThat(text.target()).isEqualTo(Reviews.text("old-books.txt", Language.ENGLISH, Reviews.ENGLISH));
            assertThat(ReviewState.ofTexts(review.origin(), text).source()).isEqualTo(beginning.source());
        }
    }

    @Test
    void realignsUnconfirmedBeadsInBothDirections() throws Exception {
        try (Review review = Review.begin(folder.resolve("log"), unaligned(false))) {
            realign(review);
            assertThat(Reviews.rows(review)).isEqualTo("s1|t1 s2|t2 s3|t3 s4|t4,t5 s5|t6 s6|t7");
            Reviews.apply(review, "undo");
            assertThat(review.state().beads()).hasSize(13);
        }
        try (Review review = Review.begin(folder.resolve("turned"), unaligned(true))) {
            realign(review);
            assertThat(Reviews.rows(review)).isEqualTo("s1|t1 s2|t2 s3|t3 s4,s5|t4 s6|t5 s7|t6");
        }
    }

    @Test
    void keepsConfirmedBeadsAndNotes() throws Exception {
        try (Review review = Review.begin(folder.resolve("log"), unaligned(false))) {
            Reviews.apply(review, "link s4 t4; link s5 t6; link s2 t7; confirm @s2 @s4 @s5 @s1");
            Reviews.apply(review, "note @s6 look again; mark @s3");
            List<ReviewBead> confirmed = review.state().beads().stream()
                    .filter(ReviewBead::isConfirmed)
                    .toList();
            realign(review);
            assertThat(review.state().beads().stream().filter(ReviewBead::isConfirmed))
                    .containsExactlyInAnyOrderElementsOf(confirmed);
            assertThat(review.rows())
                    .filteredOn(row ->
                            row.source().stream().anyMatch(one -> one.id().equals("s3")))
                    .singleElement()
                    .satisfies(row -> {
                        assertThat(row.target())
                                .extracting(Sentence::id)
                                .contains("t3")
                                .doesNotContain("t7");
                        assertThat(row.bead().isMarked()).isTrue();
                    });
            assertThat(review.state().beads())
                    .filteredOn(bead -> bead.source().contains("s6"))
                    .singleElement()
                    .satisfies(bead -> {
                        assertThat(bead.target()).isEmpty();
                        assertThat(bead.note()).isEqualTo("look again");
                    });
        }
    }

    /** Checks that pairs set by hand are anchors: the words of the neighbours are paired between them. */
    @Test
    void keepsPairsSetByHand() throws Exception {
        try (Review review = Review.begin(folder.resolve("log"), unaligned(false))) {
            Reviews.apply(review, "link s4 t4; link s1 t1,t2; detach t2");
            List<ReviewBead> byHand = review.state().beads().stream()
                    .filter(ReviewBead::isSetByHand)
                    .toList();
            assertThat(byHand).hasSize(3);
            realign(review);
            assertThat(review.state().beads().stream().filter(ReviewBead::isSetByHand))
                    .containsExactlyInAnyOrderElementsOf(byHand);
            assertThat(Reviews.rows(review).split(" ")).contains("s1|t1", "|t2", "s3|t3", "s4|t4");
            assertThat(review.state().beads()).noneMatch(ReviewBead::isConfirmed);
        }
    }

    @Test
    void pairsSentencesThatLostTheirCounterparts() throws Exception {
        try (Review review = Review.begin(folder.resolve("log"), unaligned(false))) {
            realign(review);
            Reviews.apply(review, "link s2 t3; link s2 t2");
            realign(review);
            assertThat(Reviews.rows(review)).isEqualTo("s1|t1 s2|t2 s3|t3 s4|t4,t5 s5|t6 s6|t7");
        }
    }
}
