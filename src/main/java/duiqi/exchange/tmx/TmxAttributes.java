package duiqi.exchange.tmx;

import duiqi.exchange.Annotation;
import duiqi.exchange.Omissions;
import duiqi.exchange.TmxHeader;
import duiqi.exchange.Tu;
import duiqi.exchange.Tu.Tuv;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Limits units to the attributes of TMX 1.4 (its document type, {@code tmx14.dtd}), with dates in TMX format and
 * {@code xml:lang} in place of {@code lang}. Other attributes become properties: {@code foo="1"} becomes {@code x-foo}.
 * Handles one element with its properties and notes.
 */
public final class TmxAttributes {
    private static final Set<String> OF_HEADER = with("segtype", "adminlang", "srclang");
    private static final Set<String> OF_UNIT = with("tuid", "usagecount", "lastusagedate", "segtype", "srclang");
    private static final Set<String> OF_VARIANT = with("xml:lang", "usagecount", "lastusagedate");
    private static final Set<String> OF_PROPERTY = Set.of("type", "xml:lang", "o-encoding");
    private static final Set<String> OF_NOTE = Set.of("xml:lang", "o-encoding");
    private static final Set<String> SEGMENT_TYPES = Set.of("block", "paragraph", "sentence", "phrase");

    private final Omissions omissions;
    private final Map<String, String> others = new LinkedHashMap<>();

    private TmxAttributes(Omissions omissions) {
        this.omissions = omissions;
    }

    /** Returns the attributes of an element: those that all elements have, and its own. */
    private static Set<String> with(String... own) {
        return Stream.concat(
                        Arrays.stream(own),
                        Stream.of(
                                "creationtool",
                                "creationtoolversion",
                                "creationdate",
                                "creationid",
                                "changedate",
                                "changeid",
                                "o-tmf",
                                "o-encoding",
                                "datatype"))
                .collect(Collectors.toSet());
    }

    /**
     * Returns a unit that TMX can hold.
     *
     * @param omissions counts the attributes that become properties
     */
    public static Tu of(Tu unit, Omissions omissions) {
        TmxAttributes limit = new TmxAttributes(omissions);
        Map<String, String> own = limit.only(unit.attributes(), OF_UNIT);
        List<Tuv> sides =
                unit.variants().stream().map(side -> of(side, omissions)).toList();
        return new Tu(own, limit.and(unit.annotations()), sides);
    }

    private static Tuv of(Tuv side, Omissions omissions) {
        TmxAttributes limit = new TmxAttributes(omissions);
        Map<String, String> own = limit.only(side.attributes(), OF_VARIANT);
        return new Tuv(own, limit.and(side.annotations()), side.content());
    }

    /** Returns a header that TMX can hold. */
    static TmxHeader of(TmxHeader header, Omissions omissions) {
        TmxAttributes limit = new TmxAttributes(omissions);
        Map<String, String> own = limit.only(header.attributes(), OF_HEADER);
        return new TmxHeader(header.version(), own, limit.and(header.annotations()), header.encodings());
    }

    private Map<String, String> only(Map<String, String> attributes, Set<String> known) {
        Map<String, String> kept = new LinkedHashMap<>();
        attributes.forEach((name, value) -> {
            String newer = name.equals("lang") ? "xml:lang" : name;
            boolean isDate = RawUnit.DATES.contains(name);
            String date = isDate ? TmxDate.parse(value).map(TmxDate::format).orElse("") : value;
            if (!known.contains(newer) || (name.equals("segtype") && !SEGMENT_TYPES.contains(value))) {
                omissions.add("attributes not defined in TMX 1.4 (kept as properties)");
                others.putIfAbsent(name, value);
            } else if (isDate && date.isEmpty()) {
                omissions.add("invalid dates (kept as properties)");
                others.putIfAbsent(name, value);
            } else if (name.equals(newer) || !attributes.containsKey(newer)) {
                kept.put(newer, date);
            }
        });
        return kept;
    }

    private List<Annotation> and(List<Annotation> annotations) {
        List<Annotation> all = new ArrayList<>();
        for (Annotation annotation : annotations) {
            Set<String> known = annotation.isProperty() ? OF_PROPERTY : OF_NOTE;
            all.add(new Annotation(annotation.element(), only(annotation.attributes(), known), annotation.text()));
        }
        others.forEach((name, value) -> {
            String type = name.startsWith("x-") ? name : "x-" + name;
            if (Annotation.find(all, type).isEmpty()) {
                all.add(Annotation.property(type, value));
            }
        });
        return all;
    }
}
