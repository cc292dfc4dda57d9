package duiqi.corpus;

import java.io.Serializable;

/**
 * What the parts of a document are called in the input.
 *
 * @param id the column or key with the id of the document
 * @param chinese the one with the Chinese side: a text, or a list of sentences
 * @param english likewise
 */
public record DocumentColumns(String id, String chinese, String english) implements Serializable {
    /** What they are called unless told otherwise. */
    public static final DocumentColumns STANDARD = new DocumentColumns("id", "zh", "en");
}
