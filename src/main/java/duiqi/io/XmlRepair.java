package duiqi.io;

import duiqi.text.XmlCharacters;
import java.io.IOException;
import java.io.StringReader;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.text.StringEscapeUtils;

/**
 * Repairs an element that is not well-formed XML if there is only one way to do so. An instance repairs one element.
 *
 * <ul>
 * <li>Characters that XML forbids are omitted.
 * <li>Two references to the halves of a surrogate pair become the character.
 * <li>An ampersand or angle bracket that does not begin markup becomes text.
 * <li>HTML entities become text.
 * <li>Entities that the file declares become their text or markup.
 * </ul>
 */
final class XmlRepair {
    /** Character data, which has no references; or two references to surrogates with their numbers. */
    private static final Pattern SURROGATES = Pattern.compile(
            "(?s)<!\\[CDATA\\[.*?(?:]]>|\\z)|&#(x[Dd][89ABab][0-9A-Fa-f]{2}|5[56]\\d{3});&#(x[Dd][C-Fc-f][0-9A-Fa-f]{2}|5[67]\\d{3});");

    /** Character data; or a reference with its number or its name. */
    private static final Pattern REFERENCE = Pattern.compile(
            "(?s)<!\\[CDATA\\[.*?(?:]]>|\\z)" + "|&(?:#(x[0-9A-Fa-f]{1,8}|[0-9]{1,8});|([\\p{L}_:][\\w.:-]{0,63});)?");

    private static final Pattern ENTITY =
            Pattern.compile("<!ENTITY\\s+([\\w.:-]{1,64})\\s+(?:\"([^\"%]{0,1000})\"|'([^'%]{0,1000})')\\s*>");
    private static final Pattern COMMENT = Pattern.compile("<!--[^-]*+(?:-[^-]++)*+-->");
    private static final Pattern NUMBER = Pattern.compile("&#(?:\\d{1,7}|x[0-9A-Fa-f]{1,6});");
    private static final Set<String> OF_XML = Set.of("amp", "lt", "gt", "quot", "apos");

    /** Maximum number of characters from declared entities in one element; they could grow to a thousand times its size. */
    private static final int MAX_DECLARED = 1 << 20;

    private final Map<String, String> entities;
    private int declared;
    private final Set<String> changes = new LinkedHashSet<>();
    private int first = -1;

    /**
     * Creates a repair for one element.
     *
     * @param entities {@link #declaredEntities} of the file
     */
    XmlRepair(Map<String, String> entities) {
        this.entities = entities;
    }

    /** Returns the index of the first unescaped character in the element; 0 if there is none. */
    int firstUnescaped() {
        return Math.max(0, first);
    }

    /** Returns the repaired problems, for a message. */
    String changes() {
        return String.join(", ", changes);
    }

    boolean hasChanged() {
        return !changes.isEmpty();
    }

    /** Returns the repaired element, which may still not be well-formed. */
    String apply(String xml) throws IOException {
        String text = references(escapeBrackets(xml));
        String only = XmlCharacters.only(text);
        if (only.length() < text.length()) {
            int forbidden = text.codePoints()
                    .filter(c -> XmlCharacters.only(Character.toString(c)).isEmpty())
                    .findFirst()
                    .orElseThrow();
            changes.add("has a character that XML forbids, " + code(forbidden));
        }
        return only;
    }

    /** Escapes angle brackets that do not begin markup. */
    private String escapeBrackets(String xml) throws IOException {
        StringBuilder repaired = new StringBuilder(xml.length() + 16);
        MarkupLexer lexer = new MarkupLexer(new MarkupLexer.TextWindow("", new StringReader(xml)));
        for (XmlScanner.Kind kind = lexer.next(); kind != XmlScanner.Kind.END; kind = lexer.next()) {
            String part = xml.substring((int) lexer.start(), (int) lexer.end());
            if (kind == XmlScanner.Kind.TEXT && part.startsWith("<")) {
                changes.add("has an unescaped \"<\"");
                first = first < 0 ? (int) lexer.start() : first;
                repaired.append("&lt;").append(part, 1, part.length());
            } else if (kind == XmlScanner.Kind.COMMENT && part.indexOf("--", 4) < part.length() - 3) {
                changes.add("has a comment that contains \"--\"");
            } else {
                repaired.append(part);
            }
        }
        return repaired.toString();
    }

