package duiqi.cli.option;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Sorts the options of a command into groups with a heading each. An option declares its group with {@code order}, because
 * picocli cannot merge groups that several mixins declare.
 *
 * @param options the visible options in the order of their declaration
 */
public record OptionGroup(String heading, List<OptionSpec> options) {
    public static final int INPUT = 0;
    public static final int ALIGNMENT = 1;
    public static final int SEARCH = 2;
    public static final int CHECKING = 3;
    public static final int UNITS = 4;
    public static final int TERMS = 5;
    public static final int TRAINING = 6;
    public static final int EVALUATION = 7;
    public static final int SETTINGS = 8;
    public static final int SERVER = 9;
    public static final int OUTPUT = 10;
    public static final int GENERAL = 11;

    private static final List<String> HEADINGS = List.of(
            "Input",
            "Alignment",
            "Search",
            "Checking",
            "Units",
            "Terms",
            "Training",
            "Evaluation",
            "Settings",
            "Server",
            "Output",
            "General");

    public OptionGroup {
        options = List.copyOf(options);
    }

    /**
     * Returns the visible options in groups, in the order of the constants.
     *
     * @throws IllegalArgumentException if an option declares no group
     */
    public static List<OptionGroup> of(List<OptionSpec> options) {
        for (OptionSpec option : options) {
            if (option.order() < 0 || option.order() >= HEADINGS.size()) {
                throw new IllegalArgumentException(option.longestName() + " declares no group");
            }
        }
        Map<Integer, List<OptionSpec>> groups = options.stream()
                .filter(option -> !option.hidden())
                .collect(Collectors.groupingBy(OptionSpec::order, TreeMap::new, Collectors.toList()));
        return groups.entrySet().stream()
                .map(group -> new OptionGroup(HEADINGS.get(group.getKey()), group.getValue()))
                .toList();
    }
}
