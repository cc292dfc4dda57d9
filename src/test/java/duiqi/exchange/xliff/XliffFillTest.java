package duiqi.exchange.xliff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.exchange.Golden;
import duiqi.exchange.Suggestions;
import duiqi.exchange.XliffRules;
import duiqi.text.FormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XliffFillTest {
    private static final Map<String, Suggestions.Suggestion> MEMORY = Map.of(
            "水往低处流。",
            new Suggestions.Suggestion("Water flows downwards.", 101, "tm/main.tmx#1", false),
            "火往高处走。",
            new Suggestions.Suggestion("Fire rises & \"burns\".", 85, "tm/main.tmx#<2>", false, Optional.of("火往上走。")),
            "金生水。",
            new Suggestions.Suggestion("Metal bears water.", 100, "", false),
            "土生金。",
            new Suggestions.Suggestion("Earth bears metal.", 100, "tm/main.tmx#4", false),
            "机器说的。",
            new Suggestions.Suggestion("A machine says so.", 0, "http://localhost", true),
            "木",
            new Suggestions.Suggestion("Timber", 100, "tm/main.tmx#5", false));

    private static final Suggestions SUGGESTIONS = (source, before, after) -> Optional.ofNullable(MEMORY.get(source));

    @TempDir
    Path folder;

    private Suggestions.Filling outcome = new Suggestions.Filling(0, 0, 0, 0, 0, 0, 0);

    @ParameterizedTest
    @CsvSource({"fill.1, 5, 2, 1, 2, 2, 1", "fill.2, 3, 1, 1, 2, 1, 1"})
    void fillsTheGoldenFile(String name, int exact, int fuzzy, int machine, int left, int none, int bare)
            throws Exception {
        Path file = Files.writeString(folder.resolve("a.xlf"), Golden.text("exchange/" + name + ".xlf"));
        XliffRules.requireValid(file);
        Path filled = Files.write(folder.resolve("b.xlf"), fill(file, SUGGESTIONS, false));
        XliffRules.requireValid(filled);
        assertThat(Files.readString(filled)).isEqualTo(Golden.text("exchange/" + name + ".filled.xlf"));
        assertThat(outcome).isEqualTo(new Suggestions.Filling(exact, fuzzy, machine, left, none, bare, 0));
        byte[] again = fill(filled, SUGGESTIONS, false);
        assertThat(outcome.present()).isEqualTo(exact + fuzzy + machine + left);
        assertThat(again).isEqualTo(Files.readAllBytes(filled));
        Path overwritten = Files.write(folder.resolve("c.xlf"), fill(filled, SUGGESTIONS, true));
        XliffRules.requireValid(overwritten);
        assertThat(outcome.approved()).isEqualTo(1);
        assertThat(Files.readString(overwritten)).contains(">Wood</target>").doesNotContain(">Timber</target>");
    }

    @ParameterizedTest
    @CsvSource({"UTF-8, \uFEFF", "UTF-16LE, \uFEFF", "UTF-16BE, ''", "GB18030, ''", "GBK, ''", "ISO-8859-1, ''"})
    void keepsUnfilledContent(String charset, String mark) throws IOException {
        for (String name : List.of("fill.1.xlf", "fill.2.xlf")) {
            String text = Golden.text("exchange/" + name)
                    .replace("\n", "\r\n")
                    .replace("encoding=\"UTF-8\"", "encoding=\"" + charset + "\"");
            if (charset.equals("ISO-8859-1")) {
                text = text.replaceAll("[^\\x00-\\x7F]", "&#x6C34;");
            }
            byte[] bytes = (mark + text + "\r\n<!-- end -->").getBytes(Charset.forName(charset));
            Path file = Files.write(folder.resolve("a.xlf"), bytes);
            assertThat(fill(file, (source, before, after) -> Optional.empty(), true))
                    .isEqualTo(bytes);
            Suggestions.Suggestion suggestion = new Suggestions.Suggestion("水\u00E9𠀀", 100, "", false);
            String filled = new String(
                    fill(file, (source, before, after) -> Optional.of(suggestion), false), Charset.forName(charset));
            assertThat(filled)
                    .contains(charset.startsWith("ISO") ? "&#x6C34;é&#x20000;" : "水")
                    .doesNotContain("?<");
            assertThat(filled.replaceAll("[^\n]", "").length())
                    .isGreaterThanOrEqualTo(text.replaceAll("[^\n]", "").length());
            assertThat(filled.replace("\r\n", "")).doesNotContain("\n");
        }
    }

    @Test
    void passesNeighboursOfSegment() throws IOException {
        List<String> seen = new ArrayList<>();
        Path file = Files.writeString(
                folder.resolve("a.xlf"),
                "<xliff version='1.2'><file source-language='zh'><body><trans-unit"
                        + " id='1'><source>一</source></trans-unit><trans-unit id='2'><source>二三</source><seg-source><mrk"
                        + " mtype='seg' mid='1'>二</mrk><mrk mtype='seg'"
                        + " mid='2'>三</mrk></seg-source></trans-unit></body></file><file"
                        + " source-language='zh'><body><trans-unit"
                        + " id='1'><source>四</source></trans-unit></body></file></xliff>");
        fill(
                file,
                (source, before, after) -> {
                    seen.add(before.orElse("-") + source + after.orElse("-"));
                    return Optional.empty();
                },
                false);
        assertThat(seen).containsExactly("-一二", "一二三", "二三-", "-四-");
        assertThat(outcome.missing()).isEqualTo(4);
    }

    private static final String UNIT = "<xliff version='1.2' xmlns:sdl='urn:sdl' xmlns:m='urn:m' xmlns:mq='urn:mq'>"
            + "<file source-language='zh' target-language='en'><body>%s</body></file></xliff>";

    private static final String UNIT_OF_2 =
            "<xliff version='2.1' srcLang='zh' trgLang='en'><file id='f'><unit id='1'>%s</unit></file></xliff>";

    private String filled(String xliff, String inside, boolean overwrites) throws IOException {
        Path file = Files.writeString(folder.resolve("a.xlf"), String.format(Locale.ROOT, xliff, inside));
        return new String(fill(file, SUGGESTIONS, overwrites), StandardCharsets.UTF_8);
    }

    /** Each line is a segment that stays, the attribute or tag without which it is filled, and what is filled over it. */
    @ParameterizedTest
    @CsvSource(delimiter = '⇒', quoteCharacter = '`', textBlock = """
            # approved translations stay
            <trans-unit id='1' approved='yes'><source>木</source><target>Wood</target></trans-unit> ⇒ approved='yes' ⇒ approved
            <trans-unit id='1'><source>木</source><target state='final'>Wood</target></trans-unit> ⇒ state='final' ⇒ approved
            <trans-unit id='1'><source>木</source><target state='signed-off'>Wood</target></trans-unit> ⇒ state='signed-off' ⇒ approved
            <trans-unit id='1'><source>木</source>{seg}<target><mrk mtype='seg' mid='7'>Wood</mrk></target><sdl:seg-defs><sdl:seg id='7' conf='ApprovedTranslation'/></sdl:seg-defs></trans-unit> ⇒ conf='ApprovedTranslation' ⇒ approved
            <segment state='final'><source>木</source><target>Wood</target></segment> ⇒ state='final' ⇒ approved
            <segment state='reviewed'><source>木</source><target>Wood</target></segment> ⇒ state='reviewed' ⇒ approved
            # tags without text are translations
            <trans-unit id='1'><source>木</source><target><x id='1'/></target></trans-unit> ⇒ <x id='1'/> ⇒ present
            <trans-unit id='1'><source>木</source>{seg}<target><mrk mtype='seg' mid='7'><x id='1'/></mrk></target></trans-unit> ⇒ <x id='1'/> ⇒ present
            <trans-unit id='1'><source>木</source>{seg}<target><x id='1'/></target></trans-unit> ⇒ <x id='1'/> ⇒ present
            <segment><source>木</source><target><ph id='1'/></target></segment> ⇒ <ph id='1'/> ⇒ present
            # locked segments stay
            <trans-unit id='1' m:locked='true'><source>木</source><target/></trans-unit> ⇒ m:locked='true' ⇒ locked
            <trans-unit id='1' mq:locked='locked'><source>木</source><target/></trans-unit> ⇒ mq:locked='locked' ⇒ locked
            <trans-unit id='1'><source>木</source>{seg}<target><mrk mtype='seg' mid='7'/></target><sdl:seg-defs><sdl:seg id='6'/><sdl:seg id='7' locked='true'/></sdl:seg-defs></trans-unit> ⇒ locked='true' ⇒ locked
            """)
    void keepsSegment(String unit, String reason, String kind) throws IOException {
        String inside = unit.replace("{seg}", "<seg-source><mrk mtype='seg' mid='7'>木</mrk></seg-source>");
        String xliff = inside.startsWith("<segment") ? UNIT_OF_2 : UNIT;
        boolean overwrites = !kind.equals("present");
        assertThat(filled(xliff, inside, overwrites)).isEqualTo(String.format(Locale.ROOT, xliff, inside));
        assertThat(outcome.present()).isEqualTo(1);
        assertThat(outcome.approved()).isEqualTo(kind.equals("approved") ? 1 : 0);
        assertThat(filled(xliff, inside, false)).isEqualTo(String.format(Locale.ROOT, xliff, inside));
        assertThat(filled(xliff, inside.replace(reason, ""), overwrites)).contains("Timber");
        assertThat(outcome.exact()).isEqualTo(1);
    }

    @Test
    void fillsNeighboursOfLockedSegment() throws IOException {
        assertThat(filled(
                        UNIT,
                        "<trans-unit id='1'><source>木木</source><seg-source><mrk mtype='seg' mid='1'>木</mrk>"
                                + "<mrk mtype='seg' mid='2'>木</mrk></seg-source>"
                                + "<sdl:seg-defs><sdl:seg id='1' locked='true'/><sdl:seg id='2'/></sdl:seg-defs>"
                                + "</trans-unit>",
                        false))
                .contains("<mrk mtype='seg' mid='1'></mrk><mrk mtype='seg' mid='2'>Timber</mrk>");
    }

    @Test
    void removesApprovalOfFilledUnit() throws IOException {
        Path file = Files.writeString(
                folder.resolve("a.xlf"),
                "<x:xliff version='1.2' xmlns:x='urn:oasis:names:tc:xliff:document:1.2'><x:file><x:body>"
                        + "<x:trans-unit id='1' approved='yes'><x:source>木</x:source>"
                        + "<x:target state='final'/></x:trans-unit></x:body></x:file></x:xliff>");
        assertThat(new String(fill(file, SUGGESTIONS, false), StandardCharsets.UTF_8))
                .contains("<x:trans-unit id='1' approved=\"no\"><x:source>木</x:source><x:target"
                        + " state=\"needs-review-translation\" state-qualifier=\"exact-match\">Timber</x:target>"
                        + "</x:trans-unit>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<xliff version='2.1' srcLang='zh'><file id='f'><unit"
                        + " id='1'><segment><source>木</source></segment></unit></file></xliff>",
                "<xliff version='1.2'><file><body><trans-unit id='1'><source>木</trans-unit></body></file></xliff>",
                "<xliff version='1.2'><file><body><trans-unit id='1'><source>木 &"
                        + " 火</source></trans-unit></body></file></xliff>",
                "<xliff version='1.2'><file><body><trans-unit id='1'><source>木</source></trans-unit>",
                "<tmx/>"
            })
    void rejectsDamagedFile(String xml) throws IOException {
        Path file = Files.writeString(folder.resolve("a.xlf"), xml);
        assertThatThrownBy(() -> fill(file, SUGGESTIONS, false))
                .isInstanceOf(FormatException.class)
                .hasMessageMatching("(?s).*a\\.xlf:1:\\d+: .*; .*");
    }

    private byte[] fill(Path file, Suggestions suggestions, boolean overwrites) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        outcome = XliffFill.fill(file, out, suggestions, overwrites);
        return out.toByteArray();
    }
}
