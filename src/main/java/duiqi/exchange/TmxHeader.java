package duiqi.exchange;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds the header of a TMX file, which applies to all its units. Immutable.
 *
 * @param version version in {@code <tmx>}; empty if it has none
 * @param attributes attributes of {@code <header>} in file order, names in lower case
 * @param annotations properties and notes
 * @param encodings {@code <ude>} elements exactly as in the file
 */
public record TmxHeader(
        String version, Map<String, String> attributes, List<Annotation> annotations, List<String> encodings) {
    /** Header of a memory in a format without headers. */
    public static final TmxHeader NONE = new TmxHeader("", Map.of(), List.of(), List.of());

    private static final Set<String> AUTHORS = Set.of("creationid", "changeid");
    private static final String ANY_LANGUAGE = "*all*";

    public TmxHeader {
        attributes = Annotation.ordered(attributes);
        annotations = List.copyOf(annotations);
        encodings = List.copyOf(encodings);
    }

    /** Returns the code of the source language; empty if the file declares none or {@code *all*}. */
    public Optional<String> sourceCode() {
        return Optional.ofNullable(attributes.get("srclang"))
                .filter(code -> !code.isBlank() && !code.equalsIgnoreCase(ANY_LANGUAGE));
    }

    /**
     * Counts the data of the header that another format cannot hold. Dates do not count, because a new file has its
     * own.
     */
    public void countInto(Omissions omissions) {
        omissions.add("notes and properties of file headers", annotations.size());
        omissions.add("character definitions of file headers", encodings.size());
        omissions.add(
                "authors of file headers",
                attributes.keySet().stream().filter(AUTHORS::contains).count());
    }

    /** Returns whether the version uses {@code lang}. TMX 1.3 introduced {@code xml:lang}. */
    public boolean isOld() {
        return version.equals("1.1") || version.equals("1.2");
    }
}
