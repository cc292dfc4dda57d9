package duiqi.exchange.xliff;

import duiqi.exchange.Annotation;
import duiqi.exchange.LanguageCode;
import duiqi.exchange.Pairs;
import duiqi.exchange.Tu;
import duiqi.exchange.Tu.Tuv;
import duiqi.exchange.UnitWriter;
import duiqi.exchange.table.Sides;
import duiqi.text.Language;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds a property or a TMX attribute that has no equivalent in XLIFF. XLIFF 1.2 stores it as {@code <context>}, 2.1 as
 * {@code <mda:meta>}. Other tools preserve both without interpreting them. Immutable.
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

    /** Prefix of a {@code context-type} that is not just the name of a unit property. */
    private static final String OWN = "x-duiqi-";

    private static final String ATTRIBUTE = "attribute-";

    /**
     * Returns the values of a unit that have no equivalent in XLIFF.
     *
     * @param attributes attributes of the unit without an equivalent
     * @param consumed property types whose first value has an equivalent
     */
    static List<XliffExtra> of(Sides pair, Map<String, String> attributes, Set<String> consumed) {
        List<XliffExtra> extras = new ArrayList<>();
        add(extras, Side.UNIT, attributes, pair.unit().annotations(), consumed);
        add(extras, Side.SOURCE, pair.source().attributes(), pair.source().annotations(), Set.of());
        pair.target().ifPresent(side -> add(extras, Side.TARGET, side.attributes(), side.annotations(), consumed));
        return extras;
    }

    private static void add(
            List<XliffExtra> extras,
            Side side,
            Map<String, String> attributes,
            List<Annotation> annotations,
            Set<String> consumed) {
        attributes.forEach((name, value) -> {
            if (!ELSEWHERE.contains(name)) {
                extras.add(new XliffExtra(side, true, name, value));
            }
        });
        Set<String> left = new HashSet<>(consumed);
        for (Annotation annotation : annotations) {
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

    /** Returns the {@code context-type} of XLIFF 1.2. */
    String contextType() {
        boolean isPlain = side == Side.UNIT
                && !isAttribute
                && (CONTEXTS.contains(name)
                        || (name.startsWith("x-")
                                && name.length() > 2
                                && !name.startsWith(OWN)
                                && name.chars().noneMatch(Character::isWhitespace)));
        return isPlain ? name : OWN + side.lower() + ":" + (isAttribute ? ATTRIBUTE : "") + XliffTypes.encode(name);
    }

    /** Returns the value of a {@code <context>} of XLIFF 1.2. */
    static XliffExtra ofContext(String type, String value) {
        for (Side side : Side.values()) {
            String start = OWN + side.lower() + ":";
            if (type.startsWith(start)) {
                String name = type.substring(start.length());
                boolean isAttribute = name.startsWith(ATTRIBUTE);
                String code = isAttribute ? name.substring(ATTRIBUTE.length()) : name;
                return new XliffExtra(side, isAttribute, XliffTypes.decode(code), value);
            }
        }
        return new XliffExtra(Side.UNIT, false, type, value);
    }

    /** Returns the {@code category} of XLIFF 2.1. */
    String category() {
        return OWN + side.lower() + (isAttribute ? "-attributes" : "-properties");
    }

    /** Returns the value of a {@code <mda:meta>} of XLIFF 2.1 in a group with a category. */
    static XliffExtra ofMeta(String category, Optional<String> appliesTo, String type, String value) {
        for (Side side : Side.values()) {
            for (boolean isAttribute : new boolean[] {false, true}) {
                XliffExtra extra = new XliffExtra(side, isAttribute, type, value);
                if (extra.category().equals(category)) {
                    return extra;
                }
            }
        }
        Side side = appliesTo
                .map(to -> to.equals("source") ? Side.SOURCE : to.equals("target") ? Side.TARGET : Side.UNIT)
                .orElse(Side.UNIT);
        return new XliffExtra(side, false, type, value);
    }

    /**
     * Returns the pairs of a unit for XLIFF. Unlike a table, XLIFF holds texts that consist only of inline tags, and
     * texts in a language other than that of the file.
     */
    static List<Sides> pairs(Tu unit, UnitWriter.WriterSettings options) {
        List<Tuv> sources = sides(options.sources(unit), options.source());
        List<Tuv> targets = sides(options.targets(unit), options.target());
        if (sources.isEmpty()) {
            options.omissions().add("units with no text in " + options.source());
            return List.of();
        }
        options.omissions().add("texts in other languages", unit.variants().size() - sources.size() - targets.size());
        options.omissions()
                .add(
                        "empty texts",
                        targets.stream()
                                .filter(side -> side.content().pieces().isEmpty())
                                .count());
        return Sides.pairs(unit, sources, targets);
    }

    private static List<Tuv> sides(List<Tuv> sides, Language language) {
        return sides.stream().map(side -> withLanguage(side, language)).toList();
    }

    /**
     * Returns a variant with a property for its language if the language code of the file is less specific or has
     * another region.
     */
    private static Tuv withLanguage(Tuv side, Language language) {
        Language own = Pairs.language(side).orElse(language);
        boolean isSaid = new LanguageCode(LanguageCode.of(language)).expresses(own)
                && LanguageCode.regional(own).equals(LanguageCode.regional(language));
        return isSaid || side.property(Tuv.LANGUAGE).isPresent()
                ? side
                : side.with(List.of(Annotation.property(Tuv.LANGUAGE, own.tag())));
    }

    /** Returns the properties and notes of the unit, its source or its target. */
    static List<Annotation> annotations(Sides pair, Side side) {
        return switch (side) {
            case UNIT -> pair.unit().annotations();
            case SOURCE -> pair.source().annotations();
            case TARGET -> pair.target().map(Tuv::annotations).orElse(List.of());
        };
    }
}
