package duiqi.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.exchange.Tu.Tuv;
import duiqi.text.Language;
import duiqi.text.XmlCharacters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Tests that written files read back the same, within the limits of the format. */
class RoundTripTest {
    private static final String[] PARTS = {
        "道",
        "可道",
        "water",
        "Water is soft.",
        " ",
        "\t",
        "\n",
        "\r",
        "\r\n",
        "\"",
        "\"\"",
        "'",
        "''",
        "=",
        "+1",
        "-",
        "@",
        "\uFF1D",
        ",",
        ";",
        "\\",
        "\\n",
        "\uFEFF",
        "\uD842\uDFB7",
        "_x0041_",
        "_x000D",
        "\u0001",
        "\u00A0",
        "\u3000",
        "\u2028",
        "<b>",
        "&amp;",
        "{",
        "#",
        "sep=;",
        "\u0085",
        "\f",
        "\u000B",
        "0.5",
        "msgid \"",
        "a".repeat(90)
    };

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(PARTS).list().ofMinSize(1).ofMaxSize(6).map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<List<Tu>> units() {
        Arbitrary<String> texts = texts();
        Arbitrary<Map<String, String>> attributes = Arbitraries.of(
                Map.of(),
                Map.of("tuid", "7"),
                ordered("tuid", "=8", "creationdate", "20261124T080000Z", "creationid", "李"),
                ordered("creationdate", "20261124T080000Z", "changedate", "20261125T080000Z", "changeid", "-li"));
        Arbitrary<List<Annotation>> properties = Combinators.combine(Arbitraries.of("x-a", "x-b", "source", ""), texts)
                .as(Annotation::property)
                .list()
                .ofMaxSize(3)
                .map(RoundTripTest::grouped);
        Arbitrary<List<Annotation>> notes = texts.map(Annotation::note).list().ofMaxSize(1);
        Arbitrary<Tu> unit = Combinators.combine(attributes, properties, notes, texts, texts, properties)
                .as((own, types, note, source, target, ofSource) -> new Tu(
                        own,
                        joined(types, note),
                        List.of(
                                Tuv.of(Language.CHINESE, "水" + source).with(ofSource),
                                Tuv.of(Language.ENGLISH, target + "e"))));
        Arbitrary<Tu> leading = Combinators.combine(texts, texts)
                .as((source, target) -> new Tu(
                        Map.of(),
                        List.of(),
                        List.of(Tuv.of(Language.CHINESE, source + "水"), Tuv.of(Language.ENGLISH, target + "e"))));
        Arbitrary<Tu> untranslated = texts.map(
                text -> new Tu(Map.of("tuid", "9"), List.of(), List.of(Tuv.of(Language.CHINESE, text + "水"))));
        return Arbitraries.oneOf(unit, leading, untranslated)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    private static Map<String, String> ordered(String... pairs) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }

    /** Groups properties of the same type, as JSON does. */
    private static List<Annotation> grouped(List<Annotation> properties) {
        Map<String, List<Annotation>> byType = new LinkedHashMap<>();
        properties.forEach(one ->
                byType.computeIfAbsent(one.type(), type -> new ArrayList<>()).add(one));
        return byType.values().stream().flatMap(List::stream).toList();
    }

    private static List<Annotation> joined(List<Annotation> one, List<Annotation> other) {
        List<Annotation> all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }

    @Property(tries = 300)
    void csv(@ForAll("units") List<Tu> units) {
        assertRoundTrip("csv", units);
    }

    @Property(tries = 150)
    void xlsx(@ForAll("units") List<Tu> units) {
        assertRoundTrip("xlsx", units);
    }

    @Property(tries = 300)
    void jsonl(@ForAll("units") List<Tu> units) {
        Exchanged jsonl = new Exchanged("jsonl");
        assertThat(jsonl.again(units)).isEqualTo(units);
        assertThat(jsonl.damage).isEmpty();
        assertThat(jsonl.omissions.counts()).isEmpty();
    }

    /** Tests that only characters that XML forbids are lost. */
    @Property(tries = 300)
    void tmxExceptForbiddenCharacters(@ForAll("units") List<Tu> units) {
        Exchanged tmx = new Exchanged("tmx");
        List<Tu> read = tmx.again(units);
        assertThat(tmx.damage).isEmpty();
        assertThat(texts(read))
                .isEqualTo(texts(units).stream().map(XmlCharacters::only).toList());
        assertThat(tmx.again(read)).isEqualTo(read);
        if (texts(read).equals(texts(units)) && tmx.omissions.counts().isEmpty()) {
            assertThat(read).isEqualTo(units);
        }
    }

    /** Fails if units change, except that a unit property named "source" or "target" may be lost. */
    private static void assertRoundTrip(String format, List<Tu> units) {
        Exchanged table = new Exchanged(format);
        List<Tu> read = table.again(units);
        assertThat(table.damage).isEmpty();
        if (table.omissions.counts().isEmpty()) {
            assertThat(read).isEqualTo(units);
        } else {
            assertThat(table.omissions.counts()).containsOnlyKeys("properties named source or target");
            assertThat(texts(read)).isEqualTo(texts(units));
        }
    }

    @Property(tries = 300)
    void tsvExceptLineBreaks(@ForAll("units") List<Tu> units) {
        Exchanged tsv = new Exchanged("tsv");
        List<Tu> read = tsv.again(units);
        assertThat(tsv.damage).isEmpty();
        assertThat(texts(read)).isEqualTo(flat(texts(units)));
        if (tsv.omissions.counts().isEmpty()) {
            assertThat(read).isEqualTo(units);
        }
    }

    @Property(tries = 300)
    void mosesExceptLineBreaks(@ForAll("units") List<Tu> units) {
        Exchanged moses = new Exchanged("moses");
        List<Tu> pairs =
                units.stream().filter(unit -> unit.variants().size() == 2).toList();
        List<Tu> read = moses.again(units);
        assertThat(moses.damage).isEmpty();
        if (!moses.omissions.counts().containsKey("byte order marks at the beginning of texts")) {
            assertThat(texts(read)).isEqualTo(flat(texts(pairs)));
        }
    }

    @Property(tries = 300)
    void poWithinItsLimits(@ForAll("units") List<Tu> units) {
        Exchanged po = new Exchanged("po");
        List<Tu> read = po.again(units);
        assertThat(po.damage).isEmpty();
        if (!po.omissions.counts().containsKey("further translations of a text")) {
            assertThat(texts(read)).isEqualTo(texts(units));
        }
    }

    private static List<String> texts(List<Tu> units) {
        return units.stream()
                .flatMap(unit -> unit.variants().stream().map(Tuv::text))
                .toList();
    }

    private static List<String> flat(List<String> texts) {
        return texts.stream().map(text -> Table.TsvTable.line(text)).toList();
    }
}
