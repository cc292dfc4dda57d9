package duiqi.exchange;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The header of a TMX file, which holds for all its units. Immutable.
 *
 * @param version what {@code <tmx>} says; empty when it says none
 * @param attributes of {@code <header>}, in the order of the file, names in lower case
 * @param annotations its properties and notes
 * @param encodings its {@code <ude>} elements, letter by letter
 */
public record TmxHeader(
        String version, Map<String, String> attributes, List<Annotation> annotations, List<String> encodings) {
    /** The header of a memory whose format has none. */
    public static final TmxHeader NONE = new TmxHeader("", Map.of(), List.of(), List.of());

    private static final Set<String> AUTHORS = Set.of("creationid", "changeid");
    private static final String ANY_LANGUAGE = "*all*";

    public TmxHeader {
        attributes = Annotation.ordered(attributes);
        annotations = List.copyOf(annotations);
        encodings = List.copyOf(encodings);
    }

    /** Returns the code of the source language; empty when the file says none, or any. */
    public Optional<String> sourceCode() {
        return Optional.ofNullable(attributes.get("srclang"))
                .filter(code -> !code.isBlank() && !code.equalsIgnoreCase(ANY_LANGUAGE));
    }

    /** Counts all that it says of the memory, where it has no place in another file. A new file has dates of its own. */
    public void countInto(Omissions omissions) {
        omissions.add("notes and properties of a memory as a whole", annotations.size());
        omissions.add("characters that a memory defines", encodings.size());
        omissions.add(
                "authors of a memory as a whole",
                attributes.keySet().stream().filter(AUTHORS::contains).count());
    }

    /** Returns whether the file is of a version that has {@code lang} and not yet {@code xml:lang}, which TMX 1.3 brought. */
    public boolean isOld() {
        return version.equals("1.1") || version.equals("1.2");
    }
}
