package duiqi.exchange.xliff;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Maps the kinds of inline tags, markers and states between both versions of XLIFF, and encodes names as attribute
 * values.
 */
public final class XliffTypes {
    /** Approximation of production 7 of XML 1.0, Nmtoken. */
    private static final Pattern TOKEN = Pattern.compile("[\\p{L}\\p{Nd}._-]{1,200}");

    private static final Pattern FORBIDDEN = Pattern.compile("[\\s%:]");
    private static final Pattern ESCAPE = Pattern.compile("%([0-9A-F]{4})");

    private XliffTypes() {}

    /** Returns whether an NMTOKEN attribute can hold the name. */
    public static boolean isToken(String name) {
        return TOKEN.matcher(name).matches();
    }

    /** Returns the name encoded in characters that every attribute accepts. */
    static String encode(String name) {
        return FORBIDDEN
                .matcher(name)
                .replaceAll(found ->
                        String.format(Locale.ROOT, "%%%04X", (int) found.group().charAt(0)));
    }

    /** Returns the name that {@link #encode} encoded. */
    static String decode(String code) {
        return ESCAPE.matcher(code)
                .replaceAll(
                        found -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 16))));
    }

    /**
     * Maps the kinds of inline tags and markers of XLIFF 1.2. Kinds that XLIFF defines stay unchanged; others get the
     * prefix {@code x-}.
     *
     * <p>Source: XLIFF 1.2, section 2.3 (ctype, mtype, state, state-qualifier).
     */
    static final class One {
        /** The {@code mtype} of {@code <hi>} in TMX. */
        static final String HIGHLIGHT = "x-duiqi-hi";

        /** The {@code ctype} of {@code <ut>} in TMX. */
        static final String UNKNOWN_TAG = "x-duiqi-ut";

        private static final Set<String> OF_DELIMITERS = Set.of("bold", "italic", "underlined", "link");
        private static final Set<String> OF_PLACEHOLDERS = Set.of("image", "pb", "lb");
        private static final Set<String> OF_MARKS = Set.of(
                "abbrev abbreviated-form abbreviation acronym appellation collocation common-name datetime equation"
                        .split(" "));
        private static final Set<String> MORE_MARKS =
                Set.of(("expanded-form formula head-term initialism international-scientific-term internationalism"
                                + " logical-expression materials-management-unit name near-synonym part-number phrase"
                                + " phraseological-unit protected romanized-form seg set-phrase short-form sku"
                                + " standard-text symbol synonym synonymous-phrase term transcribed-form"
                                + " transliterated-form truncated-term variant")
                        .split(" "));
        /** Data types of texts in tags. The standard has some forty more, for programming and layout. */
        private static final Set<String> DATATYPES = Set.of("html", "javascript", "plaintext", "rtf", "xhtml", "xml");

        private static final Set<String> STATES = Set.of(
                "final",
                "needs-adaptation",
                "needs-l10n",
                "needs-review-adaptation",
                "needs-review-l10n",
                "needs-review-translation",
                "needs-translation",
                "new",
                "signed-off",
                "translated");
        private static final Set<String> QUALIFIERS = Set.of(
                "exact-match",
                "fuzzy-match",
                "id-match",
                "leveraged-glossary",
                "leveraged-inherited",
                "leveraged-mt",
                "leveraged-repository",
                "leveraged-tm",
                "mt-suggestion",
                "rejected-grammar",
                "rejected-inaccurate",
                "rejected-length",
                "rejected-spelling",
                "tm-suggestion");

        /** Prefix of kinds that XLIFF does not define. */
        private static final String FOREIGN = "x-duiqi-";

        private One() {}

        /** Returns the kind of a tag for a {@code ctype}. */
        static String type(String ctype) {
            return ctype.startsWith(FOREIGN) ? decode(ctype.substring(FOREIGN.length())) : ctype;
        }

        /** Returns the {@code ctype} for a kind of tag. */
        static String ctype(String kind, boolean isPlaceholder) {
            Set<String> known = isPlaceholder ? OF_PLACEHOLDERS : OF_DELIMITERS;
            return known.contains(kind) || isOwn(kind) ? kind : FOREIGN + encode(kind);
        }

        /** Returns the {@code datatype} of a text inside a tag. */
        static String datatype(String type) {
            return DATATYPES.contains(type) || isOwn(type) ? type : FOREIGN + encode(type);
        }

        /** Returns whether {@code mtype} accepts a kind of marker. */
        static boolean isMark(String kind) {
            return OF_MARKS.contains(kind) || MORE_MARKS.contains(kind) || isOwn(kind);
        }

        /**
         * Returns the {@code mtype} of a highlight followed by its id, because {@code mid} is reserved for segments.
         */
        static String highlight(String name) {
            return name.isEmpty() ? HIGHLIGHT : HIGHLIGHT + ":" + encode(name);
        }

        static boolean isState(String state) {
            return STATES.contains(state) || isOwn(state);
        }

        static boolean isQualifier(String qualifier) {
            return QUALIFIERS.contains(qualifier) || isOwn(qualifier);
        }

        private static boolean isOwn(String value) {
            return value.startsWith("x-")
                    && value.length() > 2
                    && !value.startsWith(FOREIGN)
                    && value.chars().noneMatch(Character::isWhitespace);
        }
    }

    /**
     * Maps the kinds of inline tags of XLIFF 2, and the attributes of its inline elements.
     *
     * <p>Source: XLIFF Version 2.1, sections 4.3.1.35 (subType) and 4.3.1.37 (type), and 4.2.3 for the elements.
     */
    static final class Two {
        /** Prefix of kinds that XLIFF does not define. */
        static final String FOREIGN = "duiqi:";

        /** Type of {@code <hi>} in TMX. */
        static final String HIGHLIGHT = FOREIGN + "hi";

        /** Type of {@code <ut>} in TMX. */
        static final String UNKNOWN_TAG = FOREIGN + "ut";

        private static final Set<String> TYPES = Set.of("fmt", "ui", "quote", "link", "image", "other");

        /** Formatting kinds of XLIFF 1.2 and TMX, by the XLIFF 2 subtype. */
        private static final Map<String, String> FORMATTING = new TreeMap<>(
                Map.of("xlf:b", "bold", "xlf:i", "italic", "xlf:u", "underlined", "xlf:lb", "lb", "xlf:pb", "pb"));

        /** Attribute names by their lower-case form, in which they are read. */
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

        private Two() {}

        /** Converts the kind of a tag from XLIFF attributes to model attributes. */
        static void read(Map<String, String> attributes) {
            String subType = attributes.getOrDefault("subtype", "");
            if (subType.startsWith(FOREIGN)) {
                attributes.remove("subtype");
                attributes.put("type", decode(subType.substring(FOREIGN.length())));
            } else if (FORMATTING.containsKey(subType) && "fmt".equals(attributes.get("type"))) {
                attributes.remove("subtype");
                attributes.put("type", FORMATTING.getOrDefault(subType, ""));
            }
        }

        /** Adds the kind of a tag to its XLIFF attributes. */
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
                attributes.put("subType", FOREIGN + encode(type));
            }
        }

        /** Returns whether a model attribute has an equivalent in XLIFF. */
        static boolean isCopied(String name) {
            return ATTRIBUTES.containsKey(name) || name.equals("equiv-text");
        }

        /** Adds the model attributes of a tag to its XLIFF attributes. */
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

        /** Adds the attributes of a marker from either version. Terms are the only kind that both versions share. */
        static void copyMark(Map<String, String> model, Map<String, String> attributes) {
            String value = model.getOrDefault("value", model.getOrDefault("comment", ""));
            String type = model.getOrDefault("type", "");
            if (model.containsKey("mtype")) {
                type = FOREIGN + encode(model.getOrDefault("mtype", ""));
            }
            boolean isComment = type.equals("comment");
            if (isComment && value.isEmpty()) {
                type = ""; // A comment needs a value or a reference to a note. Units do not keep these references.
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
