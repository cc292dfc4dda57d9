package duiqi.check.text;

import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Severity;
import duiqi.text.Location;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Collects findings that depend on the other units of their file: a quotation can end in a later unit, and a mark can be
 * the style of the whole file. Not thread-safe.
 */
final class FileFindings {
    /** Minimum number of findings of one kind in a file that are its style. */
    private static final int MIN_STYLE = 10;

    /** Number of units for each finding of a style, at most. */
    private static final int MAX_UNITS = 200;

    /** Maximum number of units of a quotation, and of a passage in brackets. */
    private static final int MAX_QUOTATION = 40;

    private static final int MAX_BRACKET = 4;
    private static final int COLUMN_BITS = 24;

    private static final Comparator<Finding> ORDER = Comparator.comparing(Finding::unit, CheckedUnit.BY_PLACE)
            .thenComparing(finding -> finding.spans().get(0).start())
            .thenComparing(Finding::message);

    private final Map<String, Units> files = new TreeMap<>();

    /** Lists how findings depend on the other units. */
    enum Kind {
        /** The finding needs no other unit. */
        SURE,
        /** Many findings of the group in one file are its style, which one note reports. */
        STYLE,
        /** The findings are a style if they outnumber the correct uses. */
        MAJORITY,
        OPENING_QUOTE,
        CLOSING_QUOTE,
        OPENING_BRACKET,
        CLOSING_BRACKET;

        boolean isOpening() {
            return this == OPENING_QUOTE || this == OPENING_BRACKET;
        }

        /** Returns the closing mark of an opening one. */
        Kind counterpart() {
            return this == OPENING_QUOTE ? CLOSING_QUOTE : CLOSING_BRACKET;
        }

        private boolean isQuote() {
            return this == OPENING_QUOTE || this == CLOSING_QUOTE;
        }
    }

    /**
     * Represents a finding that may depend on the other units.
     *
     * @param group name of the findings that count together as a style
     * @param isReported false for a mark that only ends or begins what another unit contains
     */
    record Part(Finding finding, Kind kind, String group, boolean isReported) {
        static Part sure(Finding finding) {
            return new Part(finding, Kind.SURE, "", true);
        }

        static Part style(Finding finding, String group) {
            return new Part(finding, Kind.STYLE, group, true);
        }

        static Part mark(Finding finding, Kind kind, boolean isReported) {
            return new Part(finding, kind, "", isReported);
        }
    }

    private static final class Units {
        private long[] places = new long[16];
        private int count;
        private final Map<String, List<Part>> styles = new TreeMap<>();
        private final Map<String, Integer> correct = new HashMap<>();
        private final List<Part> marks = new ArrayList<>();

        private void add(long place) {
            if (count == places.length) {
                places = Arrays.copyOf(places, 2 * count);
            }
            places[count++] = place;
        }
    }

    /** Adds a unit. Call it for each unit, with or without findings. */
    void add(CheckedUnit unit) {
        units(unit).add(place(unit.location(0)));
    }

    /** Returns a number that orders the locations in a file. */
    private static long place(Location location) {
        return ((long) location.line() << COLUMN_BITS) | Math.min(location.column(), (1 << COLUMN_BITS) - 1);
    }

    /** Counts correct uses of marks, which the findings of their groups are compared with. */
    void addCorrect(CheckedUnit unit, List<String> groups) {
        Map<String, Integer> correct = units(unit).correct;
        groups.forEach(group -> correct.merge(group, 1, Integer::sum));
    }

    /** Adds a finding, and returns it if it needs no other unit. */
    List<Finding> add(Part part) {
        switch (part.kind) {
            case SURE -> {
                return List.of(part.finding);
            }
            case STYLE, MAJORITY ->
                units(part.finding.unit())
                        .styles
                        .computeIfAbsent(part.group, group -> new ArrayList<>())
                        .add(part);
            default -> units(part.finding.unit()).marks.add(part);
        }
        return List.of();
    }

    private Units units(CheckedUnit unit) {
        return files.computeIfAbsent(unit.location(0).file(), file -> new Units());
    }

    /** Returns the findings that depend on other units, in the order of their places. */
    List<Finding> finish() {
        List<Finding> findings = new ArrayList<>();
        for (Units units : files.values()) {
            units.styles.forEach((group, parts) -> addStyle(units, group, parts, findings));
            new Continuations(units).addTo(findings);
        }
        files.clear();
        findings.sort(ORDER);
        return findings;
    }

    private static void addStyle(Units units, String group, List<Part> parts, List<Finding> findings) {
        List<Finding> same = parts.stream().map(Part::finding).sorted(ORDER).toList();
        boolean isMajority = parts.get(0).kind == Kind.MAJORITY;
        boolean isStyle = same.size() >= MIN_STYLE
                && (isMajority
                        ? same.size() > units.correct.getOrDefault(group, 0)
                        : (long) same.size() * MAX_UNITS >= units.count);
        if (!isStyle) {
            findings.addAll(same);
            return;
        }
        Finding first = same.get(0);
        String message = first.message() + ", here and in " + (same.size() - 1) + " other places of the file";
        findings.add(new Finding(
                first.rule(), Severity.NOTE, message, first.unit(), first.spans(), first.term(), first.suggestions()));
    }

    /** Drops marks of a quotation or bracket that goes on in the next units of the file. */
    private static final class Continuations {
        private final List<Part> marks;
        private final long[] places;
        private final boolean[] isPaired;

        Continuations(Units units) {
            marks = units.marks.stream()
                    .sorted(Comparator.comparing(Part::finding, ORDER))
                    .toList();
            places = Arrays.copyOf(units.places, units.count);
            Arrays.sort(places);
            isPaired = new boolean[marks.size()];
        }

        void addTo(List<Finding> findings) {
            pair(true);
            pair(false);
            for (int i = 0; i < marks.size(); i++) {
                if (!isPaired[i] && marks.get(i).isReported) {
                    findings.add(marks.get(i).finding);
                }
            }
        }

        /**
         * Pairs closing marks with the opening marks before them. Each paragraph of a quotation may begin with an
         * opening mark.
         */
        private void pair(boolean areQuotes) {
            List<Integer> open = new ArrayList<>();
            for (int i = 0; i < marks.size(); i++) {
                Part mark = marks.get(i);
                if (mark.kind.isQuote() != areQuotes) {
                    continue;
                }
                if (!open.isEmpty() && !isNear(open.get(open.size() - 1), i, areQuotes)) {
                    open.clear();
                }
                if (mark.kind.isOpening()) {
                    open.add(i);
                } else {
                    isPaired[i] = !open.isEmpty();
                    open.forEach(opening -> isPaired[opening] = true);
                    open.clear();
                }
            }
        }

        private boolean isNear(int opening, int closing, boolean areQuotes) {
            int units = unitOf(closing) - unitOf(opening);
            return units > 0 && units <= (areQuotes ? MAX_QUOTATION : MAX_BRACKET);
        }

        private int unitOf(int mark) {
            return Arrays.binarySearch(
                    places, place(marks.get(mark).finding.unit().location(0)));
        }
    }
}
