package duiqi.check;

import duiqi.text.Direction;
import duiqi.text.Location;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Creates units for tests of findings. */
public final class Units {
    private Units() {}

    /** Returns a unit on a line of a file. */
    public static CheckedUnit unit(String file, int line, String chinese, String english) {
        return unit(file, line, chinese, english, Map.of(), List.of());
    }

    public static CheckedUnit unit(
            String file, int line, String chinese, String english, Map<String, String> properties, List<String> notes) {
        return unit(Direction.INTO_ENGLISH, file, line, chinese, english, properties, notes);
    }

    /** Returns a unit from English into Chinese on a line of a file. */
    public static CheckedUnit intoChinese(
            String file, int line, String english, String chinese, Map<String, String> properties) {
        return unit(Direction.INTO_CHINESE, file, line, english, chinese, properties, List.of());
    }

    private static CheckedUnit unit(
            Direction direction,
            String file,
            int line,
            String from,
            String into,
            Map<String, String> properties,
            List<String> notes) {
        CheckedUnit.Passage source = CheckedUnit.Passage.of(from, new Location(file, line, 1));
        Location.Finder inLine = offset -> new Location(file, line + 1, offset + 1);
        CheckedUnit.Passage target = new CheckedUnit.Passage(
                into, CheckedUnit.Passage.of(into, new Location(file, 1, 1)).content(), inLine);
        return new CheckedUnit(file + line, direction, source, target, new TreeMap<>(properties), notes);
    }
}
