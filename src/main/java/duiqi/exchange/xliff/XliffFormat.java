package duiqi.exchange.xliff;

import duiqi.exchange.ExchangeFormat;
import duiqi.exchange.Suggestions;
import duiqi.exchange.TmxHeader;
import duiqi.exchange.UnitReader;
import duiqi.exchange.UnitReader.ReaderSettings;
import duiqi.exchange.UnitWriter;
import duiqi.io.FileStart;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads XLIFF of every version and writes version 1.2. The files of Trados, memoQ and Phrase are XLIFF 1.2. */
public record XliffFormat() implements ExchangeFormat {
    @Override
    public String name() {
        return "xliff";
    }

    @Override
    public List<String> extensions() {
        return List.of(".xlf", ".xliff");
    }

    @Override
    public List<String> readExtensions() {
        return List.of(".sdlxliff", ".mqxliff", ".mxliff");
    }

    @Override
    public boolean isFilled() {
        return true;
    }

    @Override
    public boolean recognises(FileStart start) {
        return start.root().filter(root -> root.name().equals("xliff")).isPresent();
    }

    @Override
    public UnitReader open(Path file, ReaderSettings options) throws IOException {
        return XliffReader.open(file, options);
    }

    @Override
    public UnitWriter writer(List<OutputStream> outs, TmxHeader header, UnitWriter.WriterSettings options)
            throws IOException {
        return new XliffWriter(outs.get(0), options);
    }

    @Override
    public Suggestions.Filling fill(
            Path file, OutputStream out, ReaderSettings settings, boolean overwrites, Suggestions suggestions)
            throws IOException {
        return XliffFill.fill(file, out, suggestions, overwrites);
    }

    /**
     * Lists the two vocabularies named XLIFF. Versions 1.0 to 1.2 share one, 2.0 and 2.1 the other; only the name is
     * common to both.
     *
     * <p>Sources: XLIFF 1.2, OASIS Standard, 1 February 2008; XLIFF Version 2.1, OASIS Standard, 13 February 2018.
     */
    enum Version {
        /** Versions 1.0, 1.1 and 1.2. */
        ONE("trans-unit", "source-language", "target-language"),
        /** Versions 2.0 and 2.1, and later versions with the same namespace. */
        TWO("unit", "srclang", "trglang");

        /** Beginning of the namespace of both vocabularies. The version follows it. */
        private static final String NAMESPACE = "urn:oasis:names:tc:xliff:document:";

        final String unit;

        /** Names of the attributes of the languages, in lower case. */
        final String sourceLanguage;

        final String targetLanguage;

        Version(String unit, String sourceLanguage, String targetLanguage) {
            this.unit = unit;
            this.sourceLanguage = sourceLanguage;
            this.targetLanguage = targetLanguage;
        }

        /** Returns the version of a root element; empty if it is unknown. */
        static Optional<Version> of(Map<String, String> root, String prefix) {
            String version = root.getOrDefault("version", "").strip();
            if (version.isEmpty()) {
                String space = root.getOrDefault(
                        prefix.isEmpty() ? "xmlns" : "xmlns:" + prefix.substring(0, prefix.length() - 1), "");
                version = space.startsWith(NAMESPACE) ? space.substring(NAMESPACE.length()) : "";
            }
            if (version.isEmpty()) {
                return Optional.of(root.containsKey(TWO.sourceLanguage) ? TWO : ONE);
            }
            return switch (version.charAt(0)) {
                case '1' -> Optional.of(ONE);
                case '2' -> Optional.of(TWO);
                default -> Optional.empty();
            };
        }
    }
}
