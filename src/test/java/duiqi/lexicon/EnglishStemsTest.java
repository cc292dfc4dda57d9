package duiqi.lexicon;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EnglishStemsTest {
    /** Tests words of the algorithm's sample vocabulary, at least one for each step. */
    @Test
    void stemsSampleVocabulary() {
        String pairs = """
                consign=consign; consigned=consign; consistently=consist; consolation=consol; consolingly=consol;
                knightly=knight; knackeries=knackeri; knife=knife; kneel=kneel; knots=knot; ties=tie; cries=cri;
                gas=gas; gaps=gap; kiwis=kiwi; agreed=agre; hopping=hop; hoping=hope; luxuriated=luxuri; cry=cri;
                by=by; say=say; youth=youth; boyish=boyish; generate=generat; communism=communism; arsenal=arsenal;
                rational=ration; analogies=analog; vietnamization=vietnam; usefulness=use; negative=negat;
                adoption=adopt; replacement=replac; control=control; rolling=roll; fall=fall; skies=sky; news=news;
                herrings=herring; proceeded=proceed; it's=it; 'tis=tis
                """;
        for (String pair : pairs.strip().split(";\\s+")) {
            String[] both = pair.split("=");
            assertThat(EnglishStems.porter(both[0])).as(both[0]).isEqualTo(both[1]);
        }
    }
}
