package duiqi.exchange;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a file says of a segment that bears on whether it may be filled. Besides what XLIFF has there are the attributes of tools:
 * {@code mq:locked} of memoQ, {@code m:locked} of Phrase, and in SDLXLIFF a {@code <sdl:seg>} for each segment with {@code locked}
 * and {@code conf}. Immutable.
 */
record SegmentState(XmlElement unit, XliffSegment segment) {
    /** Of 1.2, what the target says; of 2.1, what the segment says. */
    private static final Set<String> APPROVED = Set.of("signed-off", "final", "reviewed");

    private static final Set<String> CONFIRMED = Set.of("approvedtranslation", "approvedsignoff");

    /** Whether a tool keeps people from changing it. */
    boolean isLocked() {
        return isLocked(unit.attributes())
                || definitions().anyMatch(seg -> isOn(seg.attributes().getOrDefault("locked", "")));
    }

    private static boolean isLocked(Map<String, String> attributes) {
        return attributes.entrySet().stream()
                .anyMatch(attribute -> attribute.getKey().endsWith(":locked") && isOn(attribute.getValue()));
    }

    private static boolean isOn(String value) {
        return !value.isEmpty() && !value.equals("false");
    }

    /** Whether its translation has been approved, or is final. */
    boolean isApproved() {
        Optional<String> state = segment.holder()
                .attribute("state")
                .or(() -> unit.child("target").flatMap(target -> target.attribute("state")));
        return unit.attribute("approved").filter("yes"::equals).isPresent()
                || state.filter(APPROVED::contains).isPresent()
                || definitions()
                        .flatMap(seg -> seg.attribute("conf").stream())
                        .anyMatch(conf -> CONFIRMED.contains(conf.toLowerCase(Locale.ROOT)));
    }

    /** What SDLXLIFF says of it. */
    private Stream<XmlElement> definitions() {
        return unit.children("sdl:seg-defs")
                .flatMap(all -> all.children("sdl:seg"))
                .filter(seg -> seg.attribute("id").equals(Optional.of(segment.id())));
    }
}
