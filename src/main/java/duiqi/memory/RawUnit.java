package duiqi.memory;

import duiqi.bitext.Location;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A {@code <tu>} of a file, as it is written and as it is understood. Offsets count UTF-16 units of {@code xml}. Immutable.
 *
 * @param location where it begins
 * @param gap what stands between the unit before and this one: white space, perhaps comments
 * @param xml the whole element
 * @param attributes its attributes, names in lower case
 * @param contentStart where its start tag ends
 * @param properties its {@code <prop>} elements
 * @param variants its {@code <tuv>} elements
 * @param hasMore whether it holds notes, comments or elements that are none of these
 */
record RawUnit(
        Location location,
        String gap,
        String xml,
        Map<String, String> attributes,
        int contentStart,
        List<Property> properties,
        List<Variant> variants,
        boolean hasMore) {

    /** A {@code <prop>} from offset {@code start} to {@code end}. */
    record Property(String type, String value, int start, int end) {}

    /**
     * A {@code <tuv>}.
     *
     * @param code its language code as written; empty when it has none
     * @param attributes its attributes, names in lower case
     * @param text the text of its segment without native codes
     * @param isPlain whether the segment holds nothing but text
     */
    record Variant(
            String code,
            Map<String, String> attributes,
            int contentStart,
            List<Property> properties,
            String text,
            boolean isPlain,
            boolean hasMore) {
        Variant {
            attributes = Map.copyOf(attributes);
            properties = List.copyOf(properties);
        }
    }

    RawUnit {
        attributes = Map.copyOf(attributes);
        properties = List.copyOf(properties);
        variants = List.copyOf(variants);
    }

    /** Its {@code tuid}; empty text when it has none. */
    String id() {
        return attribute("tuid").orElse("");
    }

    Optional<String> attribute(String name) {
        return Optional.ofNullable(attributes.get(name));
    }

    Optional<String> property(String type) {
        return properties.stream()
                .filter(property -> property.type().equals(type))
                .map(Property::value)
                .findFirst();
    }
}
