package duiqi.exchange.tmx;

import duiqi.exchange.Annotation;
import duiqi.exchange.ExchangeFormat;
import duiqi.exchange.FileUnits;
import duiqi.exchange.LanguageCode;
import duiqi.exchange.TmxHeader;
import duiqi.exchange.TmxProfile;
import duiqi.exchange.TmxRewrite;
import duiqi.exchange.Tu;
import duiqi.exchange.Tu.Tuv;
import duiqi.exchange.Unit;
import duiqi.exchange.UnitReader;
import duiqi.exchange.UnitReader.ReaderSettings;
import duiqi.exchange.UnitWriter;
import duiqi.io.FileStart;
import duiqi.io.XmlEncoding;
import duiqi.io.XmlEscape;
import duiqi.text.Language;
import duiqi.text.ReadProblem;
import duiqi.text.TranslationUnit.UnitProperties;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.text.StringEscapeUtils;

/** Reads TMX of every version and writes TMX 1.4, adapted to a tool if requested ({@link TmxProfile}). */
public final class TmxFormat implements ExchangeFormat {
    /** Beginning of a zip archive whose first file is TMX. The name of the file is at offset 30. */
    private static final Pattern ARCHIVE = Pattern.compile("(?s)PK\\x03\\x04.{26}[^\\x00-\\x1f]{0,255}?(?i:\\.tmx)");

    @Override
    public String name() {
        return "tmx";
    }

    @Override
    public List<String> extensions() {
        return List.of(".tmx", ".tmx.gz", ".tmx.zip");
    }

    @Override
    public boolean recognises(FileStart start) {
        return start.hasRoot("tmx") || ARCHIVE.matcher(start.binary()).lookingAt();
    }

    @Override
    public UnitReader open(Path file, ReaderSettings settings) throws IOException {
        TmxScanner scanner = TmxScanner.open(file, settings.listener());
        try {
            TmxScanner.TmxHead head = scanner.readHead();
            return new FileUnits(new TmxUnits(scanner, head.header(), settings.listener()), head.location());
        } catch (IOException | RuntimeException e) {
            scanner.close();
            throw e;
        }
    }

    /**
     * Reads the units of a file. A damaged unit does not affect other units.
     *
     * <p>Source: TMX 1.4b Specification, LISA OSCAR 2005. {@link duiqi.io.XmlScanner} and {@link LanguageCode} list the
     * deviations of real tools.
     */
    private record TmxUnits(TmxScanner scanner, TmxHeader header, ReadProblem.Listener listener) implements Unit.Units {
        @Override
        public Optional<Unit> next() throws IOException {
            Optional<RawUnit> unit = scanner.readUnit();
            if (unit.isEmpty()) {
                scanner.readTail();
                return Optional.empty();
            }
            RawUnit raw = unit.get();
            for (String oddity : raw.oddities()) {
                listener.found(new ReadProblem(raw.location(), raw.id(), "unit " + oddity, ReadProblem.Kind.PART));
            }
            return Optional.of(new Unit(raw.tu(), raw.location(), raw, Optional.empty(), Optional.empty()));
        }

        @Override
        public void close() throws IOException {
            scanner.close();
        }
    }

    @Override
    public boolean holdsHeader() {
        return true;
    }

    @Override
    public UnitWriter writer(List<OutputStream> outs, TmxHeader header, UnitWriter.WriterSettings settings)
            throws IOException {
        return new TmxUnitWriter(outs.get(0), header, settings.profile(), settings);
    }

    /**
     * Writes units as TMX in a version and a profile ({@link TmxProfile}).
     *
     * <p>Source: TMX 1.4b Specification, LISA OSCAR 2005, and {@code tmx14.dtd}.
     */
    public static final class TmxUnitWriter implements UnitWriter {
        private static final Set<String> CONTEXT = Set.of(UnitProperties.CONTEXT_BEFORE, UnitProperties.CONTEXT_AFTER);
        private static final String SEGMENT_START = "<seg>";
        private static final String SEGMENT_END = "</seg>";

