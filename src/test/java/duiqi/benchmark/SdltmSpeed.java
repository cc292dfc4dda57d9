package duiqi.benchmark;

import duiqi.exchange.ExchangeFormat;
import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import duiqi.exchange.UnitReader.ReaderSettings;
import duiqi.exchange.tool.SdltmSample;
import duiqi.index.MarkovMemory;
import duiqi.text.Language;
import duiqi.text.ReadProblem;
import duiqi.text.TranslationUnit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Measures the processor time of reading a Trados memory of generated units, with fields, contexts and tags. */
final class SdltmSpeed {
    private static final double NANOSECONDS = 1e9;
    private static final String TAG = "<Tag><Type>%s</Type><Anchor>1</Anchor><AlignmentAnchor>1</AlignmentAnchor>"
            + "<TagID>b</TagID><CanHide>false</CanHide></Tag>";

    private SdltmSpeed() {}

    /**
     * Prints the figures.
     *
     * @param arguments number of units
     */
    public static void main(String[] arguments) throws Exception {
        int units = Integer.parseInt(arguments[0]);
        Machine.print(
                System.out,
                "./mvnw -q -Pbenchmark test -Dbenchmark.main=duiqi.benchmark.SdltmSpeed -Dbenchmark=" + units);
        Path folder = Files.createTempDirectory("duiqi-sdltm");
        Path file = folder.resolve("made-up.sdltm");
        try {
            write(units, file);
            System.out.printf(Locale.ROOT, "file       %,d bytes%n", Files.size(file));
            measure(file);
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }

    private static void write(int units, Path file) throws Exception {
        MarkovMemory memory = new MarkovMemory(MadeUpMemory.SEED);
        try (SdltmSample sample = SdltmSample.create(file)) {
            sample.run(
                    "INSERT INTO attributes VALUES(1, NULL, 'StructureContext', 2, 1), (2, NULL, 'Project', 5, 1)",
                    "INSERT INTO picklist_values VALUES(1, NULL, 2, 'garden'), (2, NULL, 2, 'park')");
            for (int i = 1; i <= units; i++) {
                TranslationUnit unit = memory.next();
                sample.add(
                        i,
                        segment(unit.source().text(), "zh-CN", i),
                        segment(unit.target().text(), "en-US", i));
            }
            sample.run(
                    "INSERT INTO string_attributes SELECT id, 1, 'H' FROM translation_units",
                    "INSERT INTO picklist_attributes SELECT id, 1 + id % 2 FROM translation_units",
                    "INSERT INTO translation_unit_contexts SELECT id, id * 7919, id * 104729 FROM translation_units");
        }
    }

    /** Returns a segment; every fifth one has a pair of tags. */
    private static String segment(String text, String language, int number) {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;");
        return number % 5 == 0
                ? SdltmSample.text("", language)
                        .replace(
                                "<Text><Value></Value></Text>",
                                String.format(TAG, "Start") + "<Text><Value>" + escaped + "</Value></Text>"
                                        + String.format(TAG, "End"))
                : SdltmSample.text(escaped, language);
    }

    private static void measure(Path file) throws Exception {
        ReaderSettings settings = new ReaderSettings(Language.CHINESE, Language.ENGLISH, ReadProblem.Listener.STRICT);
        long start = Machine.processorTime();
        int units = 0;
        int properties = 0;
        long tags = 0;
        try (UnitReader reader = ExchangeFormat.named("sdltm").orElseThrow().open(file, settings)) {
            for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                units++;
                properties += unit.get().annotations().size();
                tags += unit.get().variants().stream()
                        .mapToLong(side -> side.content().codes())
                        .sum();
            }
        }
        System.out.printf(Locale.ROOT, "units      %,d%nproperties %,d%ntags       %,d%n", units, properties, tags);
        System.out.printf(Locale.ROOT, "processor  %.1f s%n", (Machine.processorTime() - start) / NANOSECONDS);
    }
}
