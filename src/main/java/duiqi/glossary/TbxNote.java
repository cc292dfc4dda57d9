package duiqi.glossary;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an entry says and TBX has no place for, as a note of the English term: {@code x-duiqi-status: forbidden}. TBX knows no
 * forbidden term, so that one is written as deprecated and has this note; its other kinds are {@code exceptions}, joined by
 * {@code |}, and {@code type}, {@code pos} and {@code domain} where their values are none of the standard. A note
 * {@code x-duiqi-zh} names the Chinese term which alone the English one renders, where a concept has several, and
 * {@code x-duiqi-concept} of a concept its id where that is none for XML. Immutable.
 */
record TbxNote(TermColumn column, String text) {
    private static final String PREFIX = "x-duiqi-";
    private static final Pattern FORM = Pattern.compile(PREFIX + "([a-z]+): (.*)", Pattern.DOTALL);

    /** The note as a text of a file; empty when it is one that says something to readers. */
    static Optional<TbxNote> of(String note) {
        Matcher matcher = FORM.matcher(note.strip());
        return matcher.matches()
                ? Arrays.stream(TermColumn.values())
                        .filter(column -> column.title().equals(matcher.group(1)))
                        .findFirst()
                        .map(column -> new TbxNote(column, matcher.group(2).strip()))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return PREFIX + column.title() + ": " + text;
    }
}
