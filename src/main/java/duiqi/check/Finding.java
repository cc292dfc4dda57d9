package duiqi.check;

import duiqi.io.FileState;
import duiqi.text.Location;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Reports that a unit breaks a rule. Immutable; create one with {@link #of} and extend it.
 *
 * @param rule the broken rule
 * @param severity severity of this finding
 * @param message description of the problem, a clause without a full stop
 * @param unit the unit
 * @param spans the words on one or both sides; empty for the whole unit. The first span of a side is the main one
 * @param term term, number or word that the finding is about, the same for the same problem in other units; may be
 *     empty
 * @param suggestions replacements for the first span of the target, the best first
 */
public record Finding(
        Rule rule,
        Severity severity,
        String message,
        CheckedUnit unit,
        List<TextSpan> spans,
        String term,
        List<String> suggestions) {
    private static final int HASH_BYTES = 8;

    /** Maximum length of a message or term; a longer one has an ellipsis in its middle. */
    private static final int MAX_LENGTH = 2_000;

    /** Maximum length of quoted words. */
    private static final int MAX_QUOTED = 500;

    private static final Comparator<Placed> ORDER = Comparator.comparing(Placed::location)
            .thenComparing(placed -> placed.finding.rule().id())
            .thenComparing(placed -> placed.finding.term())
            .thenComparing(placed -> placed.finding.message());

    /** Holds a finding with its location, which can be slow to compute. */
    private record Placed(Finding finding, Location location) {}

    /**
     * Shortens a very long message and term, and requires spans inside the unit.
     *
     * @param rule the broken rule
     * @param severity severity of this finding
     * @param message description of the problem, a clause without a full stop
     * @param unit the unit
     * @param spans the words on one or both sides; empty for the whole unit. The first span of a side is the main one
     * @param term term, number or word that the finding is about, the same for the same problem in other units; may be
     *     empty
     * @param suggestions replacements for the first span of the target, the best first
     * @throws IndexOutOfBoundsException if a span is outside the text of its side
     */
    public Finding {
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(unit, "unit");
        message = shortened(message);
        term = shortened(term);
        spans = List.copyOf(spans);
        suggestions = List.copyOf(suggestions);
        for (TextSpan span : spans) {
            Objects.checkFromToIndex(
                    span.start(), span.end(), unit.passage(span.side()).text().length());
        }
    }

    /**
     * {@return a finding about a whole unit, with the severity of the rule}
     *
     * @param rule the broken rule
     * @param unit the unit that breaks it
     * @param message description of the problem, a clause without a full stop
     */
    public static Finding of(Rule rule, CheckedUnit unit, String message) {
        return new Finding(rule, rule.severity(), message, unit, List.of(), "", List.of());
    }

    /**
     * {@return words in straight quotation marks, for messages} Long words have an ellipsis in their middle.
     *
     * @param words the words, of any length
     */
    public static String quoted(String words) {
        return "\"" + shortened(words, MAX_QUOTED) + "\"";
    }

    /**
     * {@return a text for messages} A very long text has an ellipsis in its middle.
     *
     * @param text the text, of any length
     */
    public static String shortened(String text) {
        return shortened(text, MAX_LENGTH);
    }

    private static String shortened(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int end = length / 2 - 1;
        int start = text.length() - length / 2 + 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end)
                + "…"
                + text.substring(Character.isLowSurrogate(text.charAt(start)) ? start + 1 : start);
    }

    /**
     * {@return this finding with one more span of the Chinese side}
     *
     * @param start index of the first UTF-16 unit in the Chinese text
     * @param end index after the last UTF-16 unit; equals {@code start} if text is missing there
     */
    public Finding inChinese(int start, int end) {
        return unit.isIntoChinese() ? inTarget(start, end) : inSource(start, end);
    }

    /**
     * {@return this finding with one more span of the English side}
     *
     * @param start index of the first UTF-16 unit in the English text
     * @param end index after the last UTF-16 unit; equals {@code start} if text is missing there
     */
    public Finding inEnglish(int start, int end) {
        return unit.isIntoChinese() ? inSource(start, end) : inTarget(start, end);
    }

    /**
     * {@return this finding with one more span of the source}
     *
     * @param start index of the first UTF-16 unit in the source
     * @param end index after the last UTF-16 unit; equals {@code start} if text is missing there
     */
    public Finding inSource(int start, int end) {
        return with(new TextSpan(TextSpan.Side.SOURCE, start, end));
    }

    /**
     * {@return this finding with one more span of the target}
     *
     * @param start index of the first UTF-16 unit in the target
     * @param end index after the last UTF-16 unit; equals {@code start} if text is missing there
     */
    public Finding inTarget(int start, int end) {
        return with(new TextSpan(TextSpan.Side.TARGET, start, end));
    }

    /**
     * {@return this finding with a span over the whole target if the target is Chinese} Use it for a finding without
     * words in the target, for example if a number is missing. In an English target such a finding has no span.
     */
    public Finding inWholeTarget() {
        return unit.isIntoChinese() ? inTarget(0, unit.target().text().length()) : this;
    }

    private Finding with(TextSpan span) {
        List<TextSpan> more = new ArrayList<>(spans);
        more.add(span);
        return new Finding(rule, severity, message, unit, more, term, suggestions);
    }

    /** Returns this finding about a unit with the same texts. */
    Finding in(CheckedUnit other) {
        return new Finding(rule, severity, message, other, spans, term, suggestions);
    }

    /**
     * {@return this finding with another message}
     *
     * @param text description of the problem, a clause without a full stop
     */
    Finding saying(String text) {
        return new Finding(rule, severity, text, unit, spans, term, suggestions);
    }

    /**
     * {@return this finding about a term}
     *
     * @param what term, number or word, the same for the same problem in other units
     */
    public Finding about(String what) {
        return new Finding(rule, severity, message, unit, spans, what, suggestions);
    }

    /**
     * {@return this finding with suggestions}
     *
     * @param what replacements for the first span of the target, the best first
     */
    public Finding suggesting(List<String> what) {
        return new Finding(rule, severity, message, unit, spans, term, what);
    }

    /**
     * {@return this finding with another severity}
     *
     * @param other the severity that the settings give to the rule
     */
    public Finding as(Severity other) {
        return new Finding(rule, other, message, unit, spans, term, suggestions);
    }

    /**
     * {@return whether this finding has at least this severity}
     *
     * @param least the lowest severity that counts
     */
    public boolean isAtLeast(Severity least) {
        return severity.compareTo(least) >= 0;
    }

    /**
     * {@return the first span of a side; empty if the side has none}
     *
     * @param side the source or the target
     */
    public Optional<TextSpan> span(TextSpan.Side side) {
        return spans.stream().filter(span -> span.side() == side).findFirst();
    }

    /**
     * {@return the location to show: the first span of the target, which translators can edit, or the start of the target
     * if there is none}
     */
    public Location location() {
        return unit.location(span(TextSpan.Side.TARGET).map(TextSpan::start).orElse(0));
    }

    /**
     * {@return the key of this finding: the first 64 bits of a SHA-256 hash (FIPS 180-4) of the rule, the term and both
     * texts, in hexadecimal} It stays the same if the unit moves.
     */
    public String key() {
        MessageDigest digest = FileState.sha256();
        for (String part : List.of(rule.id(), term, unit.chinese(), unit.english())) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            // The length prefix separates the parts: "a" + "bc" and "ab" + "c" get different hashes.
            digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest(), 0, HASH_BYTES);
    }

    /**
     * {@return findings sorted by location, then by rule, term and message}
     *
     * @param findings findings in any order, of any number of files
     */
    public static List<Finding> inOrder(Collection<Finding> findings) {
        return findings.stream()
                .map(finding -> new Placed(finding, finding.location()))
                .sorted(ORDER)
                .map(Placed::finding)
                .toList();
    }
}
