package duiqi.corpus;

import duiqi.glossary.Glossary;
import java.io.Serializable;

/**
 * What is counted of the terminology of a corpus. Immutable.
 *
 * @param glossary its terms are all looked for; may have none
 * @param fewestUnits a phrase recurs when it stands, and is rendered, in so many units, at least 2
 * @param mostPhrases so many of the phrases that are most of a term are looked for; 0 for none
 */
record TermSettings(Glossary glossary, int fewestUnits, int mostPhrases) implements Serializable {
    /** As for {@code duiqi glossary extract}. */
    static final int MIN_UNITS = 3;

    static final int MAX_PHRASES = 1_000;

    TermSettings {
        if (fewestUnits < 2 || mostPhrases < 0) {
            throw new IllegalArgumentException(
                    "a phrase recurs in two units at least: " + fewestUnits + ", " + mostPhrases);
        }
    }
}
