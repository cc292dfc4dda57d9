package duiqi.cli;

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
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of every command that reads documents, and the reading they ask for. */
final class ReadingOptions {
    /** The name that stands for standard input. */
    static final String STANDARD_INPUT = "-";

    /** Names an encoding as Java knows it, or says which are usual. */
    static final class CharsetConverter implements ITypeConverter<Charset> {
        @Override
        public Charset convert(String name) {
            try {
                return Charset.forName(name);
            } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
                throw new TypeConversionException(
                        "'" + name + "' is no encoding; usual ones are UTF-8, UTF-16, GB18030, Big5");
            }
        }
    }

    @Option(
            names = "--encoding",
            paramLabel = "NAME",
            converter = CharsetConverter.class,
            description = "Encoding of the texts, such as GB18030 or Big5. Default: found out from the text.")
    private @Nullable Charset encoding;

    @Option(
            names = "--srx",
            paramLabel = "FILE",
            description = "Cut sentences by the rules of this SRX file instead of those that come with duiqi.")
    private @Nullable Path srx;

    @Option(
            names = "--sentences",
            description = "The texts have one sentence a line already: an empty line is an empty sentence, and nothing "
                    + "is cut or joined.")
    private boolean sentences;

    @Option(
            names = "--allow-private-addresses",
            description =
                    "Fetch documents from this machine and from private networks too. They are refused otherwise, where "
                            + "an address or a redirect leads to them.")
    private boolean allowPrivate;

    private @Nullable Segmenter segmenter;

    /**
     * Reads a text and cuts it into sentences.
     *
     * @param name a file, an http or https address, or {@code -}
     * @param language what it is written in; empty to find out
     * @throws FormatException if the text cannot be read, has no sentence, or does not show its language
     */
    Text read(String name, Optional<Language> language, Console console) throws IOException {
        Input input = open(name, console);
        if (sentences) {
            List<Segment> lines = Documents.sentences(input);
            String all = lines.stream().map(Segment::text).collect(Collectors.joining("\n"));
            return new Text(name, found(name, language, all), lines);
        }
        Document document = Documents.read(input);
        String all = document.paragraphs().stream().map(Paragraph::text).collect(Collectors.joining("\n"));
        return segmenter().segment(document, found(name, language, all));
    }

    private static Language found(String name, Optional<Language> language, String text) throws FormatException {
        return language.or(() -> Language.of(text))
                .orElseThrow(() -> new FormatException(
                        name,
                        "does not show whether it is Chinese or English",
                        "tell with --lang zh-CN or --lang en-US"));
    }

    private Input open(String name, Console console) throws IOException {
        if (name.equals(STANDARD_INPUT)) {
            Input input = Documents.read(name, console.in(), charset());
            if (input.bytes().length == 0) {
                throw new FormatException(name, "standard input is empty", "pipe a text into it");
            }
            return input;
        }
        if (WebPages.isAddress(name)) {
            WebPages pages = new WebPages(
                    "duiqi/" + Version.number(), allowPrivate ? WebPages.Reach.ANY : WebPages.Reach.PUBLIC);
            Input page = pages.fetch(name);
            return new Input(page.name(), page.bytes(), charset().or(page::charset), page.extension());
        }
        requireNoOtherAddress(name);
        return Documents.open(name, charset());
    }

    /** Refuses an address that is taken for a path otherwise, whose parts are then missed one by one. */
    static void requireNoOtherAddress(String name) throws FormatException {
        if (name.matches("[a-zA-Z][a-zA-Z0-9+.-]*://.*") && !WebPages.isAddress(name)) {
            throw new FormatException(name, "is no http or https address", "download it and give the file");
        }
    }

    private Optional<Charset> charset() {
        return Optional.ofNullable(encoding);
    }

    private Segmenter segmenter() throws IOException {
        if (segmenter == null) {
            segmenter = srx == null
                    ? Segmenter.standard()
                    : new Segmenter(SrxRules.read(Documents.open(srx.toString(), Optional.empty())));
        }
        return segmenter;
    }

    /** A language tag, or a message that shows one. */
    static final class LanguageConverter implements ITypeConverter<Language> {
        @Override
        public Language convert(String tag) {
            try {
                return new Language(tag);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("'" + tag + "' is no language tag such as zh-CN, zh-TW or en-GB");
            }
        }
    }
}
