package duiqi.glossary;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How a phrase is rendered in one unit.
 *
 * @param place where it first stands in the unit; word -1 where the unit has no Chinese
 * @param count how often it stands there
 * @param renderings what may render it, with one stem for all stems of a family
 */
record PhraseUse(RecurringPhrase.Place place, int count, List<FoundRendering> renderings) {
    PhraseUse {
        renderings = List.copyOf(renderings);
    }

    int unit() {
        return place.unit();
    }

    boolean hasChinese() {
        return place.word() >= 0;
    }

    /** What renders a word of the phrase, in each rendering that has it. */
    List<Set<String>> stems(int word) {
        return renderings.stream()
                .map(rendering -> rendering.stems().get(word))
                .filter(stems -> !stems.isEmpty())
                .toList();
    }

    /** The uses with one stem for each family of stems. */
    static List<PhraseUse> folded(List<PhraseUse> uses) {
        TreeSet<String> all = new TreeSet<>();
        uses.forEach(
                use -> use.renderings.forEach(rendering -> rendering.stems().forEach(all::addAll)));
        List<String> heads = new ArrayList<>();
        for (String stem : all) {
            if (heads.stream().noneMatch(head -> StemFamily.isOne(head, stem))) {
                heads.add(stem);
            }
        }
        return uses.stream()
                .map(use -> new PhraseUse(
                        use.place,
                        use.count,
                        use.renderings.stream()
                                .map(rendering -> folded(rendering, heads))
                                .toList()))
                .toList();
    }

    private static FoundRendering folded(FoundRendering rendering, List<String> heads) {
        List<Set<String>> stems = new ArrayList<>();
        for (Set<String> ofWord : rendering.stems()) {
            stems.add(folded(ofWord, heads));
        }
        return new FoundRendering(
                rendering.start(),
                rendering.end(),
                stems,
                folded(rendering.attached(), heads),
                rendering.order(),
                rendering.strays(),
                rendering.strength());
    }

    private static Set<String> folded(Set<String> stems, List<String> heads) {
        Set<String> families = new TreeSet<>();
        for (String stem : stems) {
            families.add(heads.stream()
                    .filter(head -> StemFamily.isOne(head, stem))
                    .findFirst()
                    .orElse(stem));
        }
        return families;
    }
}
