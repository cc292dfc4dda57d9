package duiqi.exchange.xliff;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.exchange.Exchanged;
import duiqi.exchange.Revision;
import duiqi.exchange.Suggestions;
import duiqi.exchange.Tu;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolStateTest {
    private static final String START = "<xliff version='1.2' xmlns='urn:oasis:names:tc:xliff:document:1.2'"
            + " xmlns:sdl='http://sdl.com/FileTypes/SdlXliff/1.0' xmlns:mq='MQXliff'"
            + " xmlns:m='http://www.memsource.com/mxlf/2.0'>"
            + "<file original='a' datatype='xml' source-language='zh-CN' target-language='en-US'><body>";

    private static final String END = "</body></file></xliff>";

    @TempDir
    Path folder;

    private final Exchanged xliff = new Exchanged("xliff");

    private List<Tu> read(String units) throws IOException {
        return xliff.read(folder, START + units + END);
    }

    /** Returns a unit of Trados Studio with two segments. */
    private static String trados(String first, String second) {
        return "<trans-unit id='u'><source>木。火。</source>"
                + "<seg-source><mrk mtype='seg' mid='1'>木。</mrk><mrk mtype='seg' mid='2'>火。</mrk></seg-source>"
                + "<target><mrk mtype='seg' mid='1'>Wood.</mrk><mrk mtype='seg' mid='2'>Fire.</mrk></target>"
                + "<sdl:seg-defs>" + first + second + "</sdl:seg-defs></trans-unit>";
    }

    private static String unit(String attributes) {
        return "<trans-unit id='1' " + attributes + "><source>木</source><target>Wood</target></trans-unit>";
    }

    /** Each line is the status of a segment in Trados Studio, memoQ or Phrase, its state, and whether it needs review. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            Draft, needs-review-translation, true
            Translated, translated, false
            RejectedTranslation, needs-review-translation, true
            ApprovedTranslation, signed-off, false
            RejectedSignOff, needs-review-translation, true
            ApprovedSignOff, final, false
            Unspecified, needs-translation, true
            '', needs-translation, true
            LaterInvention, needs-review-translation, true
            mq:status=NotStarted, needs-translation, true
            mq:status=PartiallyEdited, needs-review-translation, true
            mq:status=Pretranslated, needs-review-translation, true
            mq:status=AssembledFromFragments, needs-adaptation, true
            mq:status=Rejected, needs-review-translation, true
            mq:status=ManuallyConfirmed, translated, false
            mq:status=ReviewerConfirmed1, signed-off, false
            mq:status=Proofread, final, false
            m:confirmed=1, translated, false
            m:confirmed=0, needs-review-translation, true
            m:confirmed=false, needs-review-translation, true
            """)
    void readsStatus(String status, String state, boolean isPending) throws IOException {
        String segment = status.contains("=")
                ? unit(status.replace("=", "='") + "'").replace("<target>", "<target state='needs-adaptation'>")
                : trados("<sdl:seg id='2' conf='" + status + "'/>", "<sdl:seg id='1' conf='Translated'/>");
        List<Tu> units = read(segment);
        Tu last = units.get(units.size() - 1);
        assertThat(last.variants().get(1).property(Revision.STATE)).contains(state);
        assertThat(Revision.isPending(last)).isEqualTo(isPending);
        assertThat(units.size() == 1 || !Revision.isPending(units.get(0))).isTrue();
    }

    /** Each line is the attributes of a unit, or a segment of Trados Studio, and what is read. */
    @ParameterizedTest
    @CsvSource(delimiter = '⇒', quoteCharacter = '`', textBlock = """
            <sdl:seg id='1' conf='Draft' locked='true' origin='tm' origin-system='main' percent='87'><sdl:value key='created_by'>Ann</sdl:value><sdl:value key='created_on'>02/29/2016 10:11:12</sdl:value><sdl:value key='last_modified_by'>李</sdl:value><sdl:value key='modified_on'>01/01/0001 00:00:00</sdl:value></sdl:seg> ⇒ tuid=u-1 | creationdate=20160229T101112Z | creationid=Ann | changeid=李 | x-locked=yes | x-match-percent=87 | x-match-origin=tm | zh-CN 木。 | en-US Wood. {x-state=needs-review-translation}
            mq:status='ManuallyConfirmed' mq:locked='locked' mq:percent='101' mq:lastchangedtimestamp='2016-02-29T10:11:12Z' mq:translatorcommitusername='Ann' ⇒ tuid=1 | changedate=20160229T101112Z | changeid=Ann | x-locked=yes | x-match-percent=101 | zh-CN 木 | en-US Wood {x-state=translated}
            mq:lastchangedtimestamp='0001-01-01T00:00:00Z' mq:translatorcommitusername='' ⇒ tuid=1 | zh-CN 木 | en-US Wood
            m:confirmed='1' m:locked='true' m:score='0.85' m:gross-score='0.9' m:trans-origin='mt' m:created-at='1456740672000' m:created-by='Ann' m:modified-at='x' ⇒ tuid=1 | creationdate=20160229T101112Z | creationid=Ann | x-locked=yes | x-match-percent=85 | x-match-origin=mt | zh-CN 木 | en-US Wood {x-state=translated}
            """)
    void readsLockOriginPercentageDateAndAuthor(String data, String unit) throws IOException {
        assertThat(read(data.startsWith("<") ? trados(data, "<sdl:seg id='2'/>") : unit(data)))
                .extracting(Exchanged::shown)
                .first()
                .isEqualTo(unit);
        assertThat(xliff.unread.counts()).isEmpty();
    }

    private String filled(String units) throws IOException {
        Suggestions suggestions =
                (source, before, after) -> Optional.of(new Suggestions.Suggestion("Timber.", 100, "", false));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        XliffFill.fill(Files.writeString(folder.resolve("a.sdlxliff"), START + units + END), out, suggestions, true);
        String filled = out.toString(StandardCharsets.UTF_8);
        return filled.substring(START.length(), filled.length() - END.length());
    }

    @Test
    void marksFilledSegmentsAsUnconfirmed() throws IOException {
        String trados = filled(trados(
                "<sdl:seg id='1' conf='Translated' origin='interactive' text-match='Source'/>",
                "<sdl:seg id='2' conf='ApprovedSignOff'/>"));
        assertThat(trados)
                .contains("Timber.")
                .contains("<sdl:seg id='1' conf=\"Draft\" origin=\"tm\" percent=\"100\"/>")
                .contains("<sdl:seg id='2' conf='ApprovedSignOff'/>");
        assertThat(read(trados)).extracting(Revision::isPending).containsExactly(true, false);
        assertThat(filled(unit("mq:status='ManuallyConfirmed'")))
                .contains("<trans-unit id='1' mq:status=\"Pretranslated\" mq:percent=\"100\"><source>");
        assertThat(filled(unit("m:confirmed='1' m:score='0.0'")))
                .contains("<trans-unit id='1' m:confirmed=\"0\" m:score=\"1.0\"><source>");
        assertThat(filled(unit(""))).contains("<trans-unit id='1' ><source>");
        for (String confirmed : List.of("ReviewerConfirmed1", "Proofread")) {
            String unit = unit("mq:status='" + confirmed + "'");
            assertThat(filled(unit)).isEqualTo(unit);
        }
    }
}
