package duiqi.app;

import duiqi.align.ParallelTextCheck;
import duiqi.document.BilingualDocument;
import duiqi.document.BilingualDocument.Layout;
import duiqi.document.DocumentReader.Input;
import duiqi.document.Documents;
import duiqi.document.LinkedPages;
import duiqi.document.WebPages;
import duiqi.exchange.Pairs;
import duiqi.exchange.Table;
import duiqi.exchange.Tu;
import duiqi.exchange.Tu.Tuv;
import duiqi.exchange.UnitReader;
import duiqi.lexicon.Lexicon;
import duiqi.segment.Segmenter;
import duiqi.segment.SrxRules;
import duiqi.text.Direction;
import duiqi.text.Document;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.Located;
import duiqi.text.Location;
import duiqi.text.Paragraph;
import duiqi.text.Plurals;
import duiqi.text.ReadProblem;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads documents and splits them into sentences. Not thread-safe. */
public final class TextReader {
    /** Name of standard input. */
    public static final String STANDARD_INPUT = "-";

    /** Number of damaged places that a warning names. */
    private static final int NAMED_PLACES = 3;

    private final Settings settings;
    private final Workspace workspace;
    private final Set<String> warned = new HashSet<>();
    private @Nullable Segmenter segmenter;
    private final ParallelTextCheck.Similarity similarity = new ParallelTextCheck.Similarity(Lexicon::standard);

    /**
     * Creates a reader.
     *
     * @param settings the options for reading documents
     * @param workspace the standard input, and the listener for warnings
     */
    public TextReader(Settings settings, Workspace workspace) {
        this.settings = settings;
        this.workspace = workspace;
    }

    /**
     * Holds the options for reading documents.
     *
     * @param encoding the encoding of the documents; empty to detect it
     * @param srx the file with SRX segmentation rules; empty for the rules of duiqi
     * @param isSegmented true if each line is already a sentence
     * @param allowsPrivateAddresses true to allow URLs on localhost and private networks
     * @param layout the layout of bilingual documents; empty to detect it
     * @param columns the columns that the user gives for tables
     * @param readsArticles true to read only the article of an HTML file; pages from the web are always read so
     * @param isStrict true to reject damaged files
     */
    public record Settings(
            Optional<Charset> encoding,
            Optional<Path> srx,
            boolean isSegmented,
            boolean allowsPrivateAddresses,
            Optional<Layout> layout,
            Table.Choice columns,
            boolean readsArticles,
            boolean isStrict) {
        /** Default options: detect encodings and layouts, split sentences and reject private networks. */
        public static final Settings STANDARD = new Settings(Optional.empty(), Optional.empty(), false, false);

        /**
         * Creates settings that detect layouts and columns, read HTML files as a whole and accept damaged files.
         *
         * @param encoding the encoding of the documents; empty to detect it
         * @param srx the file with SRX segmentation rules; empty for the rules of duiqi
         * @param isSegmented true if each line is already a sentence
         * @param allowsPrivateAddresses true to allow URLs on localhost and private networks
         */
        public Settings(
                Optional<Charset> encoding, Optional<Path> srx, boolean isSegmented, boolean allowsPrivateAddresses) {
            this(encoding, srx, isSegmented, allowsPrivateAddresses, Optional.empty(), Table.Choice.NONE, false, false);
        }

        /**
         * {@return a copy of these settings with the given layout of bilingual documents}
         *
         * @param other the layout, which is not detected then
         */
        public Settings with(Layout other) {
            return new Settings(
                    encoding,
                    srx,
                    isSegmented,
                    allowsPrivateAddresses,
                    Optional.of(other),
                    columns,
                    readsArticles,
                    isStrict);
        }
    }

    /** {@return the columns that the user gives for tables} */
    public Table.Choice columns() {
        return settings.columns();
    }

