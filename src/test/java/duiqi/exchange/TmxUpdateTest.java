package duiqi.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.text.DocumentPair;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.TranslationUnit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TmxUpdateTest {
    private static final Instant FIRST = Instant.parse("2026-11-24T08:00:00Z");
    private static final Instant LATER = Instant.parse("2027-01-01T00:00:00Z");
    private static final DocumentPair POND = new DocumentPair("pond.zh.txt", "pond.en.txt");

    @TempDir
    Path folder;

    private Path tmx;

    @BeforeEach
    void createPath() {
        tmx = folder.resolve("garden.tmx");
    }

    @Test
    void createsMissingFile() throws Exception {
        assertThat(update(FIRST, "水。", "Water.", "火。", "Fire.")).isEqualTo(new TmxUpdate.Outcome(2, 0, 0, 0, true));
        TmxRules.requireValid(tmx);
        assertThat(targets()).containsExactly("Water.", "Fire.");
    }

    @Test
    void keepsFileForSameDocuments() throws IOException {
        update(FIRST, "水。", "Water.", "是。", "Yes.", "是。", "Yes.");
        byte[] before = Files.readAllBytes(tmx);
        FileTime longAgo = FileTime.from(Instant.parse("2001-02-03T04:05:06Z"));
        Files.setLastModifiedTime(tmx, longAgo);
        assertThat(update(LATER, "水。", "Water.", "是。", "Yes.", "是。", "Yes."))
                .isEqualTo(new TmxUpdate.Outcome(0, 3, 0, 0, false));
        assertThat(Files.readAllBytes(tmx)).isEqualTo(before);
        assertThat(Files.getLastModifiedTime(tmx)).isEqualTo(longAgo);
    }

    @Test
    void concurrentUpdatesLoseNothing() throws IOException {
        List<DocumentPair> documents = IntStream.range(0, 20)
                .mapToObj(k -> new DocumentPair(k + ".zh.txt", k + ".en.txt"))
                .toList();
        documents.parallelStream().forEach(pair -> {
            try {
                update(pair, FIRST, "水。", "Water of " + pair.source());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertThat(targets()).hasSize(20);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(tmx);
        }
    }

    /**
     * Each line is the sentences of two versions, with a change of the file between them, then the outcome of the update
     * (units added, kept, removed and edited), and the translations with the year of their creation.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            1 2 3 | `` | 1 4 3 | 1 2 1 0 | 1=2026 4=2027 3=2026
            1 2 3 | `` | 3 1 2 | 0 3 0 0 | 3=2026 1=2026 2=2026
            1 2 3 | `` | 0 1 3 4 | 2 2 1 0 | 0=2027 1=2026 3=2026 4=2027
            1 2 3 | Sentence 2. | 1 2 3 | 0 2 0 1 | 1=2026 2!=2026 3=2026
            1 2 3 | Sentence 2. | 1 | 0 1 1 0 | 1=2026 2!=2026
            """)
    void updates(String first, String edited, String second, String outcome, String expected) throws IOException {
        update(FIRST, sentences(first));
        if (!edited.isEmpty()) {
            edit(edited, edited.replace(".", "!"));
        }
        TmxUpdate.Outcome found = update(LATER, sentences(second));
        assertThat(found.added() + " " + found.kept() + " " + found.removed() + " " + found.edited())
                .isEqualTo(outcome);
        assertThat(read().stream()
                        .map(unit -> unit.target().text().replaceAll("Sentence |\\.", "") + "="
                                + unit.created().orElseThrow().toString().substring(0, 4))
                        .collect(Collectors.joining(" ")))
                .isEqualTo(expected);
    }

    private static String[] sentences(String numbers) {
        return texts(Stream.of(numbers.split(" ")).map(Integer::valueOf).toList());
    }

    @Test
    void keepsUnitsOfOtherDocuments() throws IOException {
        update(FIRST, "一。", "One.", "二。", "Two.");
        update(POND, FIRST, "鱼。", "Fish.");
        update(LATER, "二。", "Two.", "三。", "Three.");
        assertThat(targets()).containsExactly("Two.", "Three.", "Fish.");
        update(POND, LATER);
        assertThat(targets()).containsExactly("Two.", "Three.");
    }

    /** Each line is a part of a unit, before and after a person or a tool changed it. */
    @ParameterizedTest
    @CsvSource(delimiter = '⇒', quoteCharacter = '`', textBlock = """
            <tu tuid ⇒ <tu changeid="li" tuid
            <tu tuid ⇒ <tu changedate="20270101T000000Z" tuid
            <prop type="aligned">yes</prop> ⇒ <prop type="aligned">no</prop>
            <prop type="aligned">yes</prop> ⇒ <prop type="aligned">yes</prop><note>good</note>
            <prop type="aligned">yes</prop> ⇒ <prop type="aligned">yes</prop><prop type="x-client">A</prop>
            <prop type="aligned">yes</prop> ⇒ <prop type="aligned">yes</prop><!-- good -->
            """)
    void keepsUnitsThatOthersChanged(String from, String to) throws IOException {
        update(FIRST, "一。", "One.", "二。", "Two.");
        edit(from, to);
        update(LATER, "零。", "Zero.", "二。", "Two.", "一。", "One.");
        assertThat(Files.readString(tmx)).contains(to);
        assertThat(targets()).contains("Zero.", "Two.", "One.").hasSize(3);
        update(LATER, "二。", "Two.");
        assertThat(Files.readString(tmx)).contains(to);
        assertThat(targets()).containsExactlyInAnyOrder("One.", "Two.");
    }

    @Test
    void updatesOnlyProperties() throws IOException {
        update(FIRST, "一。", "One.", "二。", "Two.");
        edit("<prop type=\"x-source-position\">2:1</prop>", "<prop  type='x-source-position'>2:1</prop><note>2</note>");
        String before = Files.readString(tmx);
        update(LATER, "零。", "Zero.", "一。", "One.", "二。", "Two.");
        assertThat(Files.readString(tmx))
                .contains("<prop type=\"x-source-position\">3:1</prop><note>2</note>")
                .contains("<prop type=\"x-context-pre\">零。</prop>");
        update(LATER, "一。", "One.", "二。", "Two.");
        assertThat(Files.readString(tmx))
                .isEqualTo(before.replace("<prop  type='x-source-position'>", "<prop type=\"x-source-position\">"));
    }

    @Test
    void keepsEveryCharacterOfOtherTools() throws IOException {
        Path foreign = Golden.copy("tmx/foreign.tmx", folder);
        String before = Golden.text("tmx/foreign.tmx");
        update(foreign, "水。", "Water.");
        String after = Files.readString(foreign);
        int tail = before.indexOf("\n<other/>");
        assertThat(after).startsWith(before.substring(0, tail)).endsWith(before.substring(tail));
        assertThat(after).contains("<tuv xml:lang=\"zh\">\n        <seg>水。</seg>", "<tuv xml:lang=\"en\">");
        update(foreign);
        assertThat(Files.readString(foreign)).isEqualTo(before);
    }

    @Test
    void continuesOldFileInUtf16() throws IOException {
        Path trados = Golden.copy("tmx/trados.tmx", folder);
        update(trados, "新的句子。", "A new sentence.");
        assertThat(Files.readAllBytes(trados)).isEqualTo(Golden.bytes("tmx/trados.updated.tmx"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GB2312", "GBK", "GB18030", "Big5", "windows-1252", "ISO-8859-1", "US-ASCII"})
    void keepsContentInEveryEncoding(String charset) throws IOException {
        String text = "水·—―・①\uE78D㐀𠀀é€☁";
        byte[] before = ("<?xml version=\"1.0\" encoding=\"" + charset
                        + "\"?>\n<tmx version=\"1.4\"><header/><body>\n<!-- é水€ -->\n"
                        + "<tu tuid=\"é水\"><tuv xml:lang=\"zh-CN\"><seg>水€</seg></tuv><tuv xml:lang=\"en-US\"><seg>water</seg>"
                        + "</tuv></tu>\n</body></tmx>\n")
                .getBytes(Charset.forName(charset));
        Files.write(tmx, before);
        update(FIRST, text, "Water " + text);
        byte[] after = Files.readAllBytes(tmx);
        int end = before.length - "\n</body></tmx>\n".length();
        assertThat(Arrays.copyOf(after, end)).isEqualTo(Arrays.copyOf(before, end));
        assertThat(read()).last().satisfies(unit -> {
            assertThat(unit.source().text()).isEqualTo(text);
            assertThat(unit.target().text()).isEqualTo("Water " + text);
        });
        assertThat(update(LATER, text, "Water " + text).changed()).isFalse();
    }

    /** Tests GB2312 and GBK files with characters of later standards, which most of them contain. */
    @ParameterizedTest
    @ValueSource(strings = {"GB2312", "GBK"})
    void keepsCharactersBeyondDeclaredEncoding(String charset) throws IOException {
        ByteArrayOutputStream twoBytes = new ByteArrayOutputStream();
        for (int first = 0x81; first <= 0xFE; first++) {
            for (int second = 0x40; second <= 0xFE; second++) {
                if (second != 0x7F) {
                    twoBytes.write(first);
                    twoBytes.write(second);
                }
            }
        }
        ByteArrayOutputStream before = new ByteArrayOutputStream();
        before.writeBytes(("<?xml version=\"1.0\" encoding=\"" + charset
                        + "\"?><tmx version=\"1.4\"><header/><body><tu tuid=\"a\"><tuv xml:lang=\"zh-CN\"><seg>")
                .getBytes(StandardCharsets.US_ASCII));
        before.writeBytes(twoBytes.toByteArray());
        before.writeBytes(
                "𠀀</seg></tuv><tuv xml:lang=\"en-US\"><seg>all</seg></tuv></tu>".getBytes(Charset.forName("GB18030")));
        Files.write(tmx, before.toByteArray());
        Files.write(tmx, "</body></tmx>".getBytes(StandardCharsets.US_ASCII), StandardOpenOption.APPEND);
        update(FIRST, "水", "Water");
        assertThat(Arrays.copyOf(Files.readAllBytes(tmx), before.size())).isEqualTo(before.toByteArray());
    }

    @Test
    void keepsCompression() throws IOException {
        tmx = folder.resolve("garden.tmx.GZ");
        update(FIRST, "水。", "Water.");
        assertThat(update(LATER, "水。", "Water.").changed()).isFalse();
        update(LATER, "水。", "Water.", "火。", "Fire.");
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(tmx))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("Fire.")
                    .endsWith("</tmx>\n");
        }
        assertThat(targets()).containsExactly("Water.", "Fire.");
    }

    @Test
    void doesNotReplaceArchive() throws IOException {
        update(FIRST, "水。", "Water.");
        Path archive = folder.resolve("garden.tmx.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(archive))) {
            out.putNextEntry(new ZipEntry("garden.tmx"));
            Files.copy(tmx, out);
        }
        byte[] before = Files.readAllBytes(archive);
        tmx = archive;
        assertThatThrownBy(() -> update(LATER, "水。", "Water.", "火。", "Fire."))
                .isInstanceOf(FormatException.class)
                .hasMessage(archive + ": cannot write a zip archive; use a .tmx or .tmx.gz file");
        assertThat(archive).hasBinaryContent(before);
    }

    /** Each line is a file, where ¿ is the byte B5, and the problem that keeps duiqi from updating it. */
    @ParameterizedTest
    @CsvSource(delimiter = '⇒', quoteCharacter = '`', textBlock = """
            <?xml version="1.0" encoding="ISO-2022-CN"?><tmx version="1.4"><header/><body/></tmx> ⇒ : is in ISO-2022-CN, which duiqi can read but not write; convert it to UTF-8 with duiqi tm convert
            <tmx version="1.4"><header/><body><!-- 水水¿ --><tu/></body></tmx> ⇒ text between units has bytes that are invalid in UTF-8
            <tmx version="1.4"><header/><body><tu/><!-- 水水¿ --></body></tmx> ⇒ text between units has bytes that are invalid in UTF-8
            <tmx><header srclang='en'/><body/></tmx> ⇒ :1:6: contains "en", but the new units are in zh-CN; use another file, or the languages and direction of this file
            <tmx><header srclang='zh-Hant'/><body/></tmx> ⇒ :1:6: contains "zh-Hant", but the new units are in zh-CN
            <tmx><header srclang='zh'/><body><tu><tuv xml:lang='zh'><seg>水</seg></tuv><tuv xml:lang='ja'><seg>水</seg></tuv></tu></body></tmx> ⇒ :1:34: contains "ja", but the new units are in en-US
            <tmx version="1.4"><header/><body></tmx> ⇒ : file has no </body>; repair it, or extract the valid units with duiqi tm convert
            """)
    void rejectsAndKeepsFile(String sample, String problem) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String part : sample.split("(?=¿)|(?<=¿)")) {
            bytes.writeBytes(part.equals("¿") ? new byte[] {(byte) 0xB5} : part.getBytes(StandardCharsets.UTF_8));
        }
        Files.write(tmx, bytes.toByteArray());
        assertThatThrownBy(() -> update(FIRST, "水。", "Water."))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(problem)
                .hasMessageStartingWith(tmx.toString());
        assertThat(tmx).hasBinaryContent(bytes.toByteArray());
        assertThat(folder.toFile().list()).containsExactly("garden.tmx");
    }

    @Property(tries = 100)
    void updateYieldsUnitsOfLaterVersion(@ForAll("versions") List<Integer> one, @ForAll("versions") List<Integer> other)
            throws IOException {
        Path file = Files.createTempFile("versions", ".tmx");
        try {
            Files.delete(file);
            update(file, POND, FIRST, "鱼。", "Fish.");
            update(file, SampleUnits.GARDEN, FIRST, texts(one));
            update(file, SampleUnits.GARDEN, LATER, texts(other));
            List<TranslationUnit> expected = SampleUnits.garden(LATER, texts(other));
            List<TranslationUnit> found = SampleUnits.read(file);
            assertThat(found.subList(1, found.size()))
                    .usingRecursiveFieldByFieldElementComparatorIgnoringFields("created")
                    .isEqualTo(expected);
            byte[] before = Files.readAllBytes(file);
            assertThat(update(file, SampleUnits.GARDEN, LATER.plusSeconds(9), texts(other))
                            .changed())
                    .isFalse();
            assertThat(Files.readAllBytes(file)).isEqualTo(before);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    @Provide
    Arbitrary<List<Integer>> versions() {
        return Arbitraries.integers().between(0, 5).list().ofMaxSize(8);
    }

    private static String[] texts(List<Integer> sentences) {
        return sentences.stream()
                .flatMap(number -> Stream.of("第" + number + "句。", "Sentence " + number + "."))
                .toArray(String[]::new);
    }

    private TmxUpdate.Outcome update(Instant now, String... texts) throws IOException {
        return update(tmx, SampleUnits.GARDEN, now, texts);
    }

    private TmxUpdate.Outcome update(DocumentPair documents, Instant now, String... texts) throws IOException {
        return update(tmx, documents, now, texts);
    }

    private static TmxUpdate.Outcome update(Path file, String... texts) throws IOException {
        return update(file, SampleUnits.GARDEN, FIRST, texts);
    }

    private static TmxUpdate.Outcome update(Path file, DocumentPair documents, Instant now, String... texts)
            throws IOException {
        return new TmxUpdate(documents, Language.CHINESE, Language.ENGLISH, new TmxWriter("1.0"), now)
                .apply(file, SampleUnits.of(documents, now, texts), true);
    }

    private void edit(String from, String to) throws IOException {
        String content = Files.readString(tmx);
        assertThat(content).contains(from);
        int place = content.indexOf(from);
        Files.writeString(tmx, content.substring(0, place) + to + content.substring(place + from.length()));
    }

    private List<String> targets() throws IOException {
        return read().stream().map(unit -> unit.target().text()).toList();
    }

    private List<TranslationUnit> read() throws IOException {
        return SampleUnits.read(tmx);
    }
}
