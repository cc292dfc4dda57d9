package duiqi.exchange.xliff;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.exchange.ExchangeFormat;
import duiqi.exchange.Omissions;
import duiqi.exchange.Revision;
import duiqi.exchange.Suggestions;
import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import duiqi.exchange.UnitReader.ReaderSettings;
import duiqi.text.Language;
import duiqi.text.ReadProblem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToolStateTest {
    private static final String START = "<xliff version='1.2' xmlns='urn:oasis:names:tc:xliff:document:1.2'"
            + " xmlns:sdl='http://sdl.com/FileTypes/SdlXliff/1.0' xmlns:mq='MQXliff'"
            + " xmlns:m='http://www.memsource.com/mxlf/2.0'>"
            + "<file original='a' datatype='xml' source-language='zh-CN' target-language='en-US'><body>";

    private static final String END = "</body></file></xliff>";

    @TempDir
    Path folder;

    private final Omissions omissions = new Omissions();

    private Path file(String units) throws IOException {
        return Files.writeString(folder.resolve("a.sdlxliff"), START + units + END);
    }

    private List<Tu> read(String units) throws IOException {
        List<Tu> read = new ArrayList<>();
        ReaderSettings settings =
                new ReaderSettings(Language.CHINESE, Language.ENGLISH, ReadProblem.Listener.STRICT, omissions);
        try (UnitReader reader = ExchangeFormat.named("xliff").orElseThrow().open(file(units), settings)) {
            for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                read.add(unit.get());
            }
        }
        return read;
    }

    /** Returns a unit of Trados Studio with two segments. */
    private static String trados(String first, String second) {
        return "<trans-unit id='u'><source>木。火。</source>"
                + "<seg-source><mrk mtype='seg' mid='1'>木。</mrk><mrk mtype='seg' mid='2'>火。</mrk></seg-source>"
                + "<target><mrk mtype='seg' mid='1'>Wood.</mrk><mrk mtype='seg' mid='2'>Fire.</mrk></target>"
                + "<sdl:seg-defs>" + first + second + "</sdl:seg-defs></trans-unit>";
    }

    private static Optional<String> state(Tu unit) {
        return unit.variants().get(1).property(Revision.STATE);
    }

    @ParameterizedTest
    @CsvSource({
        "Draft, needs-review-translation, true",
        "Translated, translated, false",
        "RejectedTranslation, needs-review-translation, true",
        "ApprovedTranslation, signed-off, false",
        "RejectedSignOff, needs-review-translation, true",
        "ApprovedSignOff, final, false",
        "Unspecified, needs-translation, true",
        "'', needs-translation, true",
        "LaterInvention, needs-review-translation, true"
    })
    void readsStatusOfEachSegmentOfTrados(String conf, String state, boolean isPending) throws IOException {
        List<Tu> units = read(trados("<sdl:seg id='2' conf='" + conf + "'/>", "<sdl:seg id='1' conf='Translated'/>"));
        assertThat(state(units.get(0))).contains("translated");
        assertThat(Revision.isPending(units.get(0))).isFalse();
        assertThat(state(units.get(1))).contains(state);
        assertThat(Revision.isPending(units.get(1))).isEqualTo(isPending);
    }

    @Test
    void readsLockOriginPercentageDatesAndAuthorsOfTrados() throws IOException {
        Tu unit = read(trados(
                        "<sdl:seg id='1' conf='Draft' locked='true' origin='tm' origin-system='main' percent='87'>"
                                + "<sdl:value key='created_by'>Ann</sdl:value>"
                                + "<sdl:value key='created_on'>02/29/2016 10:11:12</sdl:value>"
                                + "<sdl:value key='last_modified_by'>李</sdl:value>"
                                + "<sdl:value key='modified_on'>01/01/0001 00:00:00</sdl:value></sdl:seg>",
                        "<sdl:seg id='2'/>"))
                .get(0);
        assertThat(unit.property(ToolState.LOCKED)).contains("yes");
        assertThat(unit.property(ToolState.PERCENT)).contains("87");
        assertThat(unit.property(ToolState.ORIGIN)).contains("tm");
        assertThat(unit.attributes())
                .isEqualTo(Map.of(
                        "tuid", "u-1", "creationid", "Ann", "creationdate", "20160229T101112Z", "changeid", "李"));
        assertThat(omissions.counts()).isEmpty();
    }

    private static String memoq(String attributes) {
        return "<trans-unit id='1' " + attributes + "><source>木</source><target>Wood</target></trans-unit>";
    }

    @ParameterizedTest
    @CsvSource({
        "NotStarted, needs-translation, true",
        "PartiallyEdited, needs-review-translation, true",
        "Pretranslated, needs-review-translation, true",
        "AssembledFromFragments, needs-adaptation, true",
        "Rejected, needs-review-translation, true",
        "ManuallyConfirmed, translated, false",
        "ReviewerConfirmed1, signed-off, false",
        "Proofread, final, false"
    })
    void readsStatusOfMemoq(String status, String state, boolean isPending) throws IOException {
        Tu unit = read(memoq("mq:status='" + status + "'")).get(0);
        assertThat(state(unit)).contains(state);
        assertThat(Revision.isPending(unit)).isEqualTo(isPending);
    }

    @Test
    void readsLockPercentageDateAndAuthorOfMemoq() throws IOException {
        Tu unit = read(memoq("mq:status='ManuallyConfirmed' mq:locked='locked' mq:percent='101'"
                        + " mq:lastchangedtimestamp='2016-02-29T10:11:12Z' mq:translatorcommitusername='Ann'"))
                .get(0);
        assertThat(unit.property(ToolState.LOCKED)).contains("yes");
        assertThat(unit.property(ToolState.PERCENT)).contains("101");
        assertThat(unit.attributes())
                .isEqualTo(Map.of("tuid", "1", "changedate", "20160229T101112Z", "changeid", "Ann"));
        assertThat(omissions.counts()).isEmpty();
        assertThat(read(memoq("mq:lastchangedtimestamp='0001-01-01T00:00:00Z' mq:translatorcommitusername=''"))
                        .get(0)
                        .attributes())
                .isEqualTo(Map.of("tuid", "1"));
    }

    @ParameterizedTest
    @CsvSource({"1, translated, false", "0, needs-review-translation, true", "false, needs-review-translation, true"})
    void readsStatusOfPhrase(String confirmed, String state, boolean isPending) throws IOException {
        Tu unit = read(memoq("m:confirmed='" + confirmed + "' m:locked='true' m:score='0.85' m:gross-score='0.9'"
                        + " m:trans-origin='mt' m:created-at='1456740672000' m:created-by='Ann' m:modified-at='x'"))
                .get(0);
        assertThat(state(unit)).contains(state);
        assertThat(Revision.isPending(unit)).isEqualTo(isPending);
        assertThat(unit.property(ToolState.LOCKED)).contains("yes");
        assertThat(unit.property(ToolState.PERCENT)).contains("85");
        assertThat(unit.property(ToolState.ORIGIN)).contains("mt");
        assertThat(unit.attributes())
                .isEqualTo(Map.of("tuid", "1", "creationdate", "20160229T101112Z", "creationid", "Ann"));
    }

    @Test
    void statusOfToolOverridesStateOfXliff() throws IOException {
        Tu unit = read(memoq("mq:status='ManuallyConfirmed'").replace("<target>", "<target state='needs-adaptation'>"))
                .get(0);
        assertThat(state(unit)).contains("translated");
        assertThat(state(read(memoq("").replace("<target>", "<target state='needs-adaptation'>"))
                        .get(0)))
                .contains("needs-adaptation");
    }

    private String filled(String units) throws IOException {
        Suggestions suggestions =
                (source, before, after) -> Optional.of(new Suggestions.Suggestion("Timber.", 100, "", false));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        XliffFill.fill(file(units), out, suggestions, true);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void marksFilledSegmentsAsUnconfirmed() throws IOException {
        assertThat(filled(trados(
                        "<sdl:seg id='1' conf='Translated' origin='interactive' text-match='Source'/>",
                        "<sdl:seg id='2' conf='ApprovedSignOff'/>")))
                .contains("Timber.")
                .contains("<sdl:seg id='1' conf=\"Draft\" origin=\"tm\" percent=\"100\"/>")
                .contains("<sdl:seg id='2' conf='ApprovedSignOff'/>");
        assertThat(filled(memoq("mq:status='ManuallyConfirmed'")))
                .contains("<trans-unit id='1' mq:status=\"Pretranslated\" mq:percent=\"100\"><source>");
        assertThat(filled(memoq("m:confirmed='1' m:score='0.0'")))
                .contains("<trans-unit id='1' m:confirmed=\"0\" m:score=\"1.0\"><source>");
        assertThat(filled(memoq(""))).contains("<trans-unit id='1' ><source>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ReviewerConfirmed1", "Proofread"})
    void doesNotOverwriteSegmentsThatReviewersConfirmed(String status) throws IOException {
        String unit = memoq("mq:status='" + status + "'");
        assertThat(filled(unit)).isEqualTo(START + unit + END);
    }

    @Test
    void readsFilledSegmentsAsPending() throws IOException {
        String filled = filled(trados("<sdl:seg id='1'/>", "<sdl:seg id='2' conf='Translated' locked='true'/>"));
        List<Tu> units = read(filled.substring(START.length(), filled.length() - END.length()));
        assertThat(Revision.isPending(units.get(0))).isTrue();
        assertThat(Revision.isPending(units.get(1))).isFalse();
    }
}
