package duiqi.glossary.extraction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds the translations of a Chinese phrase: English word sequences that occur in the same units, whose words translate
 * words of the phrase and of no other word. Not thread-safe.
 */
public final class RenderingSearch {
    /** Minimum weight of a translation of a part of a word in the dictionary. */
    private static final double PART_KNOWN = 0.15;

    /** Maximum number of units in which to search for the translations of a phrase. */
    private static final int SAMPLE = 60;

    /** Maximum number of units in which to look for another source of a translation. */
    private static final int RIVAL_SAMPLE = 120;

    /** Maximum number of English sequences to rate for a phrase. */
    private static final int MAX_RATED = 40;

    private final WordTranslations translations;
    private final WordSegmenter.WordNumbers chinese;
    private final EnglishPhrases english;
    private final List<WordSegmenter.WordedUnit> units;
    private final List<ChinesePhrases.Phrase> phrases;
    private final int[][] phrasesOfUnit;
    private final Map<Integer, float[]> strongest = new HashMap<>();

    public RenderingSearch(
            WordTranslations translations,
            WordSegmenter.WordNumbers chinese,
            EnglishPhrases english,
            List<WordSegmenter.WordedUnit> units,
            List<ChinesePhrases.Phrase> phrases) {
        this.translations = translations;
        this.chinese = chinese;
        this.english = english;
        this.units = units;
        this.phrases = phrases;
        int[] counts = new int[units.size()];
        phrases.forEach(phrase -> Arrays.stream(phrase.units()).forEach(unit -> counts[unit]++));
        this.phrasesOfUnit = new int[units.size()][];
        for (int u = 0; u < counts.length; u++) {
            phrasesOfUnit[u] = new int[counts[u]];
        }
        for (int p = phrases.size() - 1; p >= 0; p--) {
            for (int unit : phrases.get(p).units()) {
                phrasesOfUnit[unit][--counts[unit]] = p;
            }
        }
    }

    /** Collects the occurrences of one English sequence. */
    private static final class Span {
        private final List<EnglishPhrases.Place> places = new ArrayList<>();
        private final int[] covered;
        private int lastUnit = -1;
        private int units;
        private int foreign;
        private int free;
        private int content;

        Span(int words) {
            covered = new int[words];
        }

        void add(EnglishPhrases.Place place, EnglishPhrases.Window window) {
            places.add(place);
            foreign += window.foreign;
            free += window.free;
            content = window.content;
            for (int i = 0; i < covered.length; i++) {
                covered[i] += window.covered >> i & 1;
            }
            if (lastUnit != place.unit()) {
                lastUnit = place.unit();
                units++;
            }
        }
    }

    /** Searches for the translations of one phrase. */
    public final class Search {
        private final ChinesePhrases.Phrase phrase;
        private final int[] words;
        private final int[][] parts;
        private final int[] sample;
        private final Map<Long, Span> spans = new HashMap<>();

        public Search(ChinesePhrases.Phrase phrase) {
            this.phrase = phrase;
            this.words = Arrays.stream(phrase.words()).distinct().toArray();
            int[] all = phrase.units();
            this.parts = Arrays.stream(words).mapToObj(this::parts).toArray(int[][]::new);
            int size = Math.min(SAMPLE, all.length);
            this.sample = new int[size];
            for (int i = 0; i < size; i++) {
                sample[i] = all[(int) ((long) i * all.length / size)];
            }
        }

        /** Returns the words of two and more characters at the beginning and the end of a longer word. */
        private int[] parts(int word) {
            String text = chinese.word(word);
            return IntStream.range(1, text.length())
                    .boxed()
                    .flatMap(cut -> Stream.of(text.substring(0, cut), text.substring(cut)))
                    .filter(part -> part.length() > 1)
                    .mapToInt(chinese::number)
                    .toArray();
        }

        public int[] sample() {
            return sample;
        }

