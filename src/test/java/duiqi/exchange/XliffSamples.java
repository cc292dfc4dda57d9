package duiqi.exchange;

import duiqi.exchange.Content.Code;
import duiqi.exchange.Content.Text;
import duiqi.exchange.Tu.Tuv;
import duiqi.exchange.UnitReader.ReaderSettings;
import duiqi.exchange.xliff.XliffFormat;
import duiqi.text.Language;
import duiqi.text.ReadProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Provides units with all data that XLIFF can hold, and the files under {@code src/test/resources/golden/exchange}. */
public final class XliffSamples {
    private XliffSamples() {}

    public static String golden(String name) throws IOException {
        try (InputStream in = XliffSamples.class.getResourceAsStream("/golden/exchange/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    public static List<Tu> read(Path file, ReadProblem.Listener listener) throws IOException {
        List<Tu> units = new ArrayList<>();
        ReaderSettings options = new ReaderSettings(Language.CHINESE, Language.ENGLISH, listener);
        try (UnitReader reader = new XliffFormat().open(file, options)) {
            for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                units.add(unit.get());
            }
        }
        return units;
    }

    /** Returns two units: one with all data except inline tags, one with inline tags. */
    public static List<Tu> units() {
        Tuv source = new Tuv(
                attributes("xml:lang", "zh-CN", "creationid", "li"),
                List.of(Annotation.property("x-context-pre", "春天来了。"), Annotation.note("题目")),
                Content.of("园子里  有 <三> 棵树。\n"));
        Tuv target = new Tuv(
                attributes("xml:lang", "en-US", "changedate", "20261124T080000Z"),
                List.of(Annotation.note("a title"), Annotation.property("x-state", "translated")),
                Content.of("There are <three> trees  in the \"garden\".\n"));
        Tu full = new Tu(
                attributes("tuid", "u1", "creationdate", "20261124T080000Z"),
                List.of(
                        Annotation.property("x-resname", "title"),
                        Annotation.property("aligned", "yes"),
                        Annotation.property("x-bead", "1-1"),
                        Annotation.property("a type: 100%", "a value & more"),
                        new Annotation(Annotation.NOTE, Map.of("priority", "2"), "look at it")),
                List.of(source, target));
        return List.of(full, tu("u2", codes("点", "这里"), codes("Click ", "here")), tu("u3", Content.of("没有译文。")));
    }

    private static Content codes(String before, String inside) {
        return new Content(List.of(
                new Text(before),
                new Code("bpt", attributes("i", "1", "x", "1", "type", "bold"), Content.of("<b>")),
                new Text(inside),
                new Code("ph", attributes("x", "2", "type", "lb"), Content.of("<br/>")),
                new Code("ept", attributes("i", "1"), Content.of("</b>")),
                new Code("it", attributes("x", "3", "pos", "begin", "type", "odd type"), Content.of("<i>")),
                new Code("hi", attributes("x", "4", "type", "term"), Content.of(inside)),
                new Code("ut", attributes("x", "5"), Content.of("{\\b}")),
                new Code("bpt", attributes("i", "6", "x", "6"), Content.of("")),
                new Code("bpt", attributes("i", "7", "x", "7"), Content.of("")),
                new Code("ept", attributes("i", "6"), Content.of("")),
                new Code("ept", attributes("i", "7"), Content.of(""))));
    }

    public static Tu tu(String id, Content source, Content... target) {
        List<Tuv> sides = new ArrayList<>();
        sides.add(new Tuv(attributes("xml:lang", "zh-CN"), List.of(), source));
        for (Content side : target) {
            sides.add(new Tuv(attributes("xml:lang", "en-US"), List.of(), side));
        }
        return new Tu(attributes("tuid", id), List.of(), sides);
    }

    static Map<String, String> attributes(String... pairs) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            attributes.put(pairs[i], pairs[i + 1]);
        }
        return attributes;
    }
}
