package duiqi.glossary;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TbxRulesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "garden.tbx",
                "garden.dct.tbx",
                "garden.min.tbx",
                "garden.min-dct.tbx",
                "garden.core.tbx",
                "garden.2008.tbx"
            })
    void writesValidFiles(String name) throws Exception {
        assertThat(TbxRules.breaches(SampleGlossaries.golden(name).getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    /** Tests that the rules find the same violations as the schemas of the standard. */
    @ParameterizedTest
    @CsvSource({
        "garden.tbx,deprecatedTerm-admn-sts,forbidden,administrativeStatus is forbidden",
        "garden.tbx,>noun<,>phrase<,partOfSpeech is phrase",
        "garden.tbx,style=\"dca\",style=\"dct\",lacks its style: subjectField",
        "garden.tbx,type=\"TBX-Basic\",type=\"TBX-Min\",lacks a place for termType",
        "garden.tbx,type=\"termType\",type=\"sort\",lacks a data category of its dialect: sort",
        "garden.tbx,id=\"cas\",id=\"water gate\",lacks an id of its own: water gate",
        "garden.tbx,id=\"cas\",id=\"c1\",lacks an id of its own: c1",
        "garden.dct.tbx,min:partOfSpeech,basic:partOfSpeech,lacks the module of partOfSpeech",
        "garden.2008.tbx,tig>,termSec>,<langSet> has termSec ",
    })
    void findsViolations(String name, String right, String wrong, String breach) throws Exception {
        String text = SampleGlossaries.golden(name).replace(right, wrong);
        assertThat(TbxRules.breaches(text.getBytes(StandardCharsets.UTF_8))).anyMatch(found -> found.contains(breach));
    }
}
