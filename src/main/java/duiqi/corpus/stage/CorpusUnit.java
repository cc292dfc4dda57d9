package duiqi.corpus.stage;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A pair of texts of one document of a corpus. Immutable.
 *
 * @param id the first 128 bits of a SHA-256 hash of the document's id, the positions and the texts, in hexadecimal: it does not
 *     depend on the run
 * @param document id of the document
 * @param chinesePositions numbers of its Chinese sentences in the document, from 0, at least one
 * @param englishPositions likewise
 * @param chinese its Chinese sentences, joined
 * @param english its English ones
 * @param type how many sentences of each side, as in {@code 1-2}
 * @param probability how likely the pair is right, 0 to 1
 * @param evidence what speaks for and against it, by feature: see {@link duiqi.align.Explanation.Share}
 * @param dropped why it is left out of the corpus; empty for what stays
 */
public record CorpusUnit(
        String id,
        String document,
        List<Integer> chinesePositions,
        List<Integer> englishPositions,
        String chinese,
        String english,
        String type,
        double probability,
        Map<String, Float> evidence,
        Optional<String> dropped) {
    public CorpusUnit {
        chinesePositions = List.copyOf(chinesePositions);
        englishPositions = List.copyOf(englishPositions);
        evidence = Map.copyOf(evidence);
    }

    /** The same, left out for a reason. */
    CorpusUnit without(String reason) {
        return new CorpusUnit(
                id,
                document,
                chinesePositions,
                englishPositions,
                chinese,
                english,
                type,
                probability,
                evidence,
                Optional.of(reason));
    }
}