    private String references(String xml) {
        String joined = SURROGATES.matcher(xml).replaceAll(pair -> Matcher.quoteReplacement(character(pair)));
        return REFERENCE.matcher(joined).replaceAll(reference -> {
            int number = number(reference);
            first = first < 0 && reference.group().equals("&") ? reference.start() : first;
            return Matcher.quoteReplacement(
                    reference.group().startsWith("<")
                            ? reference.group()
                            : number >= 0 ? character(reference.group(), number) : entity(reference));
        });
    }

    /** Returns the character of two references to surrogates; the references if they are no pair. */
    private String character(MatchResult pair) {
        if (pair.group(1) == null) {
            return pair.group();
        }
        char high = (char) number(pair.group(1));
        char low = (char) number(pair.group(2));
        if (!Character.isSurrogatePair(high, low)) {
            return pair.group();
        }
        changes.add("has a character written as two surrogate references");
        return new String(new char[] {high, low});
    }

    /** Returns the code point of a numeric reference; -1 for other references. */
    private static int number(MatchResult reference) {
        return reference.group(1) == null ? -1 : number(reference.group(1));
    }

    private static int number(String digits) {
        long number = digits.startsWith("x") ? Long.parseLong(digits.substring(1), 16) : Long.parseLong(digits);
        return number > Character.MAX_CODE_POINT ? 0 : (int) number;
    }

    private String character(String reference, int number) {
        if (XmlCharacters.only(Character.toString(number)).isEmpty()) {
            changes.add("has a character that XML forbids, " + code(number));
            return "";
        }
        return reference;
    }

    private String entity(MatchResult reference) {
        String name = reference.group(2);
        if (name == null) {
            changes.add("has an unescaped \"&\"");
            return "&amp;";
        }
        if (OF_XML.contains(name)) {
            return reference.group();
        }
        if (entities.containsKey(name)) {
            String value = entities.getOrDefault(name, "");
            declared += value.length();
            return declared > MAX_DECLARED ? reference.group() : value;
        }
        String value = StringEscapeUtils.unescapeHtml4(reference.group());
        if (value.equals(reference.group())) {
            return value; // The entity is unknown, so the element stays damaged.
        }
        changes.add("has the HTML entity " + reference.group());
        return StringEscapeUtils.escapeXml10(value);
    }

    private static String code(int c) {
        return String.format(Locale.ROOT, "U+%04X", c);
    }

    /**
     * Returns the entities that the document type declares in the file itself, by name, as XML without references to
     * other declared entities. Skips entities that contain later ones or would become too long, and external ones, which
     * are never read.
     */
    static Map<String, String> declaredEntities(String documentType) {
        Map<String, String> texts = new TreeMap<>();
        int length = 0;
        Matcher matcher = ENTITY.matcher(COMMENT.matcher(documentType).replaceAll(""));
        while (matcher.find()) {
            String declared = matcher.group(2) == null ? matcher.group(3) : matcher.group(2);
            // Numeric references are replaced in the declaration (XML 1.0, section 4.4.5). The first declaration of a
            // name is valid (section 4.2).
            String text = NUMBER.matcher(declared).replaceAll(number -> decoded(number.group()));
            boolean isKnown = REFERENCE
                    .matcher(text)
                    .results()
                    .map(inner -> String.valueOf(inner.group(2)))
                    .allMatch(name -> OF_XML.contains(name) || texts.containsKey(name));
            String whole = REFERENCE
                    .matcher(text)
                    .replaceAll(inner -> Matcher.quoteReplacement(
                            texts.getOrDefault(String.valueOf(inner.group(2)), inner.group())));
            if (isKnown && length + whole.length() <= MAX_DECLARED && !texts.containsKey(matcher.group(1))) {
                length += whole.length();
                // Attributes can contain a text with its quotation marks as references.
                texts.put(
                        matcher.group(1),
                        whole.contains("<")
                                ? whole
                                : whole.replace("\"", "&quot;").replace("'", "&apos;"));
            }
        }
        return texts;
    }

    private static String decoded(String reference) {
        return Matcher.quoteReplacement(StringEscapeUtils.unescapeHtml4(reference));
    }
}
