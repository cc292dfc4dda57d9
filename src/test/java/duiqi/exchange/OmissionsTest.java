package duiqi.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.exchange.Content.Code;
import duiqi.exchange.Content.Piece;
import duiqi.exchange.Content.Text;
import duiqi.exchange.Tu.Tuv;
import duiqi.text.Language;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests every format with all data that a unit can hold: the format keeps the data or counts it as omitted. */
class OmissionsTest {
    private static final Tuv WATER = side("zh-CN", "水");
    private static final Tuv ENGLISH = side("en-US", "water");

    private static Tuv side(String code, String text) {
        return new Tuv(Map.of("xml:lang", code), List.of(), Content.of(text));
    }

    private static Map<String, String> attributes(String... pairs) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            attributes.put(pairs[i], pairs[i + 1]);
        }
        return attributes;
    }

    private static Tu pair(Tuv... sides) {
        return new Tu(Map.of(), List.of(), List.of(sides));
    }

    private static Tu having(String... attributes) {
        return new Tu(attributes(attributes), List.of(), List.of(WATER, ENGLISH));
    }

    private static Tu having(Annotation... annotations) {
        return pair(WATER, ENGLISH).with(List.of(annotations));
    }

    private static Annotation property(String type, String text) {
        return Annotation.property(type, text);
    }

    private static Tu ofTarget(String type, String text) {
        return pair(WATER, ENGLISH.with(List.of(property(type, text))));
    }

    private static Tu target(String text) {
        return pair(WATER, side("en-US", text));
    }

    private static Tu coded(Piece... pieces) {
        List<Piece> target = new ArrayList<>(List.of(new Text("water")));
        target.addAll(List.of(pieces));
        return pair(WATER, ENGLISH.withContent(new Content(target)));
    }

    private static Code code(String element, String inside, String... attributes) {
        return new Code(element, attributes(attributes), Content.of(inside));
    }

    private static Tuv with(Tuv side, String attribute, String value) {
        Map<String, String> attributes = new LinkedHashMap<>(side.attributes());
        attributes.put(attribute, value);
        return new Tuv(attributes, side.annotations(), side.content());
    }

    /** Returns units with each kind of data in addition to two texts, by name. */
    static Map<String, List<Tu>> kinds() {
        Map<String, List<Tu>> kinds = new LinkedHashMap<>();
        Map<String, Tu> single = new LinkedHashMap<>();
        single.put("only two texts", pair(WATER, ENGLISH));
        single.put("a third language", pair(WATER, ENGLISH, side("de", "Wasser")));
        single.put("two targets", pair(WATER, ENGLISH, side("en-US", "waters")));
        single.put("two sources", pair(WATER, side("zh-CN", "水啊"), ENGLISH));
        single.put("no target", pair(WATER));
        single.put("no source", pair(ENGLISH));
        single.put("an empty target", target(""));
        single.put("a blank target", target(" "));
        single.put("a blank source", pair(side("zh-CN", " "), ENGLISH));
        single.put("no text", pair());
        single.put("another region", pair(WATER, side("en-GB", "water")));
        single.put("another code", pair(side("ZH_cn", "水"), side("EN-us", "water")));
        single.put("a code without region", pair(side("zh", "水"), side("en", "water")));
        single.put("the other script", pair(side("zh-TW", "門"), side("en-US", "gate")));
        single.put("a text without language", pair(new Tuv(Map.of(), List.of(), Content.of("水")), ENGLISH));
        single.put("an id", having("tuid", "7"));
        single.put("an id with spaces", having("tuid", "a b"));
        single.put("creation date", having("creationdate", "20261124T080000Z"));
        single.put("change date", having("changedate", "20261124T080000Z"));
        single.put("an invalid date", having("changedate", "never"));
        single.put("author", having("creationid", "li"));
        single.put("changer", having("changeid", "li"));
        single.put("author and changer", having("creationid", "li", "changeid", "wang"));
        single.put("usage", having("usagecount", "3", "lastusagedate", "20261124T080000Z"));
        single.put("source language", having("srclang", "en-US"));
        single.put("an unknown attribute", having("odd", "1"));
        single.put("dates of a variant", pair(WATER, with(ENGLISH, "changedate", "20261124T080000Z")));
        single.put("the author of a variant", pair(with(WATER, "creationid", "li"), ENGLISH));
        single.put("an unknown attribute of a variant", pair(WATER, with(ENGLISH, "odd", "1")));
        single.put("a note", having(Annotation.note("look")));
        single.put("two notes", having(Annotation.note("look"), Annotation.note("again")));
        single.put("a note of two lines", having(Annotation.note("look\nagain")));
        single.put("an empty note", having(Annotation.note("")));
        single.put("a note in a language", having(new Annotation("note", Map.of("xml:lang", "en"), "look")));
        single.put("a note on the source", pair(WATER.with(List.of(Annotation.note("look"))), ENGLISH));
        single.put("a note on the target", pair(WATER, ENGLISH.with(List.of(Annotation.note("look")))));
        single.put("a property", having(property("x-client", "acme")));
        single.put("an empty property", having(property("x-client", "")));
        single.put("a property twice", having(property("x-client", "acme"), property("x-client", "other")));
        single.put("a property without a type", having(new Annotation("prop", Map.of(), "acme")));
        single.put(
                "a property in a language",
                having(new Annotation("prop", Map.of("type", "x-client", "xml:lang", "en"), "acme")));
        single.put("a property named source", having(property("source", "acme")));
        single.put("a property of the source", pair(WATER.with(List.of(property("x-client", "a"))), ENGLISH));
        single.put("a property of the target", ofTarget("x-client", "a"));
        single.put("context", having(property("x-context", "menu")));
        single.put("a state", ofTarget("x-state", "final"));
        single.put("a state of 1.2", ofTarget("x-state", "needs-l10n"));
        single.put("a custom state", ofTarget("x-state", "odd"));
        single.put("a qualifier", ofTarget("x-state-qualifier", "exact-match"));
        single.put("a substate", ofTarget("x-substate", "a:b"));
        single.put("an invalid substate", ofTarget("x-substate", "ab"));
        single.put("a state of the source", pair(WATER.with(List.of(property("x-state", "final"))), ENGLISH));
        single.put("approval", having(property("x-approved", "yes")));
        single.put("an invalid approval", having(property("x-approved", "perhaps")));
        single.put("not to be translated", having(property("x-translate", "no")));
        single.put("to be translated", having(property("x-translate", "yes")));
        single.put("a name", having(property("x-resname", "menu")));
        single.put("two names", having(property("x-resname", "menu"), property("x-resname", "file")));
        single.put("fuzzy", having(property("x-fuzzy", "yes")));
        single.put("flags", having(property("x-po-flags", "c-format, no-wrap")));
        single.put("comments of programmers", having(property("x-po-extracted", "one\ntwo")));
        single.put("references", having(property("x-po-references", "a.c:1\nb.c:2")));
        single.put("a previous text", having(property("x-po-previous-msgid", "水水")));
        single.put("an obsolete entry", having(property("x-po-obsolete", "yes")));
        single.put("a line break", pair(side("zh-CN", "水\n火\n"), side("en-US", "water\nfire\n")));
        single.put("a line break in the target only", target("water\n"));
        single.put("a carriage return", target("wa\rter"));
        single.put("a tab", target("wa\tter"));
        single.put("a control character", target("wa\u0001ter"));
        single.put("a control character of a note", having(Annotation.note("wa\u0001ter")));
        single.put("a NUL character", target("wa\u0000ter"));
        single.put("an unpaired surrogate", target("wa\uD842ter"));
        single.put("a byte order mark", pair(side("zh-CN", "\uFEFF水"), ENGLISH));
        single.put("spaces at the ends", pair(side("zh-CN", " 水 "), side("en-US", " water ")));
        single.put("a formula", target("=1+1"));
        single.put("a placeholder", coded(code("ph", "<br/>", "x", "1", "type", "lb")));
        single.put("a pair of tags", coded(code("bpt", "<b>", "i", "1", "x", "1"), code("ept", "</b>", "i", "1")));
        single.put("a pair without x", coded(code("bpt", "<b>", "i", "1"), code("ept", "</b>", "i", "1")));
        single.put("half a pair", coded(code("bpt", "<b>", "i", "1")));
        single.put("an isolated tag", coded(code("it", "<b>", "pos", "begin", "x", "1")));
        single.put("a placeholder without a name", coded(code("ph", "<br/>")));
        single.put("a highlight", coded(code("hi", "deep", "x", "1", "type", "term")));
        single.put("a highlight without a name", coded(code("hi", "deep")));
        single.put("an unknown tag", coded(code("ut", "{\\b}", "x", "1")));
        single.put("a tag with an unknown attribute", coded(code("ph", "<br/>", "x", "1", "odd", "2")));
        single.put("association", coded(code("ph", "<br/>", "x", "1", "assoc", "f")));
        single.put(
                "a text in a code",
                coded(new Code(
                        "ph",
                        Map.of("x", "1"),
                        new Content(List.of(new Text("<img alt="), code("sub", "picture", "type", "alt"))))));
        single.put("a tag of XLIFF 1.2", coded(code("g", "deep", "id", "1", "ctype", "bold")));
        single.put("an empty tag of XLIFF 1.2", coded(new Code("x", Map.of("id", "1"), new Content(List.of()))));
        single.put("a marker", coded(code("mrk", "deep", "mtype", "term", "mid", "5")));
        single.put("an unknown element", coded(code("b", "deep")));
        single.forEach((name, unit) -> kinds.put(name, List.of(unit)));
        kinds.put(
                "the same id twice",
                List.of(having("tuid", "7"), having("tuid", "7").with(List.of())));
        kinds.put("the same source twice", List.of(pair(WATER, ENGLISH), target("waters")));
        kinds.put("plural forms", List.of(form("water", "0"), form("waters", "1")));
        return kinds;
    }

    private static Tu form(String text, String number) {
        return pair(side("zh-CN", "水"), side("en-US", text))
                .with(List.of(property("x-po-plural", "水"), property("x-po-form", number)));
    }

    private static Stream<String> formats() {
        return ExchangeFormat.all().stream().filter(ExchangeFormat::isWritten).map(ExchangeFormat::name);
    }

    @ParameterizedTest
    @MethodSource("formats")
    void countsExactlyTheLostData(String format) {
        kinds().forEach((kind, units) -> {
            Exchanged exchanged = new Exchanged(format);
            List<Tu> read = exchanged.again(units);
            boolean areAsMany = units.size() == read.size();
            Set<String> lost = facts(units, areAsMany);
            lost.removeAll(facts(read, areAsMany));
            assertThat(exchanged.omissions.counts().isEmpty())
                    .as("%s is counted as lost exactly if it is: %s", kind, lost)
                    .isEqualTo(lost.isEmpty());
        });
    }

    /** Returns all data of units, one item per line. Additional data is no loss. */
    static Set<String> facts(List<Tu> units, boolean areNumbered) {
        Set<String> facts = new LinkedHashSet<>();
        int number = 0;
        for (Tu unit : units) {
            number += areNumbered ? 1 : 0;
            String start = number + " ";
            facts.add(start + "unit");
            facts.add(start + (unit.property("x-fuzzy").isEmpty() ? "final" : "to be checked"));
            unit.attributes().forEach((name, value) -> facts.add(start + name + "=" + value));
            unit.annotations().forEach(annotation -> facts.add(start + describe(annotation)));
            for (Tuv side : unit.variants()) {
                String language =
                        start + Pairs.language(side).map(Language::regional).orElse(side.code()) + " ";
                facts.add(language + describe(side.content()));
                addCodes(facts, language, side.content());
                side.attributes().forEach((name, value) -> {
                    if (!List.of("xml:lang", "lang").contains(name)) {
                        facts.add(language + name + "=" + value);
                    }
                });
                side.annotations().forEach(annotation -> {
                    if (!annotation.type().equals(Tuv.LANGUAGE)) {
                        facts.add(language + describe(annotation));
                    }
                });
            }
        }
        return facts;
    }

    private static String describe(Annotation annotation) {
        Map<String, String> more = new TreeMap<>(annotation.attributes());
        more.remove("type");
        return annotation.element() + " " + annotation.type() + more + "=" + annotation.text();
    }

    private static String describe(Content content) {
        StringBuilder shown = new StringBuilder();
        for (Piece piece : content.pieces()) {
            if (piece instanceof Text text) {
                shown.append(text.text());
            } else if (piece instanceof Code code) {
                shown.append("[" + code.element() + " " + describe(code.content()) + "]");
            }
        }
        return shown.toString();
    }

    private static void addCodes(Set<String> facts, String start, Content content) {
        for (Piece piece : content.pieces()) {
            if (piece instanceof Code code) {
                code.attributes()
                        .forEach((name, value) -> facts.add(start + code.element() + " " + name + "=" + value));
                addCodes(facts, start, code.content());
            }
        }
    }

    private record Converted(List<Tu> units, TmxHeader header, Omissions omissions, List<byte[]> bytes) {}

    private static Stream<Arguments> cases() {
        return Stream.of("garden", "rich")
                .flatMap(memory -> ExchangeFormat.all().stream()
                        .filter(ExchangeFormat::isWritten)
                        .flatMap(format -> Stream.of(TmxProfile.values())
                                .filter(profile -> profile == TmxProfile.PLAIN
                                        || format.name().equals("tmx"))
                                .map(profile -> Arguments.of(memory, format.name(), profile))));
    }

    private static List<Tu> memory(String name) throws IOException {
        return name.equals("rich")
                ? kinds().values().stream().flatMap(List::stream).toList()
                : new Exchanged("tmx").read(Golden.file("tmx/garden.tmx"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void losesNothingMore(String memory, String format, TmxProfile profile) throws IOException {
        List<Tu> units = memory(memory);
        Converted first = convert(units, TmxHeader.NONE, format, profile);
        Converted second = convert(first.units(), first.header(), format, profile);
        assertThat(second.units()).isEqualTo(first.units());
        // A workbook stores its creation time. An empty translation is not written again.
        if (!format.equals("xlsx") && memory.equals("garden")) {
            assertThat(second.bytes()).usingRecursiveComparison().isEqualTo(first.bytes());
        }
        assertThat(second.omissions().counts().keySet())
                .as("what is lost again")
                .isSubsetOf(first.omissions().counts().keySet());
        // memoQ stores contexts in another format with the same meaning.
        if (first.omissions().counts().isEmpty() && profile != TmxProfile.MEMOQ) {
            assertThat(facts(first.units(), true)).containsAll(facts(units, true));
        }
    }

    private static Converted convert(List<Tu> units, TmxHeader header, String format, TmxProfile profile)
            throws IOException {
        Exchanged exchanged = new Exchanged(format);
        List<byte[]> written = exchanged.write(
                units,
                header,
                new UnitWriter.WriterSettings(
                        Language.CHINESE,
                        Language.ENGLISH,
                        "memory",
                        "1.0",
                        Exchanged.NOW,
                        profile,
                        exchanged.omissions));
        List<Tu> read = exchanged.readBytes(written);
        assertThat(exchanged.damage).isEmpty();
        return new Converted(read, exchanged.header, exchanged.omissions, written);
    }
}
