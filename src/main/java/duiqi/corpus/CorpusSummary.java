package duiqi.corpus;

import duiqi.corpus.stage.WorkFolder;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The counts of an output.
 *
 * @param documents the documents with units
 * @param rejected the documents without units
 * @param chineseSentences the Chinese sentences of the documents with units
 * @param englishSentences the English sentences of these documents
 * @param units the units that stay
 * @param dropped the other units, by the kind of reason
 * @param terms the terms and phrases
 * @param drifting the terms and phrases with more than one frequent translation
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

    /** The summary with the plan, as the file of the output holds them. */
    record Saved(WorkFolder.Plan plan, CorpusSummary summary) {}
}
