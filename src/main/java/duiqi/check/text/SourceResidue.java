package duiqi.check.text;

import duiqi.check.Check;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.glossary.Glossary;
import duiqi.lexicon.Han;
import duiqi.lexicon.Lexicon;
import duiqi.text.Deadline;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds words of the source language that are left in a translation: Chinese characters and full-width letters and
 * digits in English, or a clause of ordinary English words in Chinese. Not thread-safe.
 */
public final class SourceResidue implements Check.OfAllUnits {
    public static final Rule RULE = Rule.of(
                    "source-residue", Severity.ERROR, "the translation has words of the source language")
            .measured(4, 6);

    private final EnglishResidue english;

    public SourceResidue(Lexicon lexicon, Glossary glossary) {
        english = new EnglishResidue(new EnglishProse(lexicon), new KeptWords(lexicon, glossary));
    }

    @Override
    public List<Finding> check(CheckedUnit unit) {
        return unit.isIntoChinese() ? english.in(unit) : ChineseResidue.in(unit);
    }

    @Override
    public List<Finding> finish() {
        return english.kept.finish();
    }

    /**
     * Finds Chinese characters and full-width letters and digits in English. It allows Chinese in brackets,
     * before its translation, and after certain words, for example "the character". Stateless.
     */
    private static final class ChineseResidue {
        private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}+(?:[，。、；：？！“”《》·\\s0-9]{0,3}\\p{IsHan}+)*");
        private static final Pattern WIDE = Pattern.compile("[０-９Ａ-Ｚａ-ｚ]+(?:[．，][０-９]+)*％?");

        /** Matches words that introduce Chinese: the character 人, the word 道, written 福. */
        private static final Pattern NAMED =
                Pattern.compile("(?i)\\b(?:characters?|words?|radicals?|surnames?|strokes?|term"
                        + "|terms|phrase|expression|idiom|saying|written|in chinese|called|means|meaning|pronounced|from|original|namely"
                        + "|i\\.e\\.)[:,]?\\s*[“‘\"'「《]?\\s*$");

        private static final String OPENING = "([（【［〔";

        /** Number of characters before the Chinese that may introduce it. */
        private static final int WINDOW = 40;

        private ChineseResidue() {}