    /**
     * Reads a table with a text and its translation, one pair of cells in each row.
     *
     * @param name a file
     * @param tags the direction whose languages are the tags of the texts
     * @return both texts; empty if the file is not a table
     * @throws FormatException if the columns are not clear
     */
    Optional<TextPairReader.Bilingual> table(String name, Direction tags) throws IOException {
        boolean isTable = Stream.of(Table.Form.values())
                .flatMap(form -> form.extensions().stream())
                .anyMatch(name.toLowerCase(Locale.ROOT)::endsWith);
        if (!isTable || settings.isSegmented() || hasLayout() || !Files.isRegularFile(Path.of(name))) {
            return Optional.empty();
        }
        List<Paragraph> chinese = new ArrayList<>();
        List<Paragraph> english = new ArrayList<>();
        List<BilingualDocument.Block> blocks = new ArrayList<>();
        boolean isChineseFirst = true;
        MemoryFiles.requireChineseAndEnglish(Path.of(name), settings.columns());
        try (UnitReader units = MemoryFiles.source(Path.of(name), settings.columns())
                .open(damage -> workspace.messages().warn(damage.toString()))) {
            for (Optional<Tu> unit = units.next(); unit.isPresent(); unit = units.next()) {
                blocks.add(new BilingualDocument.Block(chinese.size(), english.size()));
                isChineseFirst = units.sourceLanguage(unit.get())
                        .map(Language::isChinese)
                        .orElse(true);
                for (Tuv side : unit.get().variants()) {
                    Language language = Pairs.language(side).orElse(Language.ENGLISH);
                    if (language.isChinese() || language.isEnglish()) {
                        (language.isChinese() ? chinese : english).addAll(paragraphs(side.text(), units.location()));
                    }
                }
            }
        }
        BilingualDocument both = new BilingualDocument(
                Layout.TABLE, isChineseFirst, new Document(name, chinese), new Document(name, english), blocks);
        Segmenter rules = segmenter();
        return Optional.of(new TextPairReader.Bilingual(
                both, rules.segment(both.chinese(), tags.chinese()), rules.segment(both.english(), tags.english())));
    }

    /** Returns the listener for warnings and the other parts of the environment. */
    Workspace workspace() {
        return workspace;
    }

    /**
     * Reads a text and splits it into sentences.
     *
     * @param name a file, an http or https address, or {@code -}
     * @param language the language of the text; empty to detect it
     * @return the sentences of the text, at least one
     * @throws FormatException if the text cannot be read, has no sentence, or its language cannot be detected
     * @throws IOException if the file or the address cannot be read
     */
    public Text read(String name, Optional<Language> language) throws IOException {
        return text(content(name), language);
    }

    private static Text text(Content content, Optional<Language> language) throws FormatException {
        return content.splitter.in(language.or(() -> Language.of(content.all()))
                .orElseThrow(() -> new FormatException(
                        content.name(),
                        "cannot detect whether it is Chinese or English",
                        "use --lang zh-CN or --lang en-US")));
    }

    /**
     * Reads a text and does not split it yet, so that the caller can choose the language.
     *
     * @param name a file, an http or https address, or {@code -}
     * @throws FormatException if the text cannot be read or is empty
     */
    Content content(String name) throws IOException {
        return whole(name).content();
    }

    /**
     * Reads a document that may contain both languages.
     *
     * @param name a file, an http or https address, or {@code -}
     * @throws FormatException if the document cannot be read or is empty
     */
    Whole whole(String name) throws IOException {
        if (WebPages.isAddress(name) && !settings.isSegmented()) {
            LinkedPages.Article article = new LinkedPages(pages(), workspace.clock()).read(name, settings.encoding());
            if (article.pages() > 1) {
                workspace.messages().note(name + ": joined " + article.pages() + " pages");
            }
            article.problem().ifPresent(workspace.messages()::warn);
            Whole whole = whole(article.document());
            return new Whole(whole.content, whole.document, whole.splitter, Optional.of(article));
        }
        return whole(open(name));
    }

