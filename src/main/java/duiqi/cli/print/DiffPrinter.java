package duiqi.cli.print;

import duiqi.app.Corrections;
import duiqi.check.Correction;
import duiqi.exchange.Pairs;
import duiqi.exchange.Tu;
import duiqi.memory.MemoryDiff;
import duiqi.report.Terminal;
import duiqi.text.Language;
import duiqi.text.Plurals;
import duiqi.text.TranslationUnit;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Prints the differences between two memories: a line for each removed, added or changed unit, and the totals. */
public record DiffPrinter(Console console, boolean inColour, int most) {
    public void print(MemoryDiff diff) {
        MemoryDiff.Counts counts = diff.counts();
        units("-", Terminal.Style.RED, diff.removed(), counts.removed());
        units("+", Terminal.Style.GREEN, diff.added(), counts.added());
        changes("~", diff.changed(), counts.changed());
        changes("=", diff.annotated(), counts.annotated());
        console.out()
                .print(counts.removed() + " removed, " + counts.added() + " added, " + counts.changed() + " changed, "
                        + counts.annotated() + " with other properties, " + counts.same() + " unchanged\n");
    }

    private void units(String sign, Terminal.Style style, List<MemoryDiff.Placed> units, int count) {
        for (MemoryDiff.Placed unit : units.subList(0, Math.min(most, units.size()))) {
            line(sign, style, unit);
        }
        more(sign, count);
    }

    private void changes(String sign, List<MemoryDiff.Change> changes, int count) {
        for (MemoryDiff.Change change : changes.subList(0, Math.min(most, changes.size()))) {
            line(sign, Terminal.Style.YELLOW, change.before());
            if (!sign.equals("=")) {
                console.out()
                        .print(Terminal.styled(
                                        "  -> " + MemoryText.of(change.after().unit()), Terminal.Style.YELLOW, inColour)
                                + "\n");
            }
        }
        more(sign, count);
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

    /** Prints the corrections of files: a line for each one, or the changed lines as a unified diff. */
    public record CorrectionPrinter(PrintWriter out, boolean inColour) {
        private static final int CONTEXT = 3;

        /** Prints the corrections, those that were not applied with the reason, and the totals. */
        public void list(List<Corrections.FileResult> files) {
            int applied = 0;
            int rejected = 0;
            for (Corrections.FileResult file : files) {
                file.applied()
                        .forEach(done -> line(done, Terminal.styled("corrected", Terminal.Style.GREEN, inColour), ""));
                rejected(file);
                applied += file.applied().size();
                rejected += file.rejected().size();
            }
            long changed = files.stream()
                    .filter(file -> !file.applied().isEmpty())
                    .map(Corrections.FileResult::file)
                    .distinct()
                    .count();
            out.print(Plurals.of(applied, "correction") + " in " + Plurals.of(changed, "file")
                    + (rejected == 0 ? "" : ", " + rejected + " not applied") + "\n");
            out.flush();
        }

        /** Prints the corrections that were not applied, with the reasons. */
        public void rejected(Corrections.FileResult file) {
            file.rejected()
                    .forEach((correction, reason) -> line(
                            correction,
                            Terminal.styled("not corrected", Terminal.Style.YELLOW, inColour),
                            ": " + reason));
        }

        private void line(Correction correction, String what, String reason) {
            out.print(Terminal.plain(correction.location().toString()) + ": " + what + ": \""
                    + Terminal.plain(correction.words()) + "\" -> \"" + Terminal.plain(correction.text()) + "\" ["
                    + correction.finding().rule().id() + "]" + reason + "\n");
        }

        /**
         * Prints the changes of a file in the unified format of diff. Corrections keep line breaks, so that both texts
         * have the same lines.
         */
        public void diff(Corrections.FileResult file) {
            String[] before = file.before().split("(?<=\n)");
            String[] after = file.after().split("(?<=\n)");
            boolean[] isShown = new boolean[before.length];
            boolean hasChange = false;
            for (int i = 0; i < before.length; i++) {
                if (!before[i].equals(after[i])) {
                    hasChange = true;
                    Arrays.fill(isShown, Math.max(0, i - CONTEXT), Math.min(before.length, i + CONTEXT + 1), true);
                }
            }
            if (hasChange) {
                out.print(Terminal.styled(
                                "--- a/" + file.file() + "\n+++ b/" + file.file(), Terminal.Style.BOLD, inColour)
                        + "\n");
            }
            for (int i = 0; i < before.length; i++) {
                if (isShown[i]) {
                    int start = i;
                    while (i < before.length && isShown[i]) {
                        i++;
                    }
                    hunk(before, after, start, i);
                }
            }
            out.flush();
        }

        private void hunk(String[] before, String[] after, int start, int end) {
            out.print("@@ -" + (start + 1) + "," + (end - start) + " +" + (start + 1) + "," + (end - start) + " @@\n");
            for (int i = start; i < end; ) {
                int same = i;
                while (i < end && !before[i].equals(after[i])) {
                    i++;
                }
                lines("-", Terminal.Style.RED, before, same, i);
                lines("+", Terminal.Style.GREEN, after, same, i);
                if (i < end) {
                    lines(" ", Terminal.Style.DIM, before, i, i + 1);
                    i++;
                }
            }
        }

        private void lines(String sign, Terminal.Style style, String[] lines, int start, int end) {
            for (int i = start; i < end; i++) {
                boolean isEnded = lines[i].endsWith("\n");
                String line = isEnded ? lines[i].substring(0, lines[i].length() - 1) : lines[i];
                out.print(Terminal.styled(sign + line, style, inColour)
                        + (isEnded ? "\n" : "\n\\ No newline at end of file\n"));
            }
        }
    }
}