        static List<Finding> in(CheckedUnit unit) {
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

        private static boolean isMeant(String text, int start, int end) {
            String before = text.substring(0, start);
            return isInBrackets(text, start)
                    || NAMED.matcher(before.substring(Math.max(0, start - WINDOW)))
                            .find()
                    || isGlossed(text.substring(end));
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
                    "(?s)[”’\"'」》]?\\s*(?:[(（\\[]\\s*[“‘\"]?|[,:]?\\s+[“‘\"])\\p{IsLatin}{2}.*|(?s)[”’\"'」》]?,? (?:means?|or (?:the|an?)) .*");
        }
    }

    /**
     * Finds clauses of ordinary English words in Chinese. It allows English in brackets and quotation marks, and names,
     * commands and titles, which have capitals or other words than the dictionary.
     */
    private static final class EnglishResidue {
        /** Maximum number of spaces and marks between two words of a clause. */
        private static final int MAX_GAP = 2;

        private static final Pattern BRACKETED = Pattern.compile("[(（\\[【][^()（）\\[\\]【】]*[)）\\]】]"
                + "|“[^“”]*”|「[^「」]*」|『[^『』]*』|《[^《》]*》|‘[^‘’]*’|\"[^\"]*\"|(?<![A-Za-z])'[^']*'|`[^`]*`|\\*[^*]*\\*");

        /** Matches words that introduce English: a message, a label or an example. */
        private static final Pattern NAMED = Pattern.compile(
                "(?:提示|报错|错误|名为|称为|叫做|即|值为|原因|消息|信息|输出|输入|显示|打印|字符串|标题|单词|句子|短语|例如|比如)" + "[是为]?[：:]?\\s*$");

        /** Number of characters before the English that may introduce it. */
        private static final int WINDOW = 8;

        private final EnglishProse prose;
        private final KeptWords kept;

        EnglishResidue(EnglishProse prose, KeptWords kept) {
            this.prose = prose;
            this.kept = kept;
        }

        List<Finding> in(CheckedUnit unit) {
            String text = unit.target().text();
            List<Finding> findings = new ArrayList<>();
            long han = Han.count(text);
            List<EnglishProse.Word> words = prose.words(text);
            if (han == 0 || EnglishProse.isMostlyEnglish(han, words)) {
                return findings;
            }
            List<EnglishProse.Word> technical = KeptWords.technical(text, words);
            BitSet bracketed = new BitSet();
            Matcher matcher = BRACKETED.matcher(text);
            for (int at = 0; matcher.find(at); ) {
                boolean isEnglish = Han.count(matcher.group()) == 0;
                bracketed.set(matcher.start(), matcher.end(), isEnglish);
                at = isEnglish ? matcher.end() : matcher.start() + 1;
            }
            for (int from = 0; from < words.size(); ) {
                int to = endOfRun(text, words, from);
                kept.add(unit, words.subList(from, to), technical, bracketed);
                List<EnglishProse.Word> run = trimmed(words.subList(from, to));
                if (EnglishProse.isClause(run)
                        && !bracketed.get(run.get(0).start())
                        && isResidue(
                                unit,
                                run.get(0).start(),
                                run.get(run.size() - 1).end())) {
                    int start = run.get(0).start();
                    int end = run.get(run.size() - 1).end();
                    findings.add(
                            Finding.of(RULE, unit, Finding.quoted(text.substring(start, end)) + " is not translated")
                                    .as(Severity.WARNING)
                                    .inTarget(start, end)
                                    .about(text.substring(start, end)));
                }
                from = to;
            }
            return findings;
        }

        private static int endOfRun(String text, List<EnglishProse.Word> words, int from) {
            int to = from + 1;
            while (to < words.size()
                    && isGap(text, words.get(to - 1).end(), words.get(to).start())) {
                to++;
            }
            return to;
        }

        private static boolean isGap(String text, int from, int to) {
            return to - from <= MAX_GAP && text.substring(from, to).chars().allMatch(c -> ", '’".indexOf(c) >= 0);
        }

        /** Returns words without the names and codes at their start, which may be right. */
        private static List<EnglishProse.Word> trimmed(List<EnglishProse.Word> words) {
            int from = 0;
            while (from < words.size() && words.get(from).kind() == EnglishProse.Kind.OTHER) {
                from++;
            }
            return words.subList(from, words.size());
        }

        /** Returns whether words of the English text were not translated, and no word introduces them. */
        private static boolean isResidue(CheckedUnit unit, int start, int end) {
            Deadline.check();
            String text = unit.target().text();
            String before = text.substring(Math.max(0, start - WINDOW), start);
            String words = text.substring(start, end).toLowerCase(Locale.ROOT);
            boolean isCode = text.startsWith(":", end) || words.chars().anyMatch(c -> "{}()<>=;".indexOf(c) >= 0);
            return !isCode
                    && !NAMED.matcher(before).find()
                    && unit.source().text().toLowerCase(Locale.ROOT).contains(words);
        }
    }

    /**
     * Finds translations that are empty, equal to the source, or still mostly in its language. Numbers, code, names and URLs
     * may be equal. A file without translations has one finding with their count. Not thread-safe.
     */
    public static final class Untranslated implements Check.OfAllUnits {
        public static final Rule RULE =
                Rule.of("untranslated", Severity.ERROR, "the translation is empty or still in the source language");

        private static final Pattern MARKS = Pattern.compile("[\\s\\p{P}]+");

        /** Minimum number of units in a file that has one finding, and the number of units for each translation, at least. */
        private static final int MIN_UNITS = 10;

        private final IntoChinese intoChinese;
        private final Map<String, File> files = new TreeMap<>();

        /** Holds the errors of a file, and the number of its units. */
        private static final class File {
            private final List<Finding> errors = new ArrayList<>();
            private int count;
        }

        public Untranslated(Lexicon lexicon) {
            intoChinese = new IntoChinese(new EnglishProse(lexicon));
        }

        /** Holds what is wrong with a translation. */
        private record Problem(String message, Severity severity) {
            static Optional<Problem> error(String message) {
                return Optional.of(new Problem(message, Severity.ERROR));
            }
        }

        @Override
        public List<Finding> check(CheckedUnit unit) {
            File file = files.computeIfAbsent(unit.location(0).file(), name -> new File());
            file.count++;
            Optional<Finding> finding = problem(unit)
                    .map(problem -> Finding.of(RULE, unit, problem.message)
                            .as(problem.severity)
                            .inTarget(0, unit.target().text().length()));
            finding.filter(error -> error.severity() == Severity.ERROR).ifPresent(file.errors::add);
            return finding.filter(note -> note.severity() == Severity.NOTE).stream()
                    .toList();
        }

        @Override
        public List<Finding> finish() {
            List<Finding> found = new ArrayList<>();
            for (File file : files.values()) {
                boolean isWhole = file.errors.size() >= MIN_UNITS
                        && file.errors.size() * MIN_UNITS >= file.count * (MIN_UNITS - 1);
                if (isWhole) {
                    CheckedUnit first = Collections.min(
                                    file.errors, Comparator.comparing(Finding::unit, CheckedUnit.BY_PLACE))
                            .unit();
                    found.add(Finding.of(
                                    RULE, first, file.errors.size() + " of " + file.count + " units are not translated")
                            .inTarget(0, first.target().text().length()));
                } else {
                    found.addAll(file.errors);
                }
            }
            return found;
        }

        private Optional<Problem> problem(CheckedUnit unit) {
            String source = unit.source().text();
            String target = unit.target().text();
            if (OmittedSentence.isUnpaired(unit)) {
                return Optional.empty();
            }
            if (target.isBlank()) {
                return source.codePoints().anyMatch(Character::isLetterOrDigit)
                        ? Problem.error("the " + unit.direction().target().displayName() + " is empty")
                        : Optional.empty();
            }
            return unit.isIntoChinese() ? intoChinese.problem(source, target) : IntoEnglish.problem(source, target);
        }

        private static String fold(String text) {
            return MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC))
                    .replaceAll("");
        }

        /** Finds English that is still Chinese. Stateless. */
        private static final class IntoEnglish {
            private IntoEnglish() {}

            static Optional<Problem> problem(String chinese, String english) {
                if (Han.isAbsent(english)) {
                    return Optional.empty();
                }
                if (Han.count(chinese) > 0 && fold(chinese).equals(fold(english))) {
                    return Problem.error("the English is the same as the Chinese");
                }
                return Han.isMost(english) ? Problem.error("the English is mostly Chinese") : Optional.empty();
            }
        }

        /** Finds Chinese that is still English. A phrase of ordinary words is an error, a single word a note. */
        private static final class IntoChinese {
            /** Minimum length of a single word for a note; shorter words are often units or keys. */
            private static final int MIN_LENGTH = 4;

            private final EnglishProse prose;

            IntoChinese(EnglishProse prose) {
                this.prose = prose;
            }

            Optional<Problem> problem(String english, String chinese) {
                List<EnglishProse.Word> words = prose.words(chinese);
                boolean isCommand = EnglishProse.isCommand(chinese, words);
                long han = Han.count(chinese);
                if (han > 0 || !fold(english).equalsIgnoreCase(fold(chinese))) {
                    return EnglishProse.isMostlyEnglish(han, words)
                            ? Problem.error("the Chinese is mostly English")
                            : Optional.empty();
                }
                String message = "the Chinese is the same as the English";
                if (!isCommand && (EnglishProse.isSentence(words) || EnglishProse.isPhrase(words))) {
                    return Problem.error(message);
                }
                boolean isDoubtful = !words.isEmpty()
                        && !isCommand
                        && chinese.length() >= MIN_LENGTH
                        && EnglishProse.count(words, EnglishProse.Kind.OTHER) == 0;
                return isDoubtful ? Optional.of(new Problem(message, Severity.NOTE)) : Optional.empty();
            }
        }
    }
}
