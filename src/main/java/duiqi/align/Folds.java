package duiqi.align;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Texts dealt into folds, to judge the texts of each by weights learnt from those of all others. Immutable.
 *
 * @param texts all texts
 * @param foldOf for each text the number of its fold, from 0
 * @param names for each fold the set that it is, or none at all
 */
public record Folds(List<GoldText> texts, List<Integer> foldOf, List<String> names) {
    public Folds {
        texts = List.copyOf(texts);
        foldOf = List.copyOf(foldOf);
        names = List.copyOf(names);
        if (texts.size() < 2) {
            throw new IllegalArgumentException("a single text cannot be held out from itself; give two or more");
        }
    }

    /**
     * Deals texts in turn, so that each fold has some of every set.
     *
     * @param number number of folds, 2 or more; where there are fewer texts, each text is a fold
     */
    public static Folds dealt(List<GoldText> texts, int number) {
        if (number < 2) {
            throw new IllegalArgumentException("cross-validation takes 2 folds or more, not " + number);
        }
        int folds = Math.max(1, Math.min(number, texts.size()));
        return new Folds(
                texts,
                IntStream.range(0, texts.size()).map(k -> k % folds).boxed().toList(),
                List.of());
    }

    /** Each set is a fold, so that it is judged by weights learnt from texts of other kinds only. */
    public static Folds ofSets(List<AnnotatedCorpus> sets) {
        if (sets.size() < 2) {
            throw new IllegalArgumentException("a single folder cannot be held out from itself; give two or more");
        }
        List<GoldText> texts = new ArrayList<>();
        List<Integer> foldOf = new ArrayList<>();
        for (int fold = 0; fold < sets.size(); fold++) {
            for (GoldText text : sets.get(fold).texts()) {
                texts.add(text);
                foldOf.add(fold);
            }
        }
        return new Folds(texts, foldOf, sets.stream().map(AnnotatedCorpus::name).toList());
    }

    int number() {
        return 1 + foldOf.stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    List<GoldText> held(int fold) {
        return IntStream.range(0, texts.size())
                .filter(k -> foldOf.get(k) == fold)
                .mapToObj(texts::get)
                .toList();
    }

    List<GoldText> training(int fold) {
        return IntStream.range(0, texts.size())
                .filter(k -> foldOf.get(k) != fold)
                .mapToObj(texts::get)
                .toList();
    }
}
