package duiqi.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a program fills in or a browser reads: {@code {0}}, {@code %s}, {@code ${name}}, {@code <b>}. Stateless. */
final class Placeholders {
    /** Of printf the conversions alone that people use; 50% discount is none. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{[^{}]{1,60}\\}\\}"
            + "|\\$\\{[A-Za-z_][\\w.:-]{0,60}\\}"
            + "|%\\([\\w.]{1,60}\\)[sdifr]"
            + "|(?<![\\p{N}%])%(?:[0-9]{1,2}\\$)?[-+0#]?[0-9]{0,3}(?:\\.[0-9]{1,2})?l{0,2}[sdiufxXcg@](?!\\p{IsLatin})"
            + "|\\{[0-9]{1,2}(?:,[^{}]{1,40})?\\}|\\{[A-Za-z_][\\w.]{0,60}\\}"
            + "|</?[A-Za-z][A-Za-z0-9]{0,15}(?:\\s[^<>]{0,300})?/?>"
            + "|&(?:nbsp|lt|gt|copy|reg|trade|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});");

    private static final Pattern TAG = Pattern.compile("<(/?[A-Za-z][A-Za-z0-9]*)[^>]*>");

    private Placeholders() {}

    /** One of a text: where it stands, and what it is. */
    private record Placeholder(int start, int end, String key) {}

    static List<Finding> mismatches(CheckedUnit unit) {
        List<Placeholder> source = in(unit.chinese());
        List<Placeholder> target = in(unit.english());
        List<Finding> findings = new ArrayList<>();
        if (source.isEmpty() && target.isEmpty()) {
            return findings;
        }
        List<Placeholder> missing = more(source, target);
        List<Placeholder> extra = more(target, source);
        if (missing.size() == 1 && extra.size() == 1) {
            Placeholder one = missing.get(0);
            Placeholder other = extra.get(0);
            findings.add(Finding.of(TagMismatch.RULE, unit, other.key + " is not " + one.key + " of the Chinese")
                    .inTarget(other.start, other.end)
                    .inSource(one.start, one.end)
                    .about(one.key)
                    .suggesting(List.of(unit.chinese().substring(one.start, one.end))));
            return findings;
        }
        for (Placeholder one : missing) {
            findings.add(Finding.of(TagMismatch.RULE, unit, one.key + " is missing in the English")
                    .inSource(one.start, one.end)
                    .about(one.key));
        }
        for (Placeholder one : extra) {
            findings.add(Finding.of(TagMismatch.RULE, unit, one.key + " is not in the Chinese")
                    .inTarget(one.start, one.end)
                    .about(one.key));
        }
        return findings;
    }

    private static List<Placeholder> in(String text) {
        List<Placeholder> found = new ArrayList<>();
        if (text.indexOf('{') < 0 && text.indexOf('%') < 0 && text.indexOf('<') < 0 && text.indexOf('&') < 0) {
            return found;
        }
        Matcher matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) {
            found.add(new Placeholder(matcher.start(), matcher.end(), key(matcher.group())));
        }
        return found;
    }

    /** Of a tag its name: titles and addresses in it may be translated. */
    private static String key(String placeholder) {
        Matcher tag = TAG.matcher(placeholder);
        return tag.matches() ? "<" + tag.group(1).toLowerCase(Locale.ROOT) + ">" : placeholder;
    }

    /** Those that one text has more often than another, the last ones of a kind. */
    private static List<Placeholder> more(List<Placeholder> some, List<Placeholder> others) {
        Map<String, Integer> left = new LinkedHashMap<>();
        others.forEach(one -> left.merge(one.key, 1, Integer::sum));
        List<Placeholder> more = new ArrayList<>();
        for (Placeholder one : some) {
            if (left.merge(one.key, -1, Integer::sum) < 0) {
                more.add(one);
            }
        }
        return more;
    }
}
