package duiqi.align.learn;

import duiqi.align.CorpusTables;
import duiqi.align.TokenTypes;
import duiqi.align.learn.Translations.TranslationTable;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Holds the translation probabilities that are known before self-training.
 *
 * @param words probabilities of words by the lexicon and the corpus tables
 * @param characters the same for characters
 * @param lexicalWords ratios of words by the lexicon alone, which does not favour any pair of texts
 */
public record Priors(
        TranslationTable.Probabilities words,
        TranslationTable.Probabilities characters,
        TranslationTable lexicalWords) {
    public static Priors of(Lexicon lexicon, TokenizedPair pair, CorpusTables tables) {
        LexicalPrior lexical = new LexicalPrior(lexicon, pair);
        TranslationTable.Probabilities words = lexical.words();
        TranslationTable.Probabilities characters = lexical.characters();
        TranslationTable lexicalWords = new TranslationTable(
                words, pair.words().background(), pair.stems().background());
        if (!lexicon.text().isEmpty()) {
            TextPrior text = new TextPrior(lexicon, pair);
            words = text.words(words);
            characters = text.characters(characters);
        }
        if (tables.isEmpty()) {
            return new Priors(words, characters, lexicalWords);
        }
        CorpusPrior corpus = new CorpusPrior(tables, pair);
        return new Priors(corpus.words(words), corpus.characters(characters), lexicalWords);
    }

    /**
     * Builds translation tables for a pair of texts from the lexicon.
     *
     * <p>t(stem | word) is the share of the word's glosses. t(word | stem) inverts it, with each word weighted by the
     * square root of its frequency. Character tables come from the lexicon; those from stem to character are scaled to
     * the characters that occur. Numbers, Latin words, marks, names and known terms translate to themselves.
     */
    public static final class LexicalPrior {
        /** Probability of a token that translates to itself. */
        private static final double IDENTICAL = 0.8;

        /** Probability of a name that was found by its pinyin. */
        private static final double PINYIN = 0.5;

        /** Smallest share of a certain translation among the characters, such as that of a month. */
        private static final double CERTAIN_TRANSLATION = 0.45;

        private static final double SCALE_EXPONENT = 0.5;
        private static final double MIN_COVERED = 0.05;

        private final Lexicon lexicon;
        private final TokenizedPair pair;
        private final int[] stemOfLexicon;

        public LexicalPrior(Lexicon lexicon, TokenizedPair pair) {
            this.lexicon = lexicon;
            this.pair = pair;
            stemOfLexicon = new int[lexicon.stemCount()];
            Arrays.fill(stemOfLexicon, -1);
            TokenView stems = pair.stems();
            for (int stem = 0; stem < stems.size(); stem++) {
                int number = stems.kind(stem) == Token.Kind.MARK || stems.kind(stem) == Token.Kind.TERM
                        ? -1
                        : lexicon.stemNumber(stems.form(stem));
                if (number >= 0) {
                    stemOfLexicon[number] = stem;
                }
            }
        }

        /** Returns the probabilities of words. */
        public TranslationTable.Probabilities words() {
            TokenView words = pair.words();
            List<SortedMap<Integer, Double>> forward = rows(words.size());
            List<SortedMap<Integer, Double>> backward = rows(words.size());
            double[] totals = new double[pair.stems().size()];
            for (int token = 0; token < words.size(); token++) {
                if (words.kind(token) != Token.Kind.WORD) {
                    addSame(words, token, forward.get(token), backward.get(token));
                    continue;
                }
                int word = lexicon.wordNumber(words.form(token));
                if (word < 0) {
                    continue;
                }
                double common = Math.sqrt(1 + Math.expm1(lexicon.commonness(word)));
                SortedMap<Integer, Double> to = forward.get(token);
                SortedMap<Integer, Double> from = backward.get(token);
                lexicon.stemsOfWord(word, (number, weight) -> {
                    int stem = stemOfLexicon[number];
                    if (stem >= 0) {
                        to.merge(stem, (double) weight, Double::sum);
                        from.merge(stem, weight * common, Double::sum);
                        totals[stem] += weight * common;
                    }
                });
            }
            for (int token = 0; token < words.size(); token++) {
                if (words.kind(token) == Token.Kind.WORD) {
                    backward.get(token).replaceAll((stem, mass) -> mass / Math.max(1, totals[stem]));
                }
            }
            return TranslationTable.Probabilities.of(forward, backward);
        }

        /** Returns the probabilities of characters. */
        public TranslationTable.Probabilities characters() {
            TokenView characters = pair.characters();
            List<SortedMap<Integer, Double>> forward = rows(characters.size());
            List<SortedMap<Integer, Double>> backward = rows(characters.size());
            Map<Integer, Integer> tokenOfCharacter = new HashMap<>();
            for (int token = 0; token < characters.size(); token++) {
                String form = characters.form(token);
                if (characters.kind(token) != Token.Kind.WORD) {
                    addSame(characters, token, forward.get(token), backward.get(token));
                } else if (form.length() > 1) {
                    addCertainTranslations(form, forward.get(token), backward.get(token));
                } else {
                    int character = lexicon.characterNumber(form.charAt(0));
                    if (character >= 0) {
                        tokenOfCharacter.put(character, token);
                        SortedMap<Integer, Double> to = forward.get(token);
                        lexicon.stemsOfCharacter(character, (number, p) -> {
                            if (stemOfLexicon[number] >= 0) {
                                to.put(stemOfLexicon[number], (double) p);
                            }
                        });
                    }
                }
            }
            for (int number = 0; number < stemOfLexicon.length; number++) {
                if (stemOfLexicon[number] >= 0) {
                    addCharactersOfStem(number, tokenOfCharacter, backward);
                }
            }
            return TranslationTable.Probabilities.of(forward, backward);
        }

        /**
         * Adds the probabilities of the characters of a stem. If the text lacks some of these characters, the others
         * get a higher probability, but not all of the missing share. A stem whose characters are nearly all missing
         * may have an unknown translation.
         */
        private void addCharactersOfStem(
                int number, Map<Integer, Integer> tokenOfCharacter, List<SortedMap<Integer, Double>> backward) {
            double[] covered = new double[1];
            lexicon.charactersOfStem(number, (character, p) -> {
                if (tokenOfCharacter.containsKey(character)) {
                    covered[0] += p;
                }
            });
            double scale = Math.pow(Math.max(covered[0], MIN_COVERED), -SCALE_EXPONENT);
            lexicon.charactersOfStem(number, (character, p) -> {
                Integer token = tokenOfCharacter.get(character);
                if (token != null) {
                    backward.get(token).put(stemOfLexicon[number], Math.min(1, p * scale));
                }
            });
        }

        private void addSame(TokenView view, int token, Map<Integer, Double> to, Map<Integer, Double> from) {
            Token.Kind kind = view.kind(token);
            Token.Kind other = kind == Token.Kind.NAME || kind == Token.Kind.LATIN ? Token.Kind.WORD : kind;
            int stem = pair.stems().find(view.form(token), other);
            if (stem >= 0) {
                double p = kind == Token.Kind.NAME ? PINYIN : IDENTICAL;
                to.put(stem, p);
                from.put(stem, p);
            }
        }

        private void addCertainTranslations(String form, Map<Integer, Double> to, Map<Integer, Double> from) {
            int word = lexicon.wordNumber(form);
            if (word < 0) {
                return;
            }
            lexicon.stemsOfWord(word, (number, weight) -> {
                if (weight >= CERTAIN_TRANSLATION && stemOfLexicon[number] >= 0) {
                    to.put(stemOfLexicon[number], IDENTICAL);
                    from.put(stemOfLexicon[number], PINYIN);
                }
            });
        }

        private static List<SortedMap<Integer, Double>> rows(int size) {
            List<SortedMap<Integer, Double>> rows = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                rows.add(new TreeMap<>());
            }
            return rows;
        }
    }

    /**
     * Builds translation probabilities for a pair of texts from the lexicon and a corpus: the expected counts of the
     * corpus, with the lexicon as a Dirichlet prior of mass {@link SelfTraining#PRIOR_MASS}. {@link SelfTraining} does
     * the same with the counts of a text.
     */
    private static final class CorpusPrior {
        private final CorpusTables tables;

        /** By token of the texts: its number in the tables, or -1. */
        private final int[] wordNumbers;

        private final int[] characterNumbers;
        private final int[] stemNumbers;

        /**
         * Stems of the texts that are in the tables, in the order of their numbers there. {@code knownNumbers} holds
         * these numbers.
         */
        private final int[] known;

        private final int[] knownNumbers;

        CorpusPrior(CorpusTables tables, TokenizedPair pair) {
            this.tables = tables;
            wordNumbers = tables.vocabulary().numbers(TokenTypes.View.WORD, pair.words());
            characterNumbers = tables.vocabulary().numbers(TokenTypes.View.CHARACTER, pair.characters());
            stemNumbers = tables.vocabulary().numbers(TokenTypes.View.STEM, pair.stems());
            known = IntStream.range(0, stemNumbers.length)
                    .filter(stem -> stemNumbers[stem] >= 0)
                    .boxed()
                    .sorted(Comparator.comparingInt(stem -> stemNumbers[stem]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            knownNumbers = Arrays.stream(known).map(stem -> stemNumbers[stem]).toArray();
        }

        /** Returns the probabilities of words by the lexicon and the corpus. */
        TranslationTable.Probabilities words(TranslationTable.Probabilities lexical) {
            return withCounts(lexical, wordNumbers, tables.wordTotals());
        }

        /** Returns the probabilities of characters by the lexicon and the corpus. */
        TranslationTable.Probabilities characters(TranslationTable.Probabilities lexical) {
            return withCounts(lexical, characterNumbers, tables.characterTotals());
        }

        private TranslationTable.Probabilities withCounts(
                TranslationTable.Probabilities lexical, int[] chineseNumbers, double[] corpusStemTotals) {
            Counts[] rows = new Counts[lexical.size()];
            double[] sums = new double[stemNumbers.length];
            for (int token = 0; token < rows.length; token++) {
                rows[token] = chineseNumbers[token] < 0 ? Counts.NONE : counts(chineseNumbers[token]);
                rows[token].addBackward(sums);
            }
            double[] stemTotals = new double[stemNumbers.length];
            for (int stem : known) {
                stemTotals[stem] = total(corpusStemTotals[stemNumbers[stem]], sums[stem]);
            }
            return combined(lexical, rows, stemTotals);
        }

        /**
         * Returns the divisor of the counts. The translations that the texts lack are impossible here, so the others
         * get higher probabilities. The square root limits this increase, as in {@link Priors.LexicalPrior}: the text
         * may use an unknown translation.
         *
         * @param all occurrences in the corpus
         * @param here occurrences whose translation is in the texts
         */
        private static double total(double all, double here) {
            return Math.sqrt(all * Math.min(all, here));
        }

        /**
         * Returns the counts of a row of the tables for the stems of the texts. Searches the longer of both lists for
         * each element of the shorter.
         */
        private Counts counts(int chinese) {
            int start = tables.starts()[chinese];
            int end = tables.starts()[chinese + 1];
            boolean fewPairs = end - start < known.length;
            int most = Math.min(end - start, known.length);
            int[] stems = new int[most];
            float[] forward = new float[most];
            float[] backward = new float[most];
            int size = 0;
            double sum = 0;
            for (int k = 0; k < most; k++) {
                int pair = fewPairs ? start + k : Arrays.binarySearch(tables.stems(), start, end, knownNumbers[k]);
                int place = fewPairs ? Arrays.binarySearch(knownNumbers, tables.stems()[pair]) : k;
                if (pair >= 0 && place >= 0) {
                    stems[size] = known[place];
                    forward[size] = tables.forward()[pair];
                    backward[size++] = tables.backward()[pair];
                    sum += tables.forward()[pair];
                }
            }
            return new Counts(
                    Arrays.copyOf(stems, size), forward, backward, total(tables.chineseTotals()[chinese], sum));
        }
    }

    /**
     * Adds counts to the probabilities of a lexicon, which has a mass of {@link SelfTraining#PRIOR_MASS}.
     *
     * @param rows by Chinese token: its counts
     * @param stemTotals by stem: divisor of the backward counts
     */
    static TranslationTable.Probabilities combined(
            TranslationTable.Probabilities lexical, Counts[] rows, double[] stemTotals) {
        TranslationTable.Probabilities combined = TranslationTable.Probabilities.empty(rows.length);
        SelfTraining.ExpectedRow row = new SelfTraining.ExpectedRow(stemTotals.length);
        for (int token = 0; token < rows.length; token++) {
            Counts counts = rows[token];
            int[] stems = lexical.stems()[token];
            for (int k = 0; k < stems.length; k++) {
                row.add(
                        stems[k],
                        SelfTraining.PRIOR_MASS * lexical.forward()[token][k],
                        SelfTraining.PRIOR_MASS * lexical.backward()[token][k]);
            }
            counts.addTo(row);
            row.finish(token, (chinese, all, forward, backward) -> {
                float[] to = new float[all.length];
                float[] from = new float[all.length];
                for (int k = 0; k < all.length; k++) {
                    to[k] = (float) (forward[all[k]] / (SelfTraining.PRIOR_MASS + counts.total));
                    from[k] = (float) (backward[all[k]] / (SelfTraining.PRIOR_MASS + stemTotals[all[k]]));
                }
                combined.set(chinese, all, to, from);
            });
        }
        return combined;
    }

    /**
     * Holds the counts of a corpus for one Chinese token and the stems of the texts.
     *
     * @param stems the stems
     * @param forward by stem: expected count of the token generating it
     * @param backward by stem: expected count of it generating the token
     * @param total divisor of the forward counts
     */
    record Counts(int[] stems, float[] forward, float[] backward, double total) {
        static final Counts NONE = new Counts(new int[0], new float[0], new float[0], 0);

        void addBackward(double[] sums) {
            for (int k = 0; k < stems.length; k++) {
                sums[stems[k]] += backward[k];
            }
        }

        /** Changes shares to counts. */
        void scaleBackward(double[] stemTotals, double[] here) {
            for (int k = 0; k < stems.length; k++) {
                backward[k] *= (float) (stemTotals[stems[k]] / here[stems[k]]);
            }
        }

        void addTo(SelfTraining.ExpectedRow row) {
            for (int k = 0; k < stems.length; k++) {
                row.add(stems[k], forward[k], backward[k]);
            }
        }
    }
}
