package duiqi.check.name;

import duiqi.check.Check;
import duiqi.check.CheckSettings;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.glossary.Glossary;
import duiqi.lexicon.EnglishSpelling;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds names of products in Latin letters with wrong capitals, in English and in Chinese text. The names are those of
 * the settings and of the glossary with the type {@code name} or {@code product}.
 */
public final class NameSpelling implements Check {
    public static final Rule RULE = Rule.of("name-spelling", Severity.WARNING, "a name has the wrong capital letters");

    private static final Set<String> TYPES = Set.of("name", "product", "brand");
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9.+]*(?: [A-Za-z0-9][A-Za-z0-9.+]*){0,3}");
    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9]*+(?:[.+]+[A-Za-z0-9]++)*+");

    /** Characters that join a name to code, an address or another name. */
    private static final String CODE = "_@#$\\/=<>{}[]|~^*&%-.`:'’";

    private static final Pattern POSSESSIVE = Pattern.compile("['’]s(?![A-Za-z0-9])");

    private static final int MOST_WORDS = 4;

    private final Map<String, String> names = new HashMap<>();

    private final EnglishSpelling spelling = EnglishSpelling.standard();

    public NameSpelling(Glossary glossary, CheckSettings settings) {
        Stream.concat(
                        settings.house().names().stream(),
                        glossary.entries().stream()
                                .filter(entry -> TYPES.contains(entry.details().type())
                                        && entry.status().isAllowed())
                                .flatMap(entry -> Stream.of(entry.english(), entry.chinese())))
                .filter(name -> NAME.matcher(name).matches() && !name.equals(name.toLowerCase(Locale.ROOT)))
                .forEach(name -> names.putIfAbsent(name.toLowerCase(Locale.ROOT), name));
    }

    @Override
    public List<Finding> check(CheckedUnit unit) {
        String text = unit.target().text();
        if (names.isEmpty() || text.isEmpty()) {
            return List.of();
        }
        List<int[]> words = new ArrayList<>();
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            words.add(new int[] {word.start(), word.end()});
        }
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            for (int last = Math.min(words.size(), i + MOST_WORDS) - 1; last >= i; last--) {
                int start = words.get(i)[0];
                int end = words.get(last)[1];
                String written = text.substring(start, end);
                String name = names.getOrDefault(written.toLowerCase(Locale.ROOT), "");
                if (!name.isEmpty()) {
                    if (!isCode(text, start - 1) && !isCode(text, end) && isWrong(written, name, start)) {
                        findings.add(
                                Finding.of(RULE, unit, Finding.quoted(written) + " is written " + Finding.quoted(name))
                                        .inTarget(start, end)
                                        .about(name)
                                        .suggesting(List.of(name)));
                    }
                    i = last;
                    break;
                }
            }
        }
        return findings;
    }

    private static boolean isCode(String text, int i) {
        if (i < 0 || i >= text.length()) {
            return false;
        }
        boolean isEnd = i + 1 == text.length() || !Character.isLetterOrDigit(text.charAt(i + 1));
        boolean isMark = ".:'’-".indexOf(text.charAt(i)) >= 0 && isEnd;
        return CODE.indexOf(text.charAt(i)) >= 0
                && !isMark
                && !POSSESSIVE.matcher(text).region(i, text.length()).lookingAt();
    }

    /**
     * Returns whether the capitals are wrong. Capitals throughout are a heading. A name in lower case that is a word of
     * the language may be the word, as may a lower-case name with a capital at the start of a sentence.
     */
    private boolean isWrong(String written, String name, int start) {
        if (written.equals(name) || written.equals(name.toUpperCase(Locale.ROOT))) {
            return false;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        boolean isWord = !lower.contains(" ") && spelling.has(lower);
        boolean isPlain = written.equals(lower)
                || written.equals(written.substring(0, 1).toUpperCase(Locale.ROOT) + lower.substring(1));
        boolean isSentenceStart =
                start == 0 && written.substring(1).equals(name.substring(1)) && Character.isLowerCase(name.charAt(0));
        return !(isWord && isPlain) && !isSentenceStart;
    }
}
