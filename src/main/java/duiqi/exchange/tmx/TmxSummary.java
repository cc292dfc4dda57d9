package duiqi.exchange.tmx;

import duiqi.exchange.LanguageCode;
import duiqi.exchange.Tu.Tuv;
import duiqi.text.DocumentPair;
import duiqi.text.FormatException;
import duiqi.text.Language;
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

    /**
     * Reads a file.
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
            Codes codes = new Codes(source, target, head);
            Map<String, RawUnit> aligned = new LinkedHashMap<>();
            Set<String> otherIds = new HashSet<>();
            for (Optional<RawUnit> next = scanner.readUnit(); next.isPresent(); next = scanner.readUnit()) {
                RawUnit unit = next.get();
                codes.read(unit);
                if (!unit.isAligned(documents) || aligned.putIfAbsent(unit.id(), unit) != null) {
                    otherIds.add(unit.id());
                }
            }
            scanner.readTail();
            codes.requireTarget();
            return new TmxSummary(
                    codes.sourceCode.orElse(LanguageCode.of(source)),
                    codes.targetCode.orElse(LanguageCode.of(target)),
                    aligned,
                    otherIds);
        }
    }

    /**
     * Finds the source code and the target code that new units must use, and rejects a file in other languages. The
     * header determines the source code; otherwise the first matching code applies. Not thread-safe.
     */
    private static final class Codes {
        private static final String REMEDY = "use another file, or the languages and direction of this file";

        private record ForeignCode(String code, Location location) {}

        private final Language source;
        private final Language target;
        private Optional<String> sourceCode;
        private Optional<String> targetCode = Optional.empty();
        private Optional<ForeignCode> foreign = Optional.empty();

        /**
         * Creates a search that starts with the head of a file.
         *
         * @param source source language of the new units
         * @param target target language of the new units
         */
        Codes(Language source, Language target, TmxScanner.TmxHead head) throws FormatException {
            this.source = source;
            this.target = target;
            this.sourceCode = head.header().sourceCode();
            if (sourceCode.isPresent() && !accepts(sourceCode.get(), source)) {
                throw contradiction(head.location(), sourceCode.get(), source);
            }
        }

        /** Collects the codes of a unit. */
        void read(RawUnit unit) {
            for (Tuv variant : unit.tu().variants()) {
                String code = variant.code();
                if (sourceCode.isEmpty() && accepts(code, source)) {
                    sourceCode = Optional.of(code);
                } else if (targetCode.isEmpty() && accepts(code, target)) {
                    targetCode = Optional.of(code);
                } else if (foreign.isEmpty() && !accepts(code, source) && !accepts(code, target)) {
                    foreign = Optional.of(new ForeignCode(code, unit.location()));
                }
            }
        }

        /**
         * Checks the codes after the whole file.
         *
         * @throws FormatException if the file has units but none in the target language
         */
        void requireTarget() throws FormatException {
            if (targetCode.isEmpty() && foreign.isPresent()) {
                throw contradiction(foreign.get().location, foreign.get().code, target);
            }
        }

        private static boolean accepts(String code, Language language) {
            return new LanguageCode(code).accepts(language);
        }

        private static FormatException contradiction(Location place, String code, Language language) {
            return new FormatException(
                    place, "contains \"" + code + "\", but the new units are in " + language, REMEDY);
        }
    }
}