        /** Returns the sequences that occur in enough units, the best first. */
        public List<TranslationForm.Rendering> find() {
            for (int unit : sample) {
                collect(unit);
            }
            int fewest = Math.max(2, (int) Math.ceil(0.06 * sample.length));
            return spans.values().stream()
                    .filter(span -> span.units >= fewest)
                    .sorted(Comparator.comparingDouble((Span span) ->
                            -span.units * (0.25 + coverage(span)) / (1.0 + (double) span.foreign / span.places.size())))
                    .limit(MAX_RATED)
                    .map(span -> rated(span))
                    .sorted(Comparator.comparingDouble((TranslationForm.Rendering one) -> -one.score()))
                    .toList();
        }

        private double coverage(Span span) {
            double covered = Arrays.stream(span.covered)
                    .filter(count -> count * 2 >= span.places.size())
                    .count();
            return covered / words.length;
        }

        private TranslationForm.Rendering rated(Span span) {
            int[] sequence = english.sequence(span.places.get(0));
            int[] all = english.unitsWith(sequence);
            int joint = common(all, phrase.units());
            return new TranslationForm.Rendering(
                    english.text(span.places.get(0)),
                    sequence,
                    List.copyOf(span.places),
                    joint,
                    2.0 * joint / (phrase.units().length + all.length),
                    coverage(span),
                    span.content,
                    (double) span.foreign / span.places.size(),
                    (double) span.free / span.places.size(),
                    Arrays.stream(words)
                            .mapToDouble(word -> known(word, span.places.get(0)))
                            .min()
                            .orElse(0));
        }

        private int common(int[] some, int[] others) {
            int common = 0;
            int j = 0;
            for (int one : some) {
                while (j < others.length && others[j] < one) {
                    j++;
                }
                common += j < others.length && others[j] == one ? 1 : 0;
            }
            return common;
        }

        private void collect(int u) {
            int[] stems = units.get(u).english();
            float[] most = strongest.computeIfAbsent(u, unit -> translations.strongest(units.get(unit)));
            int[] sources = new int[stems.length];
            for (int j = 0; j < stems.length; j++) {
                if (english.isCopied(u, j)) {
                    sources[j] = EnglishPhrases.Window.FOREIGN;
                } else if (english.isContent(u, j)) {
                    int bits = bits(stems[j], most[j]);
                    sources[j] =
                            bits == 0 && most[j] >= WordTranslations.EXPLAINED ? EnglishPhrases.Window.FOREIGN : bits;
                }
            }
            for (int first = 0; first < stems.length; first++) {
                if (sources[first] != EnglishPhrases.Window.FOREIGN
                        && english.isContent(u, first)
                        && english.canBegin(u, first)) {
                    spans(u, first, sources);
                }
            }
        }

        private void spans(int u, int first, int[] sources) {
            int[] forms = english.forms(u);
            EnglishPhrases.Window window = new EnglishPhrases.Window();
            for (int last = first; last < forms.length && last < first + EnglishPhrases.MAX_WORDS; last++) {
                if (last > first && !english.isJoined(u, last - 1)) {
                    return;
                }
                boolean isContent = english.isContent(u, last);
                window.add(forms[last], sources[last], isContent);
                if (window.isTooLong()) {
                    return;
                }
                boolean isEnd = isContent || units.get(u).hyphened()[last] != 0 || english.isParticle(u, last);
                if (isEnd && sources[last] != EnglishPhrases.Window.FOREIGN && english.canEnd(u, last)) {
                    spans.computeIfAbsent(window.key, unseen -> new Span(words.length))
                            .add(new EnglishPhrases.Place(u, first, last), window);
                }
            }
        }

        /** Returns the words of the phrase that a stem translates, one bit for each. */
        private int bits(int stem, double most) {
            int bits = 0;
            for (int i = 0; i < words.length; i++) {
                double probability = translations.probability(words[i], stem);
                for (int part : parts[i]) {
                    probability = Math.max(probability, translations.probability(part, stem));
                }
                bits |= WordTranslations.isSource(probability, most) ? 1 << i : 0;
            }
            return bits;
        }

