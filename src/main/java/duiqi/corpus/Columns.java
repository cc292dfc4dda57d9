package duiqi.corpus;

import java.io.Serializable;

/**
 * What the parts of a document are called in the input.
 *
 * @param id the column or key with the id of the document
 * @param chinese the one with the Chinese side: a text, or a list of sentences
 * @param english likewise
 */
public record Columns(String id, String chinese, String english) implements Serializable {
    /** What they are called unless told otherwise. */
    public static final Columns STANDARD = new Columns("id", "zh", "en");
}
