package duiqi.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which attributes TMX 1.4 has (its document type, {@code tmx14.dtd}). Where a tool is to take a file, others are left out and
 * counted; where memories are put together, they become properties.
 */
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

    private static final Set<String> LANGUAGE = Set.of("xml:lang", "lang");
    private static final Set<String> SEGMENT_TYPES = Set.of("block", "paragraph", "sentence", "phrase");

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

    /**
     * The unit with what its attributes say beyond those of TMX as properties, {@code foo="1"} as {@code x-foo}. Languages stay
     * under the name that they have.
     */
    static Tu orProperties(Tu unit) {
        Foreign foreign = new Foreign(OF_UNIT);
        Map<String, String> own = foreign.without(unit.attributes());
        return new Tu(
                own,
                foreign.and(unit.annotations()),
                unit.variants().stream().map(TmxAttributes::orProperties).toList());
    }

    private static Tuv orProperties(Tuv side) {
        Foreign foreign = new Foreign(OF_VARIANT);
        Map<String, String> own = foreign.without(side.attributes());
        return new Tuv(own, foreign.and(side.annotations()), side.content());
    }

    /** Takes the attributes that TMX does not have out of one element and its properties and notes. */
    private static final class Foreign {
        private final Set<String> known;
        private final Map<String, String> found = new LinkedHashMap<>();

        Foreign(Set<String> known) {
            this.known = known;
        }

        Map<String, String> without(Map<String, String> attributes) {
            return without(attributes, known);
        }

        private Map<String, String> without(Map<String, String> attributes, Set<String> known) {
            Map<String, String> own = new LinkedHashMap<>();
            boolean hasLanguage = known.contains("xml:lang");
            attributes.forEach((name, value) -> {
                boolean isKnown = (known.contains(name) || (hasLanguage && LANGUAGE.contains(name)))
                        && (!name.equals("segtype") || SEGMENT_TYPES.contains(value));
                (isKnown ? own : found).putIfAbsent(name, value);
            });
            return own;
        }

        List<Annotation> and(List<Annotation> annotations) {
            List<Annotation> all = new ArrayList<>();
            for (Annotation annotation : annotations) {
                Set<String> knownThere = annotation.isProperty() ? OF_PROPERTY : OF_NOTE;
                all.add(new Annotation(
                        annotation.element(), without(annotation.attributes(), knownThere), annotation.text()));
            }
            found.forEach((name, value) -> {
                String type = name.startsWith("x-") ? name : "x-" + name;
                if (Annotation.find(all, type).isEmpty()) {
                    all.add(Annotation.property(type, value));
                }
            });
            return all;
        }
    }
}
