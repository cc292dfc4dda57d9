package duiqi.check.contrast;

import duiqi.check.contrast.Expressions.Kind;
import duiqi.check.contrast.Expressions.Meaning;
import duiqi.check.contrast.Expressions.Occurrence;
import duiqi.text.ResourceLines;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** Holds the axes of {@code contrasts.txt}, which describes its notation, with their expressions in both languages. Thread-safe. */
final class ContrastTable {
    private static final String NAME = "contrasts.txt";

    private final List<Axis> axes = new ArrayList<>();
    private final Expressions chinese = new Expressions(false);
    private final Expressions english = new Expressions(true);

    /** Says where the other expressions of a concept count. */
    enum Reach {
        /** Beside its names. The concepts are opposites. */
        NEAR,
        /** Like {@link #NEAR}, for names that texts nearly always translate by each other. */
        DIRECT,
        /** Beside its names, which are limits. Their words are often translated apart. */
        LIMIT,
        /** Beside its names. The Chinese names follow the clause that they govern, and the English ones precede it. */
        CLAUSE,
        /** In the whole text. The concepts are names. */
        ANYWHERE,
        /** In the whole text. One name without evidence is wrong if the source has any name of the axis. */
        ONE,
        /** In the whole text. A name without evidence is wrong unless the target has more names than the source. */
        ONLY
    }

    /**
     * Represents concepts that exclude each other.
     *
     * @param rule id of the rule that compares them
     * @param reach where other expressions count
     */
    record Axis(String rule, Reach reach) {}

    ContrastTable() {
        int concept = 0;
        for (String line : ResourceLines.of(ContrastTable.class, NAME)) {
            String[] words = line.split(" ", 3);
            switch (words[0]) {
                case "axis" -> {
                    String[] names = words[2].split(" ");
                    axes.add(new Axis(words[1], Reach.valueOf(names[0].toUpperCase(Locale.ROOT))));
                    concept = 0;
                }
                case "not" -> add(side(words[1]), words[2], -1, Kind.NOTHING);
                case "before", "after" -> side(words[1]).addNeighbors(words[0].equals("before"), words[2]);
                case "zh" -> add(chinese, line.substring(3), ++concept);
                case "en" -> add(english, line.substring(3), concept);
                default -> {}
            }
        }
    }

    private Expressions side(String language) {
        return language.equals("en") ? english : chinese;
    }

    private void add(Expressions expressions, String line, int concept) {
        int bar = line.indexOf('|');
        add(expressions, line.substring(0, bar), concept, Kind.NAME);
        add(expressions, line.substring(bar + 1), concept, Kind.OTHER);
    }

    private void add(Expressions expressions, String list, int concept, Kind kind) {
        Meaning meaning = new Meaning(axes.size() - 1, concept, kind);
        for (String expression : list.split(",")) {
            if (!expression.isBlank()) {
                expressions.add(expression.strip(), meaning);
            }
        }
    }

    List<Axis> axes() {
        return axes;
    }

    /**
     * Returns the occurrences of a text by the number of the axis. Occurrences of one axis do not overlap: the first one wins, and the longest one
     * that starts there. An expression that may mean several concepts occurs once for each.
     */
    SortedMap<Integer, List<Occurrence>> find(String text, boolean isEnglish) {
        SortedMap<Integer, List<Occurrence>> found = new TreeMap<>();
        for (Occurrence occurrence : (isEnglish ? english : chinese).in(text)) {
            List<Occurrence> own = found.computeIfAbsent(occurrence.meaning().axis(), axis -> new ArrayList<>());
            Occurrence last = own.isEmpty() ? null : own.get(own.size() - 1);
            if (last == null || occurrence.start() >= last.end()) {
                own.add(occurrence);
            } else if (occurrence.start() == last.start() && occurrence.end() >= last.end()) {
                boolean isLonger = occurrence.end() > last.end();
                own.removeIf(one -> one.start() == last.start() && (isLonger || isWeaker(one, occurrence)));
                if (own.stream().noneMatch(one -> isWeaker(occurrence, one))) {
                    own.add(occurrence);
                }
            }
        }
        return found;
    }

    /** Returns whether another meaning of the same expression names its concept at least as surely. */
    private static boolean isWeaker(Occurrence one, Occurrence other) {
        return one.start() == other.start()
                && one.meaning().concept() == other.meaning().concept()
                && one.meaning().kind().compareTo(other.meaning().kind()) >= 0;
    }
}
