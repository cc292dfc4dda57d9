package duiqi.cli.option;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Sorts the options of a command into groups with a heading each. An option declares its group with {@code order}, because
 * picocli cannot merge groups that several mixins declare.
 */
public final class OptionGroup {
    public static final int INPUT = 1;
    public static final int ALIGNMENT = 2;
    public static final int SEARCH = 3;
    public static final int CHECKING = 4;
    public static final int UNITS = 5;
    public static final int TERMS = 6;
    public static final int TRAINING = 7;
    public static final int EVALUATION = 8;
    public static final int SETTINGS = 9;
    public static final int SERVER = 10;
    public static final int OUTPUT = 11;
    public static final int GENERAL = 12;

    private static final Map<Integer, String> HEADINGS = Map.ofEntries(
            Map.entry(INPUT, "Input"),
            Map.entry(ALIGNMENT, "Alignment"),
            Map.entry(SEARCH, "Search"),
            Map.entry(CHECKING, "Checking"),
            Map.entry(UNITS, "Units"),
            Map.entry(TERMS, "Terms"),
            Map.entry(TRAINING, "Training"),
            Map.entry(EVALUATION, "Evaluation"),
            Map.entry(SETTINGS, "Settings"),
            Map.entry(SERVER, "Server"),
            Map.entry(OUTPUT, "Output"),
            Map.entry(GENERAL, "General"));

    private final String heading;
    private final List<OptionSpec> options = new ArrayList<>();

    private OptionGroup(String heading) {
        this.heading = heading;
    }

    /**
     * Returns the visible options in groups. Groups are in the order of the constants, options in the order of their
     * declaration.
     *
     * @throws IllegalArgumentException if an option declares no group
     */
    public static List<OptionGroup> of(List<OptionSpec> options) {
        SortedMap<Integer, OptionGroup> groups = new TreeMap<>();
        for (OptionSpec option : options) {
            String heading = HEADINGS.get(option.order());
            if (heading == null) {
                throw new IllegalArgumentException(option.longestName() + " declares no group");
            }
            if (!option.hidden()) {
                groups.computeIfAbsent(option.order(), order -> new OptionGroup(heading))
                        .options
                        .add(option);
            }
        }
        return List.copyOf(groups.values());
    }

    public String heading() {
        return heading;
    }

    public List<OptionSpec> options() {
        return List.copyOf(options);
    }
}