    private Whole whole(Input input) throws IOException {
        String name = input.name();
        if (settings.isSegmented()) {
            Documents.SentenceLines read = Documents.sentences(input);
            report(name, read.damage());
            List<Segment> lines = read.lines();
            String all = lines.stream().map(Segment::text).collect(Collectors.joining("\n"));
            Content content = new Content(name, all, language -> new Text(name, language, lines));
            return new Whole(content, document(name, lines), TextReader::text, Optional.empty());
        }
        return whole(settings.readsArticles() ? Documents.readArticle(input) : Documents.readWithComments(input));
    }

    /**
     * Warns of damaged places, with the first ones.
     *
     * @throws FormatException if there is damage and the settings reject it
     */
    private void report(String name, List<ReadProblem> damage) throws FormatException {
        if (damage.isEmpty()) {
            return;
        }
        if (settings.isStrict()) {
            ReadProblem first = damage.get(0);
            throw new FormatException(first.location(), first.problem(), "repair the file, or omit --strict");
        }
        long repaired = damage.stream()
                .filter(place -> place.kind() == ReadProblem.Kind.REPAIRED)
                .count();
        String places = damage.stream()
                .limit(NAMED_PLACES)
                .map(place -> place.location() + " (" + place.problem() + ")")
                .collect(Collectors.joining(", "));
        String warning =
                name + ": " + Plurals.of(damage.size(), "damaged place") + ", " + repaired + " repaired: " + places
                        + (damage.size() > NAMED_PLACES ? ", ..." : "")
                        + "; correct the file, or use --strict to reject damaged files";
        if (warned.add(warning)) {
            workspace.messages().warn(warning);
        }
    }

    private Whole whole(Document document) throws IOException {
        // A document in a folder is read twice: to test whether it is bilingual, and to align it.
        document.warnings().stream().filter(warned::add).forEach(workspace.messages()::warn);
        report(document.name(), document.damage());
        Document text = Documents.withoutComments(document);
        Segmenter rules = segmenter();
        String all = text.paragraphs().stream().map(Paragraph::text).collect(Collectors.joining("\n"));
        Content content = new Content(document.name(), all, language -> rules.segment(text, language));
        return new Whole(content, document, rules::segment, Optional.empty());
    }

    /**
     * Separates the languages of a document and splits both into sentences.
     *
     * @param given the direction that the user gives; empty to detect it
     * @param tags the direction whose languages are the tags of the texts
     * @return both texts; empty if the document is not bilingual, or not in the layout of the settings
     */
    Optional<TextPairReader.Bilingual> bilingual(Whole whole, Optional<Direction> given, Direction tags)
            throws FormatException {
        Optional<BilingualDocument> separated =
                BilingualDocument.of(whole.document(), settings.layout(), given, similarity);
        if (separated.isEmpty()) {
            return Optional.empty();
        }
        BilingualDocument both = separated.get();
        Optional<Language> declared = given.isEmpty() ? both.traditionalChinese() : Optional.empty();
        return Optional.of(new TextPairReader.Bilingual(
                both,
                whole.splitter().split(both.chinese(), declared.orElse(tags.chinese())),
                whole.splitter().split(both.english(), tags.english())));
    }

    /**
     * {@return the sentences of a document in its order} Each sentence of a bilingual document is split by the rules of
     * its language.
     *
     * @param name a file, an http or https address, or {@code -}
     * @param language the language of the document, or the only language to return of a bilingual document; empty for
     *     all
     * @throws FormatException if the document cannot be read, is not in the layout of the settings, or if its language
     *     cannot be detected
     */
    public List<Segment> sentences(String name, Optional<Language> language) throws IOException {
        Optional<Direction> given = Direction.of(language, Optional.empty());
        Direction tags = given.orElse(Direction.INTO_ENGLISH);
        Optional<TextPairReader.Bilingual> table = table(name, tags);
        if (table.isPresent()) {
            return table.get().sentences(language);
        }
        Whole whole = whole(name);
        Optional<TextPairReader.Bilingual> both = bilingual(whole, given, tags);
        if (both.isEmpty()) {
            requireNoLayout(name);
            return text(whole.content(), language).segments();
        }
        return both.get().sentences(language);
    }

