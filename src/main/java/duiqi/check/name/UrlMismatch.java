package duiqi.check.name;

import duiqi.check.Check;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.check.TextSpan.Side;
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
    static final Rule RULE = Rule.of(
            "url-mismatch",
            Severity.ERROR,
            "a URL, path, account or identifier differs between the source and the translation");

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
            "(?:zh|en|cn|chs|cht|eng|english|chinese|zh-?(?:cn|tw|hk|hans|hant)|en-?(?:us|gb))";
    private static final Pattern OF_LANGUAGE = Pattern.compile(
            "(?<=[/=])" + LANGUAGE + "(?=[/?&#]|$)|^" + LANGUAGE + "\\.|[._-]" + LANGUAGE + "(?=\\.[a-z]+$|$)");

    /** Names of organisations, which have Chinese names too. */
    private static final Pattern BRAND = Pattern.compile("[A-Z][A-Za-z]+\\.(?:com|org|net)");

    private static final Pattern DOMAIN = Pattern.compile("^[^/]+");

    @Override
    public List<Rule> rules() {
        return List.of(RULE);
    }

    /** Holds an address as written, and its key without the parts that make no difference. */
    private record Address(int start, String text, String key, boolean namesLanguage) {
        boolean isSame(Address other) {
            return key.equals(other.key)
                    || (namesLanguage && other.namesLanguage && domain(key).equals(domain(other.key)));
        }

        private static String domain(String key) {
            Matcher matcher = DOMAIN.matcher(key);
            return matcher.find() ? matcher.group() : key;
        }

        int end() {
            return start + text.length();
        }
    }

    @Override
    public List<Finding> check(CheckedUnit unit) {
        if (unit.source().text().isBlank() || unit.target().text().isBlank()) {
            return List.of();
        }
        List<Address> missing = addresses(unit.source().text());
        List<Address> extra = new ArrayList<>();
        List<Address> source = List.copyOf(missing);
        for (Address address : addresses(unit.target().text())) {
            Optional<Address> same = missing.stream().filter(address::isSame).findFirst();
            if (same.isPresent()) {
                missing.remove(same.get());
            } else if (source.stream().noneMatch(address::isSame)) {
                extra.add(address);
            }
        }
        List<Address> target = addresses(unit.target().text());
        missing.removeIf(address -> target.stream().anyMatch(address::isSame));
        return findings(unit, missing, extra);
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
                        .as(BRAND.matcher(one.text).matches() && unit.isIntoChinese() ? Severity.NOTE : Severity.ERROR)
                        .inSource(one.start, one.end())
                        .inWholeTarget()
                        .about(one.text));
            }
        }
        if (!arePaired) {
            extra.forEach(other ->
                    findings.add(Finding.of(RULE, unit, other.text + " is not in the " + unit.language(Side.SOURCE))
                            .as(Severity.WARNING)
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
        Matcher matcher = ADDRESS.matcher(text);
        while (matcher.find()) {
            String written = trim(matcher.group());
            String plain = written.toLowerCase(Locale.ROOT)
                    .replaceFirst("^(?:https?|ftp)://", "")
                    .replaceFirst("^www\\.", "")
                    .replaceFirst("^(?:dx\\.)?doi\\.org/(?=10\\.)", "");
            String key = OF_LANGUAGE.matcher(plain).replaceAll("");
            boolean isNumber = Character.isDigit(plain.charAt(0)) && plain.matches("[0-9xX -]+");
            addresses.add(new Address(
                    matcher.start(),
                    written,
                    isNumber
                            ? key.replaceAll("[ -]", "")
                            : key.replaceAll("/{2,}", "/").replaceFirst("/$", ""),
                    !key.equals(plain)));
        }
        return addresses;
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
        while ((text.endsWith(")") && text.indexOf('(') < 0) || (text.endsWith("]") && text.indexOf('[') < 0)) {
            text = TAIL.matcher(text.substring(0, text.length() - 1)).replaceFirst("");
        }
        return text;
    }
}
