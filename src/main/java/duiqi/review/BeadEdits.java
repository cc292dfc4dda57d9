package duiqi.review;

/** Beads of the same sentences and id of which something else is said. */
final class BeadEdits {
    private BeadEdits() {}

    static ReviewBead confirmed(ReviewBead bead, boolean isConfirmed) {
        return of(bead, isConfirmed, bead.isMarked(), bead.note());
    }

    static ReviewBead marked(ReviewBead bead, boolean isMarked) {
        return of(bead, bead.isConfirmed(), isMarked, bead.note());
    }

    static ReviewBead noted(ReviewBead bead, String note) {
        return of(bead, bead.isConfirmed(), bead.isMarked(), note);
    }

    private static ReviewBead of(ReviewBead bead, boolean isConfirmed, boolean isMarked, String note) {
        return new ReviewBead(
                bead.id(), bead.source(), bead.target(), bead.probability(), isConfirmed, isMarked, note, bead.unit());
    }
}
