package duiqi.align.format;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import duiqi.align.AlignmentFormat;
import duiqi.align.Bead;
import duiqi.align.Explanation;
import duiqi.align.ParallelText;
import duiqi.align.Rounding;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Writes alignments as text. Each format is a class. */
public final class AlignmentWriters {
    private AlignmentWriters() {}

    /**
     * Writes the format of Vecalign and its gold standards: {@code [0,1]:[2]}, one bead a line, numbers of source
     * segments first, from 0, {@code []} for an empty side. {@link AlignmentReader} reads it.
     */
    public static final class Ids implements AlignmentFormat.Writer {
        @Override
        public void write(ParallelText text, List<Bead> beads, List<OutputStream> outputs) throws IOException {
            Lines lines = new Lines(outputs.get(0));
            for (Bead bead : beads) {
                lines.add(Bead.Link.of(bead).ids());
            }
            lines.flush();
        }
    }

    /**
     * Writes JSON lines: one object for each bead, with the sentences of both sides as lists, so that sentence
     * boundaries are kept.
     *
     * <pre>{"source":["…"],"target":["…","…"],"type":"1-2","probability":0.9731,"source_lines":[3],"target_lines":[5,5]}</pre>
     *
     * A list of lines contains for each sentence the line of its file where it begins, from 1. Explanations add
     * {@code links}, objects with {@code chinese}, {@code english}, {@code kind} and {@code strength}, and
     * {@code shares}, from feature to score. If several pairs of texts share a file, the first field {@code document} is
     * the name of the pair.
     *
     * @param explainer explainer of the beads; empty for no explanations
     * @param document name of the pair of texts; empty if the file has only one
     */
    public record Jsonl(Optional<Explanation.Explainer> explainer, Optional<String> document)
            implements AlignmentFormat.Writer {
        private static final ObjectWriter JSON = JsonMapper.builder()
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .build()
                .writer();

        @Override
        public Optional<AlignmentFormat.Writer> naming(String name) {
            return Optional.of(new Jsonl(explainer, Optional.of(name)));
        }

        @Override
        public void write(ParallelText text, List<Bead> beads, List<OutputStream> outputs) throws IOException {
            Lines lines = new Lines(outputs.get(0));
            for (Bead bead : beads) {
                lines.add(JSON.writeValueAsString(fields(text, bead)));
            }
            lines.flush();
        }

        private Map<String, Object> fields(ParallelText text, Bead bead) {
            List<Segment> source = segments(text.source(), bead.source());
            List<Segment> target = segments(text.target(), bead.target());
            Map<String, Object> fields = new LinkedHashMap<>();
            document.ifPresent(name -> fields.put("document", name));
            fields.put("source", texts(source));
            fields.put("target", texts(target));
            fields.put("type", bead.type().toString());
            fields.put("probability", Rounding.round(bead.probability(), 4));
            fields.put("source_lines", lines(source));
            fields.put("target_lines", lines(target));
            explainer.map(given -> given.explain(bead)).ifPresent(explanation -> {
                fields.put(
                        "links", explanation.links().stream().map(Jsonl::fields).toList());
                Map<String, BigDecimal> shares = new LinkedHashMap<>();
                explanation.shares().forEach(share -> shares.put(share.feature(), Rounding.round(share.score(), 2)));
                fields.put("shares", shares);
            });
            return fields;
        }

        private static Map<String, Object> fields(Explanation.Link link) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("chinese", link.chinese());
            fields.put("english", link.english());
            fields.put("kind", link.kind().name().toLowerCase(Locale.ROOT));
            fields.put("strength", Rounding.round(link.strength(), 2));
            return fields;
        }

        private static List<Segment> segments(Text text, List<Integer> indices) {
            return indices.stream().map(text.segments()::get).toList();
        }

        private static List<String> texts(List<Segment> segments) {
            return segments.stream().map(Segment::text).toList();
        }

        private static List<Integer> lines(List<Segment> segments) {
            return segments.stream().map(segment -> segment.location().line()).toList();
        }
    }

    /**
     * Writes two text files whose lines correspond, for training machine translation (Moses): the Chinese text first,
     * even if it is the target. The source is first if both are Chinese or neither is.
     * Beads with a blank side are always omitted, since each line needs a counterpart. Tabs and line breaks inside a
     * text become a space.
     */
    public static final class TextPairs implements AlignmentFormat.Writer {
        @Override
        public void write(ParallelText text, List<Bead> beads, List<OutputStream> outputs) throws IOException {
            boolean isSwapped = text.target().language().isChinese()
                    && !text.source().language().isChinese();
            Lines source = new Lines(outputs.get(isSwapped ? 1 : 0));
            Lines target = new Lines(outputs.get(isSwapped ? 0 : 1));
            for (Bead bead : beads) {
                String sourceText = text.sourceText(bead);
                String targetText = text.targetText(bead);
                if (!sourceText.isBlank() && !targetText.isBlank()) {
                    source.add(Lines.cell(sourceText));
                    target.add(Lines.cell(targetText));
                }
            }
            source.flush();
            target.flush();
        }
    }

    /**
     * Writes three tab-separated columns: source, target, probability. There is no header, so that every line is a
     * pair and files can be concatenated and split. A table of several pairs of texts has a header and a fourth column
     * with the name of the pair. The column of an empty side is empty. Tabs and line breaks inside a
     * text become a space. Nothing is quoted, so readers must not treat a quotation mark at the start of a cell as CSV
     * quoting.
     *
     * @param document name of the pair of texts; empty if the file has only one
     */
    public record Tsv(Optional<String> document) implements AlignmentFormat.Writer {
        @Override
        public Optional<AlignmentFormat.Writer> naming(String name) {
            return Optional.of(new Tsv(Optional.of(name)));
        }

        @Override
        public String heading() {
            return "source\ttarget\tprobability\tdocument\n";
        }

        @Override
        public void write(ParallelText text, List<Bead> beads, List<OutputStream> outputs) throws IOException {
            Lines lines = new Lines(outputs.get(0));
            for (Bead bead : beads) {
                lines.add(Lines.cell(text.sourceText(bead)) + "\t" + Lines.cell(text.targetText(bead)) + "\t"
                        + Rounding.round(bead.probability(), 4).toPlainString()
                        + document.map(name -> "\t" + Lines.cell(name)).orElse(""));
            }
            lines.flush();
        }
    }

    /** Writes lines of UTF-8 that end in {@code \n} on every system. Not thread-safe. */
    public static final class Lines {
        /**
         * Signs that some readers treat as line or column separators: tab, and every line break of Unicode (UAX #14,
         * class BK, CR, LF, NL).
         */
        private static final Pattern SEPARATORS = Pattern.compile("[\\t\\n\\r\\x0B\\f\\x85\\x{2028}\\x{2029}]+");

        private final BufferedWriter out;

        Lines(OutputStream out) {
            this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        }

        /** Returns a text for a column of a line: tabs and line breaks become one space. */
        public static String cell(String text) {
            return SEPARATORS.matcher(text).replaceAll(" ");
        }

        void add(String line) throws IOException {
            out.write(line);
            out.write('\n');
        }

        void flush() throws IOException {
            out.flush();
        }
    }
}
