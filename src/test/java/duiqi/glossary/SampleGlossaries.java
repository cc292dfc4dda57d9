package duiqi.glossary;

import duiqi.exchange.Omissions;
import duiqi.glossary.TermEntry.TermStatus;
import duiqi.text.FormatException;
import duiqi.text.Location;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
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
        TermEntry gate = new TermEntry(
                "water gate",
                "水闸",
                "sluice, \"gate\"",
                TermStatus.PREFERRED,
                new TermEntry.Details(
                        "term", "noun", "irrigation", List.of("水闸门", "大水闸"), "with a comma; <small>\nof two lines"),
                NOWHERE);
        TermEntry wrong = new TermEntry(
                "water gate",
                "水闸",
                "=water door",
                TermStatus.FORBIDDEN,
                new TermEntry.Details("slang", "phrase", "irrigation", List.of("水闸门", "大水闸"), ""),
                NOWHERE);
        TermEntry academy = new TermEntry(
                "cas",
                "中国科学院",
                "Chinese Academy of Sciences",
                TermStatus.PREFERRED,
                new TermEntry.Details("name", "noun", "", List.of(), ""),
                NOWHERE);
        TermEntry old = new TermEntry(
                "cas",
                "中国科学院",
                "Academia Sinica",
                TermStatus.DEPRECATED,
                new TermEntry.Details("name", "noun", "names", List.of(), ""),
                NOWHERE);
        TermEntry acronym = new TermEntry(
                "cas",
                "中科院",
                "CAS",
                TermStatus.ADMITTED,
                new TermEntry.Details("acronym", "noun", "", List.of(), ""),
                NOWHERE);
        return new Glossary(List.of(
                gate,
                wrong,
                academy,
                old,
                acronym,
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
                .map(entry -> entry.chinese() + " = " + entry.english() + " (" + entry.status() + ")")
                .toList();
    }

    /** Returns the text of a file under {@code src/test/resources/golden/glossary}. */
    static String golden(String name) throws IOException {
        try (InputStream in = SampleGlossaries.class.getResourceAsStream("/golden/glossary/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
