package duiqi.document;

import duiqi.document.DocumentReader.Input;
import duiqi.document.html.HtmlReader;
import duiqi.document.markup.MarkdownReader;
import duiqi.document.office.DocxReader;
import duiqi.document.office.EpubReader;
import duiqi.document.office.OdtReader;
import duiqi.document.office.PptxReader;
import duiqi.document.office.ZippedParts;
import duiqi.document.pdf.PdfReader;
import duiqi.document.plain.PlainTextReader;
import duiqi.document.plain.TextDecoder;
import duiqi.document.subtitle.SubtitleReader;
import duiqi.io.FileName;
import duiqi.io.InputFile;
import duiqi.text.Deadline;
import duiqi.text.Document;
import duiqi.text.FormatException;
import duiqi.text.Line;
import duiqi.text.Location;
import duiqi.text.NearestName;
import duiqi.text.Paragraph;
import duiqi.text.Paragraph.Kind;
import duiqi.text.ReadProblem;
import duiqi.text.Segment;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Opens files and reads documents of all formats. Stateless. */
public final class Documents {
    /** All formats, in the order in which messages list them; the only place to register a reader. */
    static final List<Format> FORMATS = List.of(
            new Format("plain text", Set.of("txt", "text"), new PlainTextReader()),
            new Format("Markdown", Set.of("md", "markdown", "mdx"), new MarkdownReader()),
            new Format("HTML", Set.of("html", "htm", "xhtml", "shtml"), new HtmlReader()),
            new Format("Word (docx)", Set.of("docx", "docm", "dotx", "dotm"), new DocxReader()),
            new Format("PowerPoint (pptx)", Set.of("pptx", "pptm", "ppsx", "ppsm", "potx", "potm"), new PptxReader()),
            new Format("OpenDocument (odt)", Set.of("odt", "ott"), new OdtReader()),
            new Format("EPUB", Set.of("epub"), new EpubReader()),
            new Format("PDF", Set.of("pdf"), new PdfReader()),
            new Format("subtitles", Set.of("srt", "vtt"), new SubtitleReader()));

    private static final String SAVE_ITS_TEXT = "save its text as .html, .md or .txt";
    private static final String FROM_ASCIIDOC =
            "convert it to .html with asciidoctor, or check the .po files of its project";

    /** Remedies for unsupported formats, by extension or by the name of {@link ContentFormat}. */
    private static final Map<String, String> REMEDIES = Map.ofEntries(
            Map.entry("doc", "save it as .docx"),
            Map.entry("dot", "save it as .docx"),
            Map.entry("rtf", "save it as .docx"),
            Map.entry("wps", "save it as .docx"),
            Map.entry("pages", "export it as .docx"),
            Map.entry("xls", "save it as .xlsx"),
            Map.entry(
                    "xlsx",
                    "convert two language columns with duiqi tm convert, or save it as tab-separated text (.txt)"),
            Map.entry("ods", "save it as tab-separated text (.txt)"),
            Map.entry("ppt", "save it as .pptx"),
            Map.entry("odp", "save it as .pptx"),
            Map.entry("mobi", "convert it to .epub"),
            Map.entry("azw3", "convert it to .epub"),
            Map.entry("djvu", "convert it to .pdf with a text layer"),
            Map.entry("zip", "unpack it"),
            Map.entry("gz", "unpack it"),
            Map.entry("7z", "unpack it"),
            Map.entry("rar", "unpack it"),
            Map.entry("ttx", "export it as TMX or XLIFF from a CAT tool"),
            Map.entry("txml", "export it as TMX or XLIFF from a CAT tool"),
            Map.entry("tmx", "give the two documents it was made from"),
            Map.entry("ass", "convert it to .srt"),
            Map.entry("ssa", "convert it to .srt"),
            Map.entry("rst", "convert it to .md with pandoc, or check the .po files of its project"),
            Map.entry("adoc", FROM_ASCIIDOC),
            Map.entry("asciidoc", FROM_ASCIIDOC),
            Map.entry("asc", FROM_ASCIIDOC),
            Map.entry("yaml", SAVE_ITS_TEXT),
            Map.entry("yml", SAVE_ITS_TEXT),
            Map.entry("tex", SAVE_ITS_TEXT),
            Map.entry(ContentFormat.XML, SAVE_ITS_TEXT),
            Map.entry(ContentFormat.JSON, SAVE_ITS_TEXT),
            Map.entry(ContentFormat.LATEX, SAVE_ITS_TEXT));

