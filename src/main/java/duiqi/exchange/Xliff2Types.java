package duiqi.exchange;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What kinds of codes XLIFF 2 knows, and the attributes of its inline elements.
 *
 * <p>Source: XLIFF Version 2.1, sections 4.3.1.35 (subType) and 4.3.1.37 (type), and 4.2.3 for the elements.
 */
final class Xliff2Types {
    /** Before a kind that XLIFF does not know. */
    static final String FOREIGN = "duiqi:";

    /** What {@code <hi>} is in TMX. */
    static final String HIGHLIGHT = FOREIGN + "hi";

    /** What {@code <ut>} is in TMX. */
    static final String UNKNOWN_TAG = FOREIGN + "ut";

    private static final Set<String> TYPES = Set.of("fmt", "ui", "quote", "link", "image", "other");

    /** Kinds of XLIFF 1.2 and TMX by the kinds of formatting that XLIFF 2 has for them. */
    private static final Map<String, String> FORMATTING = new TreeMap<>(
            Map.of("xlf:b", "bold", "xlf:i", "italic", "xlf:u", "underlined", "xlf:lb", "lb", "xlf:pb", "pb"));

    /** Names in lower case, as attributes are read, by what they are. */
    private static final Map<String, String> ATTRIBUTES = new TreeMap<>(Map.of(
            "cancopy", "canCopy",
            "candelete", "canDelete",
            "canreorder", "canReorder",
            "canoverlap", "canOverlap",
            "disp", "disp",
            "equiv", "equiv",
            "dir", "dir"));

    private static final Map<String, Set<String>> VALUES = Map.of(
            "cancopy", Set.of("yes", "no"),
            "candelete", Set.of("yes", "no"),
            "canreorder", Set.of("yes", "no", "firstNo"),
            "canoverlap", Set.of("yes", "no"),
            "dir", Set.of("ltr", "rtl", "auto"));

    private Xliff2Types() {}

    /** Says in attributes of the model of what kind a code is. */
    static void read(Map<String, String> attributes) {
        String subType = attributes.getOrDefault("subtype", "");
        if (subType.startsWith(FOREIGN)) {
            attributes.remove("subtype");
            attributes.put("type", Xliff1Types.XliffNames.decode(subType.substring(FOREIGN.length())));
        } else if (FORMATTING.containsKey(subType) && "fmt".equals(attributes.get("type"))) {
            attributes.remove("subtype");
            attributes.put("type", FORMATTING.getOrDefault(subType, ""));
        }
    }

    /** Adds the kind of a code to its attributes in XLIFF. */
    static void write(Map<String, String> model, Map<String, String> attributes) {
        String type = model.getOrDefault("type", "");
        String subType = model.getOrDefault("subtype", "");
        if (TYPES.contains(type)) {
            attributes.put("type", type);
            if (subType.matches("[^\\s:]+:[^\\s:]+")) {
                attributes.put("subType", subType);
            }
            return;
        }
        for (Map.Entry<String, String> kind : FORMATTING.entrySet()) {
            if (kind.getValue().equals(type)) {
                attributes.put("type", "fmt");
                attributes.put("subType", kind.getKey());
                return;
            }
        }
        if (!type.isEmpty()) {
            attributes.put("type", "other");
            attributes.put("subType", FOREIGN + Xliff1Types.XliffNames.encode(type));
        }
    }

    /** Whether an attribute of the model has a place of its own in XLIFF. */
    static boolean isCopied(String name) {
        return ATTRIBUTES.containsKey(name) || name.equals("equiv-text");
    }

    /** Adds what a code says of itself to its attributes in XLIFF. */
    static void copy(Map<String, String> model, Map<String, String> attributes) {
        ATTRIBUTES.forEach((lower, name) -> {
            String value = model.getOrDefault(lower, "");
            Set<String> values = VALUES.getOrDefault(lower, Set.of());
            if (!value.isEmpty() && (values.isEmpty() || values.contains(value))) {
                attributes.put(name, value);
            }
        });
        String equivalent = model.getOrDefault("equiv-text", "");
        if (!equivalent.isEmpty()) {
            attributes.put("equiv", equivalent);
        }
    }

    /** Attributes of marks in XLIFF 2 (Version 2.1, section 4.2.3.6, mrk). */
    static final class Xliff2Marks {
        private Xliff2Marks() {}

        /** Adds what a mark of either XLIFF says of itself; terms are the one kind that both have. */
        static void copy(Map<String, String> model, Map<String, String> attributes) {
            String value = model.getOrDefault("value", model.getOrDefault("comment", ""));
            String type = model.getOrDefault("type", "");
            if (model.containsKey("mtype")) {
                type = Xliff2Types.FOREIGN + Xliff1Types.XliffNames.encode(model.getOrDefault("mtype", ""));
            }
            boolean isComment = type.equals("comment");
            if (isComment && value.isEmpty()) {
                type = ""; // a comment must have a value or refer to a note, and references are not kept
            }
            if (type.equals("term") || type.equals("comment") || type.matches("[^\\s:]+:[^\\s:]+")) {
                attributes.put("type", type);
            }
            if (!value.isEmpty()) {
                attributes.put("value", value);
            }
            String translate = model.getOrDefault("translate", "");
            if (translate.equals("yes") || translate.equals("no")) {
                attributes.put("translate", translate);
            }
        }
    }
}
