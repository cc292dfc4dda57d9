package duiqi.glossary.consistency;

import duiqi.glossary.PhraseMemory;
import duiqi.lexicon.Lexicon;
import duiqi.text.WorkBudget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
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

    /** Positions of the Chinese words, in all units, that are part of a phrase with its usual translation. */
    private final BitSet settled = new BitSet();

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
            Rendering rendering, RecurringPhrases.Phrase.Place place, OddRenderings.Odd odd, double score) {
        /** Returns whether the words of several words of Chinese differ from a well-attested translation. */
        boolean isCertain() {
            return score >= MIN_CERTAIN && rendering.words.length > 1 && rendering.usualUnits >= MIN_USUAL;
        }
    }

    /**
     * Represents a phrase with its usual translation, without their many places.
     *
     * @param model a unit with the usual translation and as little else as possible
     */
    private record Rendering(int[] words, int[] stems, int usualUnits, UsualRenderings.Window model) {
        static Rendering of(RecurringPhrases.Phrase phrase, UsualRenderings.Usual usual) {
            UsualRenderings.Window model = usual.units().get(0);
            for (UsualRenderings.Window window : usual.units()) {
                boolean isShorter = window.to() - window.from() < model.to() - model.from();
                model = window.strays() < model.strays() || (window.strays() == model.strays() && isShorter)
                        ? window
                        : model;
            }
            return new Rendering(phrase.words(), usual.stems(), usual.units().size(), model);
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
        RecurringPhrases phrases = phrases(fewest);
        phrases.forEach(phrase -> renderings.of(phrase.words(), phrase.units()).ifPresent(usual -> {
            Rendering rendering = Rendering.of(phrase, usual);
            deviations(
                    phrases,
                    phrase,
                    usual,
                    deviation -> replacement(deviation.candidates().stream()
                                    .map(one ->
                                            new Drift(rendering, deviation.place(), one, model.score(one.features())))
                                    .toList())
                            .or(() -> deviation
                                    .shortened()
                                    .map(one -> new Drift(rendering, deviation.place(), one, MIN_SCORE_OF_PART)))
                            .ifPresent(
                                    drift -> found.computeIfAbsent(drift.place().unit(), u -> new ArrayList<>())
                                            .add(drift)));
        }));
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
            for (int stem : drift.rendering().stems()) {
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
        RecurringPhrases phrases = phrases(fewest);
        phrases.forEach(phrase -> renderings
                .of(phrase.words(), phrase.units())
                .ifPresent(usual -> deviations(phrases, phrase, usual, deviation -> {
                    int u = deviation.place().unit();
                    WordSegmenter.WordedUnit unit = units.get(u);
                    for (OddRenderings.Odd one : deviation.candidates()) {
                        listener.take(new Candidate(
                                text(phrase.words()),
                                u,
                                unit.englishStarts()[one.first()],
                                unit.englishEnds()[one.last()],
                                written(usual.units().get(0)),
                                one.features()));
                    }
                })));
    }

    private RecurringPhrases phrases(int fewest) {
        return new RecurringPhrases(units, segmenter.chinese(), fewest, MIN_CHARACTERS);
    }

    private void deviations(
            RecurringPhrases phrases,
            RecurringPhrases.Phrase phrase,
            UsualRenderings.Usual usual,
            Consumer<Deviation> consumer) {
        int length = phrase.words().length;
        boolean isWhole = usual.stems().length >= length && length > 1;
        List<List<RecurringPhrases.Phrase.Place>> deviating = new ArrayList<>();
        int all = 0;
        for (int start = 0, end = 0; start < phrase.places().size(); start = end) {
            List<RecurringPhrases.Phrase.Place> places = new ArrayList<>();
            int unit = phrase.places().get(start).unit();
            while (end < phrase.places().size() && phrase.places().get(end).unit() == unit) {
                places.add(phrase.places().get(end++));
            }
            all++;
            if (renderings.together(unit, usual.stems()) < places.size()) {
                deviating.add(places);
            } else if (isWhole) {
                places.forEach(place -> settled.set(phrases.position(place), phrases.position(place) + length));
            }
        }
        int usualUnits = all - deviating.size();
        if (deviating.isEmpty() || (deviating.size() > MAX_ODD && usualUnits < SHARE_OF_MANY * all)) {
            return;
        }
        UsualRenderings.Uses uses = renderings.new Uses(phrase.words(), usual);
        deviating.stream()
                .mapToInt(places -> places.get(0).unit())
                .filter(unit -> renderings.together(unit, usual.stems()) == 0)
                .forEach(uses::addOdd);
        for (List<RecurringPhrases.Phrase.Place> places : deviating) {
            places.stream()
                    .filter(place -> !isSettled(phrases.position(place), length))
                    .filter(place -> length < words(place.unit()))
                    .findFirst()
                    .ifPresent(place -> consumer.accept(
                            new Deviation(place, odd.find(uses, place, places.size()), odd.shortened(uses, place))));
        }
    }

    /** Returns the number of Chinese words. A phrase that is the whole text is compared by another rule. */
    private long words(int unit) {
        return Arrays.stream(units.get(unit).chinese())
                .filter(word -> word >= 0)
                .count();
    }

    private boolean isSettled(int position, int length) {
        return settled.nextClearBit(position) >= position + length;
    }

    /** Returns the replacements of a unit with the highest scores that do not overlap. */
    private static List<Drift> best(List<Drift> drifts) {
        List<Drift> kept = new ArrayList<>();
        drifts.stream()
                .sorted(Comparator.comparingDouble((Drift drift) -> -drift.score()))
                .filter(drift -> {
                    WorkBudget.spend(kept.size());
                    return kept.stream().noneMatch(other -> overlap(drift, other));
                })
                .forEach(kept::add);
        return kept;
    }

    private static boolean overlap(Drift one, Drift other) {
        boolean inEnglish = one.odd().first() <= other.odd().last()
                && other.odd().first() <= one.odd().last();
        int start = one.place().word();
        int otherStart = other.place().word();
        return inEnglish
                || (start < otherStart + other.rendering().words().length
                        && otherStart < start + one.rendering().words().length);
    }

    private PhraseMemory.TermInconsistency inconsistency(Drift drift) {
        int u = drift.place().unit();
        WordSegmenter.WordedUnit unit = units.get(u);
        int[] words = drift.rendering().words();
        UsualRenderings.Window model = drift.rendering().model();
        WordSegmenter.WordedUnit other = units.get(model.unit());
        return new PhraseMemory.TermInconsistency(
                text(words),
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
                drift.rendering().usualUnits(),
                drift.isCertain());
    }

    /** Returns the word of the phrase whose translation is most probably missing. */
    private String replaced(Drift drift) {
        int[] english = Arrays.copyOfRange(
                units.get(drift.place().unit()).english(),
                drift.odd().from(),
                drift.odd().to() + 1);
        Optional<Integer> word = Arrays.stream(drift.rendering().words())
                .boxed()
                .max(Comparator.comparingDouble(one -> Arrays.stream(
                                drift.rendering().stems())
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

    private String text(int[] words) {
        return Arrays.stream(words).mapToObj(segmenter.chinese()::word).collect(Collectors.joining());
    }
}
