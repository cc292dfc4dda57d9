package duiqi.exchange;

import duiqi.bitext.Location;

/**
 * What stands in a TMX file before its units. Immutable.
 *
 * @param xml everything up to and including the start tag of {@code <body>}
 * @param header what it says
 * @param location where the header begins, or the file when it has none
 * @param hasEmptyBody whether {@code <body/>} is written as one tag
 */
record TmxHead(String xml, TmxHeader header, Location location, boolean hasEmptyBody) {
    /** Its text with {@code <body/>} as a start tag that units can follow. */
    String withOpenBody() {
        return xml.substring(0, xml.length() - "/>".length()).stripTrailing() + ">";
    }
}
