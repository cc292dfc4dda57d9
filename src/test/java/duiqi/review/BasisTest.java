package duiqi.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.check.TextSpan.Side;
import duiqi.exchange.ReviewedUnits.Signature;
import duiqi.review.Operation.RejectedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Makes steps in a page that does not know the latest step of another page. */
class BasisTest {
    private static final String OLD = "Sentence 2 is done.";

    @TempDir
    private Path folder;

    @AutoClose
    private Review review;

    @BeforeEach
    void begin() throws IOException {
        review = Review.begin(folder.resolve("log"), Reviews.of("1:1 2:2 3:3 4:0 5:4"));
    }

    private void requireRejected(String... operations) {
        for (String operation : operations) {
            requireRejected(Reviews.operation(review, operation), Map.of());
        }
    }

    private void apply(Operation operation, long version, Map<String, String> texts) throws Exception {
        review.apply(operation, new Basis(version, texts), Signature.UNKNOWN);
    }

    private void requireRejected(Operation operation, Map<String, String> texts, Basis.TextConflict... conflicts) {
        List<ReviewState.Row> before = review.rows();
        assertThatThrownBy(() -> apply(operation, 0, texts))
                .as(operation.toString())
                .isInstanceOfSatisfying(RejectedException.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(RejectedException.Reason.GONE);
                    assertThat(refused.conflicts()).containsExactly(conflicts);
                });
        assertThat(review.rows()).isEqualTo(before);
    }

    @Test
    void rejectsTextsThatReplaceTheTextOfAnotherPage() throws Exception {
        Map<String, String> seen = Map.of("t1", "Sentence 1 is done.", "t2", OLD);
        apply(new Operation.Edit(Map.of("t2", "Theirs.")), 0, seen);
        Basis.TextConflict conflict = new Basis.TextConflict("t2", OLD, "Mine.", "Theirs.");
        requireRejected(new Operation.Edit(Map.of("t2", "Mine.")), seen, conflict);
        requireRejected(new Operation.Edit(Map.of("t1", "One.", "t2", "Mine.")), seen, conflict);
        requireRejected(
                new Operation.Cut("t2", 2), Map.of("t2", OLD), new Basis.TextConflict("t2", OLD, "Th", "Theirs."));
        apply(new Operation.Edit(Map.of("t2", "Theirs.")), 0, seen);
        assertThat(review.status().version()).as("the same text is no conflict").isEqualTo(1);
        apply(new Operation.Edit(Map.of("t2", "Mine.")), 0, Map.of("t2", "Theirs."));
        apply(new Operation.Edit(Map.of("t1", "One.")), 0, seen);
        assertThat(review.status().version()).isEqualTo(3);
    }

    @Test
    void keepsATextWhosePairAnotherPageMerged() throws Exception {
        apply(new Operation.Merge(List.of("b1", "b2")), 0, Map.of());
        apply(new Operation.Edit(Map.of("t2", "Mine.")), 0, Map.of("t2", OLD));
        assertThat(review.state().target().get(1).text()).isEqualTo("Mine.");
    }

    @Test
    void rejectsNotesThatReplaceTheNoteOfAnotherPage() throws Exception {
        apply(new Operation.Note(Map.of("b2", "theirs")), 0, Map.of("b2", ""));
        requireRejected(
                new Operation.Note(Map.of("b2", "mine")),
                Map.of("b2", ""),
                new Basis.TextConflict("b2", "", "mine", "theirs"));
        requireRejected(
                new Operation.Note(Map.of("b2", "")),
                Map.of("b2", "old"),
                new Basis.TextConflict("b2", "old", "", "theirs"));
        apply(new Operation.Mark(List.of("b2"), true), 0, Map.of());
        apply(new Operation.Note(Map.of("b2", "mine")), 0, Map.of("b2", "theirs"));
        assertThat(review.rows().get(1).bead().note()).isEqualTo("mine");
    }

    @Test
    void rejectsStepsOnPairsThatAnotherPageChanged() throws Exception {
        apply(new Operation.Edit(Map.of("t2", "Theirs.")), 0, Map.of("t2", OLD));
        requireRejected(
                "confirm b1 b2",
                "alone TARGET b2",
                "merge b1 b2",
                "unlink b2",
                "detach s2",
                "shift SOURCE b3 true",
                "link s3 t2 s3");
        apply(new Operation.Confirm(List.of("b1", "b3"), true), 0, Map.of());
        apply(new Operation.Confirm(List.of("b2"), true), 1, Map.of());
        assertThat(review.state().beads()).filteredOn(ReviewBead::isConfirmed).hasSize(3);
    }

    @Test
    void rejectsStepsOnPairsThatAnotherPageRemoved() throws Exception {
        apply(new Operation.Merge(List.of("b1", "b2")), 0, Map.of());
        requireRejected(
                "merge b2 b3", "split b2 1 0", "swap b2 b3", "boundary SOURCE b2 b3 s2", "confirm b2", "detach s2");
        apply(new Operation.Insert(Side.TARGET, "b4", "Added."), 0, Map.of());
        requireRejected("insert TARGET b4");
    }

    @Test
    void undoesOnlyTheStepThatThePageShows() throws Exception {
        apply(new Operation.Mark(List.of("b1"), true), 0, Map.of());
        apply(new Operation.Mark(List.of("b2"), true), 1, Map.of());
        assertThat(review.status().undoStep()).isEqualTo(2);
        assertThatThrownBy(() -> review.undo(1, Signature.UNKNOWN)).isInstanceOf(RejectedException.class);
        review.undo(2, Signature.UNKNOWN);
        assertThat(review.status().undoStep()).isEqualTo(1);
        assertThatThrownBy(() -> review.redo(2, Signature.UNKNOWN)).isInstanceOf(RejectedException.class);
        review.redo(3, Signature.UNKNOWN);
        assertThat(review.status().undoStep())
                .as("the page that made it, not the one that redid it")
                .isEqualTo(2);
    }

    @Test
    void rejectsStepsOfAPageWhoseVersionIsUnknown() throws Exception {
        assertThatThrownBy(() -> apply(new Operation.Unlink(List.of("b1")), 99, Map.of()))
                .isInstanceOf(RejectedException.class);
    }
}
