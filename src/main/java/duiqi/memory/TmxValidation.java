package duiqi.memory;

import duiqi.exchange.Content;
import duiqi.exchange.TmxHeader;
import duiqi.exchange.Tu;
import duiqi.exchange.Tu.Tuv;
import duiqi.exchange.UnitReader;
import duiqi.text.Language;
import duiqi.text.Location;
import duiqi.text.ReadProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Validates a TMX file: reports violations of the specification, and valid constructs that cause problems in tools.
 * Heap use grows with the number of ids. Use a new instance for each file. Not thread-safe.
 *
 * <p>Source: TMX 1.4b Specification, LISA OSCAR 2005. The behaviour of tools was observed with OmegaT 5.8, Okapi 1.47
 * and Translate Toolkit 3.15.
 */
public final class TmxValidation {
    private static final List<String> HEADER =
            List.of("creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype");
    private static final Set<String> VERSIONS = Set.of("1.1", "1.2", "1.3", "1.4");

    private final Report report;
    private final Map<String, Location> ids = new HashMap<>();
    private final Map<String, String> codes = new HashMap<>();
    private final Set<String> reported = new HashSet<>();
    private boolean isOld;

    /** Receives findings. */
    @FunctionalInterface
    public interface Report {
        /**
         * Receives a finding.
         *
         * @param rule the name of the rule
         * @param problem the problem, as a clause
         */
        void found(Location location, String rule, String problem);
    }

    public TmxValidation(Report report) {
        this.report = report;
    }

    /** Validates a whole file. */
    public void check(Path file) throws IOException {
        ReadProblem.Listener listener = damage -> report.found(
                damage.location(),
                damage.isLost() ? "unreadable" : "unsound",
                damage.problem() + (damage.unit().isEmpty() ? "" : " (tuid \"" + damage.unit() + "\")"));
        try (UnitReader reader = UnitReader.tmx(file, listener)) {
            header(reader.header(), reader.location());
            for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                unit(unit.get(), reader.header(), reader.location());
            }
        }
    }

    private void header(TmxHeader header, Location location) {
        isOld = header.version().equals("1.1") || header.version().equals("1.2");
        if (!VERSIONS.contains(header.version())) {
            report.found(
                    location,
                    "version",
                    header.version().isEmpty()
                            ? "<tmx> has no version"
                            : "unknown TMX version \"" + header.version() + "\"");
        }
        Set<String> missing = new LinkedHashSet<>(HEADER);
        missing.removeAll(header.attributes().keySet());
        if (!missing.isEmpty()) {
            report.found(location, "header", "<header> has no " + String.join(", ", missing));
        }
        if (header.attributes().getOrDefault("srclang", "").equalsIgnoreCase("*all*")) {
            report.found(location, "source-language", "srclang=\"*all*\" names no source language; Okapi rejects it");
        }
    }

    private void unit(Tu unit, TmxHeader header, Location location) {
        String id = unit.id();
        if (id.chars().anyMatch(Character::isWhitespace)) {
            report.found(location, "id", "tuid \"" + id + "\" contains white space");
        }
        Location first = id.isEmpty() ? null : ids.putIfAbsent(id, location);
        if (first != null) {
            report.found(location, "id", "duplicate tuid \"" + id + "\", first on line " + first.line());
        }
        if (unit.variants().size() < 2) {
            report.found(
                    location, "sides", unit.variants().isEmpty() ? "<tu> has no <tuv>" : "<tu> has only one <tuv>");
        }
        String source = unit.attribute("srclang").or(header::sourceCode).orElse("");
        if (!source.isEmpty()
                && unit.variants().stream().noneMatch(side -> side.code().equalsIgnoreCase(source))) {
            report.found(location, "source-language", "no <tuv> is in the source language " + source);
        }
        unit.variants().forEach(side -> side(side, location));
    }

    private void side(Tuv side, Location location) {
        String code = side.code();
        Optional<String> current = side.attribute("xml:lang");
        if (code.isEmpty()) {
            report.found(location, "language", "<tuv> has no xml:lang");
        } else if (side.language().isEmpty()) {
            report.found(location, "language", "\"" + code + "\" is not a language code");
        } else {
            code(side, location);
        }
        if (!isOld && current.isEmpty() && !code.isEmpty()) {
            once(location, "language", "<tuv> has lang; TMX 1.4 uses xml:lang");
        }
        if (side.text().isBlank()) {
            report.found(location, "empty", "the text in " + code + " is empty");
        }
        codes(side.content(), location);
    }

    /** Checks a language code. Tools compare codes as strings, so each language should have only one code in a file. */
    private void code(Tuv side, Location location) {
        String code = side.code();
        String language = side.language().map(Language::primary).orElse("");
        if (language.equals("lzh")
                || language.equals("cmn")
                || code.toLowerCase(Locale.ROOT).startsWith("zho")) {
            once(location, "language", "OmegaT does not support the code " + code + "; use zh, zh-CN or zh-TW");
        }
        String other = codes.putIfAbsent(language, code);
        if (other != null && !other.equals(code)) {
            once(
                    location,
                    "language",
                    "the codes " + code + " and " + other + " are different languages to Okapi; use only one");
        }
    }

    private void codes(Content content, Location location) {
        Set<String> open = new HashSet<>();
        for (Content.Piece piece : content.pieces()) {
            if (!(piece instanceof Content.Code code)) {
                continue;
            }
            String number = code.attributes().getOrDefault("i", "");
            switch (code.element()) {
                case "bpt" -> {
                    if (!open.add(number)) {
                        report.found(location, "codes", "two <bpt> have i=\"" + number + "\"");
                    }
                }
                case "ept" -> {
                    if (!open.remove(number)) {
                        report.found(location, "codes", "<ept i=\"" + number + "\"> has no <bpt>");
                    }
                }
                case "ph", "it", "hi", "sub" -> {}
                case "ut" -> once(location, "codes", "<ut> is deprecated; use <ph> or <it>");
                default -> report.found(location, "codes", "<" + code.element() + "> is not an inline tag of TMX");
            }
        }
        open.forEach(number -> report.found(location, "codes", "<bpt i=\"" + number + "\"> has no <ept>"));
    }

    /** Reports a problem only once, because every unit of a file may have it. */
    private void once(Location location, String rule, String problem) {
        if (reported.add(problem)) {
            report.found(location, rule, problem);
        }
    }
}
