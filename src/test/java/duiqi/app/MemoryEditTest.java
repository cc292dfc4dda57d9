package duiqi.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.exchange.Table;
import duiqi.exchange.Tu;
import duiqi.memory.AddedPair;
import duiqi.memory.MemoryMerge;
import duiqi.memory.MemoryOrder;
import duiqi.text.Direction;
import duiqi.text.FormatException;
import duiqi.text.ReadProblem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that edits keep every byte of what they do not change. Texts are bytes in ISO 8859-1. */
class MemoryEditTest {
    private static final String WATER = latin("水");

    /** Lists what may be between units and in units of other tools, sound and damaged. No two units are duplicates. */
    private static final List<String> PARTS = List.of(
            "<tu tuid='1'><note>n</note><!-- c --><tuv xml:lang='zh'><seg>" + WATER + "</seg></tuv>"
                    + "<tuv xml:lang='en'><seg>&corp;</seg></tuv></tu>",
            "<tu tuid='2' x:a='b'><x:y/><tuv xml:lang='en'><seg>A & B</seg></tuv><tuv xml:lang='zh'><seg>" + WATER
                    + WATER + "</seg></tuv></tu>",
            "<tu tuid='3'><tuv xml:lang='fr'><seg>eau</seg></tuv><tuv xml:lang='de'><seg>Wasser</seg></tuv>"
                    + "<tuv xml:lang='zh'><seg><![CDATA[" + WATER + "<]]></seg></tuv></tu>",
            "<tu tuid='4'><tuv xml:lang='zh'><seg>left <b>open</seg></tuv></tu>",
            "<tu tuid='5'><tuv xml:lang='zh'><seg>\u00FF</seg></tuv></tu>",
            "<tu tuid='6'><tuv xml:lang='zh'><seg>&unknown;</seg></tuv></tu>",
            "<tu tuid='8><tuv xml:lang='zh'><seg>start</seg></tuv></tu>",
            "<tu tuid='7'><tuv xml:lang='zh'><seg>cut</seg>",
            "<!-- comment \u00FE -->",
            "<?tool keep?>",
            "<x:group xmlns:x='urn:x' Name='n'><x:item>text</x:item></x:group>");

    private static final String HEAD = "<?xml version='1.0'?><!-- " + WATER.repeat(30)
            + " --><!DOCTYPE tmx [<!ENTITY corp \"ACME &amp; Co\">]>\r\n<tmx version='1.4' xmlns:x='urn:x'>"
            + "<header srclang='zh'><x:own/></header><body>";
    private static final String TAIL = "\r\n</body></tmx><!-- end -->";

