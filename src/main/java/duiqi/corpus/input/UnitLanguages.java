package duiqi.corpus.input;

import duiqi.exchange.Tu;
import duiqi.exchange.Tuv;
import duiqi.text.Language;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * In which Chinese and which English the units of a corpus are. Tags, since these travel to the workers. Immutable.
 *
 * @param chinese BCP 47 tag of the Chinese side
 * @param english BCP 47 tag of the English side
 */
public record UnitLanguages(String chinese, String english) implements Serializable {
    /** What texts are marked as unless told otherwise. */
    public static final UnitLanguages STANDARD = new UnitLanguages(Language.CHINESE.tag(), Language.ENGLISH.tag());

    public UnitLanguages {
        chinese = new Language(chinese).tag();
        english = new Language(english).tag();
    }

    /** Reads documents in these languages. */
    public DocumentReading reading() {
        return new DocumentReading(new Language(chinese), new Language(english));
    }

    /** Makes units of texts in these languages. */
    public Pairing pairing() {
        return new Pairing(new Language(chinese), new Language(english));
    }

    /** The languages, parsed once for many units. Immutable. */
    public record Pairing(Language chinese, Language english) {
        /** The unit that two texts make in a memory. */
        public Tu of(String chineseText, String englishText) {
            return new Tu(Map.of(), List.of(), List.of(Tuv.of(chinese, chineseText), Tuv.of(english, englishText)));
        }
    }
}
