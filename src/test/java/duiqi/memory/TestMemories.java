package duiqi.memory;

import duiqi.exchange.TmxRewrite;
import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import duiqi.text.ReadProblem;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Creates small memories in files. */
final class TestMemories {
    private TestMemories() {}

    /** Returns a unit; {@code attributes} begins with a space, and {@code inside} precedes the sides. */
    static String unit(String attributes, String inside, String chinese, String english) {
        return "    <tu" + attributes + ">" + inside + "<tuv xml:lang=\"zh-CN\"><seg>" + chinese
                + "</seg></tuv><tuv xml:lang=\"en-US\"><seg>" + english + "</seg></tuv></tu>\n";
    }

    static String unit(String chinese, String english) {
        return unit("", "", chinese, english);
    }

    static Path write(Path file, String... units) {
        try {
            return Files.writeString(file, """
                    <?xml version="1.0" encoding="UTF-8"?>
                    <tmx version="1.4">
                      <header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en"\
                     srclang="zh-CN" datatype="plaintext"/>
                      <body>
                    %s  </body>
                    </tmx>
                    """.formatted(String.join("", units)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static UnitReader.Source source(Path file) {
        return listener -> UnitReader.tmx(file, listener);
    }

    static List<Tu> read(Path file) throws IOException {
        List<Tu> units = new ArrayList<>();
        try (UnitReader reader = UnitReader.tmx(file, ReadProblem.Listener.STRICT)) {
            for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                units.add(unit.get());
            }
        }
        return units;
    }

    /** Returns each unit as {@code 水=water}. */
    static List<String> texts(Path file) throws IOException {
        return read(file).stream()
                .map(unit -> unit.variants().stream().map(side -> side.text()).collect(Collectors.joining("=")))
                .toList();
    }

    static void rewrite(Path file, TmxRewrite.Plan plan, Path to) throws IOException {
        try (OutputStream out = Files.newOutputStream(to)) {
            new TmxRewrite(file, ReadProblem.Listener.STRICT).copy(plan, out);
        }
    }

    /** Merges memories into a copy of the first. */
    static MemoryMerge merge(MemoryMerge.Policy policy, Path to, Path base, Path... others) throws IOException {
        MemoryMerge merge = new MemoryMerge(
                source(base), Stream.of(others).map(TestMemories::source).toList(), policy, damage -> {});
        rewrite(base, merge.plan(damage -> {}), to);
        return merge;
    }

    /** Removes the duplicates of a memory. */
    static Duplicates dedupe(boolean folds, Path memory, Path to) throws IOException {
        Duplicates duplicates = new Duplicates(source(memory), folds, damage -> {});
        rewrite(memory, duplicates.plan(), to);
        return duplicates;
    }

    /** Returns memories with few distinct texts, so that many units coincide. */
    static Arbitrary<List<String>> units() {
        Arbitrary<String> id = Arbitraries.of("", " tuid=\"1\"", " tuid=\"2\"");
        Arbitrary<String> date =
                Arbitraries.of("", " changedate=\"20200101T000000Z\"", " changedate=\"20210101T000000Z\"");
        Arbitrary<String> note =
                Arbitraries.of("", "<note>n</note>", "<prop type=\"p\">1</prop>", "<prop type=\"p\">2</prop>");
        return Combinators.combine(
                        id, date, note, Arbitraries.of("水", "火", "水。"), Arbitraries.of("water", "fire", "Water."))
                .as((i, d, n, zh, en) -> unit(i + d, n, zh, en))
                .list()
                .ofMaxSize(5);
    }
}
