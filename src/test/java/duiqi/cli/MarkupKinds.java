package duiqi.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Lists every kind of XML that duiqi reads, and each part of the zipped kinds, as files of other tools that can become
 * hostile. Add a line for a new XML reader.
 */
final class MarkupKinds {
    private static final String CONVERT = "tm convert FILE -o - --to jsonl";
    private static final String TERMS = "glossary convert FILE -o - --to json";
    private static final String SEGMENT = "segment --lang zh FILE";
    private static final Path RESOURCES = Path.of("src/test/resources/golden");

    private MarkupKinds() {}

    /**
     * A kind describes one XML file and the command that reads it.
     *
     * @param file path of the file among the golden files
     * @param part part of the archive that is hostile; empty without an archive
     * @param before tag before which hostile text is inserted
     * @param command command that reads it, with {@code FILE} for the file
     */
    record Kind(String file, String part, String before, String command) {
        @Override
        public String toString() {
            return file + " " + part + " " + command.replaceFirst(" FILE.*", "");
        }

        String[] arguments(Path hostile) {
            return command.replace("FILE", hostile.toString()).split(" ");
        }

        /** Writes the file with a document type and a text. */
        Path write(Path folder, String type, String text) throws IOException {
            Path original = file.endsWith(".xlsx") ? workbook(folder) : RESOURCES.resolve(file);
            Path path = folder.resolve(String.valueOf(original.getFileName()));
            if (part.isEmpty()) {
                return Files.writeString(path, hostile(Files.readString(original), type, text));
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ZipInputStream in = new ZipInputStream(Files.newInputStream(original));
                    ZipOutputStream out = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
                for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                    byte[] content = in.readAllBytes();
                    out.putNextEntry(new ZipEntry(entry.getName()));
                    out.write(
                            entry.getName().equals(part)
                                    ? hostile(new String(content, StandardCharsets.UTF_8), type, text)
                                            .getBytes(StandardCharsets.UTF_8)
                                    : content);
                }
            }
            return Files.write(path, bytes.toByteArray());
        }

        private static Path workbook(Path folder) {
            Path workbook = folder.resolve("workbook.xlsx");
            String table = RESOURCES.resolve("exchange/garden.tsv").toString();
            new FakeConsole().run("tm", "convert", "--force", table, "-o", workbook.toString());
            return workbook;
        }

        private String hostile(String content, String type, String text) {
            if (!content.contains(before)) {
                throw new IllegalStateException(this + " has no " + before);
            }
            String typed = type.isEmpty()
                    ? content
                    : content.replaceFirst("<!DOCTYPE[^>]*>", "")
                            .replaceFirst("^(\uFEFF?<\\?xml[^>]*\\?>)?", "$1" + Matcher.quoteReplacement(type));
            return typed.replaceFirst(before, Matcher.quoteReplacement(text + before));
        }
    }

    static Stream<Kind> all() {
        return Stream.of(
                        List.of("exchange/software.tmx", "", "</seg>", CONVERT),
                        List.of("exchange/software.tmx", "", "</note>", "tm validate FILE"),
                        List.of("exchange/software.tmx", "", "</seg>", "lookup --tm FILE 水"),
                        List.of("exchange/software.tmx", "", "</seg>", "check FILE"),
                        List.of("exchange/garden.1.xlf", "", "</source>", CONVERT),
                        List.of("exchange/software.2.xlf", "", "</source>", CONVERT),
                        List.of("glossary/garden.tbx", "", "</term>", TERMS),
                        List.of("glossary/garden.2008.tbx", "", "</term>", TERMS),
                        List.of("glossary/termbase.mtf.xml", "", "</term>", TERMS),
                        List.of("workbook.xlsx", "xl/workbook.xml", "</sheets>", CONVERT),
                        List.of("workbook.xlsx", "xl/styles.xml", "</styleSheet>", CONVERT),
                        List.of("workbook.xlsx", "xl/worksheets/sheet1.xml", "</t>", CONVERT),
                        List.of("reader/pandoc-word.docx", "_rels/.rels", "</Relationships>", SEGMENT),
                        List.of("reader/pandoc-word.docx", "word/document.xml", "</w:t>", SEGMENT),
                        List.of("reader/pandoc-word.docx", "word/styles.xml", "</w:styles>", SEGMENT),
                        List.of("reader/pandoc-word.docx", "word/footnotes.xml", "</w:footnotes>", SEGMENT),
                        List.of("reader/slides.pptx", "ppt/slides/slide1.xml", "</a:t>", SEGMENT),
                        List.of("reader/pandoc-text.odt", "content.xml", "</text:p>", SEGMENT),
                        List.of("reader/pandoc-book.epub", "META-INF/container.xml", "</rootfiles>", SEGMENT),
                        List.of("reader/pandoc-book.epub", "EPUB/content.opf", "</manifest>", SEGMENT),
                        List.of("reader/pandoc-book.epub", "EPUB/text/ch001.xhtml", "</p>", SEGMENT))
                .map(kind -> new Kind(kind.get(0), kind.get(1), kind.get(2), kind.get(3)));
    }
}