    /** Maximum time to read a document; the largest take some seconds, also if other programs use the processors. */
    private static final Duration READING_TIME = Duration.ofSeconds(60);

    /** Additional time for each MB of the document. */
    private static final Duration TIME_PER_MEGABYTE = Duration.ofSeconds(20);

    /** Stack size of a reader; the main thread of Java has as much on most systems. */
    private static final long STACK_BYTES = 8L << 20;

    private Documents() {}

    /**
     * Represents a format of documents. Immutable.
     *
     * @param name name for users
     * @param extensions file name extensions in lower case, without the dot
     * @param reader reader of its documents
     */
    record Format(String name, Set<String> extensions, DocumentReader reader) {}

    /**
     * Reads the bytes of a file.
     *
     * @param name path of the file
     * @param charset encoding given by the user, if any
     * @throws FormatException if the file does not exist, is a folder, cannot be read, or is too large
     */
    public static Input open(String name, Optional<Charset> charset) throws IOException {
        Path path;
        try {
            path = Path.of(name);
        } catch (InvalidPathException impossible) {
            throw new FormatException(name, "is not a valid file name", "check the name", impossible);
        }
        if (Files.isDirectory(path)) {
            throw new FormatException(name, "is a folder, not a file", "use a file in it");
        }
        try (InputStream in = InputFile.open(path)) {
            Input.requireSize(name, Files.size(path));
            return Input.read(name, in, charset);
        } catch (NoSuchFileException missing) {
            throw MissingFile.at(path);
        } catch (AccessDeniedException denied) {
            throw new FormatException(name, "cannot read: permission denied", "allow reading the file", denied);
        }
    }

    /**
     * Reads a document. The extension of its name determines the format; if it is unknown, the content does.
     *
     * @throws FormatException if the format is not supported, the content is not valid in the format, or the document
     *     has no text
     */
    public static Document read(Input input) throws IOException {
        return withoutComments(readWithComments(input));
    }

    /**
     * Reads a document with the comments of its source, which may contain the original of a translation, as in
     * bilingual documents.
     *
     * @throws FormatException if the format is not supported, the content is not valid in the format, or the document
     *     has no text
     */
    public static Document readWithComments(Input input) throws IOException {
        return readWithComments(formatOf(input), input);
    }

    /**
     * Reads the article of a web page with its comments, and any other document as a whole.
     *
     * @throws FormatException if the format is not supported, the content is not valid in the format, or the document
     *     has no text
     */
    public static Document readArticle(Input input) throws IOException {
        Format format = formatOf(input);
        boolean isPage = format.reader() instanceof HtmlReader;
        return readWithComments(
                isPage ? new Format(format.name(), format.extensions(), HtmlReader.ofArticles()) : format, input);
    }

    private static Document readWithComments(Format format, Input input) throws IOException {
        requireContent(input);
        Document document = read(format, input);
        if (withoutComments(document).paragraphs().isEmpty()) {
            throw noText(input);
        }
        return document;
    }

    /** Returns a document without the comments of its source. */
    public static Document withoutComments(Document document) {
        List<Paragraph> paragraphs = document.paragraphs().stream()
                .filter(paragraph -> paragraph.kind() != Kind.COMMENT)
                .toList();
        return new Document(document.name(), paragraphs, document.warnings(), document.damage());
    }

    /**
     * Reads a document in one format, in a time that depends on the size of the document.
     *
     * @throws FormatException if the reader fails in any way
     */
    static Document read(Format format, Input input) throws IOException {
        Duration limit = READING_TIME.plus(TIME_PER_MEGABYTE.multipliedBy(input.bytes().length >> 20));
        Duration left = Deadline.left();
        return read(format, input, left.isZero() || left.compareTo(limit) > 0 ? limit : left);
    }

