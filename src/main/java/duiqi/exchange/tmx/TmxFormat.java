package duiqi.exchange.tmx;

import duiqi.exchange.Annotation;
import duiqi.exchange.ExchangeFormat;
import duiqi.exchange.FileCodes;
import duiqi.exchange.TmxHeader;
import duiqi.exchange.TmxProfile;
import duiqi.exchange.Tu;
import duiqi.exchange.Tu.Tuv;
import duiqi.exchange.Unit;
import duiqi.exchange.UnitReader;
import duiqi.exchange.UnitReader.ReaderSettings;
import duiqi.exchange.UnitWriter;
import duiqi.exchange.table.Sides;
import duiqi.io.Encoding;
import duiqi.io.FileStart;
import duiqi.io.XmlEscape;
import duiqi.text.Language;
import duiqi.text.LanguageName;
import duiqi.text.ReadProblem;
import duiqi.text.TranslationUnit.UnitProperties;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
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
            return new UnitReader(new TmxUnits(scanner, head.header(), settings.listener()), head.location());
        } catch (IOException | RuntimeException e) {
            scanner.close();
            throw e;
        }
    }

    /**
     * Reads the units of a file. A damaged unit does not affect other units.
     *
     * <p>Source: TMX 1.4b Specification, LISA OSCAR 2005. {@link duiqi.io.XmlScanner} and {@link LanguageName} list the
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
        return new TmxUnitWriter(outs.get(0), header, settings);
    }

    /**
     * Writes units as TMX 1.4 in a profile ({@link TmxProfile}).
     *
     * <p>Source: TMX 1.4b Specification, LISA OSCAR 2005, and {@code tmx14.dtd}.
     */
    private static final class TmxUnitWriter implements UnitWriter {
        private static final Set<String> CONTEXT = Set.of(UnitProperties.CONTEXT_BEFORE, UnitProperties.CONTEXT_AFTER);

        private final Writer out;
        private final UnitWriter.WriterSettings options;
        private final TmxProfile profile;
        private final XmlEscape escape;
        private final TmxXml xml;
        private final String sourceCode;
        private final String targetCode;
        private int count;

        /**
         * Creates a writer and writes the header.
         *
         * @param header header of the file that the units come from
         */
        TmxUnitWriter(OutputStream out, TmxHeader header, UnitWriter.WriterSettings options) throws IOException {
            this.options = options;
            this.profile = options.profile();
            boolean isWide = profile == TmxProfile.TRADOS;
            Charset charset = isWide ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8;
            this.out = new OutputStreamWriter(out, charset);
            this.escape = options.omissions().xml(charset);
            this.xml = new TmxXml(escape, "\n");
            this.sourceCode = code(options.source());
            this.targetCode = code(options.target());
            this.out.write((isWide ? Encoding.MARK : "")
                    + "<?xml version=\"1.0\" encoding=\"" + (isWide ? "UTF-16" : "UTF-8")
                    + "\"?>\n<tmx version=\"1.4\">\n");
            head(TmxAttributes.of(header, options.omissions()));
        }

        private String code(Language language) {
            return profile.isPair() ? language.regional() : language.code();
        }

        private void head(TmxHeader header) throws IOException {
            Map<String, String> attributes = new LinkedHashMap<>();
            attributes.put("creationtool", "duiqi");
            attributes.put("creationtoolversion", options.toolVersion());
            attributes.put("segtype", "sentence");
            attributes.put("o-tmf", "duiqi");
            attributes.put("adminlang", "en");
            attributes.put("srclang", sourceCode);
            attributes.put("datatype", "plaintext");
            if (header.attributes().isEmpty()) {
                attributes.put("creationdate", TmxDate.format(options.now()));
            }
            attributes.putAll(header.attributes());
            if (profile.isPair()) {
                attributes.put("srclang", sourceCode);
            }
            StringBuilder head = new StringBuilder("  <header");
            escape.attributes(head, attributes);
            if (header.annotations().isEmpty() && header.encodings().isEmpty()) {
                head.append("/>");
            } else {
                head.append('>');
                header.annotations().forEach(annotation -> head.append(xml.line(TmxXml.UNIT_INDENT, annotation)));
                header.encodings()
                        .forEach(ude ->
                                head.append('\n').append(TmxXml.UNIT_INDENT).append(ude));
                head.append("\n  </header>");
            }
            out.write(head.append("\n  <body>\n").toString());
        }

        @Override
        public void write(Tu unit) throws IOException {
            if (profile.isPair()) {
                for (Sides sides : Sides.of(unit, options, false)) {
                    print(pair(sides));
                }
            } else if (unit.variants().isEmpty()) {
                options.omissions().add("units without text");
            } else {
                print(unit);
            }
        }

        private Tu pair(Sides sides) {
            Tu unit = sides.unit();
            boolean isOther = unit.attribute(Tu.SOURCE)
                    .filter(code -> !LanguageName.ofCode(code)
                            .filter(named -> named.accepts(options.source()))
                            .isPresent())
                    .isPresent();
            options.omissions().add("source languages of units", isOther ? 1 : 0);
            return unit.withoutAttribute(Tu.SOURCE)
                    .withVariants(List.of(
                            ofTool(FileCodes.withCode(sourceCode, sides.source())),
                            ofTool(FileCodes.withCode(targetCode, sides.target().orElseThrow()))));
        }

        /** Returns a variant whose context properties are plain text, except for memoQ. */
        private Tuv ofTool(Tuv side) {
            List<Annotation> annotations = new ArrayList<>();
            for (Annotation annotation : side.annotations()) {
                String text = annotation.text();
                if (CONTEXT.contains(annotation.type())) {
                    String plain = Annotation.contextText(text);
                    text = profile == TmxProfile.MEMOQ
                            ? "<seg>" + StringEscapeUtils.escapeXml10(plain) + "</seg>"
                            : plain;
                }
                annotations.add(new Annotation(annotation.element(), annotation.attributes(), text));
            }
            return new Tuv(side.attributes(), annotations, side.content());
        }

        private void print(Tu unit) throws IOException {
            String id = unit.id().strip().replaceAll("\\s+", "_");
            options.omissions().add("white space in ids", id.equals(unit.id()) ? 0 : 1);
            Tu named = id.equals(unit.id()) ? unit : unit.withAttribute(Tu.ID, id);
            Tu valid = TmxAttributes.of(named, options.omissions());
            List<Tuv> sides = valid.variants().stream()
                    .map(side -> side.withContent(TmxContent.of(side.content(), profile, escape, options.omissions())))
                    .toList();
            out.write(TmxXml.UNIT_INDENT + xml.of(valid.withVariants(sides)) + "\n");
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
    }
}
