package duiqi.cli.print;

import duiqi.exchange.Pairs;
import duiqi.exchange.Tu;
import duiqi.memory.MemoryDiff;
import duiqi.report.Terminal;
import duiqi.text.Language;
import duiqi.text.TranslationUnit;
import java.util.List;
import java.util.stream.Collectors;

/** Prints the differences between two memories: a line for each removed, added or changed unit, and the totals. */
public final class DiffPrinter {
    private final Console console;
    private final boolean inColour;
    private final int most;

    /**
     * Creates a printer.
     *
     * @param most maximum number of units of each kind to list
     */
    public DiffPrinter(Console console, boolean inColour, int most) {
        if (most < 0) {
            throw new IllegalArgumentException("--limit " + most + ": must be at least 0");
        }
        this.console = console;
        this.inColour = inColour;
        this.most = most;
    }

    public void print(MemoryDiff diff) {
        units("-", Terminal.Style.RED, diff.removed());
        units("+", Terminal.Style.GREEN, diff.added());
        changes("~", diff.changed());
        changes("=", diff.annotated());
        console.out()
                .print(diff.removed().size() + " removed, " + diff.added().size() + " added, "
                        + diff.changed().size() + " changed, "
                        + diff.annotated().size()
                        + " with other properties, " + diff.same() + " unchanged\n");
    }

    private void units(String sign, Terminal.Style style, List<MemoryDiff.Placed> units) {
        for (MemoryDiff.Placed unit : units.subList(0, Math.min(most, units.size()))) {
            line(sign, style, unit);
        }
        more(sign, units.size());
    }

    private void changes(String sign, List<MemoryDiff.Change> changes) {
        for (MemoryDiff.Change change : changes.subList(0, Math.min(most, changes.size()))) {
            line(sign, Terminal.Style.YELLOW, change.before());
            if (!sign.equals("=")) {
                console.out()
                        .print(Terminal.styled(
                                        "  -> " + MemoryText.of(change.after().unit()), Terminal.Style.YELLOW, inColour)
                                + "\n");
            }
        }
        more(sign, changes.size());
    }

    private void line(String sign, Terminal.Style style, MemoryDiff.Placed unit) {
        String place = unit.location().line() + ":" + unit.location().column();
        String text = sign + " " + place + "  " + MemoryText.of(unit.unit());
        console.out().print(Terminal.styled(text, style, inColour) + "\n");
    }

    private void more(String sign, int size) {
        if (size > most) {
            console.out().print(sign + " and " + (size - most) + " more\n");
        }
    }

    /** Formats a unit in one line. */
    public static final class MemoryText {
        /** Maximum width of a side in columns; longer sides are cut. */
        private static final int SIDE = 60;

        private MemoryText() {}

        /** Returns the Chinese and the English side of a unit in its order; all sides if one of them is missing. */
        public static String of(Tu unit) {
            List<TranslationUnit> pairs = new Pairs("").of(unit);
            if (pairs.isEmpty()) {
                return unit.variants().stream()
                        .map(side -> Terminal.plain(side.code()) + ": " + cut(side.text()))
                        .collect(Collectors.joining(" = "));
            }
            String chinese = cut(pairs.get(0).source().text());
            String english = cut(pairs.get(0).target().text());
            boolean isEnglishFirst = Pairs.language(unit.variants().get(0))
                    .filter(Language::isEnglish)
                    .isPresent();
            return isEnglishFirst ? english + " = " + chinese : chinese + " = " + english;
        }

        private static String cut(String text) {
            String line = Terminal.plain(text).strip();
            String fitting = Terminal.Columns.fit(line, SIDE);
            return fitting.length() < line.length() ? Terminal.Columns.fit(line, SIDE - 1) + "…" : line;
        }
    }
}
