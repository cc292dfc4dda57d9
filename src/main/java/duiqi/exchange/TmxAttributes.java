package duiqi.exchange;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Which attributes TMX 1.4 has (its document type, {@code tmx14.dtd}); others are left out and counted. */
final class TmxAttributes {
    private static final Set<String> OF_HEADER = Set.of(
            "creationtool",
            "creationtoolversion",
            "segtype",
            "o-tmf",
            "adminlang",
            "srclang",
            "datatype",
            "o-encoding",
            "creationdate",
            "creationid",
            "changedate",
            "changeid");
    private static final Set<String> OF_UNIT = Set.of(
            "tuid",
            "o-encoding",
            "datatype",
            "usagecount",
            "lastusagedate",
            "creationtool",
            "creationtoolversion",
            "creationdate",
            "creationid",
            "changedate",
            "segtype",
            "changeid",
            "o-tmf",
            "srclang");
    private static final Set<String> OF_VARIANT = Set.of(
            "xml:lang",
            "o-encoding",
            "datatype",
            "usagecount",
            "lastusagedate",
            "creationtool",
            "creationtoolversion",
            "creationdate",
            "creationid",
            "changedate",
            "o-tmf",
            "changeid");
    private static final Set<String> OF_PROPERTY = Set.of("type", "xml:lang", "o-encoding");
    private static final Set<String> OF_NOTE = Set.of("xml:lang", "o-encoding");

    private final Omissions omissions;

    TmxAttributes(Omissions omissions) {
        this.omissions = omissions;
    }

    Map<String, String> ofHeader(Map<String, String> attributes) {
        return only(attributes, OF_HEADER);
    }

    Map<String, String> ofUnit(Map<String, String> attributes) {
        return only(attributes, OF_UNIT);
    }

    Map<String, String> ofVariant(Map<String, String> attributes) {
        return only(attributes, OF_VARIANT);
    }

    Annotation of(Annotation annotation) {
        Set<String> known = annotation.isProperty() ? OF_PROPERTY : OF_NOTE;
        return new Annotation(annotation.element(), only(annotation.attributes(), known), annotation.text());
    }

    /** The attributes that TMX has, dates in its form; {@code lang} becomes {@code xml:lang}. */
    private Map<String, String> only(Map<String, String> attributes, Set<String> known) {
        Map<String, String> kept = new LinkedHashMap<>();
        attributes.forEach((name, value) -> {
            String newer = name.equals("lang") ? "xml:lang" : name;
            if (UnitParser.DATES.contains(newer) && known.contains(newer)) {
                TmxDate.parse(value)
                        .ifPresentOrElse(
                                date -> kept.put(newer, TmxDate.format(date)),
                                () -> omissions.add("dates that are none"));
            } else if (!known.contains(newer)) {
                omissions.add("attributes that TMX 1.4 does not have");
            } else if (name.equals(newer) || !attributes.containsKey(newer)) {
                kept.put(newer, value);
            }
        });
        return kept;
    }
}
