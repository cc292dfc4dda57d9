package duiqi.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.exchange.Tu.Tuv;
import duiqi.text.Language;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevisionTest {
    private static Tu unit(String ofUnit, String ofTarget) {
        Tuv target = Tuv.of(Language.ENGLISH, "water").with(properties(ofTarget));
        return new Tu(Map.of(), properties(ofUnit), List.of(Tuv.of(Language.CHINESE, "水"), target));
    }

    private static List<Annotation> properties(String all) {
        return Arrays.stream(all.split(" "))
                .filter(one -> !one.isEmpty())
                .map(one -> one.split("=", 2))
                .map(one -> Annotation.property(one[0], one[1]))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', false",
        "'', x-state=new, true",
        "'', x-state=needs-review-translation x-state-qualifier=exact-match, true",
        "'', x-state=needs-l10n, true",
        "'', x-state=translated, false",
        "'', x-state=signed-off, false",
        "'', x-state=final x-state-qualifier=fuzzy-match, false",
        "'', x-state-qualifier=fuzzy-match, true",
        "'', x-state-qualifier=exact-match, false",
        "'', x-state=initial, true",
        "'', x-state=translated x-substate=duiqi:exact-match, true",
        "'', x-state=reviewed x-substate=duiqi:exact-match, false",
        "'', x-state=translated x-substate=other:done, false",
        "x-approved=yes, x-state=needs-adaptation, false",
        "x-approved=no, x-state=needs-adaptation, true",
        "x-fuzzy=yes, '', true",
        "x-fuzzy=no, '', false",
        "x-state=needs-translation, '', true",
        "x-ConfirmationLevel=Draft, '', true",
        "x-ConfirmationLevel=RejectedTranslation, '', true",
        "x-ConfirmationLevel=RejectedSignOff, '', true",
        "x-ConfirmationLevel=Translated, '', false",
        "x-ConfirmationLevel=Draft, x-state=final, false",
    })
    void derivesPendingReviewFromState(String ofUnit, String ofTarget, boolean isPending) {
        Tu unit = unit(ofUnit, ofTarget);
        assertThat(Revision.isPending(unit)).isEqualTo(isPending);
        assertThat(Revision.isPending(Revision.withoutState(unit))).isFalse();
    }

    @Test
    void untranslatedUnitNeedsNoReview() {
        Tu empty = new Tu(Map.of(), properties("x-fuzzy=yes"), List.of(Tuv.of(Language.CHINESE, "水")));
        assertThat(Revision.isPending(empty)).isFalse();
    }
}
