package duiqi.memory;

import duiqi.bitext.Location;
import java.util.Optional;

/**
 * What stands in a TMX file before its units. Immutable.
 *
 * @param xml everything up to and including the start tag of {@code <body>}
 * @param version what {@code <tmx>} says; empty when it says none
 * @param sourceCode what the header says of the source language; empty when it says none, or {@code *all*}
 * @param location where the header begins, or the file when it has none
 * @param hasEmptyBody whether {@code <body/>} is written as one tag
 */
record TmxHead(String xml, String version, Optional<String> sourceCode, Location location, boolean hasEmptyBody) {
    /** Whether the file is of a version that has {@code lang} and not yet {@code xml:lang}, which TMX 1.3 brought. */
    boolean isOld() {
        return version.equals("1.1") || version.equals("1.2");
    }

    /** Its text with {@code <body/>} as a start tag that units can follow. */
    String withOpenBody() {
        return xml.substring(0, xml.length() - "/>".length()).stripTrailing() + ">";
    }
}
