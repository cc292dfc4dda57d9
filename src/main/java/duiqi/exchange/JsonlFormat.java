package duiqi.exchange;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * JSON lines: one object a line for each unit, in UTF-8.
 *
 * <pre>{"id":"7","source":"水","target":"Water","sourceLanguage":"zh-CN","targetLanguage":"en-US",
 * "created":"2026-11-24T08:00:00Z","author":"li","notes":["…"],"properties":{"x-bead":"1-1"}}</pre>
 *
 * <table>
 * <caption>Fields, of which only the texts must be there</caption>
 * <tr><td>{@code id}</td><td>text</td></tr>
 * <tr><td>{@code source}, {@code target}</td><td>plain text; {@code target} is missing when there is none; align writes lists of
 *     sentences, which are joined</td></tr>
 * <tr><td>{@code sourceLanguage}, {@code targetLanguage}</td><td>BCP 47 tag</td></tr>
 * <tr><td>{@code created}, {@code changed}</td><td>{@code 2026-11-24T08:00:00Z}</td></tr>
 * <tr><td>{@code author}</td><td>who changed it, or made it where it was not changed</td></tr>
 * <tr><td>{@code notes}, {@code sourceNotes}, {@code targetNotes}</td><td>list of texts</td></tr>
 * <tr><td>{@code properties}, {@code sourceProperties}, {@code targetProperties}</td><td>{@link PropertyJson}</td></tr>
 * <tr><td>{@code sourceContent}, {@code targetContent}</td><td>{@link ContentJson}, where there are inline codes; holds before the
 *     plain text</td></tr>
 * <tr><td>{@code attributes}, {@code sourceAttributes}, {@code targetAttributes}</td><td>what else TMX says in attributes, from
 *     name to value</td></tr>
 * </table>
 *
 * <p>Fields that are none of these become properties. A line that cannot be read is left out alone.
 */
final class JsonlFormat implements ExchangeFormat {
    @Override
    public String name() {
        return "jsonl";
    }

    @Override
    public List<String> extensions() {
        return List.of(".jsonl", ".ndjson");
    }

    @Override
    public UnitReader open(Path file, ReaderSettings options) throws IOException {
        return new JsonlReader(file, options);
    }

    @Override
    public UnitWriter writer(List<OutputStream> outs, TmxHeader header, WriterSettings options) {
        return new JsonlUnitWriter(outs.get(0), options);
    }
}
