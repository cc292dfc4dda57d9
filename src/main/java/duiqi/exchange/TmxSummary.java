package duiqi.exchange;

import duiqi.text.DocumentPair;
import duiqi.text.Language;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What must be known of a TMX file before the units of two documents in it are replaced. Reading it to its end also proves that
 * it is sound. Immutable.
 *
 * @param style how the file is written
 * @param aligned the units that aligning the documents once made, by id, in the order of the file
 * @param otherIds ids of all other units
 */
record TmxSummary(TmxStyle style, Map<String, RawUnit> aligned, Set<String> otherIds) {
    TmxSummary {
        aligned = Collections.unmodifiableMap(new LinkedHashMap<>(aligned));
        otherIds = Set.copyOf(otherIds);
    }

    /**
     * Reads a file.
     *
     * @param source language of the texts to be put into it
     * @param target language of their renderings
     * @throws duiqi.text.FormatException if the file is no sound TMX, or is in other languages
     */
    static TmxSummary of(Path file, DocumentPair documents, Language source, Language target) throws IOException {
        try (TmxScanner scanner = TmxScanner.open(file, ReadProblemListener.STRICT)) {
            scanner.encoding().requireWritable(file.toString());
            TmxHead head = scanner.readHead();
            TmxCodes codes = new TmxCodes(source, target, head);
            Map<String, RawUnit> aligned = new LinkedHashMap<>();
            Set<String> otherIds = new HashSet<>();
            for (Optional<RawUnit> next = scanner.readUnit(); next.isPresent(); next = scanner.readUnit()) {
                RawUnit unit = next.get();
                codes.read(unit);
                if (!AlignedUnit.is(unit, documents) || aligned.putIfAbsent(unit.id(), unit) != null) {
                    otherIds.add(unit.id());
                }
            }
            scanner.readTail();
            return new TmxSummary(codes.style(head, scanner.encoding()), aligned, otherIds);
        }
    }
}
