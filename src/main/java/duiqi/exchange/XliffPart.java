package duiqi.exchange;

import duiqi.text.Location;

/**
 * A unit of an XLIFF file, as it is written and as it is understood. Immutable.
 *
 * @param location where it begins
 * @param gap what stands between the unit before and this one; empty where that is not kept
 * @param xml the whole element
 * @param scope what the elements around it say, and it itself
 * @param unit the element parsed
 */
record XliffPart(Location location, String gap, String xml, XliffScope scope, XmlElement unit) {}
