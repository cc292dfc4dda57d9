package duiqi.check;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.glossary.Glossary;
import duiqi.glossary.TermEntry;
import duiqi.glossary.TermEntry.TermStatus;
import duiqi.lexicon.Lexicon;
import duiqi.text.Location;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TermVariantsTest {
    private static final List<String> CHINESE =
            List.of("密码太短。", "请输入密码。", "忘记密码了吗？", "管理员保存密码。", "每个月更改一次密码。", "不要告诉别人您的密码。", "新密码很长。");

    private static final List<String> ENGLISH = List.of(
            "The password is too short.",
            "Enter the password.",
            "Did you forget your password?",
            "The administrator stores the password.",
            "Change your password once a month.",
            "Do not tell others your password.",
            "The new password is long.");

    /** The last unit has another translation. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            false | password | passcode   | 密码     | password | passcode
            true  | 密码      | 通行码      | password | 密码     | 通行码
            false | The new password | It |  |          |
            false | password | passwords  |          |          |
            """)
    void findsOddTranslation(boolean into, String word, String other, String term, String usual, String odd) {
        List<TermVariants.Row> rows = rows(new Glossary(List.of()), into, word, other);
        if (term == null) {
            assertThat(rows).isEmpty();
            return;
        }
        assertThat(rows.get(0).term()).isEqualTo(term);
        assertThat(rows.get(0).isIntoChinese()).isEqualTo(into);
        assertThat(rows.get(0).units()).isEqualTo(7);
        assertThat(rows.get(0).usual().text()).isEqualTo(usual);
        assertThat(rows.get(0).usual().units()).isEqualTo(6);
        TermVariants.Variant variant = rows.get(0).odd().get(0);
        assertThat(variant.shown()).isEqualTo(odd);
        assertThat(variant.first()).extracting(CheckedUnit::chinese).hasSize(1).allMatch(text -> text.startsWith("新"));
        TermEntry entry = new TermEntry("p", "密码", "Password", TermStatus.PREFERRED, new Location("g.csv", 1, 1));
        assertThat(rows(new Glossary(List.of(entry)), into, word, other)).isEmpty();
    }

    private static List<TermVariants.Row> rows(Glossary known, boolean into, String word, String other) {
        TermVariants variants = new TermVariants(known, Lexicon.standard());
        for (int i = 0; i < CHINESE.size(); i++) {
            boolean isLast = i == CHINESE.size() - 1;
            String source = (into ? ENGLISH : CHINESE).get(i);
            String target = (into ? CHINESE : ENGLISH).get(i);
            variants.add(Units.of(source, isLast ? target.replace(word, other) : target));
        }
        return variants.rows(3);
    }
}
