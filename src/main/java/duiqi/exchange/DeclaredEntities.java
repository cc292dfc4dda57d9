package duiqi.exchange;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The entities that a document type declares in the file itself for plain texts. One whose text holds markup or further
 * references is passed over, so that none can grow; one that stands for another file is never read.
 */
final class DeclaredEntities {
    private static final Pattern ENTITY =
            Pattern.compile("<!ENTITY\\s+([\\w.:-]{1,64})\\s+(?:\"([^\"&%<]{0,1000})\"|'([^'&%<]{0,1000})')\\s*>");

    private DeclaredEntities() {}

    /** The texts by name. */
    static Map<String, String> of(String documentType) {
        Map<String, String> entities = new TreeMap<>();
        Matcher matcher = ENTITY.matcher(documentType);
        while (matcher.find()) {
            // The first declaration of a name holds (XML 1.0, section 4.2).
            entities.putIfAbsent(matcher.group(1), matcher.group(2) == null ? matcher.group(3) : matcher.group(2));
        }
        return entities;
    }
}
