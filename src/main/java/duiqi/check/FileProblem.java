package duiqi.check;

import duiqi.text.FormatException;
import duiqi.text.Location;
import java.util.List;

/**
 * What is wrong at a place of a file that is read on. Immutable.
 *
 * @param place where
 * @param problem what is wrong, as a clause
 * @param remedy what the user can do, as an imperative
 */
record FileProblem(Location place, String problem, String remedy) implements Comparable<FileProblem> {
    @Override
    public int compareTo(FileProblem other) {
        return place.compareTo(other.place);
    }

    /** Several in the order of their places. */
    static List<FormatException> exceptions(List<FileProblem> problems) {
        return problems.stream()
                .sorted()
                .map(problem -> new FormatException(problem.place, problem.problem, problem.remedy))
                .toList();
    }
}
