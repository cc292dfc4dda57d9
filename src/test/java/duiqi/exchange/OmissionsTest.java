package duiqi.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.exchange.Content.Code;
import duiqi.exchange.Content.Piece;
import duiqi.exchange.Content.Text;
import duiqi.exchange.Tu.Tuv;
import duiqi.text.Language;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests every format with all data that a unit can hold: the format keeps the data or counts it as omitted. */
class OmissionsTest {
    /** Kinds of data in addition to two texts: the name, and units of TMX as {@link Exchanged#units} reads them */
    private static final String KINDS = """
            only two texts | <tu>{Z}{E}</tu>
            a third language | <tu>{Z}{E}{de Wasser}</tu>
            two targets | <tu>{Z}{E}{en-US waters}</tu>
            two sources | <tu>{Z}{zh-CN 水啊}{E}</tu>
            no target | <tu>{Z}</tu>
            no source | <tu>{E}</tu>
            an empty target | <tu>{Z}{en-US }</tu>
            a blank target | <tu>{Z}{en-US  }</tu>
            a blank source | <tu>{zh-CN  }{E}</tu>
            no text | <tu></tu>
            another region | <tu>{Z}{en-GB water}</tu>
            another code | <tu>{ZH_cn 水}{EN-us water}</tu>
            a code without region | <tu>{zh 水}{en water}</tu>
            the other script | <tu>{zh-TW 門}{en-US gate}</tu>
            a text without language | <tu><tuv><seg>水</seg></tuv>{E}</tu>
            an id | <tu tuid='7'>{Z}{E}</tu>
            an id with spaces | <tu tuid='a b'>{Z}{E}</tu>
            creation date | <tu creationdate='20261124T080000Z'>{Z}{E}</tu>
            change date | <tu changedate='20261124T080000Z'>{Z}{E}</tu>
            an invalid date | <tu changedate='never'>{Z}{E}</tu>
            author | <tu creationid='li'>{Z}{E}</tu>
            changer | <tu changeid='li'>{Z}{E}</tu>
            author and changer | <tu creationid='li' changeid='wang'>{Z}{E}</tu>
            usage | <tu usagecount='3' lastusagedate='20261124T080000Z'>{Z}{E}</tu>
            source language | <tu srclang='en-US'>{Z}{E}</tu>
            an unknown attribute | <tu odd='1'>{Z}{E}</tu>
            dates of a variant | <tu>{Z}<tuv xml:lang='en-US' changedate='20261124T080000Z'><seg>water</seg></tuv></tu>
            the author of a variant | <tu><tuv xml:lang='zh-CN' creationid='li'><seg>水</seg></tuv>{E}</tu>
            an unknown attribute of a variant | <tu>{Z}<tuv xml:lang='en-US' odd='1'><seg>water</seg></tuv></tu>
            a note | <tu><note>look</note>{Z}{E}</tu>
            two notes | <tu><note>look</note><note>again</note>{Z}{E}</tu>
            a note of two lines | <tu><note>look&#10;again</note>{Z}{E}</tu>
            an empty note | <tu><note></note>{Z}{E}</tu>
            a note in a language | <tu><note xml:lang='en'>look</note>{Z}{E}</tu>
            a note on the source | <tu><tuv xml:lang='zh-CN'><note>look</note><seg>水</seg></tuv>{E}</tu>
            a note on the target | <tu>{Z}<tuv xml:lang='en-US'><note>look</note><seg>water</seg></tuv></tu>
            a property | <tu><prop type='x-client'>acme</prop>{Z}{E}</tu>
            an empty property | <tu><prop type='x-client'></prop>{Z}{E}</tu>
            a property twice | <tu><prop type='x-client'>acme</prop><prop type='x-client'>other</prop>{Z}{E}</tu>
            a property without a type | <tu><prop>acme</prop>{Z}{E}</tu>
            a property in a language | <tu><prop xml:lang='en' type='x-client'>acme</prop>{Z}{E}</tu>
            a property named source | <tu><prop type='source'>acme</prop>{Z}{E}</tu>
            a property of the source | <tu><tuv xml:lang='zh-CN'><prop type='x-client'>a</prop><seg>水</seg></tuv>{E}</tu>
            a property of the target | <tu>{Z}<tuv xml:lang='en-US'><prop type='x-client'>a</prop><seg>water</seg></tuv></tu>
            context | <tu><prop type='x-context'>menu</prop>{Z}{E}</tu>
            a state | <tu>{Z}<tuv xml:lang='en-US'><prop type='x-state'>final</prop><seg>water</seg></tuv></tu>
            a state of 1.2 | <tu>{Z}<tuv xml:lang='en-US'><prop type='x-state'>needs-l10n</prop><seg>water</seg></tuv></tu>
            a custom state | <tu>{Z}<tuv xml:lang='en-US'><prop type='x-state'>odd</prop><seg>water</seg></tuv></tu>
            a qualifier | <tu>{Z}<tuv xml:lang='en-US'><prop type='x-state-qualifier'>exact-match</prop><seg>water</seg></tuv></tu>
            a substate | <tu>{Z}<tuv xml:lang='en-US'><prop type='x-substate'>a:b</prop><seg>water</seg></tuv></tu>
            an invalid substate | <tu>{Z}<tuv xml:lang='en-US'><prop type='x-substate'>ab</prop><seg>water</seg></tuv></tu>
            a state of the source | <tu><tuv xml:lang='zh-CN'><prop type='x-state'>final</prop><seg>水</seg></tuv>{E}</tu>
            approval | <tu><prop type='x-approved'>yes</prop>{Z}{E}</tu>
            an invalid approval | <tu><prop type='x-approved'>perhaps</prop>{Z}{E}</tu>
            not to be translated | <tu><prop type='x-translate'>no</prop>{Z}{E}</tu>
            to be translated | <tu><prop type='x-translate'>yes</prop>{Z}{E}</tu>
            a name | <tu><prop type='x-resname'>menu</prop>{Z}{E}</tu>
            two names | <tu><prop type='x-resname'>menu</prop><prop type='x-resname'>file</prop>{Z}{E}</tu>
            fuzzy | <tu><prop type='x-fuzzy'>yes</prop>{Z}{E}</tu>
            flags | <tu><prop type='x-po-flags'>c-format, no-wrap</prop>{Z}{E}</tu>
            comments of programmers | <tu><prop type='x-po-extracted'>one&#10;two</prop>{Z}{E}</tu>
            references | <tu><prop type='x-po-references'>a.c:1&#10;b.c:2</prop>{Z}{E}</tu>
            a previous text | <tu><prop type='x-po-previous-msgid'>水水</prop>{Z}{E}</tu>
            an obsolete entry | <tu><prop type='x-po-obsolete'>yes</prop>{Z}{E}</tu>
            a line break | <tu>{zh-CN 水&#10;火&#10;}{en-US water&#10;fire&#10;}</tu>
            a line break in the target only | <tu>{Z}{en-US water&#10;}</tu>
            a carriage return | <tu>{Z}{en-US wa&#13;ter}</tu>
            a tab | <tu>{Z}{en-US wa&#9;ter}</tu>
            a control character | <tu>{Z}{en-US wa‹1›ter}</tu>
            a control character of a note | <tu><note>wa‹1›ter</note>{Z}{E}</tu>
            a NUL character | <tu>{Z}{en-US wa‹0›ter}</tu>
            an unpaired surrogate | <tu>{Z}{en-US wa‹D842›ter}</tu>
            a byte order mark | <tu>{zh-CN ‹FEFF›水}{E}</tu>
            spaces at the ends | <tu>{zh-CN  水 }{en-US  water }</tu>
            a formula | <tu>{Z}{en-US =1+1}</tu>
            a placeholder | <tu>{Z}{en-US water<ph x='1' type='lb'>&lt;br/></ph>}</tu>
            a pair of tags | <tu>{Z}{en-US water<bpt i='1' x='1'>&lt;b></bpt><ept i='1'>&lt;/b></ept>}</tu>
            a pair without x | <tu>{Z}{en-US water<bpt i='1'>&lt;b></bpt><ept i='1'>&lt;/b></ept>}</tu>
            half a pair | <tu>{Z}{en-US water<bpt i='1'>&lt;b></bpt>}</tu>
            an isolated tag | <tu>{Z}{en-US water<it pos='begin' x='1'>&lt;b></it>}</tu>
            a placeholder without a name | <tu>{Z}{en-US water<ph>&lt;br/></ph>}</tu>
            a highlight | <tu>{Z}{en-US water<hi x='1' type='term'>deep</hi>}</tu>
            a highlight without a name | <tu>{Z}{en-US water<hi>deep</hi>}</tu>
            an unknown tag | <tu>{Z}{en-US water<ut x='1'>\\b</ut>}</tu>
            a tag with an unknown attribute | <tu>{Z}{en-US water<ph x='1' odd='2'>&lt;br/></ph>}</tu>
            association | <tu>{Z}{en-US water<ph x='1' assoc='f'>&lt;br/></ph>}</tu>
            a text in a code | <tu>{Z}{en-US water<ph x='1'>&lt;img alt=<sub type='alt'>picture</sub></ph>}</tu>
            a tag of XLIFF 1.2 | <tu>{Z}{en-US water<g id='1' ctype='bold'>deep</g>}</tu>
            an empty tag of XLIFF 1.2 | <tu>{Z}{en-US water<x id='1'/>}</tu>
            a marker | <tu>{Z}{en-US water<mrk mtype='term' mid='5'>deep</mrk>}</tu>
            an unknown element | <tu>{Z}{en-US water<b>deep</b>}</tu>
            the same id twice | <tu tuid='7'>{Z}{E}</tu><tu tuid='7'>{Z}{E}</tu>
            the same source twice | <tu>{Z}{E}</tu><tu>{Z}{en-US waters}</tu>
            plural forms | <tu><prop type='x-po-plural'>水</prop><prop type='x-po-form'>0</prop>{Z}{E}</tu><tu><prop type='x-po-plural'>水</prop><prop type='x-po-form'>1</prop>{Z}{en-US waters}</tu>
            """;

