package duiqi.server.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PresenceTest {
    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");

    private final Presence presence = new Presence();

    private boolean see(String page, String bead, int seconds) {
        return presence.see(page, "name of " + page, Optional.of(bead), NOW.plusSeconds(seconds));
    }

    @Test
    void tellsOtherPagesOnlyAboutChanges() {
        assertThat(see("a", "b1", 0)).as("no other page").isFalse();
        assertThat(see("b", "b1", 1)).isTrue();
        assertThat(see("b", "b1", 2)).as("the same place").isFalse();
        assertThat(see("a", "b2", 3)).isTrue();
        assertThat(presence.people(NOW.plusSeconds(3)).toString())
                .isEqualTo("[{page=a, name=name of a, bead=b2}, {page=b, name=name of b, bead=b1}]");
    }

    @Test
    void forgetsPagesThatCloseOrStaySilent() {
        see("a", "b1", 0);
        see("b", "b2", 20);
        long before = presence.version(NOW.plusSeconds(30));
        assertThat(presence.people(NOW.plusSeconds(41))).hasSize(1);
        assertThat(presence.version(NOW.plusSeconds(41))).isGreaterThan(before);
        assertThat(presence.see("b", "", Optional.empty(), NOW.plusSeconds(42))).isTrue();
        assertThat(presence.people(NOW.plusSeconds(42))).isEmpty();
    }
}
