package duiqi.check.name;

import duiqi.check.Check;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.exchange.Content;
import duiqi.exchange.Content.Code;
import duiqi.exchange.Content.Piece;
import duiqi.text.Plurals;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds inline tags and placeholders that differ between the Chinese and the English, and tag pairs that close before
 * they open. Stateless.
 */
public final class TagMismatch implements Check {
    static final Rule RULE = Rule.of(
            "tag-mismatch", Severity.ERROR, "inline tags or placeholders differ between the Chinese and the English");

    /** Elements for review marks and for text inside a tag. Each side has its own. */
    private static final Set<String> NOTES = Set.of("mrk", "sm", "em", "hi", "sub");

    private static final Set<String> OPENING = Set.of("bpt", "bx", "sc");
    private static final Set<String> CLOSING = Set.of("ept", "ex", "ec");

    @Override
    public List<Rule> rules() {
        return List.of(RULE);
    }

    @Override
    public List<Finding> check(CheckedUnit unit) {
        if (unit.english().isBlank() && unit.target().content().isPlain()) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>(Placeholders.mismatches(unit));
        Content source = unit.source().content();
        Content target = unit.target().content();
        if (source.isPlain() && target.isPlain()) {
            return findings;
        }
        List<Code> sourceCodes = codes(source);
        List<Code> targetCodes = codes(target);
        compare(unit, sourceCodes, targetCodes, findings);
        if (findings.isEmpty() && isBroken(targetCodes) && !isBroken(sourceCodes)) {
            findings.add(Finding.of(RULE, unit, "an inline tag closes before it opens"));
        }
        return findings;
    }

    private static List<Code> codes(Content content) {
        List<Code> codes = new ArrayList<>();
        for (Piece piece : content.pieces()) {
            if (piece instanceof Code code) {
                if (!NOTES.contains(code.element())) {
                    codes.add(code);
                }
                codes.addAll(codes(code.content()));
            }
        }
        return codes;
    }

    /**
     * Compares inline tags by the names that tools give them and by their content, since some tools number each side
     * separately. Tags match if either comparison succeeds.
     */
    private static void compare(CheckedUnit unit, List<Code> source, List<Code> target, List<Finding> findings) {
        Map<String, Integer> byName = difference(named(source), named(target));
        Map<String, Integer> byContent = difference(held(source), held(target));
        if (byName.isEmpty() || byContent.isEmpty()) {
            return;
        }
        byContent.forEach((code, count) -> findings.add(Finding.of(
                        RULE,
                        unit,
                        Plurals.choose(Math.abs(count), "the inline tag ", Math.abs(count) + " inline tags ")
                                + code
                                + Plurals.choose(Math.abs(count), " is", " are")
                                + (count > 0 ? " missing from the English" : " not in the Chinese"))
                .about(code)));
    }

    /** Returns the content of each inline tag, or its name if it has no content. */
    private static List<String> held(List<Code> codes) {
        List<String> held = named(codes);
        for (int i = 0; i < held.size(); i++) {
            Code code = codes.get(i);
            String text = code.content().text().strip();
            if (code.isNative() && !text.isEmpty()) {
                held.set(i, text);
            }
        }
        return held;
    }

    private static List<String> named(List<Code> codes) {
        Map<String, String> names = new LinkedHashMap<>();
        List<String> named = new ArrayList<>();
        for (Code code : codes) {
            Map<String, String> attributes = code.attributes();
            String pair = attributes.getOrDefault("i", attributes.getOrDefault("rid", ""));
            String own = attributes.getOrDefault("x", attributes.getOrDefault("id", ""));
            if (OPENING.contains(code.element())) {
                names.put(pair, own);
            }
            String name = CLOSING.contains(code.element()) ? names.getOrDefault(pair, own) : own;
            named.add("<" + code.element() + (name.isEmpty() ? "" : " " + name) + ">");
        }
        return named;
    }

    /** Returns how many more of each string the source has than the target, negative if it has fewer. */
    static Map<String, Integer> difference(List<String> source, List<String> target) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        source.forEach(one -> counts.merge(one, 1, Integer::sum));
        target.forEach(one -> counts.merge(one, -1, Integer::sum));
        counts.values().removeIf(count -> count == 0);
        return counts;
    }

    private static boolean isBroken(List<Code> codes) {
        Set<String> open = new HashSet<>();
        for (Code code : codes) {
            String pair = code.attributes().getOrDefault("i", code.attributes().getOrDefault("rid", ""));
            if (OPENING.contains(code.element())) {
                open.add(pair);
            } else if (CLOSING.contains(code.element()) && !pair.isEmpty() && !open.contains(pair)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Compares text that software fills in or a browser reads: {@code {0}}, {@code %s}, {@code ${name}}, {@code <b>}.
     * Stateless.
     */
    private static final class Placeholders {
        /** Includes only common printf conversions; the text "50% discount" has none. */
        private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{[^{}]{1,60}\\}\\}"
                + "|\\$\\{[A-Za-z_][\\w.:-]{0,60}\\}"
                + "|%\\([\\w.]{1,60}\\)[sdifr]"
                + "|(?<![\\p{N}%])%(?:[0-9]{1,2}\\$)?[-+0#]?[0-9]{0,3}(?:\\.[0-9]{1,2})?l{0,2}[sdiufxXcg@](?!\\p{IsLatin})"
                + "|\\{[0-9]{1,2}(?:,[^{}]{1,40})?\\}|\\{[A-Za-z_][\\w.]{0,60}\\}"
                + "|</?[A-Za-z][A-Za-z0-9]{0,15}(?:\\s[^<>]{0,300})?/?>"
                + "|&(?:nbsp|lt|gt|copy|reg|trade|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});");

        private static final Pattern TAG = Pattern.compile("<(/?[A-Za-z][A-Za-z0-9]*)[^>]*>");

        private Placeholders() {}

        /** Holds the span and the normalised text of a placeholder. */
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
                findings.add(
                        Finding.of(TagMismatch.RULE, unit, other.key + " does not match " + one.key + " in the Chinese")
                                .inEnglish(other.start, other.end)
                                .inChinese(one.start, one.end)
                                .about(one.key)
                                .suggesting(List.of(unit.chinese().substring(one.start, one.end))));
                return findings;
            }
            for (Placeholder one : missing) {
                findings.add(Finding.of(TagMismatch.RULE, unit, one.key + " is missing from the English")
                        .inChinese(one.start, one.end)
                        .about(one.key));
            }
            for (Placeholder one : extra) {
                findings.add(Finding.of(TagMismatch.RULE, unit, one.key + " is not in the Chinese")
                        .inEnglish(one.start, one.end)
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

        /**
         * Returns the part of a placeholder to compare: the name of a tag, since its titles and URLs may be translated,
         * or the whole placeholder.
         */
        private static String key(String placeholder) {
            Matcher tag = TAG.matcher(placeholder);
            return tag.matches() ? "<" + tag.group(1).toLowerCase(Locale.ROOT) + ">" : placeholder;
        }

        /** Returns the placeholders that one text has more often than the other, the last ones of each kind. */
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
}
