package duiqi.check.text;

import com.ibm.icu.text.Transliterator;
import duiqi.check.Check;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.lexicon.Han;
import duiqi.lexicon.Lexicon;
import duiqi.text.Language;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Finds traditional characters in a simplified Chinese translation and the reverse. The language tag of the target
 * gives the script, except if most characters of the text are of the other script. Not thread-safe.
 */
public final class MixedScript implements Check.OfAllUnits {
    public static final Rule RULE = Rule.of(
                    "mixed-script",
                    Severity.WARNING,
                    "a simplified Chinese text has traditional characters, or a traditional one simplified characters")
            .measured(2, 2);

    /** First and last character that can have a simplified form. */
    private static final int FIRST = 0x3400;

    private static final int LAST = 0x9FFF;

    /**
     * Traditional characters that simplified texts also have, in words such as 瞭望, 著名 and 慰藉, or in names. The
     * standard list of characters (通用规范汉字表, 2013) contains them.
     */
    private static final String ALSO_SIMPLIFIED = "么麽夥宁後徵摺於爿甯著薰麴瞭乾藉祇噁剋昇喆甦堃淼犇龢邨氾仝迺霑燻絜菉脩釐鎔皙晳噘勠阪吒" + "凋棱椶叚線傑鍾鉅蘋薙";

    /** Simplified characters that traditional texts also have, as words of their own or as common variants. */
    private static final String ALSO_TRADITIONAL = "户没内黄温吴净争强脚着叶床群峰烟却脉栖";

    /**
     * Simplified characters in the Big5 character set. Big5 is a set of traditional characters, but these
     * occur there only in rare words.
     */
    private static final String RARELY_TRADITIONAL = "价优儿胜吨听圣坏宁岭庄怀怜扑扰机极柜气洁确种筑篱网虫蚕蜡蝎触适虮么万与厂复体党离惊赶茧荐苹忏";

    /** Matches English that names another script or region, or has Chinese or Japanese itself. */
    private static final Pattern NAMING = Pattern.compile("(?i)\\b(?:traditional\\s+(?:chinese|characters?|script)"
            + "|taiwan(?:ese)?|hong\\s+kong|japan(?:ese)?|kanji|cantonese)\\b|\\p{IsHan}");

    /** Number of characters of the other script that a text needs before they outweigh its language tag. */
    private static final int MIN_EVIDENCE = 2;

    /** Ratio of the characters of the other script to those of the tag before they outweigh the tag. */
    private static final int MIN_RATIO = 4;

    private enum Script {
        SIMPLIFIED,
        TRADITIONAL;

        Script other() {
            return this == SIMPLIFIED ? TRADITIONAL : SIMPLIFIED;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Counts the characters of the texts with one language tag and holds the units that can have findings. */
    private static final class Tally {
        private final List<CheckedUnit> units = new ArrayList<>();
        private final Map<Script, Long> counts = new EnumMap<>(Script.class);

        private long count(Script script) {
            return counts.getOrDefault(script, 0L);
        }

        private Script script(Optional<Script> tagged) {
            Script most = count(Script.TRADITIONAL) > count(Script.SIMPLIFIED) ? Script.TRADITIONAL : Script.SIMPLIFIED;
            return tagged.filter(script -> count(script.other()) < Math.max(MIN_EVIDENCE, MIN_RATIO * count(script)))
                    .orElse(most);
        }
    }

    private final Lexicon lexicon;
    private final BitSet simplified = new BitSet();
    private final BitSet traditional = new BitSet();
    private final Map<Language, Tally> tallies = new LinkedHashMap<>();

    public MixedScript(Lexicon lexicon) {
        this.lexicon = lexicon;
        CharsetEncoder big5 = Charset.forName("Big5").newEncoder();
        String all =
                IntStream.rangeClosed(FIRST, LAST).mapToObj(Character::toString).collect(Collectors.joining());
        String simple = lexicon.simplify(all);
        for (int i = 0; i < all.length(); i++) {
            if (simple.charAt(i) != all.charAt(i)) {
                traditional.set(all.charAt(i));
                simplified.set(simple.charAt(i), !big5.canEncode(simple.charAt(i)));
            }
        }
        ALSO_SIMPLIFIED.chars().forEach(traditional::clear);
        RARELY_TRADITIONAL.chars().forEach(simplified::set);
        ALSO_TRADITIONAL.chars().forEach(simplified::clear);
    }

    /** Returns the characters that only one script has. */
    private BitSet characters(Script script) {
        return script == Script.SIMPLIFIED ? simplified : traditional;
    }

    @Override
    public List<Finding> check(CheckedUnit unit) {
        String text = unit.target().text();
        if (!unit.isIntoChinese() || Han.isAbsent(text)) {
            return List.of();
        }
        Tally tally = tallies.computeIfAbsent(unit.direction().target(), language -> new Tally());
        for (Script script : Script.values()) {
            long count = text.chars().filter(characters(script)::get).count();
            tally.counts.merge(script, count, Long::sum);
            if (count > 0 && script != tagged(unit.direction().target()).orElse(Script.SIMPLIFIED)) {
                tally.units.add(unit);
            }
        }
        return List.of();
    }

    private static Optional<Script> tagged(Language language) {
        return language.chineseScript().map(code -> code.equals("Hant") ? Script.TRADITIONAL : Script.SIMPLIFIED);
    }

    @Override
    public List<Finding> finish() {
        List<Finding> findings = new ArrayList<>();
        tallies.forEach((language, tally) -> {
            Script script = tally.script(tagged(language));
            tally.units.forEach(unit -> find(unit, script, findings));
        });
        return findings;
    }

    private void find(CheckedUnit unit, Script script, List<Finding> findings) {
        String text = unit.target().text();
        if (NAMING.matcher(unit.source().text()).find()) {
            return;
        }
        BitSet wrong = characters(script.other());
        if (text.chars().noneMatch(characters(script)::get)) {
            int[] all = IntStream.range(0, text.length())
                    .filter(i -> wrong.get(text.charAt(i)))
                    .toArray();
            findings.add(finding(unit, script, all[0], all[all.length - 1] + 1));
            return;
        }
        for (int i = 0; i < text.length(); i++) {
            if (!wrong.get(text.charAt(i))) {
                continue;
            }
            // The characters that both scripts share belong to the run if a wrong one follows them.
            int end = i + 1;
            for (int j = end; j < text.length() && isShared(text.charAt(j), script, wrong); j++) {
                end = wrong.get(text.charAt(j)) ? j + 1 : end;
            }
            findings.add(finding(unit, script, i, end));
            i = end;
        }
    }

    private Finding finding(CheckedUnit unit, Script script, int start, int end) {
        String run = unit.target().text().substring(start, end);
        return Finding.of(RULE, unit, Finding.quoted(run) + " is " + script.other() + " in a " + script + " text")
                .inTarget(start, end)
                .about(run)
                .suggesting(List.of(converted(run, script)));
    }

    /** Returns whether a character can continue a run: it is of the other script, or of both. */
    private boolean isShared(char c, Script script, BitSet wrong) {
        return wrong.get(c) || (Han.is(c) && !characters(script).get(c));
    }

    private String converted(String run, Script script) {
        return script == Script.SIMPLIFIED
                ? lexicon.simplify(run)
                : Transliterator.getInstance("Simplified-Traditional").transliterate(run);
    }
}
