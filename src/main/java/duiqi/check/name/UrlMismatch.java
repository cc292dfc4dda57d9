package duiqi.check.name;

import duiqi.check.Check;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.check.TextSpan.Side;
import duiqi.text.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds addresses that differ between the source and the translation: URLs, email addresses, file paths, account names,
 * DOIs and ISBNs. It ignores differences in scheme, DOI server, trailing slash and language of a page. Stateless.
 */
public final class UrlMismatch implements Check {
    public static final Rule RULE = Rule.of(
                    "url-mismatch",
                    Severity.ERROR,
                    "a URL, path, account or identifier differs between the source and the translation")
            .measured(36, 38);

    /** ASCII only (RFC 3986): in Chinese text an address ends before the next Chinese character. */
    private static final String IN_URL = "[A-Za-z0-9\\-._~:/?#\\[\\]@!$&'()*+,;=%]";

    private static final Pattern ADDRESS = Pattern.compile("(?i)(?<![a-z])[a-z]{2,9}://" + IN_URL + "{3,}"
            + "|(?<![A-Za-z0-9.])www\\." + IN_URL + "{3,}"
            + "|(?<![A-Za-z0-9._%+-])[a-z0-9._%+-]+@[a-z0-9-]+(?:\\.[a-z0-9-]+){1,20}"
            + "|(?<![A-Za-z0-9./])10\\.[0-9]{4,9}/[A-Za-z0-9\\-._;()/:]+"
            + "|(?<=\\bISBN[ :：-]?[ :：]?)[0-9][0-9Xx -]{8,16}[0-9Xx]"
            + "|(?<![A-Za-z0-9._@/])@[a-z_][a-z0-9_]{2,}"
            + "|(?<![A-Za-z0-9.:/~)])(?:[a-z]:\\\\|~?/|\\.\\.?/)(?:[a-z0-9_.-]+[/\\\\]){1,60}[a-z0-9_.-]+"
            + "|(?<![A-Za-z0-9.@/-])(?:[a-z0-9-]+\\.){1,20}(?:com|org|net|gov|edu|cn)(?![A-Za-z0-9-])(?:/" + IN_URL
            + "*)?");

    private static final Pattern TAIL = Pattern.compile("[.,;:!?'*]+$");
    private static final String LANGUAGE =
            "(?:zh|en|cn|tw|hk|uk|us|gb|sc|tc|chs|cht|chi|zho|eng|english|chinese|schi|tchi|tc_chi|sc_chi"
                    + "|zh[-_]?(?:cn|tw|hk|sg|hans|hant|chs|cht)(?:[-_](?:cn|tw|hk))?|en[-_]?(?:us|gb|uk|au|ca|hk))";

    /** Matches the parts of an address that name a language or a country. */
    private static final Pattern OF_LANGUAGE = Pattern.compile("(?<=[/=])" + LANGUAGE + "(?=[/?&#]|$)"
            + "|^" + LANGUAGE + "\\."
            + "|[?&](?:lang|language|hl|gl|locale|lan|lng|uselang|setlang|variant|mkt|cc)=[a-z]{2,7}(?:[-_][a-z]{2,4}){0,2}"
            + "|(?:[._-]" + LANGUAGE + "|[_-][ce])(?=\\.[a-z]+$|$)");

    /** Matches an address whose parts are words that are translated: 协议://主机, @用户名, /路径/至/命令. */
    private static final Pattern EXAMPLE =
            Pattern.compile("\\p{IsHan}://|@\\p{IsHan}|(?<!\\p{IsHan})/\\p{IsHan}{1,9}/\\p{IsHan}");

    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern SLASHES = Pattern.compile("/{2,}");
    private static final Pattern LAST_SLASH = Pattern.compile("/(?:index\\.(?:html?|php))?$");

    /** Matches the start of an encoded character outside ASCII. */
    private static final Pattern ENCODED = Pattern.compile("%[89a-f][0-9a-f]");

    /** Matches a domain without a scheme and a path, which may be the name of a company: Amazon.com. */
    private static final Pattern BARE = Pattern.compile("(?!www\\.)[A-Za-z0-9-]+(?:\\.[A-Za-z]+){1,3}");

    /**
     * Holds an address as written, and its key without the parts that make no difference.
     *
     * @param isCut true if Chinese characters continue the address, which are not part of the key
     */
    private record Address(int start, String text, String key, boolean isCut) {
        boolean isSame(Address other) {
            return key.equals(other.key)
                    || (isCut && other.key.startsWith(key))
                    || (other.isCut && key.startsWith(other.key));
        }

        int end() {
            return start + text.length();
        }

        /** Returns whether this is a domain that may be the name of a company. */
        boolean isBare() {
            return BARE.matcher(text).matches();
        }

        /** Returns whether this is an address of a person or list, such as that of the translators. */
        boolean isMail() {
            return text.indexOf('@') > 0 && text.indexOf('/') < 0;
        }

        boolean isBrand() {
            return isBare() && Character.isUpperCase(text.charAt(0));
        }
    }

    @Override
    public List<Finding> check(CheckedUnit unit) {
        String sourceText = unit.source().text();
        String targetText = unit.target().text();
        if (sourceText.isBlank() || targetText.isBlank()) {
            return List.of();
        }
        List<Address> missing = addresses(sourceText);
        List<Address> target = addresses(targetText);
        if (missing.isEmpty() && target.isEmpty()) {
            return List.of();
        }
        List<Address> extra = new ArrayList<>();
        List<Address> source = List.copyOf(missing);
        for (Address address : target) {
            Deadline.check();
            Optional<Address> same = missing.stream().filter(address::isSame).findFirst();
            if (same.isPresent()) {
                missing.remove(same.get());
            } else if (source.stream().noneMatch(address::isSame)) {
                extra.add(address);
            }
        }
        missing.removeIf(address -> {
            Deadline.check();
            return target.stream().anyMatch(address::isSame);
        });
        removeSpaced(missing, targetText);
        removeSpaced(extra, sourceText);
        extra.removeIf(Address::isBrand);
        if (EXAMPLE.matcher(targetText).find()) {
            missing.clear();
        }
        return findings(unit, missing, extra);
    }

