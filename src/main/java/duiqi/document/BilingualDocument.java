package duiqi.document;

import duiqi.document.bilingual.Separation;
import duiqi.text.Direction;
import duiqi.text.Document;
import duiqi.text.Language;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleBiFunction;

/**
 * Holds both languages of a document that contains a text and its translation. Immutable.
 *
 * @param layout the way in which the document holds both languages
 * @param isChineseFirst true if the Chinese text comes first
 * @param chinese the Chinese paragraphs in the order of the document
 * @param english the English paragraphs in the order of the document
 * @param blocks the starts of the blocks that correspond, in order; the first is at 0, 0
 */
public record BilingualDocument(
        Layout layout, boolean isChineseFirst, Document chinese, Document english, List<Block> blocks) {
    /**
     * Creates a bilingual document.
     *
     * @param layout the way in which the document holds both languages
     * @param isChineseFirst true if the Chinese text comes first
     * @param chinese the Chinese paragraphs in the order of the document
     * @param english the English paragraphs in the order of the document
     * @param blocks the starts of the blocks that correspond, in order; the first is at 0, 0
     */
    public BilingualDocument {
        blocks = List.copyOf(blocks);
    }

    /**
     * Marks the start of a block: a few paragraphs and their translation. A block may be empty on one side.
     *
     * @param chinese number of Chinese paragraphs before the block
     * @param english number of English paragraphs before the block
     */
    public record Block(int chinese, int english) {}

    /**
     * Separates the languages of a document.
     *
     * @param document a document with its comments, from {@link Documents#readWithComments}
     * @param layout the layout that the user gives; empty to detect it
     * @param direction the languages that the user chooses, if the document has more than two; empty to detect them
     * @param similarity returns how well a Chinese and an English text match, from 0 to 1
     * @return both languages; empty if the document is not bilingual, or not in the given layout
     */
    public static Optional<BilingualDocument> of(
            Document document,
            Optional<Layout> layout,
            Optional<Direction> direction,
            ToDoubleBiFunction<String, String> similarity) {
        return Separation.of(document, layout, direction, similarity);
    }

    /** {@return the declared language of the Chinese text if it has traditional characters} */
    public Optional<Language> traditionalChinese() {
        return chinese.paragraphs().stream()
                .flatMap(paragraph -> paragraph.marks().language().stream())
                .filter(tag -> tag.matches("zh-hant(?:-(?:tw|hk|mo))?|zh-(?:tw|hk|mo)"))
                .findFirst()
                .map(Language::new);
    }

    /** Lists the ways in which one document holds a text and its translation. */
    public enum Layout {
        /** Paragraphs or lines in one language, then their translation. */
        ALTERNATING,
        /** A table with a column for each language. */
        TABLE,
        /** Blocks with declared languages, such as {@code lang} attributes of HTML. */
        LANGUAGES,
        /** Subtitles of both languages at the same time. */
        CUES,
        /** Comments of the source that contain the original above its translation. */
        COMMENTS,
        /** Lines with both languages, separated by a tab, a slash, a bracket or the change of script. */
        LINES;

        /** Returns the name of the layout in options. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
