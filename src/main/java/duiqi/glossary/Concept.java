package duiqi.glossary;

import java.util.List;
import java.util.stream.Stream;

/**
 * What one or several Chinese terms mean, with all their renderings. Immutable.
 *
 * @param id its id in the glossary
 * @param entries its terms and renderings in the order of the glossary; at least one
 */
public record Concept(String id, List<TermEntry> entries) {
    public Concept {
        entries = List.copyOf(entries);
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("a concept has entries: " + id);
        }
    }

    /** Its Chinese terms, each once. */
    public List<String> chinese() {
        return entries.stream().map(TermEntry::chinese).distinct().toList();
    }

    /** Chinese strings in which its terms are not meant, each once. */
    public List<String> exceptions() {
        return entries.stream()
                .flatMap(entry -> entry.exceptions().stream())
                .distinct()
                .toList();
    }

    /** Its renderings of a status, each once. */
    public List<String> renderings(TermStatus status) {
        return english(entries.stream().filter(entry -> entry.status() == status));
    }

    /** The renderings that may be used, the preferred ones first. */
    public List<String> allowed() {
        return Stream.concat(renderings(TermStatus.PREFERRED).stream(), renderings(TermStatus.ADMITTED).stream())
                .distinct()
                .toList();
    }

    private static List<String> english(Stream<TermEntry> entries) {
        return entries.map(TermEntry::english).distinct().toList();
    }
}
