package duiqi.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaselineTest {
    private static final Rule RULE = Rule.of("term-missing", Severity.WARNING, "a term is not rendered");

    @TempDir
    Path folder;

    private static Finding finding(String file, String english, String term) {
        return Finding.of(RULE, Units.unit(file, 1, "自立自强\t之路", english), "missing")
                .about(term);
    }

    @Provide
    Arbitrary<List<Finding>> findings() {
        return Combinators.combine(
                        Arbitraries.of("a.tmx", "b/c.po"), Arbitraries.of("One", "Two"), Arbitraries.of("", "水", "火"))
                .as(BaselineTest::finding)
                .list()
                .ofMaxSize(20);
    }

    @Property
    void recognisesExactlyItsOwnFindings(
            @ForAll("findings") List<Finding> known, @ForAll("findings") List<Finding> found, @ForAll long seed) {
        Baseline baseline = Baseline.of(Path.of(""), known);
        List<Finding> shuffled = new ArrayList<>(known);
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(Baseline.of(Path.of(""), shuffled)).isEqualTo(baseline);
        assertThat(baseline.match(shuffled).known().cardinality()).isEqualTo(shuffled.size());
        assertThat(baseline.match(shuffled).unused()).isEmpty();
        assertThat(baseline.match(List.of()).unused()).isEqualTo(baseline.entries());

        Baseline.Match match = baseline.match(found);
        int unused = match.unused().stream().mapToInt(Baseline.Entry::count).sum();
        assertThat(match.known().cardinality()).isEqualTo(known.size() - unused);
        List<Finding> both = new ArrayList<>(found);
        both.addAll(known);
        assertThat(both.size() - baseline.match(both).known().cardinality()).isEqualTo(found.size());
    }

    @Test
    void writesSortedReadableFileAndReadsItBack() throws IOException {
        Path file = folder.resolve("sub").resolve("baseline.jsonl");
        Baseline baseline = Baseline.of(
                folder.resolve("sub"),
                List.of(
                        finding(folder.resolve("tm/b.tmx").toString(), "x".repeat(50), "自立自强"),
                        finding(folder.resolve("sub/a.tmx").toString(), "The \"way\"", ""),
                        finding(folder.resolve("sub/a.tmx").toString(), "The \"way\"", "")));
        baseline.write(file);
        assertThat(file).hasContent("""
                        {"file":"../tm/b.tmx","rule":"term-missing","term":"自立自强","source":"自立自强 之路","target":"%s…","text":"%s","count":1}
                        {"file":"a.tmx","rule":"term-missing","term":"","source":"自立自强 之路","target":"The \\"way\\"","text":"%s","count":2}
                        """.replaceFirst("%s", "x".repeat(40))
                .replaceFirst("%s", baseline.entries().get(0).text())
                .replaceFirst("%s", baseline.entries().get(1).text()));
        Baseline.Reading reading = Baseline.read(file);
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.baseline()).isEqualTo(baseline);
    }

    @Test
    void hashesBothTextsAndMergesDuplicates() throws IOException {
        String line = "{\"file\":\"a\",\"rule\":\"r\",\"text\":\"t\",\"count\":%d}\n";
        Path file =
                Files.writeString(folder.resolve("b.jsonl"), line.formatted(1) + line.formatted(3) + line.formatted(2));
        assertThat(Baseline.read(file).baseline().entries())
                .extracting(Baseline.Entry::count)
                .containsExactly(3);
        assertThatThrownBy(() -> Baseline.read(folder.resolve("none.jsonl")))
                .hasMessageContaining("none.jsonl: the baseline does not exist;");
        // The expected hash is from: printf '水\0water' | sha256sum
        assertThat(Baseline.Entry.of(Finding.of(RULE, Units.unit("a", 1, "水", "water"), "x"), "a")
                        .text())
                .isEqualTo("57742f3b3d4edaea");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', quoteCharacter = '~', textBlock = """
                    <<<<<<< HEAD > 3:1: is not JSON (
                    {"file":"术𠀀", "rule":x} > 3:22: is not JSON (Unrecognized token 'x'
                    {"file":"a","rule":"b","text":"c"} x > 3:36: is not JSON (
                    [] > 3:1: is not a JSON object; correct the line, or recreate the baseline
                    {"file":"a","text":"c"} > 3:1: has no "rule"; correct the line, or recreate the baseline
                    {"file":"a","rule":"b","text":"c","count":0} > 3:1: has a "count" that is not a positive integer; correct
                    {"file":"a","rule":"b","text":"c","count":"2"} > 3:1: has a "count" that is not a positive integer; correct
                    {"file":"a","rule":"b","text":"c","count":1.5} > 3:1: has a "count" that is not a positive integer; correct
                    {"file":"a","file":"b","rule":"b","text":"c"} > 3:19: is not JSON (Duplicate
                    """)
    void reportsWrongLineAndKeepsOthers(String line, String problem) throws IOException {
        Path file = folder.resolve("b.jsonl");
        String sound = "{\"file\":\"%\",\"rule\":\"r\",\"text\":\"t\"}";
        Files.writeString(file, sound.replace("%", "a") + "\n\n" + line + "\r\n" + sound.replace("%", "b"));
        Baseline.Reading reading = Baseline.read(file);
        assertThat(reading.problems())
                .singleElement()
                .extracting(FormatException::getMessage)
                .asString()
                .startsWith(file + ":" + problem);
        assertThat(reading.baseline().entries())
                .extracting(Baseline.Entry::file, Baseline.Entry::count)
                .containsExactly(tuple("a", 1), tuple("b", 1));
    }
}