    /** Returns whether the user gives the layout of bilingual documents. */
    boolean hasLayout() {
        return settings.layout().isPresent();
    }

    /** Rejects a document that is not in the layout that the user gives. */
    void requireNoLayout(String name) throws FormatException {
        if (settings.layout().isPresent()) {
            throw new FormatException(
                    name,
                    "does not contain both languages in the layout "
                            + settings.layout().get(),
                    "give another --layout, or omit it");
        }
    }

    /**
     * Holds a text that is not split into sentences yet.
     *
     * @param name the name of the text
     * @param all all its words, to detect the language
     * @param splitter splits the text by the rules of a language
     */
    record Content(String name, String all, SentenceSplitter splitter) {
        interface SentenceSplitter {
            Text in(Language language) throws FormatException;
        }
    }

    /**
     * Holds a document that may contain both languages.
     *
     * @param content the document as a text in one language, without comments
     * @param document the document with its comments
     * @param splitter splits the document of one language into sentences
     * @param article the article with its links; empty if the document is not from the web
     */
    record Whole(Content content, Document document, Splitter splitter, Optional<LinkedPages.Article> article) {
        /** Splits a document into sentences. */
        interface Splitter {
            Text split(Document document, Language language) throws FormatException;
        }
    }

    /** Returns a paragraph for each line of a cell that is not blank. */
    private static List<Paragraph> paragraphs(String cell, Location location) {
        return cell.lines()
                .map(line -> line.strip().replace('\t', ' '))
                .filter(line -> !line.isEmpty())
                .map(line -> Paragraph.of(Paragraph.Kind.TABLE_CELL, line, location.line(), location.column()))
                .toList();
    }

    /** Returns a document with a paragraph for each line that is not empty. */
    private static Document document(String name, List<Segment> lines) {
        return new Document(
                name,
                lines.stream()
                        .filter(line -> !line.text().isEmpty())
                        .map(line -> new Paragraph(line.kind(), new Located(line.text(), line.origins())))
                        .toList());
    }

    /** Returns a text with a sentence for each paragraph. */
    private static Text text(Document document, Language language) {
        List<Segment> sentences = new ArrayList<>();
        for (Paragraph paragraph : document.paragraphs()) {
            sentences.add(new Segment(
                    paragraph.text(),
                    paragraph.locate(document.name(), 0),
                    sentences.size(),
                    paragraph.kind(),
                    paragraph.origins(),
                    paragraph.time(0, paragraph.text().length())));
        }
        return new Text(document.name(), language, sentences);
    }

    private WebPages pages() throws IOException {
        return new WebPages("duiqi/" + Version.number(), settings.allowsPrivateAddresses());
    }

    private Input open(String name) throws IOException {
        if (name.equals(STANDARD_INPUT)) {
            Input input = Input.read(name, workspace.input(), settings.encoding());
            if (input.bytes().length == 0) {
                throw new FormatException(name, "standard input is empty", "pipe a text into duiqi");
            }
            return input;
        }
        if (WebPages.isAddress(name)) {
            Input page = pages().fetch(name);
            return new Input(page.name(), page.bytes(), settings.encoding().or(page::charset), page.extension());
        }
        requireNoOtherAddress(name);
        MemoryFiles.requireDocument(Path.of(name));
        return Documents.open(name, settings.encoding());
    }

    /** Rejects an address that is not http or https. Otherwise duiqi would report missing folders of a path. */
    static void requireNoOtherAddress(String name) throws FormatException {
        if (name.matches("[a-zA-Z][a-zA-Z0-9+.-]*://.*") && !WebPages.isAddress(name)) {
            throw new FormatException(name, "is not an http or https address", "download it and give the file");
        }
    }

    private Segmenter segmenter() throws IOException {
        if (segmenter == null) {
            segmenter = settings.srx().isEmpty()
                    ? Segmenter.standard()
                    : new Segmenter(
                            SrxRules.read(Documents.open(settings.srx().get().toString(), Optional.empty())));
        }
        return segmenter;
    }
}
