package duiqi.corpus;

import duiqi.bitext.Language;
import java.io.Serializable;

/**
 * The languages of a corpus, as tasks take them along.
 *
 * @param chinese tag of the Chinese
 * @param english tag of the English
 */
record Tags(String chinese, String english) implements Serializable {
    DocumentReading reading() {
        return new DocumentReading(new Language(chinese), new Language(english));
    }
}
