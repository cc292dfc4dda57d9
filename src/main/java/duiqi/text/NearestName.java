package duiqi.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the name that a user probably meant. Stateless. */
public final class NearestName {
    /** Number of characters for which one typing error is allowed; shorter names may have one too */
    private static final int CHARACTERS_PER_EDIT = 3;

    private NearestName() {}

    /**
     * Returns the name with the smallest edit distance if the distance is small enough. The alphabetically first of
     * equally near names wins.
     */
    public static Optional<String> of(String name, Collection<String> names) {
        int most = Math.max(1, name.length() / CHARACTERS_PER_EDIT);
        LevenshteinDistance distance = new LevenshteinDistance(most);
        record Candidate(String name, int edits) {}
        return names.stream()
                .map(candidate -> new Candidate(
                        candidate, distance.apply(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT))))
                .filter(candidate -> candidate.edits() >= 0)
                .min(Comparator.comparingInt(Candidate::edits).thenComparing(Candidate::name))
                .map(Candidate::name);
    }
}