    private static String latin(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    @Provide
    Arbitrary<List<String>> parts() {
        // A damaged start tag after a unit without an end could be the end of a unit that contains others.
        return Arbitraries.of(PARTS.subList(1, PARTS.size()))
                .list()
                .uniqueElements()
                .filter(parts -> parts.stream().noneMatch(part -> part.contains("'8>"))
                        || parts.stream().noneMatch(part -> part.contains("'7'")));
    }

    @FunctionalInterface
    private interface Edit {
        Object apply(MemoryEdit edit) throws IOException;
    }

    private static final Map<String, Edit> EDITS = Map.of(
            "sort", edit -> edit.sort(MemoryOrder.By.ID, true),
            "dedupe", edit -> edit.dedupe(true),
            "clean", edit -> clean(edit, "misaligned", Optional.empty()),
            "add", edit -> edit.add(pair(), Direction.INTO_ENGLISH),
            "merge", MemoryEditTest::merge,
            "split", edit -> edit.split(Optional.of(1), "", edit.memory().resolveSibling("parts")));

    private static Object clean(MemoryEdit edit, String filters, Optional<Path> removed) throws IOException {
        return edit.clean(
                MemoryEdit.filters(List.of(filters.split(" ")), List.of(), 0.1, 0), removed, (u, p, f, r) -> {});
    }

    private static Object merge(MemoryEdit edit) throws IOException {
        Path other = edit.memory().resolveSibling("other.tmx");
        Files.writeString(other, HEAD + "<tu tuid='9'><tuv xml:lang='zh'><seg>x</seg></tuv></tu>" + TAIL);
        return edit.merge(List.of(other), MemoryMerge.Policy.NEWEST, false, Table.Choice.NONE);
    }

    /** Returns the parts of a memory that was split, else the memory. */
    private static List<Path> files(Path memory) throws IOException {
        Path parts = memory.resolveSibling("parts");
        if (!Files.exists(parts)) {
            return List.of(memory);
        }
        try (Stream<Path> files = Files.list(parts)) {
            return files.sorted().toList();
        }
    }

    private static Tu pair() {
        return AddedPair.unit("火", "fire", Direction.INTO_ENGLISH, Optional.empty(), Optional.empty(), Instant.EPOCH);
    }

    private static MemoryEdit edit(Path memory) {
        return new MemoryEdit(memory, Optional.empty(), false, false, 9, damage -> {}, Workspace.standard());
    }

    @Property(tries = 12)
    void editsKeepEveryPart(@ForAll("parts") List<String> parts) throws IOException {
        List<String> all = new ArrayList<>(parts);
        // The first filter that matches removes a unit without a pair, so the memory has one.
        all.add(0, PARTS.get(0));
        String before = HEAD + "\r\n  " + String.join("\r\n  ", all) + TAIL;
        for (Map.Entry<String, Edit> edit : EDITS.entrySet()) {
            Path folder = Files.createTempDirectory("edits");
            Path memory = Files.writeString(folder.resolve("m.TMX"), before, StandardCharsets.ISO_8859_1);
            StringBuilder after = new StringBuilder();
            edit.getValue().apply(edit(memory));
            for (Path file : files(memory)) {
                after.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
            assertThat(after.toString()).as(edit.getKey()).startsWith(HEAD).endsWith(TAIL.strip());
            parts.forEach(part -> assertThat(after.toString()).as(edit.getKey()).containsOnlyOnce(part));
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void countsUnreadableUnits(@TempDir Path folder) throws IOException {
        String content = HEAD + String.join("\n", PARTS) + TAIL;
        Path memory = Files.writeString(folder.resolve("m.tmx"), content, StandardCharsets.ISO_8859_1);
        List<ReadProblem> problems = new ArrayList<>();
        MemoryEdit edit = new MemoryEdit(memory, Optional.empty(), false, true, 9, problems::add, Workspace.standard());
        assertThat(edit.dedupe(false).unread()).isEqualTo(5);
        assertThat(problems).isNotEmpty().allMatch(problem -> problem.toString().endsWith("; kept unchanged"));
        Path removed = folder.resolve("removed.tmx");
        clean(edit(memory), "empty one-sided", Optional.of(removed));
        assertThat(Files.readString(removed, StandardCharsets.ISO_8859_1))
                .contains("tuid='3'")
                .doesNotContain("tuid='1'", "tuid='4'", "tuid='5'");
    }

    @Test
    void rejectsMemoryThatEndsTooEarly(@TempDir Path folder) throws IOException {
        byte[] whole = (HEAD + PARTS.get(0) + PARTS.get(1) + TAIL).getBytes(StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(compressed)) {
            out.write(whole);
        }
        for (Map.Entry<String, Integer> cut : Map.of(
                        "a.tmx", whole.length - 60, "b.tmx", whole.length - 22, "c.tmx.gz", compressed.size() - 20)
                .entrySet()) {
            byte[] from = cut.getKey().endsWith("gz") ? compressed.toByteArray() : whole;
            byte[] part = Arrays.copyOf(from, cut.getValue());
            Path memory = Files.write(folder.resolve(cut.getKey()), part);
            for (Edit edit : EDITS.values()) {
                assertThatThrownBy(() -> edit.apply(edit(memory)))
                        .isInstanceOf(FormatException.class)
                        .hasMessageEndingWith(
                                "; restore it from a copy, or extract the valid units with duiqi tm convert");
            }
            assertThat(memory).hasBinaryContent(part);
        }
    }
}
