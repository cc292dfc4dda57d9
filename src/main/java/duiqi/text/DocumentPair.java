package duiqi.text;

import java.util.Optional;

/**
 * The names of a document and of its rendering, by which a memory knows which units came from them. Folders do not belong to
 * the names, so that a memory does not depend on where its documents lay. Immutable.
 *
 * @param source name of the original, without folder
 * @param target name of its rendering, without folder
 */
public record DocumentPair(String source, String target) {
    public DocumentPair {
        source = withoutFolder(source);
        target = withoutFolder(target);
    }

    public static DocumentPair of(Text source, Text target) {
        return new DocumentPair(source.name(), target.name());
    }

    /** The documents that a unit says it came from; empty when it does not say. */
    public static Optional<DocumentPair> of(TranslationUnit unit) {
        String source = unit.properties().get(UnitProperties.SOURCE_FILE);
        String target = unit.properties().get(UnitProperties.TARGET_FILE);
        return source == null || target == null ? Optional.empty() : Optional.of(new DocumentPair(source, target));
    }

    private static String withoutFolder(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        return last.isEmpty() ? name : last;
    }
}
