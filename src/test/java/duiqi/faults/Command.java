package duiqi.faults;

import java.nio.file.Path;
import java.util.List;

/**
 * Describes a command to test in a copy of the {@link SampleProject}. Immutable.
 *
 * @param name name in the table of results
 * @param code exit code without a fault
 * @param arguments arguments of duiqi; {@code @} marks a path in the project
 */
record Command(String name, int code, List<String> arguments) {
    private static final String PATH = "@";

    Command {
        arguments = List.copyOf(arguments);
    }

    static Command of(String name, String arguments) {
        return new Command(name, 0, List.of(arguments.split(" ")));
    }

    Command endingWith(int other) {
        return new Command(name, other, arguments);
    }

    /** Returns the arguments for a process that starts in the project. */
    List<String> relative() {
        return arguments.stream()
                .map(argument -> argument.startsWith(PATH) ? argument.substring(1) : argument)
                .toList();
    }

    /** Returns the arguments with absolute paths. */
    List<String> in(Path project) {
        return arguments.stream()
                .map(argument -> argument.startsWith(PATH) ? project + "/" + argument.substring(1) : argument)
                .toList();
    }

    /** Returns the paths among the arguments, relative to the project. */
    List<String> paths() {
        return arguments.stream()
                .filter(argument -> argument.startsWith(PATH))
                .map(argument -> argument.substring(1))
                .toList();
    }
}
