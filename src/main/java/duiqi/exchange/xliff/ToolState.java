package duiqi.exchange.xliff;

import duiqi.exchange.Annotation;
import duiqi.exchange.Tu;
import duiqi.exchange.tmx.TmxDate;
import duiqi.io.XmlNode.Element;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Reads the status that a translation tool gave a segment of its XLIFF 1.2 file, and sets the status of a filled
 * segment. The tools keep their own attributes and ignore {@code state}:
 *
 * <table>
 * <caption>Attributes of the tools</caption>
 * <tr><td>Trados Studio</td><td>an {@code <sdl:seg>} for each segment, with {@code conf}, {@code locked},
 * {@code origin}, {@code percent} and {@code <sdl:value>}</td></tr>
 * <tr><td>memoQ</td><td>{@code mq:status}, {@code mq:locked}, {@code mq:percent}, {@code mq:lastchangedtimestamp},
 * {@code mq:translatorcommitusername} of the unit</td></tr>
 * <tr><td>Phrase</td><td>{@code m:confirmed}, {@code m:locked}, {@code m:score}, {@code m:gross-score},
 * {@code m:trans-origin} of the unit, and its dates and authors</td></tr>
 * </table>
 *
 * Immutable.
 *
 * @param unit {@code <trans-unit>}, or {@code <unit>} of XLIFF 2, which has none of these attributes
 * @param segment segment of the unit
 */
record ToolState(Element unit, XliffSegment segment) {
    static final Set<String> ATTRIBUTES = Set.of(
            "mq:status",
            "mq:locked",
            "mq:percent",
            "mq:lastchangedtimestamp",
            "mq:translatorcommitusername",
            "m:confirmed",
            "m:locked",
            "m:score",
            "m:gross-score",
            "m:trans-origin",
            "m:created-at",
            "m:created-by",
            "m:modified-at",
            "m:modified-by");

    /** Element of a unit that holds the {@code <sdl:seg>} of its segments. */
    private static final String DEFINITIONS = "sdl:seg-defs";

    /** Property of a segment that the tool protects. */
    static final String LOCKED = "x-locked";

    /** Property that holds the match percentage of the translation. */
    static final String PERCENT = "x-match-percent";

    /** Property that holds the origin of the translation, for example {@code tm} or {@code mt}. */
    static final String ORIGIN = "x-match-origin";

    private static final String NEW = "needs-translation";
    private static final String CHECK = "needs-review-translation";
    private static final String TRANSLATED = "translated";
    private static final String APPROVED = "signed-off";
    private static final String FINAL = "final";

    private static final Map<String, String> STATES_OF_TRADOS = Map.of(
            "", NEW,
            "unspecified", NEW,
            "draft", CHECK,
            "rejectedtranslation", CHECK,
            "rejectedsignoff", CHECK,
            "translated", TRANSLATED,
            "approvedtranslation", APPROVED,
            "approvedsignoff", FINAL);

    private static final Map<String, String> STATES_OF_MEMOQ = Map.of(
            "notstarted", NEW,
            "assembledfromfragments", "needs-adaptation",
            "manuallyconfirmed", TRANSLATED,
            "reviewerconfirmed1", APPROVED,
            "reviewer1confirmed", APPROVED,
            "reviewerconfirmed2", FINAL,
            "reviewer2confirmed", FINAL,
            "proofread", FINAL);

