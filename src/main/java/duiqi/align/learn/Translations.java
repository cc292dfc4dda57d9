package duiqi.align.learn;

import duiqi.align.CorpusTables;
import duiqi.align.KnownTranslations;
import duiqi.lexicon.Lexicon;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Holds the known translations of the words of two texts. Immutable.
 *
 * @param priors translations known before self-training
 * @param trained probabilities after self-training; initially the priors
 * @param tables {@code trained} as ratios
 * @param earlier sentences of earlier memories, which are additional training samples
 * @param lexicalOnly true if only the lexicon is known: no corpus tables and no self-training so far
 */
public record Translations(Priors priors, Views trained, Tables tables, Samples.Earlier earlier, boolean lexicalOnly) {
    /** Smallest number of Chinese segments for processing words in a separate thread. */
    private static final int MIN_ASIDE_LENGTH = 500;

    /**
     * Holds the probabilities of both Chinese views.
     *
     * @param words probabilities of words
     * @param characters probabilities of characters
     */
    public record Views(TranslationTable.Probabilities words, TranslationTable.Probabilities characters) {}

    /**
     * Holds the ratios of both Chinese views.
     *
     * @param words ratios of words
     * @param characters ratios of characters
     */
    public record Tables(TranslationTable words, TranslationTable characters) {
        public static Tables of(Views views, TokenizedPair pair) {
            double[] stems = pair.stems().background();
            return new Tables(
                    new TranslationTable(views.words, pair.words().background(), stems),
                    new TranslationTable(views.characters, pair.characters().background(), stems));
        }
    }

    /**
     * Returns the translations that are known before self-training.
     *
     * @param corpus tables trained on other texts
     * @param earlier sentences of earlier memories
     */
    public static Translations of(
            Lexicon lexicon, TokenizedPair pair, CorpusTables corpus, List<KnownTranslations.Pair> earlier) {
        Priors priors = Priors.of(lexicon, pair, corpus);
        Views views = new Views(priors.words(), priors.characters());
        return new Translations(
                priors, views, Tables.of(views, pair), Samples.Earlier.of(lexicon, pair, earlier), corpus.isEmpty());
    }

    /** Returns the translations for a part of the texts. */
    public Translations ofPart() {
        return new Translations(priors, trained, tables, Samples.Earlier.NONE, lexicalOnly);
    }

    /**
     * Returns translations that are also trained on beads of the texts.
     *
     * @param samples beads in a view of the Chinese side
     */
    public Translations learn(TokenizedPair pair, Function<TokenView, List<Samples.Sample>> samples) {
        List<TranslationTable.Probabilities> both = ParallelTasks.both(
                pair.chineseSize(),
                MIN_ASIDE_LENGTH,
                () -> new SelfTraining(pair.words(), pair.stems(), priors.words())
                        .learn(all(earlier.words(), samples.apply(pair.words())), trained.words, lexicalOnly),
                () -> new SelfTraining(pair.characters(), pair.stems(), priors.characters())
                        .learn(
                                all(earlier.characters(), samples.apply(pair.characters())),
                                trained.characters,
                                lexicalOnly));
        Views views = new Views(both.get(0), both.get(1));
        return new Translations(priors, views, Tables.of(views, pair), earlier, false);
    }

    private static List<Samples.Sample> all(List<Samples.Sample> earlier, List<Samples.Sample> own) {
        List<Samples.Sample> all = new ArrayList<>(earlier);
        all.addAll(own);
        return all;
    }

    /**
     * Maps each token of a Chinese view to the English stems that may translate it. The translation probabilities of both
     * directions are stored as ratios to chance. Rows are primitive arrays. Immutable and thread-safe.
     *
     * <p>The ratio t(e|z)/p(e) is the expected frequency of a stem in the translation of a Chinese token, relative to its
     * frequency anywhere. It is capped, since the frequency of a rare word is only an estimate.
     */
    public static final class TranslationTable {
        private static final float MAX_COUNT = 3000;

        private final int[][] stems;
        private final float[][] forward;
        private final float[][] backward;

        /**
         * Computes the ratios.
         *
         * @param probabilities probabilities of both directions
         * @param chinese shares of the Chinese tokens in their text
         * @param english shares of the stems in their text
         */
        TranslationTable(Probabilities probabilities, double[] chinese, double[] english) {
            int size = probabilities.size();
            stems = probabilities.stems();
            forward = new float[size][];
            backward = new float[size][];
            for (int token = 0; token < size; token++) {
                int[] row = stems[token];
                forward[token] = new float[row.length];
                backward[token] = new float[row.length];
                for (int k = 0; k < row.length; k++) {
                    forward[token][k] = ratio(probabilities.forward()[token][k], english[row[k]]);
                    backward[token][k] = ratio(probabilities.backward()[token][k], chinese[token]);
                }
            }
        }

        private static float ratio(double probability, double chance) {
            return (float) Math.min(MAX_COUNT, probability / chance);
        }

        /** Returns the stems that may translate a token, in increasing order. Do not change them. */
        public int[] stems(int token) {
            return stems[token];
        }

        /** Returns for each of {@link #stems} the ratio t(stem | token) / p(stem). Do not change the array. */
        public float[] forward(int token) {
            return forward[token];
        }

        /** Returns for each of {@link #stems} the ratio t(token | stem) / p(token). Do not change the array. */
        public float[] backward(int token) {
            return backward[token];
        }

        /**
         * Maps each token of a Chinese view to the English stems that may translate it, with the translation probabilities
         * of both directions. Rows are primitive arrays. They do not change after construction, so instances are
         * thread-safe.
         *
         * @param stems by Chinese token: stems in increasing order
         * @param forward by Chinese token, for each of its stems: t(stem | token)
         * @param backward by Chinese token, for each of its stems: t(token | stem)
         */
        public record Probabilities(int[][] stems, float[][] forward, float[][] backward) {

            /**
             * Converts maps to rows.
             *
             * @param forward by Chinese token: t(stem | token) by stem
             * @param backward by Chinese token: t(token | stem) by stem
             */
            static Probabilities of(
                    List<SortedMap<Integer, Double>> forward, List<SortedMap<Integer, Double>> backward) {
                int size = forward.size();
                Probabilities table = empty(size);
                for (int token = 0; token < size; token++) {
                    SortedMap<Integer, Double> to = forward.get(token);
                    SortedMap<Integer, Double> from = backward.get(token);
                    int[] row = IntStream.concat(
                                    to.keySet().stream().mapToInt(Integer::intValue),
                                    from.keySet().stream().mapToInt(Integer::intValue))
                            .sorted()
                            .distinct()
                            .toArray();
                    float[] forwardRow = new float[row.length];
                    float[] backwardRow = new float[row.length];
                    for (int k = 0; k < row.length; k++) {
                        forwardRow[k] = to.getOrDefault(row[k], 0.0).floatValue();
                        backwardRow[k] = from.getOrDefault(row[k], 0.0).floatValue();
                    }
                    table.set(token, row, forwardRow, backwardRow);
                }
                return table;
            }

            /** Returns a table with empty rows that {@code set} fills. */
            static Probabilities empty(int size) {
                return new Probabilities(new int[size][], new float[size][], new float[size][]);
            }

            void set(int token, int[] row, float[] forwardRow, float[] backwardRow) {
                stems[token] = row;
                forward[token] = forwardRow;
                backward[token] = backwardRow;
            }

            /** Returns the number of Chinese tokens. */
            int size() {
                return stems.length;
            }
        }
    }
}
