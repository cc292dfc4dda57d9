package duiqi.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.exchange.UnitReader.ReaderSettings;
import duiqi.exchange.po.PoFormat;
import duiqi.exchange.po.PoFormat.PoText;
import duiqi.text.Direction;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.Location;
import duiqi.text.ReadProblem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoTest {
    private static final String HEADER =
            "msgid \"\"\nmsgstr \"\"\n\"Language: zh_CN\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\n";

    @TempDir
    Path folder;

    private final Exchanged po = new Exchanged("po", Direction.INTO_CHINESE);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            msgid "a\\nmsgstr "b" | 6:7 | expected one text in quotation marks
            msgid a\\nmsgstr "b" | 6:7 | expected one text in quotation marks
            msgid "a" b\\nmsgstr "b" | 6:7 | expected one text in quotation marks
            msgid "a"\\nmsgtsr "b" | 7:1 | line is neither a comment nor msgctxt, msgid, msgid_plural or msgstr with its text
            msgid "a"\\nmsgstr "\\q" | 7:9 | unknown escape
            msgid "a"\\nmsgid_plural "b"\\nmsgstr[1] "c" | 6:1 | entry does not have one msgid and msgstr[0], msgstr[1], ... without gaps
            msgctxt "a"\\nmsgstr "b" | 6:1 | entry does not have one msgid and one msgstr
            msgid "a"\\nmsgstr "b"\\nmsgstr "c" | 8:1 | entry has a second msgstr
            "a"\\nmsgid "a"\\nmsgstr "b" | 6:1 | line is neither a comment nor msgctxt, msgid, msgid_plural or msgstr with its text
            """)
    void skipsOnlyInvalidEntry(String entry, String place, String problem) throws IOException {
        // The text under test must not contain a valid escape in place of the invalid one.
        String text = HEADER + entry.replace("\\n", "\n") + "\n\nmsgid \"Water\"\nmsgstr \"水\"\n";
        assertThat(po.read(folder, text)).extracting(Exchanged::shown).contains("en-US Water | zh-CN 水");
        assertThat(po.damage.get(0))
                .hasToString(folder.resolve("a.po") + ":" + place + ": entry is invalid: " + problem + "; skipped");
    }

    @Test
    void locatesTranslations() throws IOException {
        Path file = Files.writeString(folder.resolve("a.po"), HEADER + """
                        msgctxt "menu"
                        msgid ""
                        "Water\\t"
                        "is soft"
                        msgstr ""
                        "水\\t"
                        "是软的"

                        msgid "a file"
                        msgid_plural "%d files"
                        msgstr[0] "一个文件"
                        msgstr[1]   "%d 个文件"

                        #~ msgid "Gone"
                        #~ msgstr ""
                        """);
        List<String> places = new ArrayList<>();
        try (UnitReader reader = new PoFormat().open(file, po.reading())) {
            for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                boolean isMissing = unit.get().variants().size() == 1;
                Location.Finder place = isMissing ? reader.placeOfMissing() : reader.place(1);
                int length = isMissing ? 0 : unit.get().variants().get(1).text().length();
                places.add(
                        Stream.of(reader.location(), reader.place(0).at(6), place.at(0), place.at(2), place.at(length))
                                .map(location -> location.line() + ":" + location.column())
                                .collect(Collectors.joining(" ")));
            }
        }
        assertThat(places)
                .containsExactly(
                        "11:2 9:2 11:2 12:2 12:5",
                        "16:12 14:14 16:12 16:14 16:16",
                        "17:14 15:21 17:14 17:16 17:20",
                        "20:12 19:15 20:12 20:12 20:12");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            <html>\\n | a.po:1:1: line is neither a comment nor
            ~# nothing\\n~ | it has no entry
            msgid ""\\nmsgstr "charset=NONE"\\n | declares the unknown encoding "NONE"
            """)
    void rejectsFilesThatAreNotPo(String text, String problem) {
        assertThatThrownBy(() -> po.read(folder, text.replace("\\n", "\n")))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void skipsEntryWithInvalidBytes() throws IOException {
        Path file = folder.resolve("b.po");
        Files.writeString(
                file,
                HEADER + "msgid \"Water\"\nmsgstr \"水是软的\"\n\nmsgid \"Fire\"\nmsgstr \"\"\n",
                Charset.forName("GBK"));
        assertThat(po.read(file)).hasSize(1);
        assertThat(po.damage)
                .singleElement()
                .satisfies(damage -> assertThat(damage.problem())
                        .contains("line has bytes that are invalid in the encoding of the file"));
    }

    @Test
    void reportsPluralFormsThatFilesLack() throws IOException {
        String header = HEADER.replaceFirst("\n\n$", "\n\"Plural-Forms: nplurals=2; plural=(n != 1);\\\\n\"\n\n");
        assertThat(po.read(
                        folder,
                        header + "msgid \"file\"\nmsgid_plural \"files\"\nmsgstr[0] \"文件\"\n\n"
                                + "msgid \"tree\"\nmsgid_plural \"trees\"\nmsgstr[0] \"树\"\nmsgstr[1] \"树\"\n"))
                .hasSize(4);
        assertThat(po.unread.counts())
                .isEqualTo(Map.of("entries whose number of plural forms differs from the header", 1));
        Exchanged french = new Exchanged("po", new Direction(Language.ENGLISH, new Language("fr")));
        List<Tu> translated = Exchanged.units("<tu><prop type='x-po-plural'>files</prop><prop type='x-po-form'>0</prop>"
                + "{en-US file}{fr fichier}</tu>");
        assertThat(new String(french.write(translated).get(0), StandardCharsets.UTF_8))
                .contains("msgstr[0] \"fichier\"\nmsgstr[1] \"\"\n");
        assertThat(french.omissions.counts())
                .isEqualTo(Map.of("plural forms without a translation (added for the target language)", 1));
    }

    private static final String EMPTY = """
            # 译者
            msgid ""
            msgstr ""
            "Content-Type: text/plain; charset=UTF-8\\n"

            #  odd   comment
            #. shown
            #, c-format
            msgid "Water "
            "is soft."
            msgstr   ""
            ""

            msgid "Fire"
            msgstr "火"

            msgid "Wood"
            msgstr ""

            msgid "file"
            msgid_plural "files"
            msgstr[0] ""

            msgid "Gold"
            msgstr ""

            #~ msgid "Gone"
            #~ msgstr ""
            """;

    private final List<String> asked = new ArrayList<>();

    private Optional<Suggestions.Suggestion> suggest(String text, Optional<String> before, Optional<String> after) {
        asked.add(before.orElse("-") + "/" + text + "/" + after.orElse("-"));
        return switch (text) {
            case "Water is soft." -> Optional.of(new Suggestions.Suggestion("水是\n软的。", 85, "tm/a.tmx", false));
            case "Wood" -> Optional.of(new Suggestions.Suggestion("木", 101, "tm/a.tmx", false));
            case "files" -> Optional.of(new Suggestions.Suggestion("文件", 100, "engine", true));
            default -> Optional.empty();
        };
    }

    private Suggestions.Filling fill(Path file, ByteArrayOutputStream out) throws IOException {
        return fill(file, out, ReadProblem.Listener.STRICT, this::suggest);
    }

    private static Suggestions.Filling fill(
            Path file, ByteArrayOutputStream out, ReadProblem.Listener listener, Suggestions suggestions)
            throws IOException {
        ReaderSettings settings = new ReaderSettings(Language.ENGLISH, Language.CHINESE, listener);
        return new PoFormat().fill(file, out, settings, false, suggestions);
    }

    @ParameterizedTest
    @CsvSource({"UTF-8,\\n", "UTF-8,\\r\\n", "GBK,\\n"})
    void fillingKeepsEverythingElse(String charset, String end) throws IOException {
        String lineEnd = end.replace("\\n", "\n").replace("\\r", "\r");
        String text = EMPTY.replace("UTF-8", charset).replace("\n", lineEnd);
        String expected = EMPTY.replace("UTF-8", charset)
                .replace("#. shown\n#, c-format", "# duiqi: 85%, tm/a.tmx\n#. shown\n#, fuzzy, c-format")
                .replace("msgstr   \"\"\n\"\"\n", "msgstr   \"\"\n\"水是\\n\"\n\"软的。\"\n")
                .replace("msgid \"Wood\"\nmsgstr \"\"", "msgid \"Wood\"\nmsgstr \"木\"")
                .replace("msgid \"file\"\n", "# duiqi: 100%, engine (machine)\n#, fuzzy\nmsgid \"file\"\n")
                .replace("msgstr[0] \"\"", "msgstr[0] \"文件\"")
                .replace("\n", lineEnd);
        Path file = Files.writeString(folder.resolve("a.po"), text, Charset.forName(charset));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(fill(file, out)).isEqualTo(new Suggestions.Filling(1, 2, 0, 1, 1, 0, 0));
        assertThat(out.toString(Charset.forName(charset))).isEqualTo(expected);
        assertThat(asked).containsExactly("-/Water is soft./Fire", "Fire/Wood/file", "Wood/files/Gold", "file/Gold/-");
    }

    private String filled(String entry, Map<String, Suggestions.Suggestion> memory) throws IOException {
        String head = "msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\n";
        Path file = Files.writeString(folder.resolve("a.po"), head + entry + "\n");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        fill(file, out, ReadProblem.Listener.STRICT, (text, before, after) -> Optional.ofNullable(memory.get(text)));
        return out.toString(StandardCharsets.UTF_8).substring(head.length()).strip();
    }

    private static Suggestions.Suggestion exact(String target) {
        return new Suggestions.Suggestion(target, 100, "tm/a.tmx", false);
    }

    /** Each line is a text, a text of the memory and its translation, what is written, and whether it is fuzzy. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # the line feeds of the text
            Water.\\n | Water. | 水。 | 水。\\n | false
            Water.\\n | Water.\\n | 水。\\n | 水。\\n | false
            Water.\\n | Water.\\n | 水。 | 水。\\n | false
            \\nWater. | Water. | 水。 | \\n水。 | false
            \\n\\nWater.\\n | Water. | 水。\\n | \\n\\n水。\\n | false
            Water. | Water. | 水。\\n | 水。 | false
            Water.\\n | Water.\\n | \\n | '' | false
            \\n | Water. | 水。 | '' | false
            # a translation with other placeholders is fuzzy
            %s files | %s files | %s 个文件 | %s 个文件 | false
            %s files | %s files | 个文件 | 个文件 | true
            %d of %s | %d of %s | %2$s 的 %1$d | %2$s 的 %1$d | false
            %d of %s | %d of %s | %s 的 %d | %s 的 %d | true
            %(name)s is here | %(name)s is here | %(name)s 在 | %(name)s 在 | false
            %(name)s is here | %(name)s is here | %(nom)s 在 | %(nom)s 在 | true
            {0} or {1:.2f} | {0} or {1:.2f} | {1} 或 {0} | {1} 或 {0} | false
            {0} or {1} | {0} or {1} | {0} 或 {2} | {0} 或 {2} | true
            {} here | {} here | 这里 | 这里 | true
            100% done, 5%% left | 100% done, 5%% left | 完成 100%，还剩 5%% | 完成 100%，还剩 5%% | false
            100% of all | 100% of all | 全部的 100% | 全部的 100% | false
            Water | Water | %s水 | %s水 | true
            """)
    void fillsText(String text, String found, String target, String written, boolean isFuzzy) throws IOException {
        String entry = "msgid \"" + text + "\"\n";
        String filled =
                filled(entry + "msgstr \"\"", Map.of(found.replace("\\n", "\n"), exact(target.replace("\\n", "\n"))));
        assertThat(filled)
                .endsWith(entry
                        + PoText.keyword("", "msgstr ", written.replace("\\n", "\n"), "\n")
                                .strip());
        assertThat(filled.contains("#, fuzzy")).isEqualTo(isFuzzy);
    }

    @Test
    void comparesPlaceholdersOfEachPluralForm() throws IOException {
        Map<String, Suggestions.Suggestion> memory = Map.of("One file", exact("ein"), "%d files", exact("%d"));
        assertThat(filled("msgid \"One file\"\nmsgid_plural \"%d files\"\nmsgstr[0] \"\"\nmsgstr[1] \"\"", memory))
                .doesNotContain("fuzzy")
                .endsWith("msgstr[0] \"ein\"\nmsgstr[1] \"%d\"");
        assertThat(filled("msgid \"One file\"\nmsgid_plural \"%d files\"\nmsgstr[0] \"\"", memory))
                .doesNotContain("fuzzy")
                .endsWith("msgstr[0] \"%d\"");
        assertThat(filled(
                        "msgid \"One file\"\nmsgid_plural \"%d files\"\nmsgstr[0] \"\"",
                        Map.of("One file", exact("一个文件"))))
                .contains("fuzzy");
    }

    @Test
    void keepsFileWithoutSuggestions() throws IOException {
        String odd = "\uFEFF" + HEADER + "\r\n  \n#bad\nmsgid \"a\nmsgstr \"\"\n\nmsgid \"b\" \t\nmsgstr \"\"";
        Path file = Files.writeString(folder.resolve("a.po"), odd, StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(fill(file, out, damage -> {}, (text, before, after) -> Optional.empty()))
                .isEqualTo(new Suggestions.Filling(0, 0, 0, 0, 1, 0, 0));
        assertThat(out.toByteArray()).isEqualTo(Files.readAllBytes(file));
    }

    @Test
    void rejectsTemplateWithoutEncoding() throws IOException {
        Path file = Files.writeString(folder.resolve("a.pot"), EMPTY.replace("UTF-8", "CHARSET"));
        assertThatThrownBy(() -> fill(file, new ByteArrayOutputStream()))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("msginit");
    }
}
