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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /** Checks that confirmed pairs and pairs set by hand are anchors: the neighbours are paired between them. */
    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            link s4 t4; link s5 t6; link s2 t7; confirm @s2 @s4 @s5 @s1; note @s6 look again; mark @s3 ~ s1|^c |t1^ s2|t7^hc s3|t2,t3^m s4|t4^hc |t5^ s5|t6^hc s6|^(look again)
            link s4 t4; link s1 t1,t2; detach t2 ~ s1|t1^h s2|^ |t2^h s3|t3^ s4|t4^h |t5^ s5|t6^ s6|t7^
            """)
    void keepsDecisionsOfUsers(String steps, String expected) throws Exception {
        try (Review review = Review.begin(folder.resolve("log"), unaligned(false))) {
            Reviews.apply(review, steps);
            realign(review);
            assertThat(Reviews.beads(review.state())).isEqualTo(expected);
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
