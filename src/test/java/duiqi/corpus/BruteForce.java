package duiqi.corpus;

import duiqi.corpus.duplicate.UnitFeatures;
import duiqi.corpus.stage.CorpusUnit;
import duiqi.lexicon.EnglishTokenizer;
import duiqi.memory.TextFolding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares every unit with every other unit, as a reference for deduplication. */
public final class BruteForce {
    private final double similarity;
    private final EnglishTokenizer tokenizer = new EnglishTokenizer();
    private final Map<CorpusUnit, UnitFeatures> features = new HashMap<>();
    private final Map<CorpusUnit, String> letters = new HashMap<>();

    public BruteForce(double similarity) {
        this.similarity = similarity;
    }

    public boolean isSame(CorpusUnit one, CorpusUnit other) {
        return isFolded(one, other) || features(one).isLike(features(other), similarity);
    }

    private boolean isFolded(CorpusUnit one, CorpusUnit other) {
        return letters(one).equals(letters(other));
    }

    private String letters(CorpusUnit unit) {
        return letters.computeIfAbsent(
                unit, each -> TextFolding.letters(each.chinese()) + "\n" + TextFolding.letters(each.english()));
    }

    private UnitFeatures features(CorpusUnit unit) {
        return features.computeIfAbsent(unit, each -> UnitFeatures.of(each.chinese(), each.english(), tokenizer));
    }

    /**
     * Returns the units that deduplication must drop, each with the unit that replaces it. Better units are compared
     * first.
     */
    public Map<CorpusUnit, CorpusUnit> gone(List<CorpusUnit> units) {
        List<CorpusUnit> staying = new ArrayList<>();
        Map<CorpusUnit, CorpusUnit> gone = new HashMap<>();
        units.stream()
                .sorted(Comparator.comparingDouble(
                                (CorpusUnit unit) -> -unit.scores().probability())
                        .thenComparing(CorpusUnit::id))
                .forEach(unit -> staying.stream()
                        .filter(other -> isSame(unit, other))
                        .findFirst()
                        .ifPresentOrElse(other -> gone.put(unit, other), () -> staying.add(unit)));
        return gone;
    }
}
