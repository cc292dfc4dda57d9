package duiqi.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.document.DocumentReader.Input;
import duiqi.text.Document;
import duiqi.text.FormatException;
import duiqi.text.Location;
import duiqi.text.Paragraph.Kind;
import duiqi.text.Segment;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentsTest {
    @TempDir
    private Path folder;

    /** Each line is the name and the content of a file, and its paragraphs. */
    @ParameterizedTest
    @CsvSource(delimiter = '⇒', quoteCharacter = '`', textBlock = """
            x.zh ⇒ # not markdown. ⇒ TEXT 1:1 # not markdown.
            x.en-US ⇒ # not markdown. ⇒ TEXT 1:1 # not markdown.
            x.en.md ⇒ # a heading ⇒ HEADING 1:3 a heading
            X.MD ⇒ # a heading ⇒ HEADING 1:3 a heading
            notes ⇒ # not markdown. ⇒ TEXT 1:1 # not markdown.
            notes.strange ⇒ # not markdown. ⇒ TEXT 1:1 # not markdown.
            - ⇒ # not markdown. ⇒ TEXT 1:1 # not markdown.
            https://example.org/a.b/page.md?x=1.txt#top ⇒ # a heading ⇒ HEADING 1:3 a heading
            - ⇒ 1\\n00:00:01,000 --> 00:00:02,000\\nOne.\\n ⇒ SUBTITLE 3:1 One.
            - ⇒ WEBVTT\\n\\n00:01.000 --> 00:02.000\\nOne.\\n ⇒ SUBTITLE 4:1 One.
            x.xml ⇒ <?xml version='1.0'?><html><p>Text.</p></html> ⇒ TEXT 1:31 Text.
            # text that only looks like markup or data
            x.log ⇒ <Wang> Hello.\\n<Li> Hi. ⇒ TEXT 1:1 <Wang> Hello., TEXT 2:1 <Li> Hi.
            x.log ⇒ [1] {a}: a set. ⇒ TEXT 1:1 [1] {a}: a set.
            x.log ⇒ {braces} in a text ⇒ TEXT 1:1 {braces} in a text
            x.log ⇒ 5 < 6 and 7 > 6 ⇒ TEXT 1:1 5 < 6 and 7 > 6
            """)
    void choosesTheReader(String name, String text, String paragraphs) throws IOException {
        assertThat(DocumentDump.inLine(
                        Documents.read(input(name, text.replace("\\n", "\n"))).paragraphs()))
                .isEqualTo(paragraphs);
    }

    private static final Documents.Format ENDLESS = reader(() -> {
        new CountDownLatch(1).await();
        throw new AssertionError();
    });

    @Test
    void stopsEndlessReader() {
        assertThatThrownBy(() -> Documents.read(ENDLESS, input("x.md", "# A heading"), Duration.ofMillis(20)))
                .isInstanceOf(FormatException.class)
                .hasMessage("x.md: takes more than 0 s to read; save it again, or split it into smaller files");
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Documents.read(ENDLESS, input("x.md", "# A heading"), Duration.ofMinutes(1)))
                .isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    static Stream<Throwable> failures() {
        return Stream.of(
                new IllegalStateException("odd"),
                new StackOverflowError(),
                new NoClassDefFoundError("org/other/Library"),
                new OutOfMemoryError());
    }

    @ParameterizedTest
    @MethodSource("failures")
    void reportsAnyReaderFailureAsDocumentError(Throwable failure) {
        Documents.Format failing = reader(() -> {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failure;
        });
        assertThatThrownBy(() -> Documents.read(failing, input("x.md", "# A heading")))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith(
                        failure instanceof OutOfMemoryError
                                ? "x.md: does not fit into the memory; split it into smaller files, or "
                                : "x.md: cannot be read as Markdown (" + failure + "); save it again, or ");
    }

    private static Documents.Format reader(Callable<Document> reading) {
        return new Documents.Format("Markdown", Set.of("md"), input -> {
            try {
                return reading.call();
            } catch (RuntimeException expected) {
                throw expected;
            } catch (Exception impossible) {
                throw new AssertionError(impossible);
            }
        });
    }

    @Test
    void listsEveryFormatInReference() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("src/docs/reference/formats.md")).stream()
                .filter(line -> line.startsWith("| "))
                .toList();
        assertThat(Documents.FORMATS)
                .allSatisfy(format -> assertThat(format.extensions())
                        .as(format.name())
                        .allSatisfy(
                                extension -> assertThat(rows).anyMatch(row -> row.contains("`." + extension + "`"))));
    }

    /** Each line is the name and the content of a file, and what the message says. */
    @ParameterizedTest
    @CsvSource(delimiter = '⇒', quoteCharacter = '`', textBlock = """
            x.doc ⇒ anything ⇒ the format \\.doc is not supported \\(supported: plain text, .*\\); save it as \\.docx
            x.xlsx ⇒ anything ⇒ .*; convert two language columns with duiqi tm convert, or save it as tab-separated text \\(.txt\\)
            x.ppt ⇒ anything ⇒ .*; save it as .pptx
            x ⇒ PK\3\4 no archive ⇒ the format .zip is not supported.*; unpack it
            - ⇒ %PDF-1.7 and no more ⇒ is a damaged PDF file; .*
            x.xml ⇒ <book><title>A</title><para>Text.</para></book> ⇒ the format .?XML is not supported .*; save its text as .html.*
            x.dita ⇒ <?xml version='1.0'?><topic/> ⇒ the format .?XML is not .*
            x.docbook ⇒ <!DOCTYPE book><book/> ⇒ the format .?XML is not .*
            x.inc ⇒ <p class='a'>Text.</p> ⇒ the format .?XML is not .*
            - ⇒ <root/> ⇒ the format .?XML is not .*
            x.strange ⇒ {"a": "Text."} ⇒ the format .?JSON is not .*
            x.strange ⇒ [{"a": "Text."}] ⇒ the format .?JSON is not .*
            x.latex ⇒ \\documentclass{article} Text. ⇒ the format .?LaTeX is not .*
            x.tex ⇒ Text. ⇒ the format .?tex is not .*
            x.yml ⇒ en: Text. ⇒ the format .?yml is not .*
            x.rst ⇒ Text ⇒ the format .rst is not .*; convert it to .md with pandoc, or check the .po files of its project
            x.adoc ⇒ = Text ⇒ the format .adoc is not .*; convert it to .html with asciidoctor, or check the .po files of its project
            x.ass ⇒ [Script Info] ⇒ the format .?ass is not supported .*; convert it to .srt
            x.pdf ⇒ `` ⇒ is empty; use a file with text
            # documents without text
            x.srt ⇒ 1\\n00:00:01,000 --> 00:00:02,000\\n ⇒ has no text; use a file with text
            x.vtt ⇒ WEBVTT\\n\\nNOTE nothing said\\n ⇒ has no text; use a file with text
            x.md ⇒ ---\\nlayout: nothing\\n---\\n ⇒ has no text; use a file with text
            """)
    void rejectsFile(String name, String text, String problem) {
        assertThatThrownBy(() -> Documents.read(input(name, text.replace("\\n", "\n"))))
                .isInstanceOf(FormatException.class)
                .hasMessageMatching(name + ": " + problem);
    }

    @Test
    void readsOneSentencePerLine() throws IOException {
        List<Segment> sentences = Documents.sentences(input("x.zh", "\uFEFF第一句。\r\n\r\n  Second one. \n"))
                .lines();
        assertThat(sentences)
                .containsExactly(
                        new Segment("第一句。", new Location("x.zh", 1, 1), 0, Kind.TEXT),
                        new Segment("", new Location("x.zh", 2, 1), 1, Kind.TEXT),
                        new Segment("Second one.", new Location("x.zh", 3, 3), 2, Kind.TEXT));
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\n\r\n\t", "\uFEFF", "\u3000\n"})
    void rejectsBlankFilesOfAnyTextFormat(String text) {
        for (String name : List.of("x.txt", "x.md", "x.srt", "x.vtt")) {
            assertHasNoText(name, () -> Documents.read(input(name, text)));
        }
        assertHasNoText("x.zh", () -> Documents.sentences(input("x.zh", text)));
    }

    @Test
    void rejectsArchivesWithoutText() {
        Map<String, Archive> archives = Map.of(
                "x.docx", new Archive().with("word/document.xml", "<document><body><p/></body></document>"),
                "x.odt", new Archive().with("content.xml", "<document-content><body><text/></body></document-content>"),
                "x.epub",
                        new Archive()
                                .with("META-INF/container.xml", "<container><rootfile full-path='a.opf'/></container>")
                                .with("a.opf", "<package><manifest/><spine/></package>"));
        archives.forEach((name, archive) ->
                assertHasNoText(name, () -> Documents.read(new Input(name, archive.bytes(), Optional.empty()))));
    }

    private static void assertHasNoText(String name, ThrowingCallable reading) {
        assertThatThrownBy(reading)
                .isInstanceOf(FormatException.class)
                .hasMessage(name + ": has no text; use a file with text");
    }

    @Test
    void reportsReasonOfOpenFailure() throws IOException {
        Files.writeString(folder.resolve("article.txt"), "text");
        Path missing = folder.resolve("Artcle.txt");
        assertThatThrownBy(() -> open(missing))
                .isInstanceOf(FormatException.class)
                .hasMessage(missing + ": there is no such file; did you mean " + folder.resolve("article.txt") + "?");
        assertThatThrownBy(() -> open(folder.resolve("unlike")))
                .hasMessage(folder.resolve("unlike") + ": there is no such file; check the name");
        assertThatThrownBy(() -> open(folder.resolve("no/such.txt")))
                .hasMessage(folder.resolve("no/such.txt") + ": the folder " + folder.resolve("no")
                        + " does not exist; check the path");
        assertThatThrownBy(() -> open(folder)).hasMessage(folder + ": is a folder, not a file; use a file in it");
        assertThatThrownBy(() -> Documents.open("a\0b", Optional.empty()))
                .hasMessageContaining("is not a valid file name");
    }

    private static Input open(Path path) throws IOException {
        return Documents.open(path.toString(), Optional.empty());
    }

    private static Input input(String name, String text) {
        return new Input(name, text.getBytes(StandardCharsets.UTF_8), Optional.empty());
    }

    /** A file of this size is rejected before it is read. */
    @Test
    void rejectsFileOfOneGigabyteAndEndlessStream() throws IOException {
        Path file = folder.resolve("a.html");
        try (FileChannel sparse = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            sparse.write(ByteBuffer.allocate(1), (1L << 30) - 1);
        }
        assertThatThrownBy(() -> Documents.open(file.toString(), Optional.empty()))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith(file + ": is larger than ")
                .hasMessageContaining(" MB; split it into smaller files");
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'a';
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                return length;
            }
        };
        assertThatThrownBy(() -> Input.read("-", endless, Optional.empty()))
                .isInstanceOf(FormatException.class)
                .hasMessageMatching("-: is larger than \\d+ MB; split it into smaller files.*");
    }

    @ParameterizedTest
    @CsvSource({"4096, 256", "1024, 256", "512, 128", "48, 12", "2, 1"})
    void limitsSizeByMemoryOfJava(long heap, int megabytes) {
        assertThat(Input.maximumMegabytes(heap << 20)).isEqualTo(megabytes);
    }
}
