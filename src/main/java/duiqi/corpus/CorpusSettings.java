package duiqi.corpus;

import duiqi.corpus.input.DocumentReading;
import duiqi.corpus.stage.CorpusUnit;
import duiqi.exchange.Tu;
import duiqi.exchange.Tu.Tuv;
import duiqi.glossary.Glossary;
import duiqi.lexicon.Lexicon;
import duiqi.memory.MemoryCleaning;
import duiqi.text.Direction;
import duiqi.text.FormatException;
import duiqi.text.Language;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Holds the settings of a run. Immutable.
 *
 * @param input the corpus
 * @param output the folder to create
 * @param learns true to learn translation tables from the corpus and align all documents again with them
 * @param filter the rules that drop units
 * @param duplicates the rules that find duplicates
 * @param terms the terms and phrases to count; an empty glossary and no phrases to count nothing
 * @param tmxFiles the number of TMX files to write; 0 for none
 * @param version the version of duiqi; another version does not continue a run
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
    private static final String NOT_POSITIVE = "lengths and numbers must be positive";

    public CorpusSettings {
        if (tmxFiles < 0) {
            throw new IllegalArgumentException(NOT_POSITIVE);
        }
    }

    /** Returns a hash of the settings. The paths of input and output are not part of it. */
    public String hash() {
        return CorpusUnit.Hashes.ofParts(Stream.of(
                        input.columns,
                        input.languages,
                        learns,
                        filter,
                        duplicates,
                        terms.glossary.entries(),
                        terms.mostPhrases,
                        tmxFiles,
                        input.longestDocument,
                        version)
                .map(String::valueOf)
                .toList());
    }

    /** Returns the languages of the corpus. */
    public Languages languages() {
        return input.languages;
    }

    /** Returns whether the run finds duplicates. */
    public boolean findsDuplicates() {
        return duplicates.sameness != Sameness.NONE;
    }

    /** Returns whether the run counts terms. */
    public boolean countsTerms() {
        return terms.mostPhrases > 0 || !terms.glossary.entries().isEmpty();
    }

    /**
     * Describes the corpus to read. Immutable.
     *
     * @param path a file or folder of JSON lines or Parquet, or a folder of texts
     * @param columns the names of the columns or keys of a document
     * @param languages the languages of the texts
     * @param longestDocument the maximum length of a document in UTF-16 units of both sides; longer documents are cut
     *     into slices
     */
    public record Input(String path, Columns columns, Languages languages, long longestDocument)
            implements Serializable {
        /**
         * Default for the longest document, in UTF-16 units of both sides. A task aligns this length in a few seconds.
         */
        public static final long MAX_DOCUMENT_LENGTH = 1_500_000;

        public Input {
            if (longestDocument < 1) {
                throw new IllegalArgumentException(NOT_POSITIVE);
            }
        }
    }

    /**
     * Names the columns or keys of a document in the input.
     *
     * @param id the column with the id of the document
     * @param chinese the column with the Chinese side, a text or a list of sentences
     * @param english the column with the English side, a text or a list of sentences
     */
    public record Columns(String id, String chinese, String english) implements Serializable {
        public static final Columns STANDARD = new Columns("id", "zh", "en");

        /**
         * Checks the names of the columns or keys in an input.
         *
         * @throws FormatException if one is missing
         */
        public void require(String place, List<String> names) throws FormatException {
            String missing = Stream.of(id, chinese, english)
                    .filter(name -> !names.contains(name))
                    .map(name -> "\"" + name + "\"")
                    .collect(Collectors.joining(" and no "));
            if (!missing.isEmpty()) {
                throw new FormatException(
                        place,
                        "has no " + missing + (names.isEmpty() ? "" : ", but has " + String.join(", ", names)),
                        "give the columns of id, Chinese and English, for example --columns doc,source,target");
            }
        }
    }

    /**
     * Holds the languages of both sides as tags, which Spark can send to its workers. Immutable.
     *
     * @param chinese the BCP 47 tag of the Chinese side
     * @param english the BCP 47 tag of the English side
     * @param isIntoChinese true if the English side is the source
     */
    public record Languages(String chinese, String english, boolean isIntoChinese) implements Serializable {
        public static final Languages STANDARD = new Languages(Language.CHINESE.tag(), Language.ENGLISH.tag());

        public Languages {
            chinese = new Language(chinese).tag();
            english = new Language(english).tag();
        }

        /** Creates the languages of a corpus that is translated into English. */
        public Languages(String chinese, String english) {
            this(chinese, english, false);
        }

        /** Returns the languages of a direction. */
        public static Languages of(Direction direction) {
            return new Languages(direction.chinese().tag(), direction.english().tag(), direction.isIntoChinese());
        }

        /** Returns a reader of documents in these languages. */
        public DocumentReading reading() {
            return new DocumentReading(new Language(chinese), new Language(english));
        }

        /** Returns a factory of translation units in these languages. */
        public Pairing pairing() {
            return new Pairing(new Language(chinese), new Language(english));
        }

        /** Creates translation units in two languages. Immutable. */
        public record Pairing(Language chinese, Language english) {
            /** Returns the translation unit of two texts. */
            public Tu of(String chineseText, String englishText) {
                return new Tu(Map.of(), List.of(), List.of(Tuv.of(chinese, chineseText), Tuv.of(english, englishText)));
            }
        }
    }

    /**
     * Decides which units stay in the corpus. Immutable.
     *
     * @param names the names of the {@link MemoryCleaning.Filter filters} to apply; their order is that of the filters
     * @param minProbability the minimum probability of a unit, from 0 to 1
     * @param minQuality the minimum {@linkplain duiqi.memory.UnitQuality quality} of a unit, from 0 to 1
     */
    public record Filter(List<String> names, double minProbability, double minQuality) implements Serializable {
        /**
         * Names of the default filters. The filter for Chinese scripts is not one of them: a corpus of many sources
         * mixes simplified and traditional texts under one language code, and both are valid.
         */
        public static final List<String> STANDARD_NAMES = List.of(
                "empty", "one-sided", "identical", "wrong-language", "broken-characters", "length-ratio", "misaligned");

        /** Default minimum probability. A less probable pair is more probably wrong than correct. */
        private static final double STANDARD_PROBABILITY = 0.5;

        /**
         * Default minimum quality. Two thirds of the bad judged units are below it, and one in 25 good ones.
         */
        private static final double STANDARD_QUALITY = 0.2;

        public static final Filter STANDARD = new Filter(STANDARD_NAMES, STANDARD_PROBABILITY, STANDARD_QUALITY);

        /**
         * Checks the settings.
         *
         * @throws IllegalArgumentException if a filter does not exist, or a minimum is out of range
         */
        public Filter {
            names = List.copyOf(names);
            if (!(minProbability >= 0 && minProbability <= 1)) {
                throw new IllegalArgumentException(
                        "the minimum probability must be from 0 to 1, but is " + minProbability);
            }
            if (!(minQuality >= 0 && minQuality <= 1)) {
                throw new IllegalArgumentException("the minimum quality must be from 0 to 1, but is " + minQuality);
            }
            // A wrong name must stop the run before it has worked for hours.
            List<String> all = MemoryCleaning.Filter.all(Lexicon.standard()).stream()
                    .map(MemoryCleaning.Filter::name)
                    .toList();
            for (String name : names) {
                if (!all.contains(name)) {
                    throw new IllegalArgumentException(
                            "there is no filter \"" + name + "\"; give some of " + String.join(", ", all));
                }
            }
        }
    }

    /** Selects the duplicates to find. */
    public enum Sameness {
        NONE,
        EXACT,
        /**
         * Also finds units that differ in case, character width, white space or punctuation, or slightly in their
         * words.
         */
        NEAR
    }

    /**
     * Decides which units are duplicates. Immutable.
     *
     * @param sameness the kind of duplicates to find
     * @param similarity the minimum Jaccard index of the n-grams of each side of near duplicates, from 0.5 to 1
     */
    public record Duplicates(Sameness sameness, double similarity) implements Serializable {
        /** Below this similarity, the hashes of {@link duiqi.corpus.duplicate.UnitFeatures.MinHash} miss most pairs. */
        private static final double MIN_SIMILARITY = 0.5;

        /** Default similarity: about one character or one word in twenty may differ. */
        private static final double STANDARD_SIMILARITY = 0.9;

        public static final Duplicates STANDARD = new Duplicates(Sameness.NEAR, STANDARD_SIMILARITY);

        public Duplicates {
            if (!(similarity >= MIN_SIMILARITY && similarity <= 1)) {
                throw new IllegalArgumentException(
                        "the similarity of duplicates must be from 0.5 to 1, but is " + similarity);
            }
        }

        public boolean near() {
            return sameness == Sameness.NEAR;
        }
    }

    /**
     * Decides which terms and phrases to count. Immutable.
     *
     * @param glossary the terms
     * @param fewestUnits the minimum number of units that contain a recurring phrase, and of those with its
     *     translation; at least 2
     * @param mostPhrases the maximum number of phrases; 0 for none
     */
    public record Terms(Glossary glossary, int fewestUnits, int mostPhrases) implements Serializable {
        /** Default minimum number of units, the same as in {@code duiqi glossary extract}. */
        public static final int MIN_UNITS = 3;

        public Terms {
            if (fewestUnits < 2) {
                throw new IllegalArgumentException(
                        "the minimum number of units of a phrase must be at least 2, but is " + fewestUnits);
            }
            if (mostPhrases < 0) {
                throw new IllegalArgumentException(NOT_POSITIVE);
            }
        }
    }

    /**
     * Describes the TMX files of the output. Immutable.
     *
     * @param files the number of files to write
     * @param languages the languages of the texts
     * @param created the creation time of all units and files
     * @param toolVersion the version of duiqi in the headers
     */
    public record Tmx(int files, Languages languages, Instant created, String toolVersion) implements Serializable {
        public Tmx {
            if (files < 1) {
                throw new IllegalArgumentException("the number of TMX files must be at least 1, but is " + files);
            }
        }
    }
}
