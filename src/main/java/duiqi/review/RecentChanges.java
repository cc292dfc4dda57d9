package duiqi.review;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The changes that a page which is a few steps behind is told; one that is far behind fetches all rows anew. Not thread-safe. */
final class RecentChanges {
    /** More rows than these are sooner fetched in the order of the page. */
    private static final long MAX_ROWS = 20_000;

    private static final int MAX_CHANGES = 1_000;

    private final Deque<Change> changes = new ArrayDeque<>();
    private long rows;

    void add(Change change) {
        changes.addLast(change);
        rows += change.rows().size();
        while (changes.size() > MAX_CHANGES || rows > MAX_ROWS) {
            rows -= changes.removeFirst().rows().size();
        }
    }

    /**
     * All changes after a version; empty when they are not known.
     *
     * @param now the present version
     */
    Optional<List<Change>> since(long version, long now) {
        if (version == now) {
            return Optional.of(List.of());
        }
        List<Change> later =
                changes.stream().filter(change -> change.version() > version).toList();
        return version >= 0 && version < now && later.size() == now - version ? Optional.of(later) : Optional.empty();
    }
}
