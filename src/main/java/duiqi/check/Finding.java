package duiqi.check;

import duiqi.text.Location;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A place where a unit breaks a rule. Immutable; made by {@link #of} and added to.
 *
 * @param rule what is broken
 * @param severity how bad it is
 * @param message what is wrong, as a clause without a full stop
 * @param unit where
 * @param spans which words, on either side or both; empty when it is the unit as a whole. The first of a side is the one meant
 * @param term the term, number or word that it is about, the same for the same fault in other units; empty when there is none
 * @param suggestions what to write instead of the first span of the English, the best first
 */
public record Finding(
        Rule rule,
        Severity severity,
        String message,
        CheckedUnit unit,
        List<TextSpan> spans,
        String term,
        List<String> suggestions) {
    private static final Comparator<Placed> ORDER = Comparator.comparing(Placed::location)
            .thenComparing(placed -> placed.finding.rule().id())
            .thenComparing(placed -> placed.finding.term())
            .thenComparing(placed -> placed.finding.message());

    /** A finding with its place, which may be dear to find out. */
    private record Placed(Finding finding, Location location) {}

    public Finding {
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(unit, "unit");
        spans = List.copyOf(spans);
        suggestions = List.copyOf(suggestions);
        for (TextSpan span : spans) {
            Objects.checkFromToIndex(
                    span.start(), span.end(), unit.passage(span.side()).text().length());
        }
    }

    public static Finding of(Rule rule, CheckedUnit unit, String message) {
        return new Finding(rule, rule.severity(), message, unit, List.of(), "", List.of());
    }

    /** Returns words in quotation marks, as messages have them. */
    public static String quoted(String words) {
        return "\"" + words + "\"";
    }

    /** Returns this finding with a further span of the Chinese. */
    public Finding inSource(int start, int end) {
        return with(new TextSpan(TextSpan.Side.SOURCE, start, end));
    }

    /** Returns this finding with a further span of the English. */
    public Finding inTarget(int start, int end) {
        return with(new TextSpan(TextSpan.Side.TARGET, start, end));
    }

    private Finding with(TextSpan span) {
        List<TextSpan> more = new ArrayList<>(spans);
        more.add(span);
        return new Finding(rule, severity, message, unit, more, term, suggestions);
    }

    /** Returns this finding about a term. */
    public Finding about(String what) {
        return new Finding(rule, severity, message, unit, spans, what, suggestions);
    }

    /** Returns this finding with suggestions. */
    public Finding suggesting(List<String> what) {
        return new Finding(rule, severity, message, unit, spans, term, what);
    }

    /** Returns this finding with another severity. */
    public Finding as(Severity other) {
        return new Finding(rule, other, message, unit, spans, term, suggestions);
    }

    /** Returns whether it is as bad as that, or worse. */
    public boolean isAtLeast(Severity least) {
        return severity.compareTo(least) >= 0;
    }

    /** The first span of a side. */
    public Optional<TextSpan> span(TextSpan.Side side) {
        return spans.stream().filter(span -> span.side() == side).findFirst();
    }

    /** Where it is shown: in the English, where translators can mend it; its beginning when the words meant are Chinese. */
    public Location location() {
        return unit.location(span(TextSpan.Side.TARGET).map(TextSpan::start).orElse(0));
    }

    /** Returns findings by their place, then by rule, term and message. */
    public static List<Finding> inOrder(Collection<Finding> findings) {
        return findings.stream()
                .map(finding -> new Placed(finding, finding.location()))
                .sorted(ORDER)
                .map(Placed::finding)
                .toList();
    }
}
