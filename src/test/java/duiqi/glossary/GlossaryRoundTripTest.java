package duiqi.glossary;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.exchange.Omissions;
import duiqi.glossary.TermEntry.TermStatus;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Tests that a glossary with any text is the same after writing and reading, in every lossless format. */
class GlossaryRoundTripTest {
    private static final List<String> WHOLE = List.of("csv", "xlsx", "json", "tbx");

    /** Characters that are special in some format. */
    private static final String CHARACTERS = "ab水闸 ,;'\"<>&=+-@#\\{}[]:/_x\uFF1D\u2019\uD842\uDFB7";

    private static Arbitrary<String> text(int longest) {
        return Arbitraries.of(
                        CHARACTERS.codePoints().mapToObj(Character::toString).toList())
                .list()
                .ofMaxSize(longest)
                .map(parts -> String.join("", parts).replaceAll(" +", " ").strip());
    }

    private static Arbitrary<String> term() {
        return text(8).map(text -> text + "水")
                .filter(text -> !RenderingForm.isExpression(text) && !text.startsWith("#"));
    }

    private static Arbitrary<TermEntry> entry() {
        return Combinators.combine(
                        Arbitraries.of("c1", "水闸", "water gate", "1"),
                        Arbitraries.oneOf(Arbitraries.of("水闸", "闸"), term()),
                        Arbitraries.oneOf(Arbitraries.of("gate", "research|", "/gates?/"), term()),
                        Combinators.combine(Arbitraries.of(TermStatus.class), Arbitraries.of(TermStatus.class))
                                .as(List::of),
                        Arbitraries.of("", "term", "acronym", "fullForm", "slang"),
                        Arbitraries.of("", "noun", "phrase"),
                        Arbitraries.of("", "water", "=fire"),
                        details())
                .as((concept, chinese, english, status, type, pos, domain, rest) -> new TermEntry(
                        concept,
                        chinese,
                        status.contains(TermStatus.DO_NOT_TRANSLATE) ? chinese : english,
                        status.get(0),
                        status.get(1),
                        new TermEntry.Details(type, pos, domain, rest.exceptions(), rest.limits(), rest.note()),
                        SampleGlossaries.NOWHERE));
    }

    /** Returns exceptions, limits and a note. */
    private static Arbitrary<TermEntry.Details> details() {
        Arbitrary<TermEntry.Limits> limits = Combinators.combine(
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false),
                        term().list().ofMaxSize(2),
                        Arbitraries.of("docs/**", "*.po").list().ofMaxSize(2))
                .as(TermEntry.Limits::new);
        return Combinators.combine(term().list().ofMaxSize(2), limits, text(12))
                .as((exceptions, some, note) -> new TermEntry.Details("", "", "", exceptions, some, note));
    }

    /** Returns an entry that bans one of its words if it is forbidden and a phrase. */
    private static TermEntry withBans(TermEntry entry) {
        boolean isBan = entry.status() == TermStatus.FORBIDDEN
                && entry.details().partOfSpeech().equals("phrase")
                && !entry.chineseStatus().isAllowed();
        boolean isChinese = entry.details().domain().isEmpty();
        return isBan
                ? new TermEntry(
                        entry.concept(),
                        isChinese ? entry.chinese() : "",
                        isChinese ? "" : entry.english(),
                        entry.status(),
                        entry.chineseStatus(),
                        entry.details(),
                        entry.location())
                : entry;
    }

    @Provide
    Arbitrary<List<TermEntry>> entries() {
        return entry().map(GlossaryRoundTripTest::withBans)
                .list()
                .ofMinSize(1)
                .ofMaxSize(6)
                .uniqueElements();
    }

    /** Tables keep the order of entries, and JSON keeps the order of concepts. */
    @Property(tries = 100)
    void keepsAllDataInRoundTrip(@ForAll("entries") List<TermEntry> entries) throws Exception {
        Glossary glossary = new Glossary(entries);
        for (String format : WHOLE) {
            Omissions omissions = new Omissions();
            byte[] written = SampleGlossaries.write(format, glossary, omissions);
            Path file = Files.write(Path.of("target", "round-trip." + format), written);
            Glossary read = Glossary.read(file);
            assertThat(SampleGlossaries.placeless(read))
                    .as(format)
                    .usingElementComparator(Comparator.comparing(TermEntry::toString))
                    .containsExactlyInAnyOrderElementsOf(entries);
            assertThat(omissions.counts()).as(format).isEmpty();
            switch (format) {
                case "csv" -> assertThat(SampleGlossaries.placeless(read)).isEqualTo(entries);
                case "json" ->
                    assertThat(read.concepts())
                            .extracting(Glossary.Concept::id)
                            .isEqualTo(glossary.concepts().stream()
                                    .map(Glossary.Concept::id)
                                    .toList());
                case "tbx" -> assertIds(new String(written, StandardCharsets.UTF_8));
                default -> {}
            }
        }
    }

    /** Each concept of TBX has an own id that is a name in XML. */
    private static void assertIds(String tbx) {
        assertThat(Pattern.compile("<conceptEntry id=\"([^\"]*)\"")
                        .matcher(tbx)
                        .results()
                        .map(id -> id.group(1)))
                .isNotEmpty()
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[\\p{L}_][\\p{L}\\p{N}._-]*"));
    }
}
