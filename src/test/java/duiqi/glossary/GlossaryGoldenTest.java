package duiqi.glossary;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.glossary.TermEntry.TermStatus;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares the files under {@code src/test/resources/golden/glossary} with written glossaries, and reads files of other
 * tools.
 */
class GlossaryGoldenTest {
    @TempDir
    private Path folder;

    private final SampleGlossaries files = new SampleGlossaries();

    @ParameterizedTest
    @CsvSource({
        "csv,garden.csv",
        "tsv,garden.tsv",
        "json,garden.json",
        "tbx,garden.tbx",
        "memoq,garden.memoq.csv",
        "omegat,garden.txt"
    })
    void writesGoldenFiles(String format, String name) throws IOException {
        byte[] written = files.write(format, SampleGlossaries.garden());
        assertThat(new String(written, StandardCharsets.UTF_8)).isEqualTo(SampleGlossaries.golden(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2008", "core", "dct", "min", "min-dct"})
    void readsEveryDialectOfTbx(String dialect) throws IOException {
        Glossary glossary = files.read(folder, "a.tbx", SampleGlossaries.golden("garden." + dialect + ".tbx"));
        assertThat(SampleGlossaries.placeless(glossary))
                .isEqualTo(SampleGlossaries.placeless(SampleGlossaries.garden()));
    }

    @Test
    void writesTsvCellsWithoutLineBreaks() throws IOException {
        Path file = Files.write(folder.resolve("garden.tsv"), files.write("tsv", SampleGlossaries.garden()));
        assertThat(files.read(file).entries().get(0).details().note()).isEqualTo("with a comma; <small> of two lines");
        assertThat(files.omissions.counts())
                .isEqualTo(Map.of("tabs and line breaks in texts (replaced with spaces)", 1));
    }

    @Test
    void countsDataThatOmegatCannotStore() throws IOException {
        files.write("omegat", SampleGlossaries.garden());
        assertThat(files.omissions.counts())
                .isEqualTo(Map.of(
                        "deprecated and forbidden translations", 2,
                        "regular expressions", 1,
                        "stem marks", 1,
                        "tabs and line breaks in texts (replaced with spaces)", 1,
                        "values of type", 3,
                        "values of pos", 3,
                        "values of domain", 1,
                        "values of exceptions", 1));
    }

    /** OmegaT would split a translation at a semicolon. */
    @Test
    void keepsSemicolonsOutOfOmegatTranslations() throws IOException {
        TermEntry entry = SampleGlossaries.entry("水闸", "gate; a sluice\uFF1Block", TermStatus.PREFERRED);
        byte[] written = files.write("omegat", new Glossary(List.of(entry)));
        assertThat(new String(written, StandardCharsets.UTF_8)).contains("gate, a sluice,lock");
        assertThat(files.omissions.counts()).containsOnlyKeys("semicolons in translations");
    }

    /** Reads files that were written by hand after the manuals of other tools. */
    @ParameterizedTest
    @CsvSource({
        "termbase.2008.tbx",
        "termbase.dct.tbx",
        "product.2008.tbx",
        "first-min.tbx",
        "termbase.mtf.xml",
        "termbase.memoq.csv",
        "termbase.matecat.csv",
        "writable.txt",
        "english-first.txt",
        "sheet.csv"
    })
    void readsFilesOfOtherTools(String name) throws IOException {
        Glossary glossary = files.read(folder, name, SampleGlossaries.golden(name));
        StringBuilder shown = new StringBuilder();
        for (TermEntry entry : glossary.entries()) {
            // The golden files have the details of an entry next to its other parts.
            String flat = entry.toString()
                    .replace("details=Details[", "")
                    .replace("], location=", ", location=")
                    .replace("limits=" + TermEntry.Limits.NONE + ", ", "");
            shown.append(flat.replace(folder + "/", "")).append('\n');
        }
        files.omitted.forEach(
                (kind, count) -> shown.append(count).append(' ').append(kind).append('\n'));
        assertThat(shown.toString()).isEqualTo(SampleGlossaries.golden(name + ".expected"));
        assertThat(files.faults).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "GB18030"})
    void readsTheEncodingsOfOmegat(String charset) throws IOException {
        byte[] bytes = "水闸\tsluice\n闸门\tgate\n".getBytes(Charset.forName(charset));
        assertThat(SampleGlossaries.shown(files.read(Files.write(folder.resolve("a.txt"), bytes))))
                .containsExactly("水闸 = sluice (preferred)", "闸门 = gate (preferred)");
    }
}
