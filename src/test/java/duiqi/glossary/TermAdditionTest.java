package duiqi.glossary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.glossary.TermEntry.TermStatus;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TermAdditionTest {
    private static final Instant NOW = Instant.parse("2026-11-25T00:00:00Z");
    private static final Glossary NONE = new Glossary(List.of());

    @TempDir
    private Path folder;

    private Path file(String name, String content, Charset charset) throws IOException {
        return Files.write(folder.resolve(name), content.getBytes(charset));
    }

    private static TermAddition.Added add(Path file, String chinese, String english, TermStatus status, String note)
            throws IOException {
        return TermAddition.add(file, NONE, chinese, english, status, note, NOW);
    }

    @Test
    void createsFileWithHeader() throws IOException {
        Path file = folder.resolve("new/terms.csv");
        TermAddition.Added added = add(file, "基础研究", "basic research", TermStatus.PREFERRED, "");
        assertThat(Files.readString(file))
                .startsWith("\uFEFFconcept,zh,en,status")
                .contains("\r\n");
        assertThat(added.location().line()).isEqualTo(2);
        assertThat(SampleGlossaries.shown(Glossary.read(file))).containsExactly("基础研究 = basic research (preferred)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GB18030", "UTF-16LE"})
    void appendsTermWithColumnsAndEncodingOfFile(String charset) throws IOException {
        String mark = charset.equals("UTF-16LE") ? "\uFEFF" : "";
        String before = mark + "en;status;zh;note\r\nwater;preferred;这是一个关于水的中文术语;\r\nfire;;火;hot";
        Path file = file("terms.csv", before, Charset.forName(charset));
        TermAddition.Added added = add(file, "土", "earth; soil", TermStatus.ADMITTED, "of five");

        String row = "\"earth; soil\";admitted;土;of five";
        assertThat(Files.readString(file, Charset.forName(charset))).isEqualTo(before + "\r\n" + row + "\r\n");
        assertThat(added.location().line()).isEqualTo(4);
        assertThat(Glossary.read(file).entries()).hasSize(3).last().satisfies(entry -> {
            assertThat(entry.english()).isEqualTo("earth; soil");
            assertThat(entry.status()).isEqualTo(TermStatus.ADMITTED);
            assertThat(entry.details().note()).isEqualTo("of five");
        });

        TermAddition.remove(file, added);

        assertThat(Files.readString(file, Charset.forName(charset))).isEqualTo(before + "\r\n");
    }

    @Test
    void escapesTermsThatLookLikeFormulas() throws IOException {
        Path file = file("terms.csv", "zh,en\n水,water\n", StandardCharsets.UTF_8);
        add(file, "=水()", "=cmd|' /C calc'!A0 x", TermStatus.PREFERRED, "");

        assertThat(Files.readString(file)).contains("'=水()").contains("'=cmd");
        assertThat(Glossary.read(file).entries())
                .last()
                .satisfies(entry -> assertThat(entry.chinese()).isEqualTo("=水()"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
              水 | Water | | :2:1: "水" already has the translation "water"; use the existing entry
              水 | aqua  | | "水" already has the preferred translation "water"
              火 | blaze | | is forbidden as a translation of "火"
              土 | earth | a note | no column note
              ' ' | earth | |
            """)
    void rejectsDuplicatesAndContradictions(
            String chinese, String english, @Nullable String note, @Nullable String problem) throws IOException {
        String before = "zh,en,status\n水,water,preferred\n火,blaze,forbidden\n";
        Path file = file("terms.csv", before, StandardCharsets.UTF_8);
        assertThatThrownBy(() -> add(file, chinese, english, TermStatus.PREFERRED, note == null ? "" : note))
                .hasMessageContaining(problem == null ? "" : problem);
        assertThat(file).hasContent(before);
    }

    @Test
    void addsToTablesWithoutColumnNames() throws IOException {
        Path file = file("terms.tsv", "# ours\nwater\t水\nfire\t火\thot\n", StandardCharsets.UTF_8);
        TermAddition.Added added = add(file, "土", "earth", TermStatus.PREFERRED, "");

        assertThat(Files.readString(file)).isEqualTo("# ours\nwater\t水\nfire\t火\thot\nearth\t土\t\n");
        assertThatThrownBy(() -> add(file, "金", "gold", TermStatus.FORBIDDEN, ""))
                .hasMessageContaining("no column status");

        Files.writeString(file, Files.readString(file).replace("earth", "soil"));
        assertThatThrownBy(() -> TermAddition.remove(file, added))
                .hasMessageContaining("has changed since it was added");
    }
}
