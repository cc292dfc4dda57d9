package duiqi.corpus;

import duiqi.glossary.Glossary;
import duiqi.text.Language;
import java.util.List;

/**
 * What is asked of a run.
 *
 * @param input a file or folder of JSON lines or Parquet, or a folder of texts
 * @param output the folder to make
 * @param columns what the parts of a document are called
 * @param chinese what to call the Chinese
 * @param english what to call the English
 * @param learns whether the corpus teaches translation tables, by which all is aligned once more
 * @param minProbability units less likely than this are left out, 0 to 1
 * @param filters names of the cleaning filters whose units are left out
 * @param deduplication which units count as the same
 * @param similarity how like units must be to be nearly the same, 0.5 to 1
 * @param glossary terms to look for
 * @param mostPhrases how many recurring phrases to look for; with none and an empty glossary no terms are counted
 * @param tmxFiles how many TMX files to write
 * @param longestDocument longer documents are cut into slices, in UTF-16 units of both sides
 * @param version of the program: another one does not go on with the work of this
 */
public record CorpusSettings(
        String input,
        String output,
        DocumentColumns columns,
        Language chinese,
        Language english,
        boolean learns,
        double minProbability,
        List<String> filters,
        Sameness deduplication,
        double similarity,
        Glossary glossary,
        int mostPhrases,
        int tmxFiles,
        long longestDocument,
        String version) {
    /** Which units count as the same. */
    public enum Sameness {
        NONE,
        EXACT,
        NEAR
    }

    /** The filters that are asked unless told otherwise. */
    public static final List<String> STANDARD_FILTERS = FilterSettings.STANDARD_FILTERS;

    /** As much as one task aligns in some seconds, in UTF-16 units on both sides. */
    public static final long MAX_DOCUMENT_LENGTH = 1_500_000;

    public CorpusSettings {
        filters = List.copyOf(filters);
        if (longestDocument < 1 || tmxFiles < 0 || mostPhrases < 0) {
            throw new IllegalArgumentException("lengths and numbers are positive");
        }
        // What is wrong is told now, and not when hours of work have been done.
        UnitFilter.requireNames(filters);
        new DeduplicationSettings(deduplication == Sameness.NEAR, similarity, UnitLanguages.STANDARD);
    }

    /** What tells these settings from others; where the input and output lie does not count. */
    String hash() {
        return PartsHash.of(List.of(
                columns.toString(),
                chinese.tag(),
                english.tag(),
                Boolean.toString(learns),
                Double.toString(minProbability),
                filters.toString(),
                deduplication.name(),
                Double.toString(similarity),
                glossary.entries().toString(),
                Integer.toString(mostPhrases),
                Integer.toString(tmxFiles),
                Long.toString(longestDocument),
                version));
    }

    /** The languages, as tasks take them along. */
    UnitLanguages languages() {
        return new UnitLanguages(chinese.tag(), english.tag());
    }

    FilterSettings sifting() {
        return new FilterSettings(filters, minProbability, languages());
    }

    /** Whether terms are to be counted. */
    public boolean countsTerms() {
        return mostPhrases > 0 || !glossary.entries().isEmpty();
    }
}
