package duiqi.fuzz;

import duiqi.exchange.Omissions;
import duiqi.glossary.Glossary;
import duiqi.glossary.GlossaryFormats;
import duiqi.glossary.GlossaryValidation;
import duiqi.glossary.TermEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Fuzzes glossaries of all formats: reading, searching and writing. */
final class GlossaryTargets {
    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
    private static final ScratchFolder SCRATCH = new ScratchFolder();

    private GlossaryTargets() {}

    static List<Target> all() {
        List<Target> targets = new ArrayList<>();
        for (GlossaryFormats.Format format : GlossaryFormats.ALL) {
            String extension = format.extensions().get(0);
            String name = "terms-" + format.name();
            targets.add(
                    switch (format.name()) {
                        case "xlsx" ->
                            new Target(
                                    name,
                                    List.of(workbook(format)),
                                    parts -> read(format, extension, Parts.zip(parts)));
                        default ->
                            new Target(
                                    name,
                                    Seed.files("glossary/*" + extension),
                                    input -> read(format, extension, input));
                    });
        }
        return targets;
    }

    /** Returns a small glossary as a workbook written by duiqi. */
    private static Seed workbook(GlossaryFormats.Format xlsx) {
        return new Seed("workbook", () -> {
            Path table = SCRATCH.file(
                    "a.csv", Seed.files("glossary/garden.csv").get(0).content().bytes());
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            xlsx.write(Glossary.read(table), out, NOW, new Omissions());
            return Parts.ofZip(out.toByteArray());
        });
    }

    private static void read(GlossaryFormats.Format format, String extension, byte[] input) throws IOException {
        List<TermEntry> entries = format.read(SCRATCH.file("a" + extension, input), Laws::requireHelp);
        entries.forEach(entry -> Laws.requireLocation(entry.location()));
        if (entries.isEmpty() || !format.isWritten()) {
            return;
        }
        new GlossaryValidation((location, rule, isNote, problem) -> Laws.requireLocation(location))
                .check(new Glossary(entries));
        List<TermEntry> once = again(format, extension, entries);
        // OmegaT glossaries do not declare which column is Chinese, so duiqi may swap the columns.
        if (!format.name().equals("omegat")) {
            Laws.requireSame(placeless(once), placeless(again(format, extension, once)), "written twice");
        }
    }

    private static List<TermEntry> again(GlossaryFormats.Format format, String extension, List<TermEntry> entries)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        format.write(new Glossary(entries), out, NOW, new Omissions());
        Path file = SCRATCH.file("a" + extension, out.toByteArray());
        return Files.size(file) == 0 ? List.of() : format.read(file, Laws::requireHelp);
    }

    private static List<String> placeless(List<TermEntry> entries) {
        return entries.stream()
                .map(entry -> String.join(
                        "|",
                        entry.concept(),
                        entry.chinese(),
                        entry.english(),
                        entry.status().toString(),
                        entry.details().exceptions().toString(),
                        entry.details().note()))
                .sorted()
                .toList();
    }
}
