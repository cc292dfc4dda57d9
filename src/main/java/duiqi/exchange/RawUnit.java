package duiqi.exchange;

import duiqi.text.Location;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A {@code <tu>} of a file, as it is written and as it is understood. Offsets count UTF-16 units of {@code xml}. Immutable.
 *
 * @param location where it begins
 * @param gap what stands between the unit before and this one: white space, perhaps comments
 * @param xml the whole element
 * @param tu what it says
 * @param contentStart where its start tag ends
 * @param properties its {@code <prop>} elements
 * @param variants its {@code <tuv>} elements
 * @param hasMore whether it holds notes, comments or elements that are none of these
 * @param oddities what is against the rules of TMX and cannot be kept, each as a clause
 */
record RawUnit(
        Location location,
        String gap,
        String xml,
        Tu tu,
        int contentStart,
        List<Property> properties,
        List<Variant> variants,
        boolean hasMore,
        List<String> oddities) {

    /** A {@code <prop>} from offset {@code start} to {@code end}. */
    record Property(String type, String value, int start, int end) {}

    /**
     * A {@code <tuv>}.
     *
     * @param tuv what it says
     * @param isPlain whether the segment holds nothing but text
     */
    record Variant(Tuv tuv, int contentStart, List<Property> properties, boolean isPlain, boolean hasMore) {
        Variant {
            properties = List.copyOf(properties);
        }

        /** Its language code as written; empty when it has none. */
        String code() {
            return tuv.code();
        }

        Map<String, String> attributes() {
            return tuv.attributes();
        }

        /** The text of its segment without native codes. */
        String text() {
            return tuv.text();
        }
    }

    RawUnit {
        properties = List.copyOf(properties);
        variants = List.copyOf(variants);
        oddities = List.copyOf(oddities);
    }

    /** Its {@code tuid}; empty text when it has none. */
    String id() {
        return tu.id();
    }

    Map<String, String> attributes() {
        return tu.attributes();
    }

    Optional<String> property(String type) {
        return tu.property(type);
    }
}
