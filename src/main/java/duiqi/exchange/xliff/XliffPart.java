package duiqi.exchange.xliff;

import duiqi.exchange.xliff.XliffFormat.Version;
import duiqi.io.XmlNode.Element;
import duiqi.text.Location;
import java.util.List;

/**
 * Holds a unit of an XLIFF file both as text and parsed. Immutable.
 *
 * @param location start of the unit
 * @param gap text between the previous unit and this one; empty if gaps are not kept
 * @param xml text of the whole element
 * @param scope settings of the unit and of the elements around it
 * @param unit parsed element
 * @param version version of the file
 * @param segments segments in order; none if the unit has no source
 */
record XliffPart(
        Location location,
        String gap,
        String xml,
        XliffScope scope,
        Element unit,
        Version version,
        List<XliffSegment> segments) {}
