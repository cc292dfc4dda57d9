package duiqi.align;

import java.util.ArrayList;
import java.util.List;

/** A bead of a {@link GoldDraft}: the sentences that render each other, in no particular order. Not thread-safe. */
final class DraftBead {
    private final List<GoldDraft.Sentence> chinese = new ArrayList<>();
    private final List<GoldDraft.Sentence> english = new ArrayList<>();

    static DraftBead alone(Side side, GoldDraft.Sentence sentence) {
        DraftBead bead = new DraftBead();
        bead.on(side).add(sentence);
        return bead;
    }

    /** The sentences of one side; what is done to the list is done to the bead. */
    List<GoldDraft.Sentence> on(Side side) {
        return side == Side.CHINESE ? chinese : english;
    }

    boolean isNull() {
        return chinese.isEmpty() || english.isEmpty();
    }
}
