package duiqi.exchange;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What kinds of codes and marks XLIFF 1.2 knows. Kinds of its own stay as they are, those of others stand behind {@code x-}.
 *
 * <p>Source: XLIFF 1.2, section 2.3 (ctype, mtype, state, state-qualifier).
 */
final class Xliff1Types {
    private static final Set<String> OF_DELIMITERS = Set.of("bold", "italic", "underlined", "link");
    private static final Set<String> OF_PLACEHOLDERS = Set.of("image", "pb", "lb");
    private static final Set<String> OF_MARKS =
            Set.of("abbrev abbreviated-form abbreviation acronym appellation collocation common-name datetime equation"
                    .split(" "));
    private static final Set<String> MORE_MARKS =
            Set.of(("expanded-form formula head-term initialism international-scientific-term internationalism"
                            + " logical-expression materials-management-unit name near-synonym part-number phrase"
                            + " phraseological-unit protected romanized-form seg set-phrase short-form sku"
                            + " standard-text symbol synonym synonymous-phrase term transcribed-form"
                            + " transliterated-form truncated-term variant")
                    .split(" "));
    /** Those that texts in codes have; the standard has some forty more, of programming and layout. */
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

    /** Before a kind that XLIFF does not know. */
    private static final String FOREIGN = "x-duiqi-";

    private Xliff1Types() {}

    /** The kind of a code from its {@code ctype}. */
    static String type(String ctype) {
        return ctype.startsWith(FOREIGN) ? XliffNames.decode(ctype.substring(FOREIGN.length())) : ctype;
    }

    /** What the attribute says for a kind of code. */
    static String ctype(String kind, boolean isPlaceholder) {
        Set<String> known = isPlaceholder ? OF_PLACEHOLDERS : OF_DELIMITERS;
        return known.contains(kind) || isOwn(kind) ? kind : FOREIGN + XliffNames.encode(kind);
    }

    /** The {@code datatype} of a text inside a code. */
    static String datatype(String type) {
        return DATATYPES.contains(type) || isOwn(type) ? type : FOREIGN + XliffNames.encode(type);
    }

    /** Whether {@code mtype} takes a kind of mark. */
    static boolean isMark(String kind) {
        return OF_MARKS.contains(kind) || MORE_MARKS.contains(kind) || isOwn(kind);
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

    /** Names of any letters as values of attributes that take only some: white space, {@code :} and {@code %} become escapes. */
    static final class XliffNames {
        /** Near enough to production 7 of XML 1.0, Nmtoken. */
        private static final Pattern TOKEN = Pattern.compile("[\\p{L}\\p{Nd}._-]{1,200}");

        private static final Pattern FORBIDDEN = Pattern.compile("[\\s%:]");
        private static final Pattern ESCAPE = Pattern.compile("%([0-9A-F]{4})");

        private XliffNames() {}

        /** Whether an attribute of type NMTOKEN can hold it. */
        static boolean isToken(String name) {
            return TOKEN.matcher(name).matches();
        }

        /** The name in letters that every attribute takes. */
        static String encode(String name) {
            return FORBIDDEN
                    .matcher(name)
                    .replaceAll(found -> String.format(
                            Locale.ROOT, "%%%04X", (int) found.group().charAt(0)));
        }

        /** The name that was encoded. */
        static String decode(String code) {
            return ESCAPE.matcher(code)
                    .replaceAll(found ->
                            Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 16))));
        }
    }
}
