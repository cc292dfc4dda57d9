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
                new Evidence.BeadTypes(),
                new StructureEvidence(prepared.pair()),
                new FurnitureEvidence(prepared.furniture()),
                new LengthEvidence(prepared.pair(), prepared.expansion()),
                new LexicalEvidence(prepared.pair(), scores));
    }

    /** For the beads of the lattice, with what an encoder makes of the sentences if there is one. */
    static List<Evidence> rescoring(
            PreparedPair prepared, PairScores scores, Optional<EncoderEvidence.SentenceVectors> vectors) {
        TokenizedPair pair = prepared.pair();
        BeadMatches words =
                new BeadMatches(pair, pair.words(), prepared.tables().words());
        BeadMatches characters =
                new BeadMatches(pair, pair.characters(), prepared.tables().characters());
        List<Evidence> evidence = new ArrayList<>(List.of(
                new Evidence.BeadTypes(),
                new StructureEvidence(pair),
                new FurnitureEvidence(prepared.furniture()),
                new LengthEvidence(pair, prepared.expansion()),
                new LexicalEvidence(pair, scores),
                new MatchEvidence.Placed(pair, words),
                new MatchEvidence.CoveredWords(pair, words),
                new MatchEvidence.CoveredCharacters(pair, characters),
                new LexicalEvidence.Members(pair, scores),
                new PunctuationEvidence(pair),
                new QuotationEvidence(pair, prepared.expansion())));
        vectors.ifPresent(known -> evidence.add(new EncoderEvidence(pair, known)));
        return List.copyOf(evidence);
    }
}