    /**
     * Reads a document in one format in a thread of its own. Every failure of the reader becomes a
     * {@link FormatException} of this document, so that other documents can still be read. Libraries fail for
     * contradictory files, for nesting that is too deep, and for missing optional libraries. A crafted file may also
     * describe endless work; the limit of time ends the wait for it. The thread of the reader then ends at its next check of
     * the {@link Deadline}, or is abandoned and does not keep the program alive.
     *
     * @param limit the time that the reader may take
     * @throws FormatException if the reader fails in any way
     */
    static Document read(Format format, Input input, Duration limit) throws IOException {
        FutureTask<Document> reading = new FutureTask<>(() -> Deadline.within(limit, () -> {
            try {
                return format.reader().read(input);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }));
        Thread thread = new Thread(null, reading, "duiqi-reader", STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        try {
            return reading.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Deadline.ExpiredException
                    ? endless(input, limit, failed)
                    : failure(format, input, failed);
        } catch (TimeoutException waited) {
            reading.cancel(true);
            throw endless(input, limit, waited);
        } catch (InterruptedException stopped) {
            reading.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(input.name() + ": reading was interrupted");
        }
    }

    private static FormatException endless(Input input, Duration limit, Exception cause) {
        return new FormatException(
                input.name(),
                "takes more than " + limit.toSeconds() + " s to read",
                "save it again, or split it into smaller files",
                cause);
    }

    private static IOException failure(Format format, Input input, ExecutionException failed) {
        Throwable cause = Objects.requireNonNullElse(failed.getCause(), failed);
        if (cause instanceof UncheckedIOException expected) {
            return Objects.requireNonNull(expected.getCause());
        }
        return cause instanceof OutOfMemoryError
                ? new FormatException(
                        input.name(),
                        "does not fit into the memory",
                        "split it into smaller files" + Input.MORE_MEMORY,
                        cause)
                : new FormatException(
                        input.name(),
                        "cannot be read as " + format.name() + " (" + cause + ")",
                        "save it again, or save it in another format",
                        cause);
    }

    private static Format formatOf(Input input) throws FormatException {
        String extension = input.extension().orElse("");
        Optional<Format> byName = format(extension);
        if (byName.isPresent()) {
            return byName.get();
        }
        if (REMEDIES.containsKey(extension)) {
            throw unsupported(input, "." + extension);
        }
        String byContent = ContentFormat.of(input.bytes());
        return format(byContent).orElseThrow(() -> unsupported(input, byContent));
    }

    /** Returns whether documents with a file name extension, in lower case and without the dot, are supported. */
    public static boolean areRead(String extension) {
        return format(extension).isPresent();
    }

    /** Returns how to save a file of another program so that duiqi can read it; empty if its extension is not known. */
    public static Optional<String> remedy(String extension) {
        return Optional.ofNullable(REMEDIES.get(extension)).filter(remedy -> !remedy.equals(SAVE_ITS_TEXT));
    }

    private static Optional<Format> format(String extension) {
        return FORMATS.stream()
                .filter(format -> format.extensions().contains(extension))
                .findFirst();
    }

    private static FormatException unsupported(Input input, String format) {
        String formats = FORMATS.stream().map(Format::name).collect(Collectors.joining(", "));
        String remedy = REMEDIES.getOrDefault(format.replace(".", ""), SAVE_ITS_TEXT);
        return new FormatException(
                input.name(), "the format " + format + " is not supported (supported: " + formats + ")", remedy);
    }

    private static void requireContent(Input input) throws FormatException {
        if (input.bytes().length == 0) {
            throw new FormatException(input.name(), "is empty", "use a file with text");
        }
    }

    private static FormatException noText(Input input) {
        return new FormatException(input.name(), "has no text", "use a file with text");
    }

    /**
     * Holds the lines of a text file.
     *
     * @param lines the sentences
     * @param damage the damaged places of the file, in order
     */
    public record SentenceLines(List<Segment> lines, List<ReadProblem> damage) {}

    /**
     * Reads a text file with one sentence a line. An empty line is an empty sentence. A line end at the end of the file
     * does not begin another sentence. Each line is a separate paragraph.
     *
     * @throws FormatException if the file is not text, or all its lines are empty
     */
    public static SentenceLines sentences(Input input) throws IOException {
        requireContent(input);
        TextDecoder.Decoded decoded = TextDecoder.decode(input);
        List<Line> lines = Line.of(decoded.text());
        if (lines.stream().allMatch(Line::isBlank)) {
            throw noText(input);
        }
        List<Segment> sentences = new ArrayList<>();
        for (Line line : lines) {
            int column = line.isBlank() ? 1 : line.column(line.indent());
            Location location = new Location(input.name(), line.number(), column);
            sentences.add(new Segment(line.stripped(), location, line.number() - 1, Kind.TEXT));
        }
        return new SentenceLines(sentences, decoded.damage());
    }

    /** Detects the format of a document from its content, for names without a known extension. Stateless. */
    public static final class ContentFormat {
        static final String XML = "XML";
        static final String JSON = "JSON";
        static final String LATEX = "LaTeX";

        /** Number of bytes searched for the first element of a page; a document type and comments may precede it. */
        private static final int MAX_PROLOG = 1024;

        /** Matches starts of lower-case texts by their formats; a text between angle brackets alone is no markup. */
        private static final Map<String, Pattern> STARTS = Map.of(
                "html",
                Pattern.compile("(?s)<!doctype\\s+html.*|<html.*|<.*<html.*"),
                "vtt",
                Pattern.compile("(?s)webvtt.*"),
                "srt",
                Pattern.compile("(?s)\\d+\\s*[\\r\\n]+\\d\\d:\\d\\d:\\d\\d,\\d{3}\\s*-->.*"),
                XML,
                Pattern.compile("(?s)<[?!].*|<[a-z][\\w:.-]*(?:\\s[^<>]*)?(?:/>|>.*</).*"),
                JSON,
                Pattern.compile("(?s)(?:\\[\\s*)?\\{\\s*\"[^\"]*\"\\s*:.*"),
                LATEX,
                Pattern.compile(
                        "(?s)(?:%[^\\n]*\\s+)*\\\\(?:documentclass|usepackage|input|begin|section|chapter)\\b.*"));

        private ContentFormat() {}

        /**
         * Returns the extension, without the dot, that fits the content; {@code .zip} for an unknown archive, and the
         * name of a format of markup or data that has no reader.
         */
        public static String of(byte[] bytes) {
            String start = new String(bytes, 0, Math.min(bytes.length, MAX_PROLOG), StandardCharsets.ISO_8859_1);
            if (start.startsWith("%PDF-")) {
                return "pdf";
            }
            if (start.startsWith("PK\3\4")) {
                return ZippedParts.extension(bytes);
            }
            // UTF-16 pages look like ASCII with zeros in between.
            String prolog = start.replace("\0", "")
                    .replaceFirst("^(?:ï»¿|ÿþ|þÿ)", "")
                    .stripLeading()
                    .toLowerCase(Locale.ROOT);
            return Stream.of("html", "vtt", "srt", XML, JSON, LATEX)
                    .filter(format -> Objects.requireNonNull(STARTS.get(format))
                            .matcher(prolog)
                            .matches())
                    .findFirst()
                    .orElse("txt");
        }
    }

    /** Creates the error for a missing file, with a suggestion. Stateless. */
    static final class MissingFile {
        private MissingFile() {}

        /** Returns the exception for a path that does not exist. */
        static FormatException at(Path path) throws IOException {
            FileName.requireUtf8(path.toString());
            if (Files.isSymbolicLink(path)) {
                return new FormatException(
                        path.toString(), "is a symbolic link to a missing file", "repair or remove the link");
            }
            Path folder = Optional.ofNullable(path.getParent()).orElse(Path.of(""));
            if (!Files.isDirectory(folder)) {
                return new FormatException(
                        path.toString(), "the folder " + folder + " does not exist", "check the path");
            }
            String name = Optional.ofNullable(path.getFileName()).orElse(path).toString();
            String remedy = NearestName.of(name, names(folder))
                    .map(near -> "did you mean " + path.resolveSibling(near) + "?")
                    .orElse("check the name");
            return new FormatException(path.toString(), "there is no such file", remedy);
        }

        private static List<String> names(Path folder) {
            try (Stream<Path> entries = Files.list(folder)) {
                return entries.map(entry -> String.valueOf(entry.getFileName())).toList();
            } catch (IOException unreadable) {
                return List.of(); // A folder that cannot be listed gives no suggestions.
            }
        }
    }
}
