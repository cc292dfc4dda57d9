package duiqi.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import duiqi.exchange.Tu.Tuv;
import duiqi.io.AtomicFile;
import duiqi.text.FormatException;
import duiqi.text.Location;
import duiqi.text.ReadProblem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TmxRewriteTest {
    private static final TmxRewrite.Plan SAME = (unit, place) -> Optional.of(unit);
    private static final Tu WATER =
            Exchanged.units("<tu tuid='w'>{zh 水}{en water}</tu>").get(0);

    /** Memory with all data that a person can add. */
    private static final String SOUND = """
            <?xml version='1.0' encoding="utf-8" ?>
            <!-- ours --><tmx version="1.4" >
            <header srclang="zh" creationtool='x'><note>n</note></header><body>
              <!-- the first -->
              <tu  tuid = 'a' usagecount="3"><note>of <b>Lin</b></note><!-- in it --><tuv xml:lang="zh"><seg>一&#x4E8C;</seg></tuv>
                <tuv xml:lang='en'><seg><![CDATA[one & two]]><ph x="1"/></seg></tuv></tu>


              <tu tuid="b"><tuv xml:lang="zh"><seg>三</seg></tuv><tuv xml:lang="en"><seg/></tuv></tu> <!-- the last -->
            </body></tmx><!-- after all -->
            """;

    @TempDir
    private Path folder;

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("a.tmx"), content);
    }

    private Path file(String content) throws IOException {
        return file(content.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] copy(Path file, TmxRewrite.Plan plan) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new TmxRewrite(file, damage -> {}).copy(plan, out);
        return out.toByteArray();
    }

    private static String text(Path file, TmxRewrite.Plan plan) throws IOException {
        return new String(copy(file, plan), StandardCharsets.UTF_8);
    }

    /** A merge of duplicates keeps the notes of a unit and adds those of another one. */
    @Test
    void keepsThousandsOfNotes() throws IOException {
        String notes = IntStream.range(0, 60_000)
                .mapToObj(i -> "<note>" + i + "</note>")
                .collect(Collectors.joining());
        Path file = file("<tmx version='1.4'><header srclang='zh'/><body><tu>" + notes
                + "<tuv xml:lang='zh'><seg>水</seg></tuv></tu></body></tmx>");
        TmxRewrite.Plan more = (unit, place) -> {
            List<Annotation> all = new ArrayList<>(unit.annotations());
            all.add(Annotation.note("more"));
            return Optional.of(new Tu(unit.attributes(), all, unit.variants()));
        };
        String copy = assertTimeoutPreemptively(Duration.ofSeconds(60), () -> text(file, more));
        assertThat(copy).contains("<note>59999</note>").contains("<note>more</note>");
    }

    private static TmxRewrite.Plan adding(Tu unit) {
        return new TmxRewrite.Plan() {
            @Override
            public Optional<Tu> of(Tu old, Location location) {
                return Optional.of(old);
            }

            @Override
            public void more(TmxRewrite.Sink sink) throws IOException {
                sink.write(unit);
            }
        };
    }

    @Test
    void keepsUnusualAndDamagedFiles() throws IOException {
        for (String content : List.of(
                "<tmx version='1.4'><header/><body/></tmx><!-- nothing -->",
                "<tmx version='1.4'><header/><body></body></tmx>",
                "\uFEFF<?xml version='1.0' encoding='UTF8'?><tmx version='1.1'><header/><body>\n"
                        + "<tu><tuv lang='zh'><seg>水</seg></tuv></tu></body></tmx>",
                SOUND.replace("\n", "\r\n"),
                SOUND.replace("</body></tmx>", ""),
                SOUND.replace("</body>", ""),
                SOUND.replace("<body>", ""),
                SOUND.replace("<header", "<header a=1"),
                SOUND + "\u001A",
                SOUND + SOUND.substring(SOUND.indexOf("<tmx")),
                SOUND.replace("the last", "the -- last"),
                SOUND.substring(0, SOUND.indexOf("三")),
                SOUND.replace("<seg>一&#x4E8C;</seg>", "<seg>"))) {
            assertThat(text(file(content), SAME)).isEqualTo(content);
        }
    }

    /** Lists parts of memories, sound and damaged, as bytes in ISO 8859-1. */
    private static final List<String> PIECES = List.of(
            "\n    ",
            "<!-- a - b -->",
            "<?pi x?>",
            "<tu><tuv xml:lang='zh'><seg>\u00E6\u00B0\u00B4&amp;</seg></tuv></tu>",
            "\t<tu tuid='x'/>",
            "<tu>\n<prop type='p'>v</prop><tuv lang=\"en\"><seg> w <bpt i='1'>&lt;b></bpt><ept i='1'/></seg></tuv>\n</tu>",
            "<tu><tuv xml:lang='en'><seg><![CDATA[a < b]]> &corp;</seg></tuv></tu>",
            "<tu><tuv><seg>left <b>open</seg></tuv></tu>",
            "<tu><tuv><seg>one \u00FF byte &x;</seg></tuv></tu>",
            "<tu><tuv><seg>A & B \u0001 &nbsp;</seg></tuv><!-- a -- b --></tu>",
            "<tu><tuv><seg>no end</seg></tuv>",
            "<tu tuid=\"x><tuv><seg>bad start</seg></tuv></tu>",
            "<TU><TUV><SEG>u</SEG></TUV></TU>",
            "<x:ext xmlns:x='u'><x:y/>text</x:ext>",
            "<!-- \u00FE \u0001 -->",
            "</tu>",
            "text",
            "</body></tmx><tmx><header/><body>");

    private static byte[] memory(List<Integer> parts, boolean windows) {
        StringBuilder body = new StringBuilder();
        parts.forEach(part -> body.append(PIECES.get(part)));
        String whole = "<!-- " + "\u00E6\u00B0\u00B4".repeat(40)
                + " --><!DOCTYPE tmx [<!-- it's --><!ENTITY corp 'ACME &amp; Co'>]><tmx version=\"1.4\">\n"
                + "<header srclang='*all*'><x/></header>\n<body>" + body + "</body>\n</tmx>\n<!-- end -->";
        return (windows ? whole.replace("\n", "\r\n") : whole).getBytes(StandardCharsets.ISO_8859_1);
    }

    @Property(tries = 300)
    void keepsEveryByte(@ForAll @Size(max = 8) List<@IntRange(max = 17) Integer> parts, @ForAll boolean windows)
            throws IOException {
        byte[] content = memory(parts, windows);
        Path file = Files.createTempFile("any", ".tmx");
        try {
            Files.write(file, content);
            assertThat(copy(file, SAME)).isEqualTo(content);
        } finally {
            Files.delete(file);
        }
    }

    /** Removes all readable units, which keeps everything else. */
    @Property(tries = 100)
    void keepsAllButRemovedUnits(@ForAll @Size(max = 8) List<@IntRange(max = 13) Integer> parts) throws IOException {
        List<Integer> readable = List.of(3, 4, 5, 6, 9, 10, 12);
        // A unit without an end contains what follows it, up to the next unit.
        List<Integer> separate =
                parts.stream().map(part -> part == 10 ? 3 : part).toList();
        Path file = Files.createTempFile("any", ".tmx");
        try {
            Files.write(file, memory(separate, false));
            byte[] rest = memory(
                    separate.stream().filter(part -> !readable.contains(part)).toList(), false);
            assertThat(new String(copy(file, (unit, place) -> Optional.empty()), StandardCharsets.ISO_8859_1)
                            .replaceAll("\\s", ""))
                    .isEqualTo(new String(rest, StandardCharsets.ISO_8859_1).replaceAll("\\s", ""));
        } finally {
            Files.delete(file);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GB18030", "GBK", "GB2312", "Big5", "UTF-16LE", "UTF-16BE", "windows-1252"})
    void keepsOtherEncodings(String charset) throws IOException {
        String content = SOUND.replace("\"utf-8\"", "\"" + charset.replaceFirst("[LB]E$", "") + "\"");
        byte[] bytes = content.getBytes(Charset.forName(charset));
        assertThat(copy(file(bytes), SAME)).isEqualTo(bytes);
        String added = new String(copy(file(bytes), adding(WATER)), Charset.forName(charset));
        assertThat(added)
                .contains("<seg>water</seg>")
                .contains(charset.startsWith("windows") ? "<seg>&#x6C34;</seg>" : "<seg>水</seg>");
    }

    @Test
    void changesOnlyWhatDiffersInUnit() throws IOException {
        String unit = "<tu  tuid='a' X:New=\"1\"><!-- c --><x:y z='1'/><tuv xml:lang='zh'><seg>一</seg><x:n/></tuv>\n"
                + "<tuv xml:lang='en'><seg>one <ph x='1'/></seg></tuv></tu>";
        String file = "<tmx version='1.4'><header/><body>" + unit + " <!-- c --><tu tuid='b' /></body></tmx>";
        TmxRewrite.Plan plan = (old, place) -> {
            if (old.id().equals("b")) {
                return Optional.of(old);
            }
            Tuv chinese = old.variants().get(0).withContent(Content.of("二"));
            return Optional.of(old.withAttribute("changeid", "li")
                    .withVariants(List.of(chinese, old.variants().get(1))));
        };
        assertThat(text(file(file), plan))
                .isEqualTo(file.replace("\"1\">", "\"1\" changeid=\"li\">").replace("一", "二"));
    }

    @Test
    void keepsEntitiesOfChangedUnit() throws IOException {
        String file = "<!DOCTYPE tmx [<!ENTITY corp \"ACME &amp; Co\">]><tmx version='1.4'><header/><body>"
                + "<tu>\n  <note>&corp;</note><tuv xml:lang='zh'><seg>致电&corp;。</seg></tuv>"
                + "<tuv xml:lang='en'><seg>Call &corp; or <ph x='&corp;'/>.</seg></tuv></tu></body></tmx>";
        Annotation added = Annotation.property("x-a", "1");
        assertThat(text(
                        file(file),
                        (old, place) ->
                                Optional.of(old.withAttribute("changeid", "li").with(List.of(added)))))
                .isEqualTo(file.replace("<tu>", "<tu changeid=\"li\">\n      <prop type=\"x-a\">1</prop>"));
    }

    @Test
    void opensEmptyBodyForUnit() throws IOException {
        String added = text(file("<tmx version='1.4'><header/><body/></tmx><!-- x -->"), adding(WATER));
        assertThat(added)
                .startsWith("<tmx version='1.4'><header/><body>\n    <tu tuid=\"w\">")
                .endsWith("    </tu>\n  </body></tmx><!-- x -->");
    }

    @Test
    void keepsLanguageAttributeOfVersion() throws IOException {
        String old = "<tmx version='1.1'><header/><body></body></tmx>";
        assertThat(text(file(old), adding(WATER))).contains("<tuv lang=\"zh\">").doesNotContain("xml:lang");
        Tu ancient = WATER.withVariants(List.of(new Tuv(Map.of("lang", "zh"), List.of(), Content.of("水"))));
        assertThat(text(file(old.replace("1.1", "1.4")), adding(ancient))).contains("<tuv xml:lang=\"zh\">");
    }

    @Test
    void convertsTagsOfOtherFormats() throws IOException {
        Content foreign =
                new Content(List.of(new Content.Code("g", Map.of("id", "1"), Content.of("水")), new Content.Text("。")));
        Tu unit = WATER.withVariants(List.of(new Tuv(Map.of("xml:lang", "zh"), List.of(), foreign)));
        assertThat(text(file("<tmx version='1.4'><header/><body></body></tmx>"), adding(unit)))
                .contains("<bpt i=\"1000\">&lt;g id=\"1\"&gt;</bpt>水<ept i=\"1000\">&lt;/g&gt;</ept>。");
    }

    @Test
    void sortsUnits() throws IOException {
        String text = text(file(SOUND), ordering(1, 0));
        assertThat(text.indexOf("\"b\"")).isLessThan(text.indexOf("'a'"));
        assertThat(text).contains("<!-- the first -->\n  <tu  tuid = 'a'").hasSameSizeAs(SOUND);
    }

    private static TmxRewrite.Plan ordering(int... order) {
        return new TmxRewrite.Plan() {
            @Override
            public Optional<Tu> of(Tu unit, Location location) {
                return Optional.of(unit);
            }

            @Override
            public Optional<int[]> order() {
                return Optional.of(order);
            }
        };
    }

    @Test
    void sortsUnreadableUnitsToTheEnd() throws IOException {
        String head = "<tmx version='1.4'><header/><body>";
        String tail = "\n</body></tmx>";
        String bad = "\n<!-- bad --><tu><seg></tu>";
        String one = "\n<x/><tu tuid='1'/>";
        String two = "\n<tu tuid='2'/>";
        assertThat(text(file(head + bad + one + two + tail), ordering(1, 0))).isEqualTo(head + two + one + bad + tail);
        Path nested = file(head + "<x:group>" + one + two + "</x:group>" + tail);
        assertThatThrownBy(() -> text(nested, ordering(1, 0)))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("has units inside unknown elements");
    }

    @Test
    void splitsUnreadableUnitsOnce() throws IOException {
        String head = "<tmx version='1.4'><header/><body>";
        Path file = file(head + "<tu>0<b></tu><tu tuid='1'/><tu>1<b></tu><tu tuid='2'/><!-- end --></BODY></tmx>");
        ByteArrayOutputStream first = new ByteArrayOutputStream();
        ByteArrayOutputStream second = new ByteArrayOutputStream();
        new TmxRewrite(file, damage -> {}).split(List.of(first, second), unit -> unit);
        assertThat(first).hasToString(head + "<tu>0<b></tu><tu tuid='1'/><tu>1<b></tu>\n  </BODY></tmx>");
        assertThat(second).hasToString(head + "<tu tuid='2'/><!-- end --></BODY></tmx>");
    }

    @Test
    void keepsLinkAndLeavesNothingAfterFailure() throws IOException {
        Path real = file(SOUND);
        Path link = Files.createSymbolicLink(folder.resolve("link.tmx"), real);
        TmxRewrite rewrite = new TmxRewrite(link, ReadProblem.Listener.STRICT);
        AtomicFile.write(link, out -> rewrite.copy(adding(WATER), link, out));
        assertThat(link).isSymbolicLink();
        assertThat(Files.readString(real)).contains("water");
        byte[] before = Files.readAllBytes(real);
        TmxRewrite.Plan failing = (unit, place) -> {
            throw new IOException("no more");
        };
        assertThatThrownBy(() -> AtomicFile.write(link, out -> rewrite.copy(failing, link, out)))
                .hasMessage("no more");
        assertThat(real).hasBinaryContent(before);
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("a.tmx", "link.tmx");
    }
}
