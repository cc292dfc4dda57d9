package duiqi.align;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
                new LengthEvidence(prepared.pair(), prepared.expansion()),
                new LexicalEvidence(prepared.pair(), scores));
    }

    /** For the beads of the lattice. */
    static List<Evidence> rescoring(PreparedPair prepared, PairScores scores) {
        BeadMatches matches = new BeadMatches(prepared.pair(), prepared.words());
        return List.of(
                new TypeEvidence(),
                new StructureEvidence(prepared.pair()),
                new LengthEvidence(prepared.pair(), prepared.expansion()),
                new LexicalEvidence(prepared.pair(), scores),
                new PositionEvidence(prepared.pair(), matches),
                new CoverageEvidence(prepared.pair(), matches),
                new MemberEvidence(prepared.pair(), scores),
                new PunctuationEvidence(prepared.pair()),
                new QuotationEvidence(prepared.pair(), prepared.expansion()));
    }

    /** For the beads of the lattice, with what an encoder makes of the sentences if there is one. */
    static List<Evidence> rescoring(PreparedPair prepared, PairScores scores, Optional<SentenceVectors> vectors) {
        List<Evidence> evidence = new ArrayList<>(rescoring(prepared, scores));
        vectors.ifPresent(known -> evidence.add(new EncoderEvidence(prepared.pair(), known)));
        return evidence;
    }
}
