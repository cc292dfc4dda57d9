package duiqi.check;

import duiqi.exchange.Content;
import duiqi.text.Direction;
import duiqi.text.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Creates units for tests of findings, and checks them. */
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

    /** Returns a unit of two texts, from Chinese if only the source or neither has Chinese characters. */
    public static CheckedUnit of(String source, String target) {
        return of("a.tmx", source, target);
    }

    public static CheckedUnit of(String file, String source, String target) {
        boolean isIntoChinese = !hasChinese(source) && hasChinese(target);
        return of(isIntoChinese ? Direction.INTO_CHINESE : Direction.INTO_ENGLISH, file, source, target);
    }

    private static boolean hasChinese(String text) {
        return text.codePoints().anyMatch(Character::isIdeographic);
    }

    /** Returns a unit whose characters are all in the first place of a file. */
    public static CheckedUnit of(Direction direction, String file, String source, String target) {
        Location place = new Location(file, 1, 1);
        return CheckedUnit.of(
                "u", direction, CheckedUnit.Passage.of(source, place), CheckedUnit.Passage.of(target, place));
    }

    /** Returns the findings of a check in units, and then those after the last unit. */
    public static List<Finding> findings(Check check, CheckedUnit... units) {
        List<Finding> findings = new ArrayList<>();
        Stream.of(units).forEach(unit -> findings.addAll(check.check(unit)));
        findings.addAll(check.finish());
        return findings;
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
        CheckedUnit.Passage target = new CheckedUnit.Passage(into, Content.of(into), inLine);
        return new CheckedUnit(file + line, direction, source, target, new TreeMap<>(properties), notes);
    }
}
