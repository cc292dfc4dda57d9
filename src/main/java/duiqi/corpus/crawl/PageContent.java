package duiqi.corpus.crawl;

import duiqi.corpus.stage.CorpusUnit;
import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.EnglishTokenizer;
import duiqi.lexicon.FunctionWords;
import duiqi.lexicon.Han;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.PairLength;
import duiqi.lexicon.Token;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds what the text of a page has in common with its translation: English stems, numbers and Latin words. The stems
 * of a Chinese word are those that most often translate it.
 *
 * @param features the features, those with the smallest hashes, so that both pages of a pair keep the same ones
 * @param sketch the smallest 32-bit hashes of all features, in increasing order (Broder 1997, On the resemblance and
 *     containment of documents)
 * @param length the expected number of letters of the page in English
 */
record PageContent(List<Feature> features, int[] sketch, double length) {
    private static final int MAX_FEATURES = 400;

    private static final int SKETCH = 96;

    /** Maximum number of UTF-16 units that are read of a page. */
    private static final int MAX_LENGTH = 60_000;

    /** Number of content words at the start of a page that form its headline. */
    private static final int HEADLINE = 8;

    /**
     * Holds a feature.
     *
     * @param hash its hash
     * @param position where it first occurs, from 0 for the start of the page to 255 for its end
     * @param weight from 1 to 15: how certain it is that the translation has the same feature
     */
    record Feature(long hash, int position, int weight) {
        static final int MAX_POSITION = 255;
        static final int MAX_WEIGHT = 15;
    }

    /** Reads the content of pages. Not thread-safe, because tokenizers are not. */
    static final class Reading {
        /** Minimum share of a stem among the translations of a word, and the maximum number of stems of a word. */
        private static final double MIN_SHARE = 0.12;

        private static final int MAX_STEMS = 2;

        /** Weight of a translation of the lexicon that no text confirms. */
        private static final double GLOSS = 0.6;

        private final Lexicon lexicon = Lexicon.standard();
        private final ChineseTokenizer chinese = new ChineseTokenizer(lexicon);
        private final EnglishTokenizer english = new EnglishTokenizer();
        private final Map<String, List<Stem>> translations = new HashMap<>();

        /** Holds a stem that translates a word, and the probability of the translation. */
        private record Stem(String form, double share) {}

        PageContent read(List<String> paragraphs, boolean isChinese) {
            Map<Long, Feature> features = new LinkedHashMap<>();
            double total =
                    Math.max(1, paragraphs.stream().mapToInt(String::length).sum());
            double before = 0;
            double length = 0;
            List<List<Stem>> headline = new ArrayList<>();
            for (String paragraph : paragraphs) {
                length += letters(paragraph);
                if (before < MAX_LENGTH) {
                    String text = paragraph.substring(0, (int) Math.min(paragraph.length(), MAX_LENGTH - before));
                    for (Token token : isChinese ? chinese.words(text) : english.tokens(text)) {
                        List<Stem> stems = stems(token, isChinese);
                        if (!stems.isEmpty() && headline.size() < HEADLINE) {
                            headline.add(stems);
                        }
                        int position = (int) (Feature.MAX_POSITION * (before + token.start()) / total);
                        for (Stem stem : stems) {
                            add(features, CorpusUnit.Hashes.of(stem.form), position, stem.share);
                        }
                    }
                }
                before += paragraph.length();
            }
            int[] sketch = features.keySet().stream()
                    .mapToInt(hash -> (int) (hash >>> 32))
                    .sorted()
                    .distinct()
                    .limit(SKETCH)
                    .toArray();
            List<Feature> kept = new ArrayList<>(features.values().stream()
                    .sorted(Comparator.comparingLong(Feature::hash))
                    .limit(MAX_FEATURES)
                    .toList());
            kept.addAll(pairs(headline));
            return new PageContent(kept, sketch, length);
        }

        private static void add(Map<Long, Feature> features, long hash, int position, double share) {
            int weight = (int) Math.max(1, Math.round(share * Feature.MAX_WEIGHT));
            features.merge(
                    hash,
                    new Feature(hash, position, weight),
                    (one, other) -> one.weight >= weight ? one : new Feature(hash, one.position, weight));
        }

        /** Returns a feature for each pair of words in the headline. Pages of one kind share single words. */
        private static List<Feature> pairs(List<List<Stem>> words) {
            Map<Long, Feature> pairs = new LinkedHashMap<>();
            for (int k = 0; k < words.size(); k++) {
                for (int j = 0; j < k; j++) {
                    for (Stem one : words.get(k)) {
                        for (Stem other : words.get(j)) {
                            long sum = CorpusUnit.Hashes.of(one.form) + CorpusUnit.Hashes.of(other.form);
                            if (!one.form.equals(other.form)) {
                                add(pairs, CorpusUnit.Hashes.mix(sum), 0, one.share * other.share);
                            }
                        }
                    }
                }
            }
            return List.copyOf(pairs.values());
        }

        private List<Stem> stems(Token token, boolean isChinese) {
            return switch (token.kind()) {
                case MARK -> List.of();
                case WORD ->
                    isChinese
                            ? translations.computeIfAbsent(token.form(), this::translations)
                            : FunctionWords.isEnglish(token.form()) ? List.of() : List.of(new Stem(token.form(), 1));
                default -> FunctionWords.isEnglish(token.form()) ? List.of() : List.of(new Stem(token.form(), 1));
            };
        }

        private List<Stem> translations(String word) {
            int number = lexicon.wordNumber(word);
            if (number < 0 || FunctionWords.isChinese(word)) {
                return List.of();
            }
            List<Stem> stems = new ArrayList<>();
            lexicon.text().words().forEach(number, (stem, forward, backward) -> {
                if (forward >= MIN_SHARE && stem < lexicon.stemCount()) {
                    stems.add(new Stem(lexicon.stem(stem), Math.min(1, Math.sqrt(forward))));
                }
            });
            if (stems.isEmpty()) {
                lexicon.stemsOfWord(number, (stem, weight) -> {
                    if (weight >= MIN_SHARE) {
                        stems.add(new Stem(lexicon.stem(stem), GLOSS * Math.sqrt(weight)));
                    }
                });
            }
            return stems.stream()
                    .filter(stem -> !FunctionWords.isEnglish(stem.form))
                    .sorted(Comparator.comparingDouble((Stem stem) -> -stem.share)
                            .thenComparing(Stem::form))
                    .limit(MAX_STEMS)
                    .toList();
        }

        private static double letters(String text) {
            return PairLength.letters(text) + (PairLength.LETTERS_PER_CHARACTER - 1) * Han.count(text);
        }
    }
}
