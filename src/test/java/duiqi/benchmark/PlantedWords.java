package duiqi.benchmark;

import duiqi.benchmark.PlantedFault.Planter;
import duiqi.text.Direction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Inserts the faults of a tired translator: a lost negation, the opposite limit or direction, another country, body,
 * currency or person, a word of the source, a missing item or clause. The table {@code planted/words.tsv} lists them. Its
 * patterns are independent of those of the checks.
 */
final class PlantedWords {
    private static final Path TABLE = Path.of("src/test/resources/planted/words.tsv");

    private PlantedWords() {}

    /** Represents a row of the table. */
    private static final class Fault {
        private final Pattern pattern;
        private final String replacement;
        private final Pattern source;

        /** Number of faults that this row planted. */
        private int used;

        Fault(String[] columns) {
            pattern = Pattern.compile(columns[2]);
            replacement = columns.length > 3 ? columns[3] : "";
            source = Pattern.compile(columns.length > 4 ? columns[4] : "");
        }

        Optional<PlantedFault> plant(String text, String target, Random random) {
            List<Integer> starts = new ArrayList<>();
            pattern.matcher(target).results().forEach(match -> starts.add(match.start()));
            return source.matcher(text).find()
                    ? PlantedFault.random(starts, random).flatMap(start -> replace(target, start))
                    : Optional.empty();
        }

        private Optional<PlantedFault> replace(String target, int start) {
            Matcher match = pattern.matcher(target);
            StringBuilder changed = new StringBuilder();
            if (match.find(start)) {
                match.appendReplacement(changed, replacement);
            }
            return PlantedFault.replace(target, start, match.end(), changed.substring(start));
        }
    }

    /** Returns the planters of a direction by the kind of fault. A planter prefers the rows that it used least. */
    static Map<String, Planter> kinds(Direction direction) throws IOException {
        Map<String, List<Fault>> kinds = new LinkedHashMap<>();
        for (String line : Files.readAllLines(TABLE)) {
            String[] columns = line.split("\t");
            if (!line.startsWith("#") && columns[1].equals(direction.isIntoChinese() ? "zh" : "en")) {
                kinds.computeIfAbsent(columns[0], kind -> new ArrayList<>()).add(new Fault(columns));
            }
        }
        Map<String, Planter> planters = new LinkedHashMap<>();
        kinds.forEach((kind, faults) ->
                planters.put(kind, (source, target, random) -> plant(faults, source, target, random)));
        return planters;
    }

    private static Optional<PlantedFault> plant(List<Fault> faults, String source, String target, Random random) {
        faults.sort(Comparator.comparing(fault -> fault.used));
        for (Fault fault : faults) {
            Optional<PlantedFault> planted = fault.plant(source, target, random);
            if (planted.isPresent()) {
                fault.used++;
                return planted;
            }
        }
        return Optional.empty();
    }
}
