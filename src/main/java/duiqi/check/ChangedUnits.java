package duiqi.check;

import duiqi.text.Text;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the units that are new since an earlier state of their files. It compares texts, not lines: a unit that was
 * moved has not changed, and neither has a unit in a rewritten file. Units of files without an earlier state are new.
 * Add the earlier state first; not thread-safe until then.
 */
public final class ChangedUnits {
    /** Maximum number of consecutive sentences in an aligned unit; aligners rarely join more. */
    private static final int MAX_RUN_LENGTH = 8;

    private final Map<String, Set<Pair>> units = new HashMap<>();
    private final Map<String, Sides> texts = new HashMap<>();

    /**
     * Holds the texts of an earlier unit.
     *
     * @param chinese the Chinese without inline tags
     * @param english the English without inline tags
     */
    public record Pair(String chinese, String english) {}

    /** Holds every text that a unit may have had on each side. */
    private record Sides(Set<String> chinese, Set<String> english) {}

    /**
     * Adds the earlier units of a file.
     *
     * @param file name of the file, as in the locations of the checked units
     */
    public void addUnits(String file, Collection<Pair> earlier) {
        units.computeIfAbsent(file, name -> new HashSet<>()).addAll(earlier);
    }

    /**
     * Adds the earlier sentences of two texts, for units that come from aligning them. These units are new if their
     * Chinese or their English is new. An added sentence changes the alignment of its neighbours but not their text.
     *
     * @param file name of the English text, as in the locations of the checked units
     */
    public void addTexts(String file, Text chinese, Text english) {
        texts.put(file, new Sides(runs(chinese), runs(english)));
    }

    private static Set<String> runs(Text text) {
        Set<String> runs = new HashSet<>(Set.of(""));
        int size = text.segments().size();
        for (int first = 0; first < size; first++) {
            List<Integer> run = new ArrayList<>();
            for (int next = first; next < Math.min(size, first + MAX_RUN_LENGTH); next++) {
                run.add(next);
                runs.add(text.join(run));
            }
        }
        return runs;
    }

    /** Returns whether a unit is new. */
    boolean isChanged(CheckedUnit unit) {
        String file = unit.location(0).file();
        boolean wasUnit = units.getOrDefault(file, Set.of()).contains(new Pair(unit.chinese(), unit.english()));
        Sides sides = texts.getOrDefault(file, new Sides(Set.of(), Set.of()));
        boolean wereSentences = sides.chinese.contains(unit.chinese()) && sides.english.contains(unit.english());
        return !wasUnit && !wereSentences;
    }
}