        /** Returns the highest weight in the dictionary of a word of a sequence as a translation. */
        private double known(int word, EnglishPhrases.Place place) {
            int[] stems = units.get(place.unit()).english();
            double known = 0;
            for (int j = place.first(); j <= place.last(); j++) {
                known = english.isContent(place.unit(), j)
                        ? Math.max(known, translations.prior(word, stems[j]))
                        : known;
            }
            return known;
        }

        /**
         * Returns whether a single English word translates more than a part of a Chinese word: not <i>train</i> for
         * 直通车 or <i>modern</i> for 现代化.
         */
        public boolean translatesAllParts(TranslationForm.Rendering rendering) {
            String text = phrase.text();
            if (words.length > 1 || text.length() < 3 || rendering.content() > 1) {
                return true;
            }
            EnglishPhrases.Place place = rendering.places().get(0);
            String last = rendering.text().toLowerCase(Locale.ROOT);
            for (int cut = 1; cut < text.length(); cut++) {
                if (known(chinese.number(text.substring(cut)), place) >= PART_KNOWN) {
                    return false;
                }
                if (known(chinese.number(text.substring(0, cut)), place) >= PART_KNOWN
                        && !TranslationForm.hasSuffix(text, last)) {
                    return false;
                }
            }
            return true;
        }

        /** Returns whether another phrase is a more probable source of a translation. */
        public boolean hasRival(TranslationForm.Rendering rendering) {
            int[] all = english.unitsWith(rendering.sequence());
            int size = Math.min(RIVAL_SAMPLE, all.length);
            Map<Integer, Integer> counts = new HashMap<>();
            for (int i = 0; i < size; i++) {
                for (int other : phrasesOfUnit[all[(int) ((long) i * all.length / size)]]) {
                    counts.merge(other, 1, Integer::sum);
                }
            }
            double scale = (double) all.length / size;
            return counts.entrySet().stream().anyMatch(count -> {
                ChinesePhrases.Phrase other = phrases.get(count.getKey());
                double joint = count.getValue() * scale;
                double dice = 2 * joint / (other.units().length + all.length);
                return !other.equals(phrase)
                        && joint >= 2
                        && dice > rendering.dice()
                        && isRival(other, rendering, dice);
            });
        }

        private boolean isRival(ChinesePhrases.Phrase other, TranslationForm.Rendering rendering, double dice) {
            if (phrase.text().contains(other.text())) {
                return dice > 1.1 * rendering.dice()
                        && !(rendering.isWhole() && words.length > 1 && rendering.content() >= words.length);
            }
            if (other.text().contains(phrase.text())) {
                return dice > 1.1 * rendering.dice();
            }
            return dice > 1.2 * rendering.dice() && (!rendering.isWhole() || explains(other, rendering));
        }

        /** Returns whether each word of a translation translates a word of another phrase. */
        private boolean explains(ChinesePhrases.Phrase other, TranslationForm.Rendering rendering) {
            EnglishPhrases.Place place = rendering.places().get(0);
            int[] stems = units.get(place.unit()).english();
            Set<Integer> covered = new HashSet<>();
            for (int j = place.first(); j <= place.last(); j++) {
                if (!english.isContent(place.unit(), j)) {
                    continue;
                }
                double best = 0;
                for (int word : other.words()) {
                    double probability = translations.probability(word, stems[j]);
                    if (probability >= WordTranslations.MIN_PROBABILITY) {
                        covered.add(word);
                    }
                    best = Math.max(best, probability);
                }
                if (best < WordTranslations.MIN_PROBABILITY) {
                    return false;
                }
            }
            return covered.size() == Arrays.stream(other.words()).distinct().count();
        }
    }
}
