package duiqi.glossary.consistency;

import duiqi.glossary.PhraseMemory;
import duiqi.lexicon.Lexicon;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Finds unusual translations of recurring Chinese phrases in English text.
 *
 * <ol>
 *   <li>{@link RecurringPhrases} lists the phrases, {@link UsualRenderings} the usual translation of each.
 *   <li>In each unit with the phrase and without the usual translation, {@link OddRenderings} lists the words that may
 *       replace it, with features. {@link WordLinks} decides which words the rest of the unit explains.
 *   <li>{@link DriftModel} decides whether the words are a replacement, or belong to a free translation.
 * </ol>
 *
 * <p>A phrase inside a longer phrase with its usual translation is not compared. Not thread-safe.
 */
public final class DriftFinder {
    private static final int MIN_CHARACTERS = 2;

    /** Minimum score if a part of the usual translation is next to the words. */
    private static final double MIN_SCORE_OF_PART = 0.9;

    /** Minimum score if the words replace the whole translation, which is more often a free translation. */
    private static final double MIN_SCORE_OF_WHOLE = 1.6;

    /** Minimum score, and number of units with the usual translation, of a certain replacement. */
    private static final double MIN_CERTAIN = 2.5;

    private static final int MIN_USUAL = 3;

    /** Maximum difference of scores at which fewer words are the better candidate. */
    private static final double MARGIN = 1.5;

    private static final int MIN_FAMILY = 4;

    /** Number of units without the usual translation from which the translation is free unless most units have it. */
    private static final int MAX_ODD = 20;

    private static final double SHARE_OF_MANY = 0.8;

    private final List<WordSegmenter.WordedUnit> units;
    private final List<String> texts;
    private final WordSegmenter segmenter;
    private final WordLinks links;
    private final UsualRenderings renderings;
    private final OddRenderings odd;

    /** Chinese words of each unit that are part of a phrase with its usual translation. */
    private final Map<Integer, BitSet> settled = new HashMap<>();

    /**
     * Creates a search.
     *
     * @param texts English texts of the units
     */
    public DriftFinder(
            Lexicon lexicon, WordSegmenter segmenter, List<WordSegmenter.WordedUnit> units, List<String> texts) {
        this.units = units;
        this.texts = texts;
        this.segmenter = segmenter;
        this.links = new WordLinks(units, new WordTranslations(lexicon, segmenter, units), segmenter);
        this.renderings = new UsualRenderings(units, texts, links, segmenter);
        this.odd = new OddRenderings(lexicon, segmenter, units, links, renderings);
    }

    /**
     * Represents words that may replace the usual translation of a phrase.
     *
     * @param phrase the phrase
     * @param unit index of the unit
     * @param start index of the first UTF-16 unit of the words in the English
     * @param end index after the last UTF-16 unit
     * @param usual the usual translation
     * @param features values of the features of {@link DriftModel}
     */
    public record Candidate(String phrase, int unit, int start, int end, String usual, double[] features) {}

    /** Receives all candidates, to train a model. */
    public interface CandidateListener {
        void take(Candidate candidate);
    }

    /** Represents a replacement found. */
    private record Drift(
            RecurringPhrases.Phrase phrase,
            UsualRenderings.Usual usual,
            RecurringPhrases.Phrase.Place place,
            OddRenderings.Odd odd,
            double score) {
        /** Returns whether the words of several words of Chinese differ from a well-attested translation. */
        boolean isCertain() {
            return score >= MIN_CERTAIN
                    && phrase.words().length > 1
                    && usual.units().size() >= MIN_USUAL;
        }
    }

    /** Represents an occurrence of a phrase without its usual translation. */
    private record Deviation(
            RecurringPhrases.Phrase.Place place,
            List<OddRenderings.Odd> candidates,
            Optional<OddRenderings.Odd> shortened) {}

    /**
     * Returns the unusual translations in the order of the units.
     *
     * @param fewest minimum number of units that contain a phrase
     */
    public List<PhraseMemory.TermInconsistency> find(int fewest) {
        Map<Integer, List<Drift>> found = new TreeMap<>();
        DriftModel model = DriftModel.standard();
        for (RecurringPhrases.Phrase phrase : phrases(fewest)) {
            renderings.of(phrase.words(), units(phrase)).ifPresent(usual -> {
                for (Deviation deviation : deviations(phrase, usual)) {
                    replacement(deviation.candidates().stream()
                                    .map(one -> new Drift(
                                            phrase, usual, deviation.place(), one, model.score(one.features())))
                                    .toList())
                            .or(() -> deviation
                                    .shortened()
                                    .map(one -> new Drift(phrase, usual, deviation.place(), one, MIN_SCORE_OF_PART)))
                            .ifPresent(
                                    drift -> found.computeIfAbsent(drift.place().unit(), u -> new ArrayList<>())
                                            .add(drift));
                }
            });
        }
        return found.values().stream()
                .flatMap(drifts -> best(drifts).stream())
                .map(this::inconsistency)
                .toList();
    }

