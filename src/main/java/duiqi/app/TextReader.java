package duiqi.app;

import duiqi.document.Documents;
import duiqi.document.Input;
import duiqi.document.WebPages;
import duiqi.segment.Segmenter;
import duiqi.segment.SrxRules;
import duiqi.text.Document;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.Paragraph;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads documents and splits them into sentences. Not thread-safe. */
public final class TextReader {
    /** Name of standard input. */
    public static final String STANDARD_INPUT = "-";

    private final Settings settings;
    private final Workspace workspace;
    private @Nullable Segmenter segmenter;

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
     */
    public record Settings(
            Optional<Charset> encoding, Optional<Path> srx, boolean isSegmented, boolean allowsPrivateAddresses) {
        /** Default options: detect encodings, split sentences and reject private networks. */
        public static final Settings STANDARD = new Settings(Optional.empty(), Optional.empty(), false, false);
    }

    /**
     * Reads a text and splits it into sentences.
     *
     * @param name a file, an http or https address, or {@code -}
     * @param language the language of the text; empty to detect it
     * @throws FormatException if the text cannot be read, has no sentence, or its language cannot be detected
     */
    public Text read(String name, Optional<Language> language) throws IOException {
        Content content = content(name);
        return content.in(language.or(() -> Language.of(content.all()))
                .orElseThrow(() -> new FormatException(
                        name, "cannot detect whether it is Chinese or English", "use --lang zh-CN or --lang en-US")));
    }

    /**
     * Reads a text and does not split it yet, so that the caller can choose the language.
     *
     * @param name a file, an http or https address, or {@code -}
     * @throws FormatException if the text cannot be read or is empty
     */
    Content content(String name) throws IOException {
        Input input = open(name);
        if (settings.isSegmented()) {
            List<Segment> lines = Documents.sentences(input);
            String all = lines.stream().map(Segment::text).collect(Collectors.joining("\n"));
            return new Content(name, all, language -> new Text(name, language, lines));
        }
        Document document = Documents.read(input);
        Segmenter rules = segmenter();
        String all = document.paragraphs().stream().map(Paragraph::text).collect(Collectors.joining("\n"));
        return new Content(name, all, language -> rules.segment(document, language));
    }

    /**
     * Holds a text that is not split into sentences yet.
     *
     * @param name the name of the text
     * @param all all its words, to detect the language
     * @param splitter splits the text by the rules of a language
     */
    record Content(String name, String all, Splitter splitter) {
        /** Splits a text into sentences. */
        interface Splitter {
            Text split(Language language) throws FormatException;
        }

        /** Returns the sentences of the text in a language. */
        Text in(Language language) throws FormatException {
            return splitter.split(language);
        }
    }

    private Input open(String name) throws IOException {
        if (name.equals(STANDARD_INPUT)) {
            Input input = Documents.read(name, workspace.input(), settings.encoding());
            if (input.bytes().length == 0) {
                throw new FormatException(name, "standard input is empty", "pipe a text into duiqi");
            }
            return input;
        }
        if (WebPages.isAddress(name)) {
            WebPages pages = new WebPages(
                    "duiqi/" + Version.number(),
                    settings.allowsPrivateAddresses() ? WebPages.Reach.ANY : WebPages.Reach.PUBLIC);
            Input page = pages.fetch(name);
            return new Input(page.name(), page.bytes(), settings.encoding().or(page::charset), page.extension());
        }
        requireNoOtherAddress(name);
        return Documents.open(name, settings.encoding());
    }

    /**
     * Rejects an address that is not http or https. Otherwise duiqi would treat it as a path and report missing
     * folders.
     */
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
