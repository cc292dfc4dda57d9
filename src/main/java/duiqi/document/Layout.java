package duiqi.document;

import java.util.Locale;

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
