package duiqi.exchange.xliff;

import duiqi.exchange.xliff.XliffFormat.Version;
import java.util.Map;

/**
 * Holds the settings that a unit inherits from the elements around it. Immutable.
 *
 * @param sourceCode language code of the source as written; empty if there is none
 * @param targetCode language code of the target as written; empty if there is none
 * @param file number of the {@code <file>} from 1; 0 outside
 * @param isTranslatable false if the unit must not be translated
 * @param isPreserved true if white space is significant
 */
record XliffScope(String sourceCode, String targetCode, int file, boolean isTranslatable, boolean isPreserved) {
    /** Scope outside of all elements. */
    static final XliffScope NONE = new XliffScope("", "", 0, true, false);

    /** Returns the scope inside an element with these attributes. Unrelated attributes are ignored. */
    XliffScope within(Map<String, String> attributes, Version version, int fileInside) {
        String translate = attributes.getOrDefault("translate", "");
        String space = attributes.getOrDefault("xml:space", "");
        return new XliffScope(
                attributes.getOrDefault(version.sourceLanguage, sourceCode),
                attributes.getOrDefault(version.targetLanguage, targetCode),
                fileInside,
                translate.isEmpty() ? isTranslatable : !translate.equals("no"),
                space.isEmpty() ? isPreserved : space.equals("preserve"));
    }
}
