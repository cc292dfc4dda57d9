package duiqi.corpus;

import duiqi.corpus.input.DocumentReading;
import duiqi.corpus.stage.Hashes;
import duiqi.exchange.Tu;
import duiqi.exchange.Tuv;
import duiqi.glossary.Glossary;
import duiqi.lexicon.Lexicon;
import duiqi.memory.MemoryCleaning;
import duiqi.text.Language;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The settings of a run.
 *
 * @param input the corpus
 * @param output the folder to make
 * @param learns whether the run learns translation tables from the corpus and aligns all documents again with them
 * @param filter the units that stay
 * @param duplicates the units that count as the same
 * @param terms the terms and phrases to count; an empty glossary and no phrases count nothing
 * @param tmxFiles how many TMX files to write
 * @param version the version of this program; another version does not continue a run
 */
public record CorpusSettings(
        Input input,
        String output,
        boolean learns,
        Filter filter,
        Duplicates duplicates,
        Terms terms,
        int tmxFiles,
        String version) {
    private static final String NOT_POSITIVE = "lengths and numbers are positive";

    public CorpusSettings {
        if (tmxFiles < 0) {
            throw new IllegalArgumentException(NOT_POSITIVE);
        }
    }

    /** Returns a hash that differs for other settings; the places of input and output do not change it. */
    public String hash() {
        return Hashes.ofParts(List.of(
                input.columns.toString(),
                input.languages.chinese,
                input.languages.english,
                Boolean.toString(learns),
                Double.toString(filter.minProbability),
                filter.names.toString(),
                duplicates.sameness.name(),
                Double.toString(duplicates.similarity),
                terms.glossary.entries().toString(),
                Integer.toString(terms.mostPhrases),
                Integer.toString(tmxFiles),
                Long.toString(input.longestDocument),
                version));
    }

    /** Returns the languages of the corpus. */
    public Languages languages() {
        return input.languages;
    }

    /** Returns whether the run counts terms. */
    public boolean countsTerms() {
        return terms.mostPhrases > 0 || !terms.glossary.entries().isEmpty();
    }

    /**
     * The corpus that a run reads. Immutable.
     *
     * @param path a file or folder of JSON lines or Parquet, or a folder of texts
     * @param columns the names of the parts of a document
     * @param languages the languages of the texts
     * @param longestDocument the run slices longer documents; in UTF-16 units of both sides
     */
    public record Input(String path, Columns columns, Languages languages, long longestDocument) {
        /** The length that one task aligns in some seconds, in UTF-16 units of both sides. */
        public static final long MAX_DOCUMENT_LENGTH = 1_500_000;

        public Input {
            if (longestDocument < 1) {
                throw new IllegalArgumentException(NOT_POSITIVE);
            }
        }
    }

    /**
     * The names that the input gives to the parts of a document.
     *
     * @param id the column or key with the id of the document
     * @param chinese the one with the Chinese side: a text, or a list of sentences
     * @param english the one with the English side
     */
    public record Columns(String id, String chinese, String english) implements Serializable {
        public static final Columns STANDARD = new Columns("id", "zh", "en");
    }

    /**
     * The languages of both sides. They are tags, which Spark can send to its workers. Immutable.
     *
     * @param chinese BCP 47 tag of the Chinese side
     * @param english BCP 47 tag of the English side
     */
    public record Languages(String chinese, String english) implements Serializable {
        public static final Languages STANDARD = new Languages(Language.CHINESE.tag(), Language.ENGLISH.tag());

        public Languages {
            chinese = new Language(chinese).tag();
            english = new Language(english).tag();
        }

        /** Returns a reader of documents in these languages. */
        public DocumentReading reading() {
            return new DocumentReading(new Language(chinese), new Language(english));
        }

        /** Returns a maker of memory units in these languages. */
        public Pairing pairing() {
            return new Pairing(new Language(chinese), new Language(english));
        }

        /** The parsed languages, which make many units. Immutable. */
        public record Pairing(Language chinese, Language english) {
            /** Returns the unit that two texts make in a memory. */
            public Tu of(String chineseText, String englishText) {
                return new Tu(Map.of(), List.of(), List.of(Tuv.of(chinese, chineseText), Tuv.of(english, englishText)));
            }
        }
    }

    /**
     * The units of a corpus that stay. Immutable.
     *
     * @param names the filters of {@link MemoryCleaning.Filter} to ask; they are asked in the order of that class
     * @param minProbability less probable units are dropped, 0 to 1
     */
    public record Filter(List<String> names, double minProbability) implements Serializable {
        /**
         * The names of the standard filters. The filter of scripts is missing, because a corpus of many sources mixes simplified and
         * traditional texts under one language code, and both are good.
         */
        public static final List<String> STANDARD_NAMES = List.of(
                "empty", "one-sided", "identical", "wrong-language", "broken-characters", "length-ratio", "misaligned");

        /** A pair that is as likely wrong as right teaches nothing. */
        private static final double STANDARD_PROBABILITY = 0.5;

        public static final Filter STANDARD = new Filter(STANDARD_NAMES, STANDARD_PROBABILITY);

        /**
         * @throws IllegalArgumentException if there is no filter of a name, or the probability is out of range
         */
        public Filter {
            names = List.copyOf(names);
            if (!(minProbability >= 0 && minProbability <= 1)) {
                throw new IllegalArgumentException("the least probability is from 0 to 1, not " + minProbability);
            }
            // A wrong name must stop the run before hours of work.
            List<String> all = MemoryCleaning.Filter.all(Lexicon.standard()).stream()
                    .map(MemoryCleaning.Filter::name)
                    .toList();
            for (String name : names) {
                if (!all.contains(name)) {
                    throw new IllegalArgumentException(
                            "there is no filter \"" + name + "\"; there are " + String.join(", ", all));
                }
            }
        }
    }

    /** The kinds of sameness. */
    public enum Sameness {
        NONE,
        EXACT,
        /** Units also count as the same if they differ in case, width, white space or punctuation, or little in their words. */
        NEAR
    }

    /**
     * The units of a corpus that count as the same. Immutable.
     *
     * @param similarity the least Jaccard index of the n-grams of each side of near duplicates, from 0.5 to 1
     */
    public record Duplicates(Sameness sameness, double similarity) implements Serializable {
        /** Below this bound the hashes of {@link duiqi.corpus.duplicate.UnitFeatures.MinHash} miss most of the pairs. */
        private static final double MIN_SIMILARITY = 0.5;

        /** One character in twenty, or one word, may differ. */
        private static final double STANDARD_SIMILARITY = 0.9;

        public static final Duplicates STANDARD = new Duplicates(Sameness.NEAR, STANDARD_SIMILARITY);

        public Duplicates {
            if (!(similarity >= MIN_SIMILARITY && similarity <= 1)) {
                throw new IllegalArgumentException(
                        "units are the same from a likeness of 0.5 to 1 on, not of " + similarity);
            }
        }

        public boolean near() {
            return sameness == Sameness.NEAR;
        }
    }

    /**
     * The terms and phrases of a corpus to count. Immutable.
     *
     * @param glossary the terms
     * @param fewestUnits the least number of units with a recurring phrase, and with its translation; at least 2
     * @param mostPhrases the largest number of phrases; 0 for none
     */
    public record Terms(Glossary glossary, int fewestUnits, int mostPhrases) implements Serializable {
        /** The same number as in {@code duiqi glossary extract}. */
        public static final int MIN_UNITS = 3;

        public Terms {
            if (fewestUnits < 2) {
                throw new IllegalArgumentException("a phrase recurs in two units at least, not in " + fewestUnits);
            }
            if (mostPhrases < 0) {
                throw new IllegalArgumentException(NOT_POSITIVE);
            }
        }
    }

    /**
     * The TMX files of a corpus. Immutable.
     *
     * @param files how many files to write
     * @param languages the languages of the texts
     * @param created the time that every unit and file gives as its creation
     * @param toolVersion the version of this program in the headers
     */
    public record Tmx(int files, Languages languages, Instant created, String toolVersion) implements Serializable {
        public Tmx {
            if (files < 1) {
                throw new IllegalArgumentException("TMX is written to 1 file at least, not " + files);
            }
        }
    }
}
