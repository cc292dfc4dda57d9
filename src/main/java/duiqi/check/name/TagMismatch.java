package duiqi.check.name;

import duiqi.check.Check;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.IcuMessage;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.check.TextSpan.Side;
import duiqi.exchange.Content;
import duiqi.exchange.Content.Code;
import duiqi.exchange.Content.Piece;
import duiqi.text.Plurals;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Finds inline tags and placeholders that differ between the source and the translation, and tag pairs that close before
 * they open. Stateless.
 */
public final class TagMismatch implements Check {
    public static final Rule RULE = Rule.of(
                    "tag-mismatch",
                    Severity.ERROR,
                    "inline tags or placeholders differ between the source and the translation")
            .measured(48, 75);

    /** Elements for review marks and for text inside a tag. Each side has its own. */
    private static final Set<String> NOTES = Set.of("mrk", "sm", "em", "hi", "sub");

    private static final Set<String> OPENING = Set.of("bpt", "bx", "sc");
    private static final Set<String> CLOSING = Set.of("ept", "ex", "ec");

    @Override
    public Scope scope() {
        return Scope.MESSAGES;
    }

    @Override
    public List<Finding> check(CheckedUnit unit) {
        if (unit.target().text().isBlank() && unit.target().content().isPlain()) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>(Placeholders.mismatches(unit));
        Content source = unit.source().content();
        Content target = unit.target().content();
        if (source.isPlain() && target.isPlain()) {
            return findings;
        }
        boolean isMessage = IcuMessage.of(unit.source().text()).isPresent()
                || IcuMessage.of(unit.target().text()).isPresent();
        List<Code> sourceCodes = codes(source);
        List<Code> targetCodes = codes(target);
        compare(unit, sourceCodes, targetCodes, isMessage, findings);
        if (findings.isEmpty() && isBroken(targetCodes) && !isBroken(sourceCodes)) {
            findings.add(Finding.of(RULE, unit, "an inline tag closes before it opens")
                    .inWholeTarget());
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
     * separately. Tags match if either comparison succeeds. Each branch of an ICU message may repeat them.
     */
    private static void compare(
            CheckedUnit unit, List<Code> source, List<Code> target, boolean isMessage, List<Finding> findings) {
        UnaryOperator<List<String>> counted = isMessage ? TagMismatch::kinds : names -> names;
        Map<String, Integer> byName = difference(counted.apply(named(source)), counted.apply(named(target)));
        Map<String, Integer> byContent = difference(counted.apply(held(source)), counted.apply(held(target)));
        if (byName.isEmpty() || byContent.isEmpty()) {
            return;
        }
        byContent.forEach((code, count) -> findings.add(Finding.of(
                        RULE,
                        unit,
                        Plurals.choose(Math.abs(count), "the inline tag ", Math.abs(count) + " inline tags ")
                                + code
                                + Plurals.choose(Math.abs(count), " is", " are")
                                + (count > 0
                                        ? " missing from the " + unit.language(Side.TARGET)
                                        : " not in the " + unit.language(Side.SOURCE)))
                .inWholeTarget()
                .about(code)));
    }

    /** Returns different names once. A number is no name: some tools number the tags of each branch. */
    private static List<String> kinds(List<String> names) {
        return names.stream()
                .map(name -> name.replaceFirst(" [0-9]+>$", ">"))
                .distinct()
                .toList();
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
}
