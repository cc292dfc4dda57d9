package duiqi.glossary;

import duiqi.exchange.Omissions;
import duiqi.exchange.Table;
import duiqi.glossary.TermEntry.TermStatus;
import duiqi.text.FormatException;
import duiqi.text.Location;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** Provides glossaries for tests, and the results of reading and writing. */
final class SampleGlossaries {
    static final Location NOWHERE = new Location("terms.csv", 1, 1);

    /** Messages of rows that could not be read. */
    final List<String> faults = new ArrayList<>();

    final SortedMap<String, Integer> omitted = new TreeMap<>();

    final Omissions omissions = new Omissions();

    /** Returns an entry without details. */
    static TermEntry entry(String chinese, String english, TermStatus status) {
        return new TermEntry(chinese, chinese, english, status, NOWHERE);
    }

    /**
     * Returns a glossary with a complete concept, one with two Chinese terms that share no translations, and a minimal
     * one.
     */
    static Glossary garden() {
        List<String> exceptions = List.of("水闸门", "大水闸");
        TermEntry.Details gate =
                new TermEntry.Details("term", "noun", "irrigation", exceptions, "with a comma; <small>\nof two lines");
        TermEntry.Details wrong = new TermEntry.Details("slang", "phrase", "irrigation", exceptions, "");
        TermEntry.Details name = new TermEntry.Details("name", "noun", "", List.of(), "");
        TermEntry.Details old = new TermEntry.Details("name", "noun", "names", List.of(), "");
        TermEntry.Details acronym = new TermEntry.Details("acronym", "noun", "", List.of(), "");
        return new Glossary(List.of(
                new TermEntry("water gate", "水闸", "sluice, \"gate\"", TermStatus.PREFERRED, gate, NOWHERE),
                new TermEntry("water gate", "水闸", "=water door", TermStatus.FORBIDDEN, wrong, NOWHERE),
                new TermEntry("cas", "中国科学院", "Chinese Academy of Sciences", TermStatus.PREFERRED, name, NOWHERE),
                new TermEntry("cas", "中国科学院", "Academia Sinica", TermStatus.DEPRECATED, old, NOWHERE),
                new TermEntry("cas", "中科院", "CAS", TermStatus.ADMITTED, acronym, NOWHERE),
                entry("研究", "research|", TermStatus.PREFERRED),
                entry("自立", "/self-relian(ce|t)/", TermStatus.ADMITTED)));
    }

    static byte[] write(String format, Glossary glossary, Omissions omissions) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        GlossaryFormats.named(format)
                .orElseThrow()
                .write(glossary, out, Instant.parse("2026-11-24T08:00:00Z"), omissions);
        return out.toByteArray();
    }

    byte[] write(String format, Glossary glossary) throws IOException {
        return write(format, glossary, omissions);
    }

    Glossary read(Path file) throws IOException {
        return Glossary.read(file, new Glossary.FaultListener() {
            @Override
            public void found(FormatException fault) {
                faults.add(String.valueOf(fault.getMessage()).replace(String.valueOf(file.getParent()) + "/", ""));
            }

            @Override
            public void omitted(Path read, Omissions counted) {
                omitted.putAll(counted.counts());
            }
        });
    }

    Glossary read(Path folder, String name, String text) throws IOException {
        return read(Files.writeString(folder.resolve(name), text));
    }

    /** Returns entries without their locations. */
    static List<TermEntry> placeless(Glossary glossary) {
        return glossary.entries().stream()
                .map(entry -> new TermEntry(
                        entry.concept(),
                        entry.chinese(),
                        entry.english(),
                        entry.status(),
                        entry.chineseStatus(),
                        entry.details(),
                        NOWHERE))
                .toList();
    }

    /** Returns entries in short form: {@code 水闸 = sluice (preferred)}. */
    static List<String> shown(Glossary glossary) {
        return glossary.entries().stream()
                .map(entry -> entry.chinese() + " = " + entry.english() + " (" + entry.status()
                        + (entry.details().limits().isCaseSensitive() ? ", case)" : ")"))
                .toList();
    }

    /** Returns the entries of a file in short form, separated by semicolons. */
    String shown(Path folder, String name, String text) throws IOException {
        return String.join("; ", shown(read(folder, name, text)));
    }

    /** Writes rows, which are separated by slashes and their cells by bars, to a table. */
    static Path table(Path folder, String name, Table.Form form, String rows) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            Table.Output table = form.begin(out, Instant.EPOCH, new Omissions());
            for (String row : rows.split("/")) {
                table.write(List.of(row.split("\\|", -1)));
            }
            table.finish();
        }
        return file;
    }

    /** Returns the text of a file under {@code src/test/resources/golden/glossary}. */
    static String golden(String name) throws IOException {
        try (InputStream in = SampleGlossaries.class.getResourceAsStream("/golden/glossary/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
