package duiqi.align;

import duiqi.io.PlainText;
import duiqi.text.FormatException;
import duiqi.text.Location;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads gates that a person has written down: a line of the Chinese document, a tab, and a line of the English one, each meaning
 * that the first sentence to begin on the one starts a bead with the first sentence to begin on the other. Lines count from 1;
 * of a file with a sentence a line they are the numbers of the sentences. Blank lines and those that begin with {@code #} say
 * nothing. Stateless.
 */
public final class AnchorFile {
    private static final Pattern PAIR = Pattern.compile("\\s*(\\d{1,9})\\s+(\\d{1,9})\\s*(?:#.*)?");
    private static final String FORM = "write two numbers of lines, Chinese first, with a tab between";

    private AnchorFile() {}

    /**
     * Reads a file.
     *
     * @throws FormatException naming the line that is no pair of numbers, does not increase, or where no sentence begins
     */
    public static HardBoundaries read(Path file, Text chinese, Text english) throws IOException {
        List<HardBoundaries.Gate> gates = new ArrayList<>();
        int number = 0;
        for (String line : lines(file)) {
            number++;
            if (line.isBlank() || line.strip().startsWith("#")) {
                continue;
            }
            Location place = new Location(file.toString(), number, 1);
            Matcher pair = PAIR.matcher(line);
            if (!pair.matches()) {
                throw new FormatException(place, "\"" + line.strip() + "\" is no pair of lines", FORM);
            }
            HardBoundaries.Gate gate = new HardBoundaries.Gate(
                    start(place, Integer.parseInt(pair.group(1)), chinese),
                    start(place, Integer.parseInt(pair.group(2)), english));
            if (!gates.isEmpty()) {
                requireIncrease(place, gates.get(gates.size() - 1), gate);
            }
            gates.add(gate);
        }
        return new HardBoundaries(gates);
    }

    private static List<String> lines(Path file) throws IOException {
        try {
            return PlainText.read(file, FORM).lines().toList();
        } catch (NoSuchFileException e) {
            throw new FormatException(file.toString(), "there is no such file of anchors", "check its name", e);
        }
    }

    /** The index of the first segment that begins on a line. */
    private static int start(Location place, int line, Text text) throws FormatException {
        List<Segment> segments = text.segments();
        for (int k = 0; k < segments.size(); k++) {
            if (segments.get(k).location().line() == line) {
                return k;
            }
        }
        TreeSet<Integer> starts = segments.stream()
                .map(segment -> segment.location().line())
                .collect(Collectors.toCollection(TreeSet::new));
        if (line > starts.last()) {
            throw new FormatException(
                    place,
                    "line " + line + " is outside " + text.name() + ", whose last sentence begins on line "
                            + starts.last(),
                    "check that these are the texts it was made for");
        }
        String near = Stream.of(Optional.ofNullable(starts.lower(line)), Optional.ofNullable(starts.higher(line)))
                .flatMap(Optional::stream)
                .map(String::valueOf)
                .collect(Collectors.joining(" or "));
        throw new FormatException(
                place, "no sentence begins on line " + line + " of " + text.name(), "take line " + near);
    }

    private static void requireIncrease(Location place, HardBoundaries.Gate before, HardBoundaries.Gate gate)
            throws FormatException {
        if (!gate.isBehind(before)) {
            throw new FormatException(
                    place, "does not come after the anchor before it in both texts", "sort the lines, or drop one");
        }
    }
}
