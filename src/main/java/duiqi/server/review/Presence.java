package duiqi.server.review;

import duiqi.server.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Knows at which bead the user of each page of a document is. Thread-safe. */
final class Presence {
    /** A page repeats its place every 15 seconds. A page that misses two of these messages is closed or asleep. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Map<String, Page> pages = new LinkedHashMap<>();
    private long version;

    /**
     * Describes the user of a page.
     *
     * @param name name of the user; may be empty
     * @param bead id of the bead at the cursor
     * @param seen time of the last message
     */
    private record Page(String name, String bead, Instant seen) {
        private List<String> place() {
            return List.of(name, bead);
        }
    }

    /**
     * Records where the user of a page is.
     *
     * @param page random id of the page
     * @param bead id of the bead at the cursor; empty if the page closes
     * @return whether other pages have to show a change
     */
    synchronized boolean see(String page, String name, Optional<String> bead, Instant now) {
        forget(now);
        Optional<Page> after = bead.map(id -> new Page(name, id, now));
        Optional<Page> before =
                Optional.ofNullable(after.isPresent() ? pages.put(page, after.get()) : pages.remove(page));
        boolean isNews = !before.map(Page::place).equals(after.map(Page::place));
        version += isNews ? 1 : 0;
        return isNews && (bead.isEmpty() || pages.size() > 1);
    }

    private void forget(Instant now) {
        if (pages.values().removeIf(page -> page.seen().plus(PATIENCE).isBefore(now))) {
            version++;
        }
    }

    /** Returns a number that grows with each change. */
    synchronized long version(Instant now) {
        forget(now);
        return version;
    }

    /** Returns the users as JSON for the pages. */
    synchronized List<Map<String, Object>> people(Instant now) {
        forget(now);
        return pages.entrySet().stream()
                .map(page -> Json.object(
                        "page", page.getKey(),
                        "name", page.getValue().name(),
                        "bead", page.getValue().bead()))
                .toList();
    }
}
