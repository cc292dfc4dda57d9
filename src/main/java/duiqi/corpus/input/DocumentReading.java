package duiqi.corpus.input;

import duiqi.align.TextPair;
import duiqi.corpus.input.CorpusDocument.Side;
import duiqi.corpus.input.CorpusDocument.SideName;
import duiqi.document.DocumentReader.Input;
import duiqi.document.Documents;
import duiqi.segment.Segmenter;
import duiqi.text.Document;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.OtherLanguage;
import duiqi.text.Paragraph;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Segments the two sides of a document like {@code duiqi align} segments two plain text files. Immutable and
 * thread-safe.
 */
public final class DocumentReading {
    private final Segmenter segmenter = Segmenter.standard();
    private final Language chinese;
    private final Language english;

    public DocumentReading(Language chinese, Language english) {
        this.chinese = chinese;
        this.english = english;
    }

    /**
     * Returns a copy of a document that is segmented into sentences.
     *
     * @throws FormatException if a side has no text
     */
    public CorpusDocument cut(CorpusDocument document) throws IOException {
        return document.with(
                cut(document.id(), document.chinese(), chinese), cut(document.id(), document.english(), english));
    }

    private Side cut(String id, Side side, Language language) throws IOException {
        return side.isCut()
                ? side
                : Side.of(segmenter.segment(document(id, side), language).segments());
    }

    private static Document document(String id, Side side) throws IOException {
        byte[] bytes = bytes(side.texts());
        return Documents.read(new Input(id, bytes, Optional.of(StandardCharsets.UTF_8), Optional.of("txt")));
    }

    private static byte[] bytes(List<String> parts) {
        List<byte[]> all = parts.stream()
                .map(part -> part.getBytes(StandardCharsets.UTF_8))
                .toList();
        ByteBuffer bytes =
                ByteBuffer.allocate(all.stream().mapToInt(part -> part.length).sum());
        all.forEach(bytes::put);
        return bytes.array();
    }

    /**
     * Returns the paragraphs of a text that is not segmented. {@link #sentences} turns them into the same sentences as
     * {@link #cut}. It does not matter how the caller divides the paragraphs among calls.
     *
     * @param uncut consecutive parts of the text
     * @throws FormatException if there is no text
     */
    public static Side paragraphs(String id, List<Side> uncut) throws IOException {
        List<String> parts =
                uncut.stream().flatMap(part -> part.texts().stream()).toList();
        return Side.ofParagraphs(
                document(id, new Side(parts, List.of(), List.of())).paragraphs());
    }

    /** Returns the sentences of some paragraphs. The paragraphs keep their numbers. */
    public Side sentences(SideName side, Side paragraphs) throws FormatException {
        List<Paragraph> some = new ArrayList<>();
        for (int k = 0; k < paragraphs.texts().size(); k++) {
            Paragraph.Kind kind = Paragraph.Kind.valueOf(paragraphs.kinds().get(k));
            some.add(Paragraph.of(kind, paragraphs.texts().get(k), k + 1, 1));
        }
        Language language = side == SideName.CHINESE ? chinese : english;
        Side cut = Side.of(segmenter.segment(new Document("", some), language).segments());
        return new Side(
                cut.texts(),
                cut.paragraphs().stream().map(paragraphs.paragraphs()::get).toList(),
                cut.kinds());
    }

    /**
     * Returns the texts of a segmented document.
     *
     * @throws IllegalArgumentException if a side is in the other language, or neither Chinese nor English
     */
    public TextPair texts(CorpusDocument document) {
        requireLanguages(document);
        return uncheckedTexts(document);
    }

    /**
     * Returns the texts of a segmented document between its context before it and its context after it. The texts of
     * the context may be empty.
     *
     * @throws IllegalArgumentException as {@link #texts} does
     */
    public List<TextPair> textsInContext(CorpusDocument document) {
        return List.of(uncheckedTexts(document.before()), texts(document.own()), uncheckedTexts(document.after()));
    }

    private TextPair uncheckedTexts(CorpusDocument document) {
        return new TextPair(
                document.chinese().text(document.id(), chinese),
                document.english().text(document.id(), english));
    }

    /** Returns whether the first of two sides is English and the second is Chinese. The sides may be segmented or not. */
    static boolean isEnglishFirst(Side first, Side second) {
        return letters(first).filter(Language::isEnglish).isPresent()
                && letters(second).filter(Language::isChinese).isPresent();
    }

    private static Optional<Language> letters(Side side) {
        Language.Letters letters = new Language.Letters();
        side.texts().forEach(letters::add);
        return letters.language();
    }

    private static void requireLanguages(CorpusDocument document) {
        for (SideName name : SideName.values()) {
            SideLanguage language = new SideLanguage();
            language.add(name.of(document));
            language.require(name);
        }
    }

    /** Detects the language of one side of a document from its parts. Not thread-safe. */
    public static final class SideLanguage {
        private final OtherLanguage other = new OtherLanguage();
        private final Language.Letters letters = new Language.Letters();

        /** Adds a part of the side, which may be segmented or not. */
        public void add(Side part) {
            other.add(part.texts().size() == 1 ? part.texts().get(0) : String.join("\n", part.texts()));
            part.texts().forEach(letters::add);
        }

        /**
         * Checks that the side is in its language.
         *
         * @throws IllegalArgumentException if it is in the other language, or neither Chinese nor English
         */
        public void require(SideName side) {
            Language language = side == SideName.CHINESE ? Language.CHINESE : Language.ENGLISH;
            Optional<Language> found = other.language().or(letters::language);
            if (found.filter(another -> !another.isSameAs(language)).isPresent()) {
                // The message needs no location, because the table of rejected documents has a column for it.
                throw new IllegalArgumentException("the " + language.displayName() + " side is "
                        + found.get().displayName() + "; replace the text");
            }
        }
    }

    /** Returns the reason of a rejection: a problem of the document, a lack of memory, or a bug of duiqi. */
    public static String reason(Throwable fault) {
        if (fault instanceof OutOfMemoryError) {
            return "needs more memory than a task has; give the executors more memory, or split the document";
        }
        if (fault instanceof IOException || fault instanceof IllegalArgumentException) {
            return String.valueOf(fault.getMessage());
        }
        return "internal error: " + fault + "; report it as a bug of duiqi";
    }
}
