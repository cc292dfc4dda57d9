package duiqi.align;

import duiqi.lexicon.Lexicon;
import duiqi.lexicon.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Translation tables for one pair of texts from what the lexicon knows, before anything is learnt from the texts.
 *
 * <p>t(stem | word) are the shares of the word's glosses. t(word | stem) turns them round, each word counted by the square
 * root of how common it is. Character tables come from the lexicon, those from stem to character scaled to the characters
 * that occur. Numbers, Latin words, marks, names and known terms stand for themselves.
 */
final class LexicalPrior {
    /** Probability of a thing that stands for itself. */
    private static final double SAME = 0.8;

    /** Probability of a name that was found by its spelling. */
    private static final double SPELT = 0.5;

    /** A month or the like among the characters: renderings with at least this share are certain. */
    private static final double ONLY_RENDERING = 0.45;

    private static final double SCALE_EXPONENT = 0.5;
    private static final double MIN_COVERED = 0.05;

    private final Lexicon lexicon;
    private final TokenizedPair pair;
    private final int[] stemOfLexicon;

    LexicalPrior(Lexicon lexicon, TokenizedPair pair) {
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

    /** The probabilities of words. */
    TranslationProbabilities words() {
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
        return TranslationProbabilities.of(forward, backward);
    }

    /** The probabilities of characters. */
    TranslationProbabilities characters() {
        TokenView characters = pair.characters();
        List<SortedMap<Integer, Double>> forward = rows(characters.size());
        List<SortedMap<Integer, Double>> backward = rows(characters.size());
        Map<Integer, Integer> tokenOfCharacter = new HashMap<>();
        for (int token = 0; token < characters.size(); token++) {
            String form = characters.form(token);
            if (characters.kind(token) != Token.Kind.WORD) {
                addSame(characters, token, forward.get(token), backward.get(token));
            } else if (form.length() > 1) {
                addOnlyRendering(form, forward.get(token), backward.get(token));
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
        return TranslationProbabilities.of(forward, backward);
    }

    /**
     * Characters that the text lacks cannot render a stem here; their probability goes to the others, by the square root
     * only, since a stem whose characters are nearly all missing may be rendered by something else altogether.
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
            double p = kind == Token.Kind.NAME ? SPELT : SAME;
            to.put(stem, p);
            from.put(stem, p);
        }
    }

    private void addOnlyRendering(String form, Map<Integer, Double> to, Map<Integer, Double> from) {
        int word = lexicon.wordNumber(form);
        if (word < 0) {
            return;
        }
        lexicon.stemsOfWord(word, (number, weight) -> {
            if (weight >= ONLY_RENDERING && stemOfLexicon[number] >= 0) {
                to.put(stemOfLexicon[number], SAME);
                from.put(stemOfLexicon[number], SPELT);
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
