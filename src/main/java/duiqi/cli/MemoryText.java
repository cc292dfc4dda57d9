package duiqi.cli;

import duiqi.exchange.Pairs;
import duiqi.exchange.Tu;
import duiqi.report.Columns;
import duiqi.report.Terminal;
import duiqi.text.TranslationUnit;
import java.util.List;
import java.util.stream.Collectors;

/** A unit on one line, for a person. */
final class MemoryText {
    /** Columns of a side; longer ones are cut. */
    private static final int SIDE = 60;

    private MemoryText() {}

    /** Chinese and English where the unit has them, else what it has. */
    static String of(Tu unit) {
        List<TranslationUnit> pairs = new Pairs("").of(unit);
        if (pairs.isEmpty()) {
            return unit.variants().stream()
                    .map(side -> Terminal.plain(side.code()) + ": " + cut(side.text()))
                    .collect(Collectors.joining(" = "));
        }
        return cut(pairs.get(0).source().text()) + " = "
                + cut(pairs.get(0).target().text());
    }

    private static String cut(String text) {
        String line = Terminal.plain(text).strip();
        String fitting = Columns.fit(line, SIDE);
        return fitting.length() < line.length() ? Columns.fit(line, SIDE - 1) + "…" : line;
    }
}
