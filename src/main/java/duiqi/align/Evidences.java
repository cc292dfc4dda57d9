package duiqi.align;

import java.util.List;

/**
 * The kinds of evidence, in two lists: what the search over the whole band can afford, and what only the few beads that it
 * leaves are worth. A new kind of evidence is a class and a line in one of them.
 */
final class Evidences {
    private Evidences() {}

    /** For every bead inside the band. */
    static List<Evidence> search(PreparedPair prepared, PairScores scores) {
        return List.of(
                new TypeEvidence(),
                new StructureEvidence(prepared.pair()),
                new FurnitureEvidence(prepared.pair()),
                new LengthEvidence(prepared.pair(), prepared.expansion()),
                new LexicalEvidence(prepared.pair(), scores));
    }

    /** For the beads of the lattice. */
    static List<Evidence> rescoring(PreparedPair prepared, PairScores scores) {
        TokenizedPair pair = prepared.pair();
        BeadMatches words =
                new BeadMatches(pair, pair.words(), prepared.tables().words());
        BeadMatches characters =
                new BeadMatches(pair, pair.characters(), prepared.tables().characters());
        return List.of(
                new TypeEvidence(),
                new StructureEvidence(pair),
                new FurnitureEvidence(pair),
                new LengthEvidence(pair, prepared.expansion()),
                new LexicalEvidence(pair, scores),
                new PositionEvidence(pair, words),
                new CoverageEvidence(pair, words),
                new CharacterCoverageEvidence(pair, characters),
                new MemberEvidence(pair, scores),
                new PunctuationEvidence(pair),
                new QuotationEvidence(pair, prepared.expansion()));
    }
}
