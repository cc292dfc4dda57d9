package duiqi.review;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.align.TextPair;
import duiqi.exchange.ReviewedUnits.Signature;
import duiqi.text.Language;
import duiqi.text.Location;
import duiqi.text.Text;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangedTextsTest {
    private static Sentence sentence(String id, String text, int line, boolean isEdited) {
        return new Sentence(id, text, new Location("f", line, 1), true, false, isEdited);
    }

    private static Text text(Language language, String... sentences) {
        return Reviews.text("f", language, List.of(sentences));
    }

    private static ReviewBead bead(String id, String source, String target, String note) {
        return new ReviewBead(
                id,
                List.of(source),
                List.of(target),
                OptionalDouble.of(0.5),
                Optional.of(Signature.UNKNOWN),
                false,
                note,
                OptionalInt.empty());
    }

    @Test
    void keepsUnchangedSentences() {
        ReviewState state = new ReviewState(
                Reviews.ORIGIN,
                3,
                List.of(sentence("s1", "水。", 1, false), sentence("s2", "火改。", 2, true), sentence("s3", "土。", 3, false)),
                Reviews.sentences("t", "Water.", "Fire.", "Earth."),
                List.of(bead("b1", "s1", "t1", ""), bead("b2", "s2", "t2", "n"), bead("b3", "s3", "t3", "m")));
        ReviewState updated = ChangedTexts.updated(
                Reviews.ORIGIN,
                state,
                new TextPair(
                        text(Language.CHINESE, "新。", "水。", "火。", "土。"),
                        text(Language.ENGLISH, "New.", "Water.", "Fire.", "Soil.")));

        assertThat(updated.source()).extracting(Sentence::text).containsExactly("新。", "水。", "火改。", "土。");
        assertThat(updated.source().get(2).isEdited()).isTrue();
        assertThat(updated.source().get(2).location().line()).isEqualTo(3);
        assertThat(Reviews.beads(updated)).isEqualTo("s1|t1^c s2|t2^c(n) s3|^0(m) s4|^0 |t4^0 |t5^0");
    }

    /** Checks that a new line at the top moves all sentences, including those of unchanged pairs. */
    @Test
    void keepsMovedPairs(@TempDir Path folder) throws Exception {
        List<Sentence> chinese = List.of(sentence("s1", "水。", 1, false), sentence("s2", "土。", 2, false));
        List<Sentence> english = List.of(sentence("t1", "Water.", 1, false), sentence("t2", "Earth.", 2, false));
        List<ReviewBead> beads = List.of(bead("b1", "s1", "t1", ""), bead("b2", "s2", "t2", ""));
        ReviewOrigin origin = new ReviewOrigin(
                Optional.empty(), Optional.empty(), Language.CHINESE, Language.ENGLISH, folder.resolve("a.tmx"));
        try (Review review =
                Review.begin(folder.resolve("a.jsonl"), new ReviewState(origin, 0, chinese, english, beads))) {
            ReviewState updated = ChangedTexts.updated(
                    origin,
                    review.state(),
                    new TextPair(
                            text(Language.CHINESE, "新。", "水。", "土。"),
                            text(Language.ENGLISH, "New.", "Water.", "Soil.")));
            review.replace("take over", updated, Signature.UNKNOWN);

            assertThat(review.state().beads()).contains(beads.get(0));
            assertThat(review.rows()).hasSize(5);
        }
    }

    @Test
    void keepsAddedSentencesAndPairsSetByHand() {
        Sentence added = new Sentence("t9", "Fire.", new Location("f", 1, 1), true, false, true, true);
        List<ReviewBead> beads = List.of(
                bead("b1", "s1", "t1", ""),
                ReviewBead.of("b2", List.of("s2"), List.of("t9"), OptionalDouble.empty(), List.of()),
                ReviewBead.of("b3", List.of("s3"), List.of("t3"), OptionalDouble.empty(), List.of()));
        ReviewState state = new ReviewState(
                Reviews.ORIGIN,
                3,
                List.of(sentence("s1", "水。", 1, false), sentence("s2", "火。", 2, false), sentence("s3", "土。", 3, false)),
                List.of(sentence("t1", "Water.", 1, false), added, sentence("t3", "Earth.", 2, false)),
                beads);
        ReviewState updated = ChangedTexts.updated(
                Reviews.ORIGIN,
                state,
                new TextPair(
                        text(Language.CHINESE, "新。", "水。", "火。", "土。"),
                        text(Language.ENGLISH, "New.", "Water.", "Earth.")));
        assertThat(updated.target()).extracting(Sentence::id).containsExactly("t10", "t1", "t9", "t3");
        assertThat(updated.target().get(2)).isEqualTo(added.withLocation(new Location("f", 2, 1)));
        assertThat(updated.beads()).containsAll(beads);

        ReviewState shorter = ChangedTexts.updated(
                Reviews.ORIGIN,
                state,
                new TextPair(text(Language.CHINESE, "水。", "火。"), text(Language.ENGLISH, "Ice.", "Earth.")));
        assertThat(shorter.target()).extracting(Sentence::id).containsExactly("t9", "t10", "t3");
        assertThat(shorter.beads()).filteredOn(ReviewBead::isSetByHand).containsExactly(beads.get(1));
        assertThat(shorter.beads()).filteredOn(bead -> bead.id().equals("b3")).noneMatch(ReviewBead::isAnchor);
    }
}