    /** Returns the best of the candidates if it is good enough. */
    private Optional<Drift> replacement(List<Drift> drifts) {
        return drifts.stream()
                .max(Comparator.comparingDouble(Drift::score))
                .filter(best -> best.score() >= (best.odd().isPart() ? MIN_SCORE_OF_PART : MIN_SCORE_OF_WHOLE))
                .flatMap(best -> drifts.stream()
                        .filter(drift -> best.odd().first() <= drift.odd().first()
                                && drift.odd().last() <= best.odd().last()
                                && drift.score() >= best.score() - MARGIN)
                        .min(Comparator.comparingInt((Drift drift) ->
                                        drift.odd().to() - drift.odd().from())
                                .thenComparingDouble(drift -> -drift.score())))
                .filter(drift -> !isRelated(drift));
    }

    /** Returns whether a replacing word is an acronym, or a longer or shorter form of a usual word. */
    private boolean isRelated(Drift drift) {
        int[] stems = units.get(drift.place().unit()).english();
        for (int j = drift.odd().first(); j <= drift.odd().last(); j++) {
            String own = stems[j] < 0 ? "" : segmenter.english().word(stems[j]);
            if (own.length() == 1 || segmenter.acronyms().contains(own)) {
                return true;
            }
            for (int stem : drift.usual().stems()) {
                String word = segmenter.english().word(stem);
                boolean isLong = Math.min(own.length(), word.length()) >= MIN_FAMILY;
                if (isLong && (own.startsWith(word) || word.startsWith(own))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Passes all candidates of the units to a listener. */
    public void visit(int fewest, CandidateListener listener) {
        for (RecurringPhrases.Phrase phrase : phrases(fewest)) {
            renderings.of(phrase.words(), units(phrase)).ifPresent(usual -> {
                for (Deviation deviation : deviations(phrase, usual)) {
                    int u = deviation.place().unit();
                    WordSegmenter.WordedUnit unit = units.get(u);
                    for (OddRenderings.Odd one : deviation.candidates()) {
                        listener.take(new Candidate(
                                text(phrase),
                                u,
                                unit.englishStarts()[one.first()],
                                unit.englishEnds()[one.last()],
                                written(usual.units().get(0)),
                                one.features()));
                    }
                }
            });
        }
    }

    private List<RecurringPhrases.Phrase> phrases(int fewest) {
        List<RecurringPhrases.Phrase> phrases =
                new ArrayList<>(new RecurringPhrases(units, segmenter.chinese(), fewest, MIN_CHARACTERS, true).find());
        phrases.sort(Comparator.comparingInt((RecurringPhrases.Phrase phrase) -> -phrase.words().length));
        return phrases;
    }

    private static int[] units(RecurringPhrases.Phrase phrase) {
        return phrase.places().stream()
                .mapToInt(RecurringPhrases.Phrase.Place::unit)
                .distinct()
                .toArray();
    }

    private List<Deviation> deviations(RecurringPhrases.Phrase phrase, UsualRenderings.Usual usual) {
        Map<Integer, List<RecurringPhrases.Phrase.Place>> byUnit = new TreeMap<>();
        phrase.places()
                .forEach(place -> byUnit.computeIfAbsent(place.unit(), u -> new ArrayList<>())
                        .add(place));
        boolean isWhole = usual.stems().length >= phrase.words().length;
        List<List<RecurringPhrases.Phrase.Place>> deviating = new ArrayList<>();
        byUnit.forEach((unit, places) -> {
            int together = renderings.together(unit, usual.stems());
            if (together >= places.size()) {
                places.forEach(place -> settle(place, isWhole ? phrase.words().length : 0));
            } else {
                deviating.add(places);
            }
        });
        List<Deviation> found = new ArrayList<>();
        int usualUnits = byUnit.size() - deviating.size();
        if (deviating.isEmpty() || (deviating.size() > MAX_ODD && usualUnits < SHARE_OF_MANY * byUnit.size())) {
            return found;
        }
        UsualRenderings.Uses uses = renderings.new Uses(phrase.words(), usual);
        deviating.stream()
                .mapToInt(places -> places.get(0).unit())
                .filter(unit -> renderings.together(unit, usual.stems()) == 0)
                .forEach(uses::addOdd);
        for (List<RecurringPhrases.Phrase.Place> places : deviating) {
            places.stream()
                    .filter(place -> !isSettled(place, phrase.words().length))
                    .filter(place -> phrase.words().length < words(place.unit()))
                    .findFirst()
                    .ifPresent(place -> found.add(
                            new Deviation(place, odd.find(uses, place, places.size()), odd.shortened(uses, place))));
        }
        return found;
    }

    /** Returns the number of Chinese words. A phrase that is the whole text is compared by another rule. */
    private long words(int unit) {
        return Arrays.stream(units.get(unit).chinese())
                .filter(word -> word >= 0)
                .count();
    }

    private void settle(RecurringPhrases.Phrase.Place place, int length) {
        if (length > 1) {
            settled.computeIfAbsent(place.unit(), u -> new BitSet()).set(place.word(), place.word() + length);
        }
    }

    private boolean isSettled(RecurringPhrases.Phrase.Place place, int length) {
        BitSet words = settled.getOrDefault(place.unit(), new BitSet());
        return words.nextClearBit(place.word()) >= place.word() + length;
    }

    /** Returns the replacements of a unit with the highest scores that do not overlap. */
    private static List<Drift> best(List<Drift> drifts) {
        List<Drift> kept = new ArrayList<>();
        drifts.stream()
                .sorted(Comparator.comparingDouble((Drift drift) -> -drift.score()))
                .filter(drift -> kept.stream().noneMatch(other -> overlap(drift, other)))
                .forEach(kept::add);
        return kept;
    }

    private static boolean overlap(Drift one, Drift other) {
        boolean inEnglish = one.odd().first() <= other.odd().last()
                && other.odd().first() <= one.odd().last();
        int start = one.place().word();
        int otherStart = other.place().word();
        return inEnglish
                || (start < otherStart + other.phrase().words().length
                        && otherStart < start + one.phrase().words().length);
    }

    private PhraseMemory.TermInconsistency inconsistency(Drift drift) {
        int u = drift.place().unit();
        WordSegmenter.WordedUnit unit = units.get(u);
        int[] words = drift.phrase().words();
        UsualRenderings.Window model = drift.usual().units().get(0);
        for (UsualRenderings.Window window : drift.usual().units()) {
            boolean isShorter = window.to() - window.from() < model.to() - model.from();
            model = window.strays() < model.strays() || (window.strays() == model.strays() && isShorter)
                    ? window
                    : model;
        }
        WordSegmenter.WordedUnit other = units.get(model.unit());
        return new PhraseMemory.TermInconsistency(
                text(drift.phrase()),
                replaced(drift),
                unit.chineseStarts()[drift.place().word()],
                unit.chineseEnds()[drift.place().word() + words.length - 1],
                new PhraseMemory.Rendered(
                        u,
                        unit.englishStarts()[drift.odd().from()],
                        unit.englishEnds()[drift.odd().to()],
                        true),
                new PhraseMemory.Rendered(
                        model.unit(),
                        other.englishStarts()[model.from()],
                        other.englishEnds()[model.to()],
                        model.strays() == 0),
                drift.usual().units().size(),
                drift.isCertain());
    }

    /** Returns the word of the phrase whose translation is most probably missing. */
    private String replaced(Drift drift) {
        int[] english = Arrays.copyOfRange(
                units.get(drift.place().unit()).english(),
                drift.odd().from(),
                drift.odd().to() + 1);
        Optional<Integer> word = Arrays.stream(drift.phrase().words())
                .boxed()
                .max(Comparator.comparingDouble(one -> Arrays.stream(
                                drift.usual().stems())
                        .filter(stem -> Arrays.stream(english).noneMatch(own -> renderings.isOne(own, stem)))
                        .mapToDouble(stem -> links.support(one, stem))
                        .max()
                        .orElse(0)));
        return word.map(segmenter.chinese()::word).orElse("");
    }

    private String written(UsualRenderings.Window window) {
        WordSegmenter.WordedUnit unit = units.get(window.unit());
        return texts.get(window.unit()).substring(unit.englishStarts()[window.from()], unit.englishEnds()[window.to()]);
    }

    private String text(RecurringPhrases.Phrase phrase) {
        return Arrays.stream(phrase.words()).mapToObj(segmenter.chinese()::word).collect(Collectors.joining());
    }
}
