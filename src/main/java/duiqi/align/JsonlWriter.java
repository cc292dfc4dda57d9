package duiqi.align;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import duiqi.text.Segment;
import duiqi.text.Text;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * JSON lines: one object for each bead, with the sentences of both sides as lists, so that nothing is lost by joining them.
 *
 * <pre>{"source":["…"],"target":["…","…"],"type":"1-2","probability":0.9731,"source_lines":[3],"target_lines":[5,5]}</pre>
 *
 * A list of lines holds for each sentence the line of its file where it begins, from 1. Explanations, where they are asked for,
 * add {@code links}, objects with {@code chinese}, {@code english}, {@code kind} and {@code strength}, and {@code shares}, from
 * feature to score.
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

    private record ExplainedLine(@JsonUnwrapped Line line, List<Link> links, Map<String, BigDecimal> shares) {}

    private record Link(String chinese, String english, String kind, BigDecimal strength) {}

    private final Optional<Explainer> explainer;

    /**
     * @param explainer what explains the beads; empty to do without
     */
    JsonlWriter(Optional<Explainer> explainer) {
        this.explainer = explainer;
    }

    @Override
    public void write(ParallelText text, List<Bead> beads, List<OutputStream> outputs) throws IOException {
        Lines lines = new Lines(outputs.get(0));
        for (Bead bead : beads) {
            Line line = line(text, bead);
            Optional<ExplainedLine> explained = explainer.map(asked -> explained(line, asked.explain(bead)));
            lines.add(JSON.writeValueAsString(explained.isPresent() ? explained.get() : line));
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

    private static ExplainedLine explained(Line line, Explanation explanation) {
        return new ExplainedLine(line, links(explanation), shares(explanation));
    }

    private static List<Link> links(Explanation explanation) {
        return explanation.links().stream()
                .map(link -> new Link(
                        link.chinese(),
                        link.english(),
                        link.kind().name().toLowerCase(Locale.ROOT),
                        Rounding.twoDecimals(link.strength())))
                .toList();
    }

    private static Map<String, BigDecimal> shares(Explanation explanation) {
        Map<String, BigDecimal> shares = new LinkedHashMap<>();
        explanation.shares().forEach(share -> shares.put(share.feature(), Rounding.twoDecimals(share.score())));
        return shares;
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
