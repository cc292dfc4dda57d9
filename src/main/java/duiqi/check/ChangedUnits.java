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
 * Tells which units are new since an earlier state of their files, by what they say and not by lines: a unit that was moved, or the
 * file of which was written anew, has not changed. Units of files that nothing earlier is known of are new. Told of the earlier
 * state first; not thread-safe until then.
 */
public final class ChangedUnits {
    /** So many sentences, one after the other, may have been joined in a unit; aligners hardly join more. */
    private static final int MAX_RUN_LENGTH = 8;

    private final Map<String, Set<Pair>> units = new HashMap<>();
    private final Map<String, Sides> texts = new HashMap<>();

    /**
     * A unit as it was.
     *
     * @param chinese its Chinese without inline codes
     * @param english its English, likewise
     */
    public record Pair(String chinese, String english) {}

    /** All that a unit may have said on either side. */
    private record Sides(Set<String> chinese, Set<String> english) {}

    /**
     * The units that a file had.
     *
     * @param file its name in the locations of the units that are checked
     */
    public void addUnits(String file, Collection<Pair> earlier) {
        units.computeIfAbsent(file, name -> new HashSet<>()).addAll(earlier);
    }

    /**
     * The sentences that two texts had, for units that come from aligning them. Such a unit is new when either side is: what
     * stands in one text and not in the other changes how the rest is paired, not what it says.
     *
     * @param file the name of the English text in the locations of the units that are checked
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
