package duiqi.exchange;

import java.util.Map;

/**
 * What the elements around a unit say of it. Immutable.
 *
 * @param sourceCode language code of the source as written; empty when none is
 * @param targetCode language code of the target as written; empty when none is
 * @param file number of the {@code <file>} it is in, from 1; 0 outside
 * @param isTranslatable whether it is to be translated
 * @param isPreserved whether white space means something
 */
record XliffScope(String sourceCode, String targetCode, int file, boolean isTranslatable, boolean isPreserved) {
    /** Outside of everything. */
    static final XliffScope NONE = new XliffScope("", "", 0, true, false);

    /** The scope inside an element, of which only the attributes of interest are looked at. */
    XliffScope within(Map<String, String> attributes, XliffVersion version) {
        String translate = attributes.getOrDefault("translate", "");
        String space = attributes.getOrDefault("xml:space", "");
        return new XliffScope(
                attributes.getOrDefault(version.sourceLanguage(), sourceCode),
                attributes.getOrDefault(version.targetLanguage(), targetCode),
                file,
                translate.isEmpty() ? isTranslatable : !translate.equals("no"),
                space.isEmpty() ? isPreserved : space.equals("preserve"));
    }

    /** The same in another {@code <file>}. */
    XliffScope inFile(int number) {
        return new XliffScope(sourceCode, targetCode, number, isTranslatable, isPreserved);
    }
}
