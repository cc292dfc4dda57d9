package duiqi.corpus;

import duiqi.corpus.stage.WorkFolder;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What came of a corpus.
 *
 * @param documents documents with units
 * @param rejected documents without, for the reason that the table of them tells
 * @param chineseSentences in the documents with units
 * @param englishSentences likewise
 * @param units units that stay
 * @param dropped units that do not, by the kind of reason
 * @param terms terms and phrases that were counted
 * @param drifting how many of them have more than one frequent rendering
 */
public record CorpusSummary(
        long documents,
        long rejected,
        long chineseSentences,
        long englishSentences,
        long units,
        SortedMap<String, Long> dropped,
        long terms,
        long drifting) {
    public CorpusSummary {
        dropped = Collections.unmodifiableSortedMap(new TreeMap<>(dropped));
    }

    /** The same as a file tells it. */
    record Saved(WorkFolder.Plan plan, CorpusSummary summary) {}
}
