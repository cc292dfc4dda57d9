package duiqi.align;

import duiqi.io.SourceFile;
import duiqi.text.FormatException;
import duiqi.text.Location;
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
 * Reads anchors written by hand. A line holds a line number of the source, a tab, and a line number of the
 * target. The first sentences that begin on these two lines start a bead together. Line numbers start
 * at 1; in a file with one sentence a line, they are the numbers of the sentences. Blank lines and lines that begin
 * with {@code #} are ignored. Stateless.
 */
public final class AnchorFile {
    private static final Pattern PAIR = Pattern.compile("\\s*(\\d{1,9})\\s+(\\d{1,9})\\s*(?:#.*)?");
    private static final String REMEDY = "write two line numbers, source first, separated by a tab";

    private AnchorFile() {}

    /**
     * Reads a file of anchors.
     *
     * @param file the file of anchors, in UTF-8
     * @param source the text whose line is the first number
     * @param target the text whose line is the second number
     * @return a gate for each line with numbers, in the order of the file
     * @throws FormatException if a line is not a pair of numbers, does not increase, or points to a line where no
     *     sentence begins
     * @throws IOException if the file cannot be read
     */
    public static HardBoundaries read(Path file, Text source, Text target) throws IOException {
        List<HardBoundaries.Gate> gates = new ArrayList<>();
        int number = 0;
        for (String line : lines(file)) {
            number++;
            if (line.isBlank() || line.strip().startsWith("#")) {
                continue;
            }
            Location location = new Location(file.toString(), number, 1);
            Matcher pair = PAIR.matcher(line);
            if (!pair.matches()) {
                throw new FormatException(location, "\"" + line.strip() + "\" is not a pair of line numbers", REMEDY);
            }
            HardBoundaries.Gate gate = new HardBoundaries.Gate(
                    start(location, Integer.parseInt(pair.group(1)), source),
                    start(location, Integer.parseInt(pair.group(2)), target));
            if (!gates.isEmpty() && !gate.isBehind(gates.get(gates.size() - 1))) {
                throw new FormatException(
                        location, "is not after the previous anchor in both texts", "sort the lines or remove one");
            }
            gates.add(gate);
        }
        return new HardBoundaries(gates);
    }

    private static List<String> lines(Path file) throws IOException {
        try {
            return SourceFile.read(file, REMEDY).lines().toList();
        } catch (NoSuchFileException e) {
            throw new FormatException(file.toString(), "does not exist", "check the name", e);
        }
    }

    /** Returns the index of the first segment that begins on a line. */
    private static int start(Location location, int line, Text text) throws FormatException {
        List<Integer> starts = text.segments().stream()
                .map(segment -> segment.location().line())
                .toList();
        if (starts.contains(line)) {
            return starts.indexOf(line);
        }
        TreeSet<Integer> sorted = new TreeSet<>(starts);
        int last = sorted.isEmpty() ? 0 : sorted.last();
        if (line > last) {
            throw new FormatException(
                    location,
                    "line " + line + " is after the last sentence of " + text.name() + ", which begins on line " + last,
                    "check that the anchors belong to these texts");
        }
        String near = Stream.of(Optional.ofNullable(sorted.lower(line)), Optional.ofNullable(sorted.higher(line)))
                .flatMap(Optional::stream)
                .map(String::valueOf)
                .collect(Collectors.joining(" or "));
        throw new FormatException(
                location, "no sentence begins on line " + line + " of " + text.name(), "use line " + near);
    }
}
