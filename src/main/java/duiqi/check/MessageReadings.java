package duiqi.check;

import duiqi.check.IcuMessage.Reading;
import duiqi.exchange.Content;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Returns the texts that readers see of units with ICU messages, so that no check takes the syntax for text, and moves the
 * findings about them to the units. The first reading has the branch {@code other} everywhere; each special branch of the
 * translation is one more reading. Not thread-safe.
 */
public final class MessageReadings {
    /** Property of a reading for one number, such as that of the branch {@code one}: the number. */
    public static final String NUMBER = "x-icu-number";

    /** Characters that are syntax in a message, so that a correction with them would need quotation. */
    private static final Pattern SYNTAX = Pattern.compile("[{}'#|]");

    private final IdentityHashMap<CheckedUnit, Origin> origins = new IdentityHashMap<>();

    /**
     * Describes where a reading is from.
     *
     * @param reported the findings in readings of the unit so far
     */
    private record Origin(CheckedUnit unit, Reading source, Reading target, Set<List<Object>> reported) {
        Reading reading(TextSpan.Side side) {
            return side == TextSpan.Side.SOURCE ? source : target;
        }
    }

    /**
     * Returns the readings of a unit: the unit itself if it has no message, and none if its translation breaks the
     * syntax.
     */
    List<CheckedUnit> of(CheckedUnit unit) {
        Optional<IcuMessage> source = IcuMessage.of(unit.source().text());
        Optional<IcuMessage> target = IcuMessage.of(unit.target().text());
        if (source.isEmpty() && target.isEmpty()) {
            return List.of(unit);
        }
        if (IcuMessage.isBroken(unit.target().text())) {
            return List.of();
        }
        List<Map<String, String>> selections = new ArrayList<>(List.of(Map.of()));
        target.ifPresent(message -> selections.addAll(message.selections()));
        Set<List<Object>> reported = new HashSet<>();
        Map<List<String>, CheckedUnit> readings = new LinkedHashMap<>();
        for (Map<String, String> selection : selections) {
            Origin origin = new Origin(
                    unit,
                    reading(source, unit.source().text(), selection),
                    reading(target, unit.target().text(), selection),
                    reported);
            CheckedUnit reading = read(origin, selection);
            // A branch without text is a choice of the author.
            boolean isText =
                    !origin.source.text().isBlank() && !origin.target.text().isBlank();
            List<String> texts = List.of(origin.source.text(), origin.target.text());
            if (isText && readings.putIfAbsent(texts, reading) == null) {
                origins.put(reading, origin);
            }
        }
        return List.copyOf(readings.values());
    }

    private static Reading reading(Optional<IcuMessage> message, String text, Map<String, String> selection) {
        return message.map(found -> found.reading(selection)).orElseGet(() -> Reading.of(text));
    }

    private static CheckedUnit read(Origin origin, Map<String, String> selection) {
        SortedMap<String, String> properties = new TreeMap<>(origin.unit.properties());
        selection.values().stream()
                .flatMap(keyword -> IcuMessage.number(keyword).stream())
                .forEach(number -> properties.put(NUMBER, number));
        return new CheckedUnit(
                origin.unit.id(),
                origin.unit.direction(),
                passage(origin.unit.source(), origin.source),
                passage(origin.unit.target(), origin.target),
                properties,
                origin.unit.notes());
    }

    private static CheckedUnit.Passage passage(CheckedUnit.Passage whole, Reading reading) {
        return new CheckedUnit.Passage(
                reading.text(),
                whole.content().isPlain() ? Content.of(reading.text()) : whole.content(),
                offset -> whole.place().at(reading.place(offset)));
    }

    /**
     * Returns a finding about a reading as a finding about the unit; empty if the same was found in another reading. It
     * keeps its suggestions only if they replace text without syntax by text without syntax.
     */
    Optional<Finding> inUnit(Finding finding) {
        Origin origin = origins.get(finding.unit());
        if (origin == null) {
            return Optional.of(finding);
        }
        List<TextSpan> spans = new ArrayList<>();
        boolean isText = finding.suggestions().stream().noneMatch(SYNTAX.asPredicate());
        for (TextSpan span : finding.spans()) {
            Reading reading = origin.reading(span.side());
            boolean isWhole = span.start() == 0 && span.end() == reading.text().length();
            int start = isWhole ? 0 : reading.place(span.start());
            int end = isWhole
                    ? origin.unit.passage(span.side()).text().length()
                    : span.end() > span.start() ? reading.place(span.end() - 1) + 1 : start;
            isText &= end - start == span.end() - span.start();
            spans.add(new TextSpan(span.side(), start, end));
        }
        Finding moved = new Finding(
                finding.rule(),
                finding.severity(),
                finding.message(),
                origin.unit,
                spans,
                finding.term(),
                isText ? finding.suggestions() : List.of());
        // The message may quote the reading, so that it differs although the words are the same.
        boolean isAboutWords = spans.stream()
                .anyMatch(span -> span.end() - span.start()
                        < origin.unit.passage(span.side()).text().length());
        String what = isAboutWords ? "" : moved.message();
        return Optional.of(moved)
                .filter(one -> origin.reported.add(List.of(one.rule().id(), what, spans)));
    }
}
