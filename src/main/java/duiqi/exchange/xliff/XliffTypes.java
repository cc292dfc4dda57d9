package duiqi.exchange.xliff;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Maps the kinds of inline tags of both versions of XLIFF to those of TMX, and encodes names as attribute values. Kinds
 * that XLIFF 1.2 defines stay unchanged; others get the prefix {@code x-}.
 *
 * <p>Sources: XLIFF 1.2, section 2.3 (ctype, mtype); XLIFF Version 2.1, section 4.3.1.35 (subType).
 */
public final class XliffTypes {
    /** The {@code mtype} of {@code <hi>} in TMX. */
    static final String HIGHLIGHT = "x-duiqi-hi";

    /** The {@code ctype} of {@code <ut>} in TMX. */
    static final String UNKNOWN_TAG = "x-duiqi-ut";

    /** Prefix of kinds and contexts that XLIFF does not define. */
    static final String FOREIGN = "x-duiqi-";

    /** Approximation of production 7 of XML 1.0, Nmtoken. */
    private static final Pattern TOKEN = Pattern.compile("[\\p{L}\\p{Nd}._-]{1,200}");

    private static final Pattern FORBIDDEN = Pattern.compile("[\\s%:]");
    private static final Pattern ESCAPE = Pattern.compile("%([0-9A-F]{4})");
    private static final Set<String> OF_DELIMITERS = Set.of("bold", "italic", "underlined", "link");
    private static final Set<String> OF_PLACEHOLDERS = Set.of("image", "pb", "lb");

    /** Formatting kinds of XLIFF 1.2 and TMX, by the XLIFF 2 subtype. */
    private static final Map<String, String> FORMATTING =
            Map.of("xlf:b", "bold", "xlf:i", "italic", "xlf:u", "underlined", "xlf:lb", "lb", "xlf:pb", "pb");

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

    /** Returns the kind of a tag for a {@code ctype}. */
    static String type(String ctype) {
        return ctype.startsWith(FOREIGN) ? decode(ctype.substring(FOREIGN.length())) : ctype;
    }

    /** Returns the {@code ctype} for a kind of tag. */
    static String ctype(String kind, boolean isPlaceholder) {
        Set<String> known = isPlaceholder ? OF_PLACEHOLDERS : OF_DELIMITERS;
        return known.contains(kind) || isOfOthers(kind) ? kind : FOREIGN + encode(kind);
    }

    /** Returns whether a kind is an extension that another tool defines. */
    static boolean isOfOthers(String kind) {
        return kind.startsWith("x-")
                && kind.length() > 2
                && !kind.startsWith(FOREIGN)
                && kind.chars().noneMatch(Character::isWhitespace);
    }

    /** Returns the {@code mtype} of a highlight followed by its id, because {@code mid} is reserved for segments. */
    static String highlight(String name) {
        return name.isEmpty() ? HIGHLIGHT : HIGHLIGHT + ":" + encode(name);
    }

    /** Replaces the type of a tag of XLIFF 2 by the kind in XLIFF 1.2 and TMX. */
    static void readTwo(Map<String, String> attributes) {
        String kind = FORMATTING.get(attributes.getOrDefault("subtype", ""));
        if (kind != null && "fmt".equals(attributes.get("type"))) {
            attributes.remove("subtype");
            attributes.put("type", kind);
        }
    }
}