        private final Writer out;
        private final TmxProfile profile;
        private final UnitWriter.WriterSettings options;
        private final XmlEscape escape;
        private final TmxXml xml;
        private final TmxAttributes attributes;
        private final String sourceCode;
        private final String targetCode;
        private int count;

        /**
         * Creates a writer and writes the header.
         *
         * @param header header of the file that the units come from
         */
        public TmxUnitWriter(OutputStream out, TmxHeader header, TmxProfile profile, UnitWriter.WriterSettings options)
                throws IOException {
            this.profile = profile;
            this.options = options;
            Charset charset = profile.isWide() ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8;
            this.out = new OutputStreamWriter(out, charset);
            this.escape = options.omissions().xml(charset);
            this.xml = new TmxXml(escape, "\n");
            this.attributes = new TmxAttributes(options.omissions());
            this.sourceCode = code(options.source());
            this.targetCode = code(options.target());
            head(header);
        }

        private String code(Language language) {
            return profile.isPair() ? LanguageCode.regional(language) : LanguageCode.of(language);
        }

        private void head(TmxHeader header) throws IOException {
            StringBuilder head = new StringBuilder();
            if (profile.isWide()) {
                head.append(XmlEncoding.MARK);
            }
            head.append("<?xml version=\"1.0\" encoding=\"")
                    .append(profile.isWide() ? "UTF-16" : "UTF-8")
                    .append("\"?>\n<tmx version=\"" + options.version() + "\">\n  <header");
            xml.attributes(head, headerAttributes(header));
            if (header.annotations().isEmpty() && header.encodings().isEmpty()) {
                head.append("/>");
            } else {
                head.append('>');
                header.annotations()
                        .forEach(
                                annotation -> xml.line(head, TmxXml.UNIT_INDENT, ofVersion(attributes.of(annotation))));
                header.encodings()
                        .forEach(ude ->
                                head.append('\n').append(TmxXml.UNIT_INDENT).append(ude));
                head.append("\n  </header>");
            }
            out.write(head.append("\n  <body>\n").toString());
        }

        private Map<String, String> headerAttributes(TmxHeader header) {
            Map<String, String> all = new LinkedHashMap<>();
            all.put("creationtool", "duiqi");
            all.put("creationtoolversion", options.toolVersion());
            all.put("segtype", "sentence");
            all.put("o-tmf", "duiqi");
            all.put("adminlang", "en");
            all.put("srclang", sourceCode);
            all.put("datatype", "plaintext");
            if (header.attributes().isEmpty()) {
                all.put("creationdate", TmxDate.format(options.now()));
            }
            all.putAll(attributes.ofHeader(header.attributes()));
            if (profile.isPair()) {
                all.put("srclang", sourceCode);
            }
            return all;
        }

        @Override
        public void write(Tu unit) throws IOException {
            if (!profile.isPair()) {
                if (unit.variants().isEmpty()) {
                    options.omissions().add("units without text");
                } else {
                    print(valid(unit, unit.variants().stream().map(this::valid).toList()));
                }
                return;
            }
            List<Tuv> sources = valid(options.sources(unit));
            List<Tuv> targets = valid(options.targets(unit));
            if (sources.isEmpty() || targets.isEmpty()) {
                options.omissions()
                        .add("units with no text in " + options.source() + " or no text in " + options.target());
            }
            options.omissions()
                    .add(
                            "texts in other languages or empty texts",
                            unit.variants().size() - sources.size() - targets.size());
            int number = 0;
            for (Tuv source : sources) {
                for (Tuv target : targets) {
                    number++;
                    Tu pair = number == 1 || unit.id().isEmpty()
                            ? unit
                            : unit.withAttribute(Tu.ID, unit.id() + "-" + number);
                    print(valid(
                            pair,
                            List.of(
                                    TmxRewrite.FileCodes.withCode(sourceCode, source),
                                    TmxRewrite.FileCodes.withCode(targetCode, target))));
                }
            }
        }

