package duiqi.align;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import duiqi.bitext.Segment;
import duiqi.bitext.Text;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.List;

/**
 * JSON lines: one object for each bead, with the sentences of both sides as lists, so that nothing is lost by joining them.
 *
 * <pre>{"source":["…"],"target":["…","…"],"type":"1-2","probability":0.9731,"source_lines":[3],"target_lines":[5,5]}</pre>
 *
 * A list of lines holds for each sentence the line of its file where it begins, from 1.
 */
final class JsonlWriter implements AlignmentWriter {
    private static final ObjectWriter JSON = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build()
            .writer();

    @JsonPropertyOrder({"source", "target", "type", "probability", "source_lines", "target_lines"})
    private record Line(
            List<String> source,
            List<String> target,
            String type,
            BigDecimal probability,
            @JsonProperty("source_lines") List<Integer> sourceLines,
            @JsonProperty("target_lines") List<Integer> targetLines) {}

    @Override
    public void write(ParallelText text, List<Bead> beads, List<OutputStream> outputs) throws IOException {
        Lines lines = new Lines(outputs.get(0));
        for (Bead bead : beads) {
            lines.add(JSON.writeValueAsString(line(text, bead)));
        }
        lines.flush();
    }

    private static Line line(ParallelText text, Bead bead) {
        List<Segment> source = segments(text.source(), bead.source());
        List<Segment> target = segments(text.target(), bead.target());
        return new Line(
                texts(source),
                texts(target),
                bead.type().toString(),
                Rounding.fourDecimals(bead.probability()),
                lines(source),
                lines(target));
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