    /** Removes addresses that the other text has with spaces in them: example. org. */
    private static void removeSpaced(List<Address> addresses, String other) {
        String packed = addresses.isEmpty() ? "" : SPACES.matcher(other).replaceAll("");
        addresses.removeIf(address -> packed.contains(address.text) && !other.contains(address.text));
    }

    private static List<Finding> findings(CheckedUnit unit, List<Address> missing, List<Address> extra) {
        List<Finding> findings = new ArrayList<>();
        boolean arePaired = missing.size() == extra.size();
        for (int i = 0; i < missing.size(); i++) {
            Address one = missing.get(i);
            if (arePaired) {
                Address other = extra.get(i);
                findings.add(Finding.of(
                                RULE,
                                unit,
                                other.text + " does not match " + one.text + " in the " + unit.language(Side.SOURCE))
                        .inTarget(other.start, other.end())
                        .inSource(one.start, one.end())
                        .about(one.text)
                        .suggesting(List.of(one.text)));
            } else {
                findings.add(Finding.of(RULE, unit, one.text + " is missing from the " + unit.language(Side.TARGET))
                        .as(one.isBrand() ? Severity.NOTE : Severity.ERROR)
                        .inSource(one.start, one.end())
                        .inWholeTarget()
                        .about(one.text));
            }
        }
        if (!arePaired) {
            extra.forEach(other ->
                    findings.add(Finding.of(RULE, unit, other.text + " is not in the " + unit.language(Side.SOURCE))
                            .as(other.isBare() || other.isMail() ? Severity.NOTE : Severity.WARNING)
                            .inTarget(other.start, other.end())
                            .about(other.text)));
        }
        return findings;
    }

    /** Returns the start and end of each address. */
    static List<int[]> spans(String text) {
        return addresses(text).stream()
                .map(address -> new int[] {address.start, address.end()})
                .toList();
    }

    private static List<Address> addresses(String text) {
        List<Address> addresses = new ArrayList<>();
        if (!mayHave(text)) {
            return addresses;
        }
        Matcher matcher = ADDRESS.matcher(Deadline.watched(text));
        while (matcher.find()) {
            String written = trim(matcher.group());
            String plain = written.toLowerCase(Locale.ROOT)
                    .replaceFirst("^(?:https?|ftp)://", "")
                    .replaceFirst("^www\\.", "")
                    .replaceFirst("^(?:dx\\.)?doi\\.org/(?=10\\.)", "");
            if (plain.isEmpty() || plain.startsWith("/_")) {
                // The text only describes addresses, as in http://..., or is a menu of GTK, as in /_File/_Open.
                continue;
            }
            boolean isNumber = Character.isDigit(plain.charAt(0)) && plain.matches("[0-9xX -]+");
            String decoded = decoded(plain);
            String neutral = plain.indexOf('@') > 0 && plain.indexOf('/') < 0
                    ? plain
                    : OF_LANGUAGE.matcher(decoded).replaceAll("");
            String key =
                    LAST_SLASH.matcher(SLASHES.matcher(neutral).replaceAll("/")).replaceFirst("");
            boolean isCut =
                    (decoded.length() < plain.length() && ENCODED.matcher(plain).find())
                            || ("/=_-#".indexOf(written.charAt(written.length() - 1)) >= 0
                                    && matcher.end() < text.length()
                                    && Character.isIdeographic(text.codePointAt(matcher.end())));
            addresses.add(new Address(matcher.start(), written, isNumber ? plain.replaceAll("[ -]", "") : key, isCut));
        }
        return addresses;
    }

    /** Returns an address with its encoded ASCII characters decoded, up to the first other encoded character. */
    private static String decoded(String address) {
        StringBuilder decoded = new StringBuilder();
        for (int i = 0; i < address.length(); i++) {
            char c = address.charAt(i);
            if (c == '%' && i + 2 < address.length() && isHex(address.charAt(i + 1)) && isHex(address.charAt(i + 2))) {
                int code = Integer.parseInt(address.substring(i + 1, i + 3), 16);
                if (code >= 0x80) {
                    return decoded.toString();
                }
                decoded.append((char) code);
                i += 2;
            } else {
                decoded.append(c);
            }
        }
        return decoded.toString();
    }

    private static boolean isHex(char c) {
        return Character.digit(c, 16) >= 0 && c < 0x80;
    }

    /**
     * Returns whether the text has a slash, an at sign, a full stop inside a word, or "ISBN". Without them there is no
     * address.
     */
    private static boolean mayHave(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '/' || c == '\\' || c == '@') {
                return true;
            }
            if (c == '.'
                    && i + 1 < text.length()
                    && text.charAt(i + 1) < 0x80
                    && Character.isLetter(text.charAt(i + 1))) {
                return true;
            }
        }
        return text.contains("ISBN");
    }

    /** Returns an address without the punctuation of the sentence and without an unmatched closing bracket. */
    private static String trim(String address) {
        String text = TAIL.matcher(address).replaceFirst("");
        boolean hasRound = text.indexOf('(') >= 0;
        boolean hasSquare = text.indexOf('[') >= 0;
        while ((text.endsWith(")") && !hasRound) || (text.endsWith("]") && !hasSquare)) {
            Deadline.check();
            text = TAIL.matcher(text.substring(0, text.length() - 1)).replaceFirst("");
        }
        return text;
    }
}
