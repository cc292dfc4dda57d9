package duiqi.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.commons.text.similarity.DamerauLevenshteinDistance;

/** Finds the name that a user probably meant. Stateless. */
public final class NearestName {
    /** Number of characters of a name per permitted error; a shorter name may contain one error too. */
    private static final int CHARACTERS_PER_ERROR = 3;

    private NearestName() {}

    /** Returns the name with the fewest errors, if it is close enough; of equally near names the first in order. */
    public static Optional<String> of(String name, Collection<String> names) {
        record Candidate(String name, OptionalInt errors) {}
        return names.stream()
                .map(candidate -> new Candidate(candidate, errors(name, candidate)))
                .filter(candidate -> candidate.errors.isPresent())
                .min(Comparator.comparingInt((Candidate candidate) -> candidate.errors.getAsInt())
                        .thenComparing(Candidate::name))
                .map(Candidate::name);
    }

    /**
     * Returns the remedy for an unknown name: a suggestion of the nearest known name, or a list of all known names if
     * none is near.
     */
    public static String remedy(String name, Collection<String> names) {
        return of(name, names)
                .map(nearest -> "did you mean '" + nearest + "'?")
                .orElseGet(() -> "use one of " + String.join(", ", names));
    }

    /**
     * Returns the number of errors in a name, regardless of case. An error is an inserted, deleted or replaced
     * character, or an exchange of two neighbours (Damerau 1964). Returns empty if the names have too little in common.
     */
    public static OptionalInt errors(String name, String known) {
        String from = name.toLowerCase(Locale.ROOT);
        String to = known.toLowerCase(Locale.ROOT);
        int errors = new DamerauLevenshteinDistance(Math.max(1, name.length() / CHARACTERS_PER_ERROR)).apply(from, to);
        return errors < 0 ? OptionalInt.empty() : OptionalInt.of(errors);
    }
}
