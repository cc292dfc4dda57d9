package duiqi.memory;

import duiqi.exchange.Pairs;
import duiqi.exchange.Tu;
import duiqi.exchange.Tuv;
import duiqi.text.Language;
import java.util.List;

/**
 * A unit as the cleaning filters see it. Immutable.
 *
 * @param unit the unit
 * @param chinese its Chinese sides, by their codes
 * @param english its English sides, by their codes
 */
public record UnitTexts(Tu unit, List<Tuv> chinese, List<Tuv> english) {
    public UnitTexts {
        chinese = List.copyOf(chinese);
        english = List.copyOf(english);
    }

    /** The Chinese and English sides of a unit, by their codes or, where these name no language, their letters. */
    public static UnitTexts of(Tu unit) {
        return new UnitTexts(
                unit,
                unit.variants().stream()
                        .filter(side ->
                                Pairs.language(side).filter(Language::isChinese).isPresent())
                        .toList(),
                unit.variants().stream()
                        .filter(side ->
                                Pairs.language(side).filter(Language::isEnglish).isPresent())
                        .toList());
    }

    /** Whether there is text in Chinese and in English. */
    boolean isPair() {
        return chinese.stream().anyMatch(side -> !side.text().isBlank())
                && english.stream().anyMatch(side -> !side.text().isBlank());
    }

    /** The text of the first Chinese side; empty when there is none. */
    String chineseText() {
        return chinese.isEmpty() ? "" : chinese.get(0).text();
    }

    /** The text of the first English side; empty when there is none. */
    String englishText() {
        return english.isEmpty() ? "" : english.get(0).text();
    }
}
