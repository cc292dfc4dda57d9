package duiqi.check.contrast;

import duiqi.check.Check;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.PairReader;
import duiqi.lexicon.PairWords;
import java.util.List;
import java.util.regex.Pattern;

/** Finds a negation of the source that the translation lost: "does support" for 不支持. Not thread-safe. */
public final class Polarity implements Check {
    public static final Rule RULE = Rule.of(
                    "polarity", Severity.WARNING, "a lost negation, such as is supported for 不支持")
            .measured(18, 49);

    /** Log-odds of a lost negation. Less than one in a thousand translations exceeds them. */
    private static final double MIN_ODDS = 2.3;

    /** Maximum length of both texts in characters. Longer texts have many negations. */
    private static final int MAX_LENGTH = 3_000;

    /** Maximum number of negations of a source that are compared. */
    private static final int MAX_NEGATIONS = 12;

    private static final int PHRASE = 3;

    /** Most texts have no negation, and need no tokens. */
    private static final Pattern NEGATION = Pattern.compile("[不没未无沒無]|[Nn](?:o|e)|n['’]t|[Ww]ithout|cannot|NO");

    private final Lexicon lexicon;
    private final PairReader reader;

    /**
     * Creates the check.
     *
     * @param lexicon simplifies Chinese
     * @param reader reads the words of a unit
     */
    public Polarity(Lexicon lexicon, PairReader reader) {
        this.lexicon = lexicon;
        this.reader = reader;
    }

    @Override
    public List<Finding> check(CheckedUnit unit) {
        String source = unit.source().text();
        boolean isShort = source.length() + unit.target().text().length() <= MAX_LENGTH;
        if (!isShort || !NEGATION.matcher(source).find()) {
            return List.of();
        }
        PairWords words = reader.read(unit.chinese(), unit.english());
        String simplified = lexicon.simplify(unit.chinese());
        PolarityText chinese = PolarityText.of(simplified, PolarityTable.CHINESE, words.chinese());
        PolarityText english = PolarityText.of(unit.english(), PolarityTable.ENGLISH, words.english());
        PolarityText own = unit.isIntoChinese() ? english : chinese;
        LostNegation evidence = new LostNegation(own, unit.isIntoChinese() ? chinese : english);
        return own.indexes(word -> own.table().has("negation", word)).stream()
                .limit(MAX_NEGATIONS)
                .filter(negation -> evidence.odds(negation) > MIN_ODDS)
                .findFirst()
                .map(negation -> List.of(finding(unit, own, negation)))
                .orElse(List.of());
    }

    private static Finding finding(CheckedUnit unit, PolarityText own, int negation) {
        int first = own.token(negation).equals("n't") ? negation - 1 : negation;
        int last = Math.max(negation, Math.min(own.endOfClause(negation), negation + PHRASE) - 1);
        int start = own.starts().get(first);
        int end = own.starts().get(last) + own.token(last).length();
        String words = unit.source().text().substring(start, end);
        return Finding.of(RULE, unit, "the translation lacks the negation of " + Finding.quoted(words))
                .inSource(start, end)
                .inWholeTarget()
                .about(words);
    }
}