    /** Units with each kind of data, by name */
    private static final Map<String, List<Tu>> UNITS = new LinkedHashMap<>();

    static {
        KINDS.lines()
                .map(line -> line.split(" [|] ", 2))
                .forEach(kind -> UNITS.put(
                        kind[0],
                        Exchanged.units(kind[1]).stream()
                                .map(OmissionsTest::withForbidden)
                                .toList()));
    }

    /** Replaces ‹1› with the character U+0001, which XML forbids. */
    private static Tu withForbidden(Tu unit) {
        return new Tu(
                unit.attributes(),
                unit.annotations().stream()
                        .map(one -> new Annotation(one.element(), one.attributes(), forbidden(one.text())))
                        .toList(),
                unit.variants().stream()
                        .map(side ->
                                side.content().isPlain() ? side.withContent(Content.of(forbidden(side.text()))) : side)
                        .toList());
    }

    private static String forbidden(String text) {
        return Pattern.compile("‹(\\w+)›")
                .matcher(text)
                .replaceAll(one -> String.valueOf((char) Integer.parseInt(one.group(1), 16)));
    }

    private static Stream<String> formats() {
        return ExchangeFormat.all().stream().filter(ExchangeFormat::isWritten).map(ExchangeFormat::name);
    }

    @ParameterizedTest
    @MethodSource("formats")
    void countsExactlyTheLostData(String format) {
        UNITS.forEach((kind, units) -> {
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
}
