package duiqi.corpus;

import duiqi.glossary.EnglishRenderings;
import duiqi.glossary.RelatedRenderings;
import duiqi.glossary.RenderingVariants;
import duiqi.glossary.TermEntry;
import duiqi.lexicon.EnglishWords;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Makes the row of a term of what was counted.
 *
 * <p>Its drift is 1 less the share of its commonest rendering in all its frequent ones, so that it is 0 for a term with one. A
 * rendering is frequent that stands in so many units as a phrase needs to recur, and no fewer than a tenth of those of the
 * commonest: what is rarer is mostly wrong. Renderings of the same words in another grammatical shape are one, and an acronym or a
 * short form beside the full form is no drift, as for {@code duiqi check}. Not thread-safe.
 */
final class TermSummary {
    /** Renderings this much rarer than the most frequent one are mostly wrong; as in {@code duiqi glossary extract}. */
    private static final double RARE = 0.1;

    /** Renderings that the glossary has not are shown when they stand in so many units, and so many of them. */
    private static final int MIN_SHOWN = 2;

    private static final int MAX_SHOWN = 10;

    private final TermSettings settings;
    private final RelatedRenderings kin = new RelatedRenderings();
    private final EnglishRenderings english = new EnglishRenderings(new EnglishWords());

    TermSummary(TermSettings settings) {
        this.settings = settings;
    }

    /** A rendering with what was counted of it. */
    private record Counted(String english, String status, RenderingTally tally) {
        boolean isThere() {
            return !status.equals(CorpusTermTable.NONE);
        }
    }

    /**
     * The row; empty for a phrase that is hardly ever rendered, which is none.
     *
     * @param counts by form and status; the one of no form and no status is of the term itself
     */
    Optional<Row> row(RenderingKey term, Map<RenderingKey, RenderingTally> counts) {
        RenderingTally all = counts.get(term);
        if (all == null) {
            throw new IllegalArgumentException("nothing was counted of " + term);
        }
        List<Counted> renderings = counts.entrySet().stream()
                .filter(count -> !count.getKey().equals(term))
                .map(count -> new Counted(
                        RenderingVariants.written(count.getValue().written()),
                        count.getKey().status(),
                        count.getValue()))
                .sorted(Comparator.comparing(Counted::isThere)
                        .reversed()
                        .thenComparingLong(rendering -> -rendering.tally.units())
                        .thenComparing(Counted::english)
                        .thenComparing(Counted::status))
                .toList();
        List<Long> frequent = frequent(term, renderings);
        if (!term.isListed() && frequent.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(RowFactory.create(
                term.chinese(),
                term.isListed() ? CorpusTermTable.TERM : CorpusTermTable.PHRASE,
                all.units(),
                all.documents(),
                drift(frequent),
                shown(renderings).stream()
                        .map(rendering -> row(rendering, all.units()))
                        .toArray()));
    }

    /** In how many units the frequent renderings stand, the commonest first. */
    private List<Long> frequent(RenderingKey term, List<Counted> renderings) {
        List<Counted> heads = new ArrayList<>();
        List<Long> units = new ArrayList<>();
        for (Counted rendering : renderings) {
            if (!rendering.isThere() || rendering.tally.units() < MIN_SHOWN) {
                continue;
            }
            int same = 0;
            while (same < heads.size() && !kin.areOne(heads.get(same).english, rendering.english)) {
                same++;
            }
            if (same < heads.size()) {
                units.set(same, units.get(same) + rendering.tally.units());
            } else if (heads.isEmpty() || !isBeside(entry(term, rendering), entry(term, heads.get(0)))) {
                heads.add(rendering);
                units.add(rendering.tally.units());
            }
        }
        units.sort(Comparator.reverseOrder());
        units.removeIf(count -> count < settings.fewestUnits());
        double fewest = units.isEmpty() ? 0 : RARE * units.get(0);
        units.removeIf(count -> count < fewest);
        return units;
    }

    private Optional<TermEntry> entry(RenderingKey term, Counted rendering) {
        return settings.glossary().entries().stream()
                .filter(entry -> entry.status().toString().equals(rendering.status))
                .filter(entry -> entry.chinese().equals(term.chinese())
                        && entry.english().equals(rendering.english))
                .findFirst();
    }

    /** Whether one rendering may follow another of the same term. */
    private boolean isBeside(Optional<TermEntry> rendering, Optional<TermEntry> other) {
        return rendering.isPresent()
                && rendering.get().status().isAllowed()
                && (english.isAcronym(rendering.get())
                        || (other.isPresent() && english.isShortForm(rendering.get(), other.get())));
    }

    private static double drift(List<Long> frequent) {
        long sum = frequent.stream().mapToLong(Long::longValue).sum();
        return frequent.isEmpty() ? 0 : 1 - (double) frequent.get(0) / sum;
    }

    /** All of the glossary and the commonest of the others, and last what has none. */
    private static List<Counted> shown(List<Counted> renderings) {
        List<Counted> others = renderings.stream()
                .filter(rendering -> rendering.status.equals(CorpusTermTable.FOUND))
                .filter(rendering -> rendering.tally.units() >= MIN_SHOWN)
                .limit(MAX_SHOWN)
                .toList();
        return renderings.stream()
                .filter(rendering -> !rendering.status.equals(CorpusTermTable.FOUND) || others.contains(rendering))
                .toList();
    }

    private static Row row(Counted rendering, long units) {
        RenderingTally tally = rendering.tally;
        return RowFactory.create(
                rendering.english,
                rendering.status,
                tally.units(),
                (double) tally.units() / units,
                tally.documents(),
                tally.examples().stream()
                        .map(example -> RowFactory.create(
                                example.unit(), example.document(), example.chinese(), example.english()))
                        .toArray());
    }
}
