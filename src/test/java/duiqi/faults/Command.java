package duiqi.faults;

import java.nio.file.Path;
import java.util.List;

/**
 * A command as it is tried, in a copy of the {@link SampleProject}. Immutable.
 *
 * @param name how the table calls it
 * @param code the exit code when nothing goes wrong
 * @param arguments what follows the name of the program; {@code @} begins what is a path in the project
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

    /** The arguments for a process that is started in the project. */
    List<String> relative() {
        return arguments.stream()
                .map(argument -> argument.startsWith(PATH) ? argument.substring(1) : argument)
                .toList();
    }

    /** The arguments with absolute paths. */
    List<String> in(Path project) {
        return arguments.stream()
                .map(argument -> argument.startsWith(PATH) ? project + "/" + argument.substring(1) : argument)
                .toList();
    }

    /** The paths among the arguments, relative to the project. */
    List<String> paths() {
        return arguments.stream()
                .filter(argument -> argument.startsWith(PATH))
                .map(argument -> argument.substring(1))
                .toList();
    }
}
