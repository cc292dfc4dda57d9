package duiqi.exchange.xliff;

import duiqi.exchange.Annotation;
import duiqi.exchange.LanguageCode;
import duiqi.exchange.Pairs;
import duiqi.exchange.Tu;
import duiqi.exchange.Tuv;
import duiqi.exchange.WriterSettings;
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
 * A property, or an attribute of TMX, that XLIFF has no place of its own for. In XLIFF 1.2 it is a {@code <context>}, in 2.1 a
 * {@code <mda:meta>}; other tools keep both and need not understand them. Immutable.
 *
 * @param side what it is said of
 * @param isAttribute whether it is an attribute, and not a property
 */
public record XliffExtra(Side side, boolean isAttribute, String name, String value) {
    /** The unit or side that something is said of. */
    enum Side {
        UNIT,
        SOURCE,
        TARGET;

        String lower() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** State of a target, which both versions have a place for. */
    public static final String STATE = "x-state";

    /** {@code state-qualifier} of 1.2. */
    public static final String QUALIFIER = "x-state-qualifier";

    /** {@code subState} of 2.1. */
    public static final String SUB_STATE = "x-substate";

    /** {@code approved} of 1.2. */
    public static final String APPROVED = "x-approved";

    /** {@code resname} of 1.2, {@code name} of 2.1. */
    static final String NAME = "x-resname";

    /** {@code no} where a unit is not to be translated. */
    static final String TRANSLATE = "x-translate";

    private static final Set<String> ELSEWHERE = Set.of("xml:lang", "lang");

    /** Kinds of context that XLIFF 1.2 defines (section 2.3, context-type). */
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

    /** The beginning of a {@code context-type} that is not simply the name of a property of the unit. */
    private static final String OWN = "x-duiqi-";

    private static final String ATTRIBUTE = "attribute-";

    /**
     * Returns what is to be kept of a unit in this way.
     *
     * @param attributes those of the unit that are not written otherwise
     * @param consumed types of properties of which the first is written otherwise
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

    /** Returns whether the attribute that a property is written to can say the same, and is read as a property. */
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

    /** Returns what a {@code <context>} of XLIFF 1.2 says. */
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

    /** Returns what a {@code <mda:meta>} of XLIFF 2.1 in a group of a category says. */
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
     * Returns the pairs of a unit for XLIFF. Unlike a table, it holds a side that has codes and no text, and says the language of a side
     * that is not the one of the file.
     */
    static List<Sides> pairs(Tu unit, WriterSettings options) {
        List<Tuv> sources = sides(unit, options.source());
        List<Tuv> targets = sides(unit, options.target()).stream()
                .filter(side -> !sources.contains(side))
                .toList();
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

    private static List<Tuv> sides(Tu unit, Language language) {
        return Sides.in(unit, language).map(side -> named(side, language)).toList();
    }

    /** Returns a side that says its language where the code of the file says less or another region. */
    private static Tuv named(Tuv side, Language language) {
        Language own = Pairs.language(side).orElse(language);
        boolean isSaid = new LanguageCode(LanguageCode.of(language)).expresses(own)
                && LanguageCode.regional(own).equals(LanguageCode.regional(language));
        return isSaid || side.property(Tuv.LANGUAGE).isPresent()
                ? side
                : side.with(List.of(Annotation.property(Tuv.LANGUAGE, own.tag())));
    }

    /** Returns the properties and notes of the unit or of a side. */
    static List<Annotation> annotations(Sides pair, Side side) {
        return switch (side) {
            case UNIT -> pair.unit().annotations();
            case SOURCE -> pair.source().annotations();
            case TARGET -> pair.target().map(Tuv::annotations).orElse(List.of());
        };
    }
}
