package duiqi.corpus;

import duiqi.corpus.duplicate.MinHash;
import duiqi.corpus.input.UnitLanguages;
import duiqi.corpus.stage.Plan;
import duiqi.corpus.stage.UnitFilter;
import duiqi.glossary.Glossary;
import duiqi.text.Language;
import java.io.Serializable;
import java.time.Instant;
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
        Columns columns,
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
    public static final List<String> STANDARD_FILTERS = Filter.STANDARD_FILTERS;

    /** As much as one task aligns in some seconds, in UTF-16 units on both sides. */
    public static final long MAX_DOCUMENT_LENGTH = 1_500_000;

    public CorpusSettings {
        filters = List.copyOf(filters);
        if (longestDocument < 1 || tmxFiles < 0 || mostPhrases < 0) {
            throw new IllegalArgumentException("lengths and numbers are positive");
        }
        // What is wrong is told now, and not when hours of work have been done.
        UnitFilter.requireNames(filters);
        new Duplicates(deduplication == Sameness.NEAR, similarity, UnitLanguages.STANDARD);
    }

    /** What tells these settings from others; where the input and output lie does not count. */
    public String hash() {
        return Plan.PartsHash.of(List.of(
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
    public UnitLanguages languages() {
        return new UnitLanguages(chinese.tag(), english.tag());
    }

    public Filter sifting() {
        return new Filter(filters, minProbability, languages());
    }

    /** Whether terms are to be counted. */
    public boolean countsTerms() {
        return mostPhrases > 0 || !glossary.entries().isEmpty();
    }

    /**
     * How the units of a corpus are written as TMX. Immutable.
     *
     * @param files how many files to write
     * @param languages of the texts
     * @param created when the units are made, as every unit and file says
     * @param toolVersion version of this program, for the headers
     */
    public record Tmx(int files, UnitLanguages languages, Instant created, String toolVersion) implements Serializable {
        public Tmx {
            if (files < 1) {
                throw new IllegalArgumentException("TMX is written to 1 file at least, not " + files);
            }
        }
    }

    /**
     * What is counted of the terminology of a corpus. Immutable.
     *
     * @param glossary its terms are all looked for; may have none
     * @param fewestUnits a phrase recurs when it stands, and is rendered, in so many units, at least 2
     * @param mostPhrases so many of the phrases that are most of a term are looked for; 0 for none
     */
    public record Terms(Glossary glossary, int fewestUnits, int mostPhrases) implements Serializable {
        /** As for {@code duiqi glossary extract}. */
        public static final int MIN_UNITS = 3;

        static final int MAX_PHRASES = 1_000;

        public Terms {
            if (fewestUnits < 2 || mostPhrases < 0) {
                throw new IllegalArgumentException(
                        "a phrase recurs in two units at least: " + fewestUnits + ", " + mostPhrases);
            }
        }
    }

    /**
     * Which units of a corpus stay. Immutable.
     *
     * @param filters names of the filters to ask, as {@link duiqi.memory.MemoryCleaning.Filter} has them; in its order whatever theirs
     * @param minProbability units that are less probable go, 0 to 1
     * @param languages what the filters hold the texts to
     */
    public record Filter(List<String> filters, double minProbability, UnitLanguages languages) implements Serializable {
        /**
         * The filters that are asked unless told otherwise: all but the one of scripts, since a corpus of many sources mixes simplified
         * and traditional texts under one language code, where both are good.
         */
        static final List<String> STANDARD_FILTERS = List.of(
                "empty", "one-sided", "identical", "wrong-language", "broken-characters", "length-ratio", "misaligned");

        /** A pair that is as likely wrong as right teaches nothing. */
        static final double STANDARD_PROBABILITY = 0.5;

        public static final Filter STANDARD =
                new Filter(STANDARD_FILTERS, STANDARD_PROBABILITY, UnitLanguages.STANDARD);

        public Filter {
            filters = List.copyOf(filters);
            if (!(minProbability >= 0 && minProbability <= 1)) {
                throw new IllegalArgumentException("the least probability is from 0 to 1, not " + minProbability);
            }
        }
    }

    /**
     * Which units of a corpus count as the same. Immutable.
     *
     * @param near whether units do as well that differ in case, width, white space and punctuation, or little in their words
     * @param similarity how like both their sides must be, the Jaccard index of their n-grams, from 0.5 to 1
     * @param languages of the texts
     */
    public record Duplicates(boolean near, double similarity, UnitLanguages languages) implements Serializable {
        /** Below this the hashes of {@link MinHash} no longer find most of the pairs. */
        private static final double MIN_SIMILARITY = 0.5;

        /** A character in twenty, or a word, may differ. */
        static final double STANDARD_SIMILARITY = 0.9;

        public static final Duplicates STANDARD = new Duplicates(true, STANDARD_SIMILARITY, UnitLanguages.STANDARD);

        public Duplicates {
            if (!(similarity >= MIN_SIMILARITY && similarity <= 1)) {
                throw new IllegalArgumentException(
                        "units are the same from a likeness of 0.5 to 1 on, not of " + similarity);
            }
        }
    }

    /**
     * What the parts of a document are called in the input.
     *
     * @param id the column or key with the id of the document
     * @param chinese the one with the Chinese side: a text, or a list of sentences
     * @param english likewise
     */
    public record Columns(String id, String chinese, String english) implements Serializable {
        /** What they are called unless told otherwise. */
        public static final Columns STANDARD = new Columns("id", "zh", "en");
    }
}