    private static final DateTimeFormatter DATE_OF_TRADOS =
            DateTimeFormatter.ofPattern("MM/dd/yyyy HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Year of dates that mean that there is none. */
    private static final String UNSET = "0001";

    boolean isLocked() {
        boolean isUnitLocked = unit.attributes().entrySet().stream()
                .anyMatch(attribute -> attribute.getKey().endsWith(":locked") && isOn(attribute.getValue()));
        return isUnitLocked || ofTrados("locked").filter(ToolState::isOn).isPresent();
    }

    private static boolean isOn(String value) {
        return !value.isEmpty() && !value.equals("false") && !value.equals("0");
    }

    /**
     * Returns the state of XLIFF 1.2 that corresponds to the status of the tool; empty if no tool gave the segment a
     * status. An unknown status needs a review.
     */
    Optional<String> state() {
        if (definition().isPresent()) {
            return Optional.of(
                    STATES_OF_TRADOS.getOrDefault(ofTrados("conf").orElse("").toLowerCase(Locale.ROOT), CHECK));
        }
        return unit.attribute("mq:status")
                .map(status -> STATES_OF_MEMOQ.getOrDefault(status.toLowerCase(Locale.ROOT), CHECK))
                .or(() -> unit.attribute("m:confirmed").map(is -> isOn(is) ? TRANSLATED : CHECK));
    }

    /** Returns the lock, the percentage and the origin as properties. */
    List<Annotation> properties() {
        List<Annotation> properties = new ArrayList<>();
        if (isLocked()) {
            properties.add(Annotation.property(LOCKED, "yes"));
        }
        ofTrados("percent")
                .or(() -> unit.attribute("mq:percent"))
                .or(() -> read(
                        unit.attribute("m:score").or(() -> unit.attribute("m:gross-score")),
                        score -> Long.toString(Math.round(Double.parseDouble(score) * 100))))
                .filter(value -> !value.isBlank())
                .ifPresent(value -> properties.add(Annotation.property(PERCENT, value)));
        ofTrados("origin")
                .or(() -> unit.attribute("m:trans-origin"))
                .filter(value -> !value.isBlank() && !value.equals("null"))
                .ifPresent(value -> properties.add(Annotation.property(ORIGIN, value)));
        return properties;
    }

    /** Returns a number or date in another form; empty if the text is none. */
    private static Optional<String> read(Optional<String> text, UnaryOperator<String> form) {
        try {
            return text.filter(value -> !value.isBlank()).map(value -> form.apply(value.strip()));
        } catch (NumberFormatException | DateTimeException notReadable) {
            return Optional.empty();
        }
    }

    /** Returns the dates and authors as attributes of a unit in TMX. */
    Map<String, String> attributes() {
        Map<String, String> attributes = new LinkedHashMap<>();
        put(attributes, Tu.CREATED, dateOfTrados("created_on"), milliseconds("m:created-at"));
        put(attributes, "creationid", value("created_by"), unit.attribute("m:created-by"));
        put(
                attributes,
                Tu.CHANGED,
                dateOfTrados("modified_on"),
                milliseconds("m:modified-at")
                        .or(() -> unit.attribute("mq:lastchangedtimestamp")
                                .filter(date -> !date.startsWith(UNSET))
                                .flatMap(TmxDate::parse)
                                .map(TmxDate::format)));
        put(
                attributes,
                "changeid",
                value("last_modified_by"),
                unit.attribute("m:modified-by").or(() -> unit.attribute("mq:translatorcommitusername")));
        return attributes;
    }

    private static void put(
            Map<String, String> attributes, String name, Optional<String> ofTrados, Optional<String> ofOthers) {
        ofTrados.or(() -> ofOthers).filter(value -> !value.isBlank()).ifPresent(value -> attributes.put(name, value));
    }

    private Optional<String> milliseconds(String attribute) {
        return read(unit.attribute(attribute), value -> TmxDate.format(Instant.ofEpochMilli(Long.parseLong(value))));
    }

    private Optional<String> dateOfTrados(String key) {
        return read(
                value(key).filter(date -> !date.contains("/" + UNSET)),
                date -> TmxDate.format(DATE_OF_TRADOS.parse(date, Instant::from)));
    }

    private Optional<String> ofTrados(String attribute) {
        return definition().flatMap(segment -> segment.attribute(attribute));
    }

    private Optional<String> value(String key) {
        return definition()
                .flatMap(seg -> seg.children("sdl:value")
                        .filter(value -> value.attribute("key").equals(Optional.of(key)))
                        .findFirst())
                .map(Element::text);
    }

    /** Returns the {@code <sdl:seg>} of the segment; empty in XLIFF 2, which no tool extends in this way. */
    Optional<Element> definition() {
        if (!segment.holder().name().equals(unit.name())) {
            return Optional.empty();
        }
        List<Element> all = unit.children(DEFINITIONS)
                .flatMap(definitions -> definitions.children("sdl:seg"))
                .toList();
        boolean isOnly = segment.id().isEmpty() && all.size() == 1;
        return all.stream()
                .filter(seg -> isOnly || seg.attribute("id").equals(Optional.of(segment.id())))
                .findFirst();
    }

    /**
     * Returns the attributes of the unit for a filled segment, from name to value, so that the tool does not show the
     * translation as confirmed. A unit without attributes of a tool gets none.
     *
     * @param percentage match percentage, at most 100
     */
    Map<String, String> filledUnit(int percentage) {
        Map<String, String> set = new LinkedHashMap<>();
        unit.attribute("mq:status").ifPresent(status -> {
            set.put("mq:status", "Pretranslated");
            set.put("mq:percent", Integer.toString(percentage));
        });
        unit.attribute("m:confirmed").ifPresent(status -> set.put("m:confirmed", "0"));
        Stream.of("m:score", "m:gross-score")
                .filter(unit.attributes()::containsKey)
                .forEach(score -> set.put(score, Double.toString(percentage / 100.0)));
        return set;
    }

    /**
     * Returns the attributes of the {@code <sdl:seg>} of a filled segment, from name to value; an empty value removes
     * the attribute.
     *
     * @param percentage match percentage, at most 100
     * @param isMachine true for a machine translation
     */
    static Map<String, String> filledDefinition(int percentage, boolean isMachine) {
        Map<String, String> set = new LinkedHashMap<>();
        set.put("conf", "Draft");
        set.put("origin", isMachine ? "mt" : "tm");
        set.put("percent", isMachine ? "" : Integer.toString(percentage));
        set.put("origin-system", "");
        set.put("text-match", "");
        return set;
    }
}
