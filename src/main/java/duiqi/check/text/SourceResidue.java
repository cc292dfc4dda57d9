package duiqi.check.text;

import duiqi.check.Check;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.lexicon.Han;
import duiqi.lexicon.Lexicon;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds Chinese characters and full-width letters and digits in the English. It allows Chinese in brackets, after its
 * pinyin, before its translation, and after certain words, for example "the character". Not thread-safe.
 */
public final class SourceResidue implements Check {
    static final Rule RULE =
            Rule.of("source-residue", Severity.ERROR, "the English has Chinese characters or full-width letters");

    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}+(?:[，。、；：？！“”《》·\\s0-9]{0,3}\\p{IsHan}+)*");
    private static final Pattern WIDE = Pattern.compile("[０-９Ａ-Ｚａ-ｚ]+(?:[．，][０-９]+)*％?");

    /** Matches words that introduce Chinese: the character 人, the word 道, written 福. */
    private static final Pattern NAMED =
            Pattern.compile("(?i)\\b(?:characters?|words?|radicals?|surnames?|strokes?|term"
                    + "|terms|phrase|expression|idiom|saying|written|chinese|called|means|meaning|pronounced|from|original|namely"
                    + "|i\\.e\\.)[:,]?\\s*[“‘\"'「《]?\\s*$");

    private static final String OPENING = "([（【［〔";

    /** Number of letters before the Chinese that may contain its pinyin. */
    private static final int WINDOW = 40;

    private final Lexicon lexicon;

    public SourceResidue(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    @Override
    public List<Rule> rules() {
        return List.of(RULE);
    }

    @Override
    public List<Finding> check(CheckedUnit unit) {
        if (unit.isIntoChinese()) {
            return List.of();
        }
        String text = unit.english();
        if (Han.isAbsent(text) || Han.isMost(text)) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        Matcher chinese = CHINESE.matcher(text);
        while (chinese.find()) {
            if (!isMeant(text, chinese.start(), chinese.end())) {
                findings.add(Finding.of(RULE, unit, Finding.quoted(chinese.group()) + " is not translated")
                        .inEnglish(chinese.start(), chinese.end())
                        .about(chinese.group()));
            }
        }
        Matcher wide = WIDE.matcher(text);
        while (wide.find()) {
            findings.add(Finding.of(RULE, unit, Finding.quoted(wide.group()) + " is full-width text")
                    .as(Severity.WARNING)
                    .inEnglish(wide.start(), wide.end())
                    .suggesting(List.of(Normalizer.normalize(wide.group(), Normalizer.Form.NFKC))));
        }
        return findings;
    }

    private boolean isMeant(String text, int start, int end) {
        String before = text.substring(0, start);
        return isInBrackets(text, start)
                || NAMED.matcher(before.substring(Math.max(0, start - WINDOW))).find()
                || isGlossed(text.substring(end))
                || isBehindItsPinyin(before, text.substring(start, end));
    }

    private static boolean isInBrackets(String text, int start) {
        int depth = 0;
        for (int i = start - 1; i >= 0; i--) {
            if (")]）】］〕".indexOf(text.charAt(i)) >= 0) {
                depth++;
            } else if (OPENING.indexOf(text.charAt(i)) >= 0 && depth-- == 0) {
                return text.substring(0, i).chars().anyMatch(c -> c < 0x250 && Character.isLetter(c));
            }
        }
        return false;
    }

    /** Returns whether a translation follows the Chinese: 《论语》 (The Analects), 道 or the Way, 人, “person”. */
    private static boolean isGlossed(String after) {
        return after.matches(
                "(?s)[”’\"'」》]?\\s*(?:[(（\\[]\\s*[“‘\"]?|[,:]?\\s+[“‘\"])\\p{IsLatin}{2}.*|(?s)[”’\"'」》]?,? (?:means?|or) .*");
    }

    private boolean isBehindItsPinyin(String before, String chinese) {
        String letters = Normalizer.normalize(
                        before.substring(Math.max(0, before.length() - WINDOW)), Normalizer.Form.NFD)
                .replaceAll("[^A-Za-z]", "")
                .toLowerCase(Locale.ROOT);
        return endsWith(letters, lexicon.simplify(chinese.replaceAll("\\P{IsHan}", "")));
    }

    /** Returns whether letters end with the pinyin of characters. */
    private boolean endsWith(String letters, String chinese) {
        if (chinese.isEmpty()) {
            return true;
        }
        int last = chinese.length() - 1;
        return lexicon.pinyin(chinese.charAt(last)).stream()
                .filter(letters::endsWith)
                .anyMatch(syllable -> endsWith(
                        letters.substring(0, letters.length() - syllable.length()), chinese.substring(0, last)));
    }
}
