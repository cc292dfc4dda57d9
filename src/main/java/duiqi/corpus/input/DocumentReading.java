package duiqi.corpus.input;

import duiqi.align.AlignmentWeights;
import duiqi.align.Slicer;
import duiqi.align.TextPair;
import duiqi.corpus.input.CorpusDocument.Side;
import duiqi.document.DocumentReader.Input;
import duiqi.document.Documents;
import duiqi.lexicon.Lexicon;
import duiqi.segment.Segmenter;
import duiqi.text.Document;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.OtherLanguage;
import java.io.IOException;
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
                : Side.of(segmenter
                        .segment(document(id, side.texts().get(0)), language)
                        .segments());
    }

    private static Document document(String id, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Documents.read(new Input(id, bytes, Optional.of(StandardCharsets.UTF_8), Optional.of("txt")));
    }

    /**
     * Returns the slices of a document that is too long for one task, each with its context.
     *
     * @param most the maximum number of sentences of the longer side of a slice
     * @throws FormatException if a side has no text
     * @throws IllegalArgumentException as {@link #texts} does
     */
    public List<CorpusDocument> slices(CorpusDocument document, int most) throws IOException {
        CorpusDocument cut = cut(document);
        TextPair texts = texts(cut);
        Slicer.Slices slices = new Slicer(Lexicon.standard(), AlignmentWeights.standard(), most)
                .slices(new Slicer.TextSentences(texts.chinese(), texts.english()));
        List<CorpusDocument> documents = new ArrayList<>();
        for (Slicer.Slice own : slices.parts()) {
            Slicer.Slice window = slices.withContext(documents.size(), Slicer.MAX_COUNT);
            documents.add(new CorpusDocument(
                    document.id(),
                    document.place(),
                    documents.size(),
                    own.chineseFrom(),
                    own.englishFrom(),
                    cut.chinese().slice(window.chineseFrom(), window.chineseEnd()),
                    cut.english().slice(window.englishFrom(), window.englishEnd()),
                    new CorpusDocument.Context(
                            own.chineseFrom() - window.chineseFrom(),
                            window.chineseEnd() - own.chineseEnd(),
                            own.englishFrom() - window.englishFrom(),
                            window.englishEnd() - own.englishEnd())));
        }
        return documents;
    }

    /**
     * Returns the texts of a segmented document.
     *
     * @throws IllegalArgumentException if a side is in the other language, or neither Chinese nor English
     */
    public TextPair texts(CorpusDocument document) {
        requireLanguage(document.chinese(), Language.CHINESE);
        requireLanguage(document.english(), Language.ENGLISH);
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

    private static void requireLanguage(Side side, Language language) {
        OtherLanguage other = new OtherLanguage();
        other.add(String.join("\n", side.texts()));
        Optional<Language> found = other.language().or(() -> letters(side));
        if (found.filter(another -> !another.isSameAs(language)).isPresent()) {
            // The message needs no location, because the table of rejected documents has a column for it.
            throw new IllegalArgumentException(
                    "the " + language.displayName() + " side is " + found.get().displayName() + "; replace the text");
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
