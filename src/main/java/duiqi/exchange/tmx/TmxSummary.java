package duiqi.exchange.tmx;

import duiqi.text.DocumentPair;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.LanguageName;
import duiqi.text.Location;
import duiqi.text.ReadProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Holds a summary of a TMX file for an update that replaces the units of two documents. Reading the whole file also
 * verifies that it is intact. Immutable.
 *
 * @param sourceCode code of the source language in the file; clients compare codes character by character
 * @param targetCode code of the target language in the file
 * @param aligned units of an earlier alignment of the documents, by id, in file order
 * @param otherIds ids of all other units
 */
public record TmxSummary(String sourceCode, String targetCode, Map<String, RawUnit> aligned, Set<String> otherIds) {
    public TmxSummary {
        aligned = Collections.unmodifiableMap(new LinkedHashMap<>(aligned));
        otherIds = Set.copyOf(otherIds);
    }

    private static final String REMEDY = "use another file, or the languages and direction of this file";

    /**
     * Reads a file. Its header determines the code of the source language; otherwise the first code that fits does.
     *
     * @param source source language of the new units
     * @param target target language of the new units
     * @throws duiqi.text.FormatException if the file is damaged, is not TMX, or is in other languages
     */
    public static TmxSummary of(Path file, DocumentPair documents, Language source, Language target)
            throws IOException {
        try (TmxScanner scanner = TmxScanner.open(file, ReadProblem.Listener.STRICT)) {
            scanner.encoding().requireWritable(file.toString());
            TmxScanner.TmxHead head = scanner.readHead();
            Optional<String> declared = head.header().sourceCode();
            if (declared.filter(code -> !accepts(code, source)).isPresent()) {
                throw contradiction(head.location(), declared.get(), source);
            }
            Map<String, Location> codes = new LinkedHashMap<>();
            Map<String, RawUnit> aligned = new LinkedHashMap<>();
            Set<String> otherIds = new HashSet<>();
            for (Optional<RawUnit> next = scanner.readUnit(); next.isPresent(); next = scanner.readUnit()) {
                RawUnit unit = next.get();
                unit.tu().variants().forEach(side -> codes.putIfAbsent(side.code(), unit.location()));
                if (!unit.isAligned(documents) || aligned.putIfAbsent(unit.id(), unit) != null) {
                    otherIds.add(unit.id());
                }
            }
            scanner.readTail();
            Optional<String> ofSource = declared.or(() -> first(codes, code -> accepts(code, source)));
            Optional<String> ofTarget =
                    first(codes, code -> accepts(code, target) && !ofSource.equals(Optional.of(code)));
            Optional<String> foreign = first(codes, code -> !accepts(code, source) && !accepts(code, target));
            if (ofTarget.isEmpty() && foreign.isPresent()) {
                throw contradiction(codes.getOrDefault(foreign.get(), head.location()), foreign.get(), target);
            }
            return new TmxSummary(ofSource.orElse(source.code()), ofTarget.orElse(target.code()), aligned, otherIds);
        }
    }

    private static Optional<String> first(Map<String, Location> codes, Predicate<String> fits) {
        return codes.keySet().stream().filter(fits).findFirst();
    }

    private static boolean accepts(String code, Language language) {
        return LanguageName.ofCode(code)
                .filter(named -> named.accepts(language))
                .isPresent();
    }

    private static FormatException contradiction(Location place, String code, Language language) {
        return new FormatException(place, "contains \"" + code + "\", but the new units are in " + language, REMEDY);
    }
}
