package duiqi.exchange.xliff;

import duiqi.exchange.Annotation;
import duiqi.exchange.Tu;
import duiqi.exchange.Tu.Tuv;
import duiqi.exchange.table.Sides;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Holds a property or a TMX attribute that has no equivalent in XLIFF 1.2, which stores it as {@code <context>}. Other
 * tools preserve it without interpreting it. Immutable.
 *
 * @param side owner of the value
 * @param isAttribute true for an attribute, false for a property
 * @param name attribute name or property type
 * @param value value
 */
public record XliffExtra(Side side, boolean isAttribute, String name, String value) {
    /** Lists the owners of a value: the unit, its source or its target. */
    enum Side {
        UNIT,
        SOURCE,
        TARGET;

        String lower() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Returns the side that an attribute of a note names; the unit if it names none. */
        static Side named(String name) {
            return name.equals("source") ? SOURCE : name.equals("target") ? TARGET : UNIT;
        }

        /** Returns the properties and notes of the unit, its source or its target. */
        List<Annotation> annotations(Sides pair) {
            return switch (this) {
                case UNIT -> pair.unit().annotations();
                case SOURCE -> pair.source().annotations();
                case TARGET -> pair.target().map(Tuv::annotations).orElse(List.of());
            };
        }
    }

    /** State of a target; both versions have an attribute for it. */
    public static final String STATE = "x-state";

    /** {@code state-qualifier} of 1.2. */
    public static final String QUALIFIER = "x-state-qualifier";

    /** {@code subState} of 2.1. */
    public static final String SUB_STATE = "x-substate";

    /** {@code approved} of 1.2. */
    public static final String APPROVED = "x-approved";

    /** {@code resname} of 1.2, {@code name} of 2.1. */
    static final String NAME = "x-resname";

    /** {@code no} for a unit that must not be translated. */
    static final String TRANSLATE = "x-translate";

    private static final Set<String> ELSEWHERE = Set.of("xml:lang", "lang");

    /** Context types that XLIFF 1.2 defines (section 2.3, context-type). */
    private static final Set<String> CONTEXTS = Set.of(
            "database",
            "element",
            "elementtitle",
            "linenumber",
            "numparams",
            "paramnotes",
            "record",
            "recordtitle",
            "sourcefile");

    private static final String ATTRIBUTE = "attribute-";

    /**
     * Returns the values of a unit that have no equivalent in XLIFF.
     *
     * @param consumed property types whose first value has an equivalent
     */
    static List<XliffExtra> of(Sides pair, Set<String> consumed) {
        List<XliffExtra> extras = new ArrayList<>();
        Map<String, String> ofUnit = new LinkedHashMap<>(pair.unit().attributes());
        ofUnit.remove(Tu.ID);
        add(extras, Side.UNIT, ofUnit, pair, consumed);
        add(extras, Side.SOURCE, pair.source().attributes(), pair, Set.of());
        pair.target().ifPresent(side -> add(extras, Side.TARGET, side.attributes(), pair, consumed));
        return extras;
    }

    private static void add(
            List<XliffExtra> extras, Side side, Map<String, String> attributes, Sides pair, Set<String> consumed) {
        attributes.forEach((name, value) -> {
            if (!ELSEWHERE.contains(name)) {
                extras.add(new XliffExtra(side, true, name, value));
            }
        });
        Set<String> left = new HashSet<>(consumed);
        for (Annotation annotation : side.annotations(pair)) {
            if (annotation.isProperty() && !(left.remove(annotation.type()) && hasPlace(annotation))) {
                extras.add(new XliffExtra(side, false, annotation.type(), annotation.text()));
            }
        }
    }

    /** Returns whether the equivalent attribute can hold the value and reads back as the same property. */
    private static boolean hasPlace(Annotation property) {
        return switch (property.type()) {
            case APPROVED -> property.text().equals("yes") || property.text().equals("no");
            case TRANSLATE -> property.text().equals("no");
            default -> true;
        };
    }

    String contextType() {
        boolean isPlain = side == Side.UNIT && !isAttribute && (CONTEXTS.contains(name) || XliffTypes.isOfOthers(name));
        return isPlain
                ? name
                : XliffTypes.FOREIGN + side.lower() + ":" + (isAttribute ? ATTRIBUTE : "") + XliffTypes.encode(name);
    }

    /** Returns the value of a {@code <context>} of XLIFF 1.2. */
    static XliffExtra ofContext(String type, String value) {
        for (Side side : Side.values()) {
            String start = XliffTypes.FOREIGN + side.lower() + ":";
            if (type.startsWith(start)) {
                String name = type.substring(start.length());
                boolean isAttribute = name.startsWith(ATTRIBUTE);
                String code = isAttribute ? name.substring(ATTRIBUTE.length()) : name;
                return new XliffExtra(side, isAttribute, XliffTypes.decode(code), value);
            }
        }
        return new XliffExtra(Side.UNIT, false, type, value);
    }
}
