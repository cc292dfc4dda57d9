package duiqi.exchange.tmx;

import duiqi.exchange.LanguageCode;
import duiqi.exchange.Tuv;
import duiqi.io.XmlEncoding;
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
 * A summary of a TMX file, read before the units of two documents in it are replaced. Reading it to its end also proves that
 * it is sound. Immutable.
 *
 * @param style how the file is written
 * @param aligned the units that aligning the documents once made, by id, in the order of the file
 * @param otherIds ids of all other units
 */
public record TmxSummary(TmxXml.Style style, Map<String, RawUnit> aligned, Set<String> otherIds) {
    public TmxSummary {
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
            return new TmxSummary(codes.style(head, scanner.encoding()), aligned, otherIds);
        }
    }

    /**
     * Finds the one source code and the one target code under which units must be put into an existing file, and refuses a file in
     * other languages. What the header says of the source holds; else the first code that fits is taken. Not thread-safe.
     */
    private static final class Codes {
        private static final String REMEDY = "use another file, or the languages and the direction of this one";

        private record Stranger(String code, Location location) {}

        private final Language source;
        private final Language target;
        private Optional<String> sourceCode;
        private Optional<String> targetCode = Optional.empty();
        private Optional<String> attribute = Optional.empty();
        private Optional<Stranger> stranger = Optional.empty();

        /**
         * Begins with the head of a file.
         *
         * @param source language of the units to be put in
         * @param target language of their renderings
         */
        Codes(Language source, Language target, TmxScanner.TmxHead head) throws FormatException {
            this.source = source;
            this.target = target;
            this.sourceCode = head.header().sourceCode();
            if (sourceCode.isPresent() && !takes(sourceCode.get(), source)) {
                throw contradiction(head.location(), sourceCode.get(), source);
            }
        }

        /** Takes note of the codes of a unit. */
        void read(RawUnit unit) {
            for (Tuv variant : unit.tu().variants()) {
                String code = variant.code();
                if (attribute.isEmpty() && !code.isEmpty()) {
                    attribute = Optional.of(variant.attributes().containsKey("xml:lang") ? "xml:lang" : "lang");
                }
                if (sourceCode.isEmpty() && takes(code, source)) {
                    sourceCode = Optional.of(code);
                } else if (targetCode.isEmpty() && takes(code, target)) {
                    targetCode = Optional.of(code);
                } else if (stranger.isEmpty() && !takes(code, source) && !takes(code, target)) {
                    stranger = Optional.of(new Stranger(code, unit.location()));
                }
            }
        }

        /**
         * Returns how units are to be written when the whole file has been read.
         *
         * @throws FormatException if the file has units, and none of them is in the target language
         */
        TmxXml.Style style(TmxScanner.TmxHead head, XmlEncoding encoding) throws FormatException {
            if (targetCode.isEmpty() && stranger.isPresent()) {
                throw contradiction(stranger.get().location, stranger.get().code, target);
            }
            TmxXml.Style own = TmxXml.Style.of(source, target);
            return new TmxXml.Style(
                    sourceCode.orElse(own.sourceCode()),
                    targetCode.orElse(own.targetCode()),
                    attribute.orElse(head.header().isOld() ? "lang" : "xml:lang"),
                    head.lineEnd(),
                    encoding.charset());
        }

        private static boolean takes(String code, Language language) {
            return new LanguageCode(code).accepts(language);
        }

        private static FormatException contradiction(Location place, String code, Language language) {
            return new FormatException(
                    place, "is a memory of \"" + code + "\" where the new units are in " + language, REMEDY);
        }
    }
}