        private List<Tuv> valid(List<Tuv> sides) {
            return sides.stream()
                    .filter(side -> !side.text().isBlank())
                    .map(this::valid)
                    .toList();
        }

        private TmxProfile.Codes codes() {
            boolean dropsHighlights = profile.codes() == TmxProfile.Codes.KEPT
                    && !options.version().hasHighlights();
            return dropsHighlights ? TmxProfile.Codes.WITHOUT_HIGHLIGHTS : profile.codes();
        }

        private Tu valid(Tu unit, List<Tuv> sides) {
            Map<String, String> own = new LinkedHashMap<>(attributes.ofUnit(unit.attributes()));
            String id = unit.id().strip().replaceAll("\\s+", "_");
            own.computeIfPresent(Tu.ID, (name, written) -> id);
            options.omissions().add("white space in ids", id.equals(unit.id()) ? 0 : 1);
            if (profile.isPair()) {
                boolean isOther = unit.attribute("srclang")
                        .filter(code -> !new LanguageCode(code).accepts(options.source()))
                        .isPresent();
                options.omissions().add("source languages of units", isOther ? 1 : 0);
                own.remove("srclang");
            }
            return new Tu(own, unit.annotations().stream().map(attributes::of).toList(), sides);
        }

        private Tuv valid(Tuv side) {
            return new Tuv(
                    attributes.ofVariant(side.attributes()),
                    side.annotations().stream().map(this::valid).toList(),
                    TmxAttributes.TmxContent.of(side.content(), codes(), escape, options.omissions()));
        }

        /** Returns a valid annotation. Context properties become plain text, except for memoQ. */
        private Annotation valid(Annotation annotation) {
            Annotation valid = attributes.of(annotation);
            if (!profile.isPair() || !CONTEXT.contains(valid.type())) {
                return valid;
            }
            String text = Annotation.contextText(valid.text());
            String form = profile.hasContextSegments()
                    ? SEGMENT_START + StringEscapeUtils.escapeXml10(text) + SEGMENT_END
                    : text;
            return new Annotation(valid.element(), valid.attributes(), form);
        }

        private Annotation ofVersion(Annotation annotation) {
            return options.version().isOld() ? OldTmx.of(annotation) : annotation;
        }

        private void print(Tu unit) throws IOException {
            Tu written = options.version().isOld() ? OldTmx.of(unit) : unit;
            out.write(TmxXml.UNIT_INDENT + xml.of(written) + "\n");
            count++;
        }

        @Override
        public int count() {
            return count;
        }

        @Override
        public void finish() throws IOException {
            out.write("  </body>\n</tmx>\n");
            out.flush();
        }

        /** Converts units to TMX before 1.3, which uses {@code lang} for languages. */
        private static final class OldTmx {
            private OldTmx() {}

            static Tu of(Tu unit) {
                return new Tu(
                        unit.attributes(),
                        all(unit.annotations()),
                        unit.variants().stream().map(OldTmx::of).toList());
            }

            private static Tuv of(Tuv side) {
                return new Tuv(renamed(side.attributes()), all(side.annotations()), side.content());
            }

            static Annotation of(Annotation annotation) {
                return new Annotation(annotation.element(), renamed(annotation.attributes()), annotation.text());
            }

            private static List<Annotation> all(List<Annotation> annotations) {
                return annotations.stream().map(OldTmx::of).toList();
            }

            private static Map<String, String> renamed(Map<String, String> attributes) {
                Map<String, String> renamed = new LinkedHashMap<>();
                attributes.forEach((name, value) -> renamed.put(name.equals("xml:lang") ? "lang" : name, value));
                return renamed;
            }
        }
    }
}
