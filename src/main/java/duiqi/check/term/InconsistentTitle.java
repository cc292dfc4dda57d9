package duiqi.check.term;

import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.EnglishTokenizer;
import duiqi.lexicon.FunctionWords;
import duiqi.lexicon.Han;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.Token;
import duiqi.text.WorkBudget;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Finds quoted titles whose quoted translations differ, in one direction. The dictionary decides which English quotation
 * and which Chinese one translate each other. Sentences move in translation, so a quotation in a unit without the title
 * also counts if it resembles the known translation. In English, articles, capitals, hyphens and inflection make no
 * difference; in Chinese, marks, spaces and the script make none. A shortened title is no other translation. Not
 * thread-safe.
 */
public final class InconsistentTitle {
    /** Minimum similarity of a quotation and a title: the mean of the shares of their words that have a counterpart. */
    private static final double MIN_SIMILARITY = 0.35;

    /** Minimum similarity if each side has only one quotation. */
    private static final double MIN_SIMILARITY_OF_ONLY_PAIR = 0.2;

    /** Minimum similarity in a unit without the title, since the quotation may be unrelated. */
    private static final double MIN_SIMILARITY_ELSEWHERE = 0.6;

    /** Maximum number of quotations in a unit. A unit with more is a list. */
    private static final int MAX_QUOTATIONS = 50;

    private static final String OPENING = "《“「\"‘『";

    private static final Set<String> ARTICLES = Set.of("a", "an", "the");

    private final Lexicon lexicon;
    private final boolean isIntoChinese;
    /** Work to compare two titles, in steps of {@link WorkBudget}. */
    private static final int STEPS_PER_PAIR = 100;

    private final ChineseTokenizer chinese;
    private final EnglishTokenizer english = new EnglishTokenizer();

    private final Map<String, List<Use>> uses = new LinkedHashMap<>();
    private final List<Use> unclaimed = new ArrayList<>();

    InconsistentTitle(Lexicon lexicon, boolean isIntoChinese) {
        this.lexicon = lexicon;
        this.isIntoChinese = isIntoChinese;
        this.chinese = new ChineseTokenizer(lexicon);
    }

    /**
     * Holds a quotation of the target, with the title in the source if there is one.
     *
     * @param words the words or characters that translations are compared by
     */
    private record Use(CheckedUnit unit, Optional<Quotation> title, Quotation quotation, List<String> words) {}

    /** Returns whether a unit has a quotation in English, which a title needs. */
    static boolean hasQuotation(CheckedUnit unit) {
        return !Quotations.english(unit.english()).isEmpty();
    }

    void add(CheckedUnit unit) {
        List<Quotation> quotations = new ArrayList<>(Quotations.english(unit.english()));
        if (quotations.isEmpty() || quotations.size() > MAX_QUOTATIONS) {
            return;
        }
        boolean isAlone = quotations.size() == 1
                && unit.chinese().chars().filter(c -> OPENING.indexOf(c) >= 0).count() == 1;
        List<Quotation> titles = new ArrayList<>(Quotations.chinese(unit.chinese()));
        for (Quotation title : List.copyOf(titles)) {
            WorkBudget.spend(STEPS_PER_PAIR * (long) quotations.size() + titles.size());
            Optional<Quotation> best = Optional.empty();
            double similarity = isAlone ? MIN_SIMILARITY_OF_ONLY_PAIR : MIN_SIMILARITY;
            for (Quotation quotation : quotations) {
                double found = similarity(title.text(), stems(quotation));
                if (found >= similarity) {
                    similarity = found;
                    best = Optional.of(quotation);
                }
            }
            best.ifPresent(quotation -> {
                quotations.remove(quotation);
                titles.remove(title);
                Quotation source = isIntoChinese ? quotation : title;
                Quotation target = isIntoChinese ? title : quotation;
                uses.computeIfAbsent(key(source), text -> new ArrayList<>())
                        .add(new Use(unit, Optional.of(source), target, words(target)));
            });
        }
        (isIntoChinese ? titles : quotations)
                .forEach(target -> unclaimed.add(new Use(unit, Optional.empty(), target, words(target))));
    }

    /** Returns the form of a title that all its spellings share. */
    private String key(Quotation title) {
        return isIntoChinese ? String.join(" ", stems(title)) : lexicon.simplify(title.text());
    }

    private List<String> words(Quotation target) {
        return isIntoChinese
                ? lexicon.simplify(target.text())
                        .codePoints()
                        .filter(Character::isLetterOrDigit)
                        .mapToObj(Character::toString)
                        .toList()
                : stems(target);
    }

    /** Returns the similarity of a title and a quotation of the target. */
    private double similarity(String key, Use use) {
        return isIntoChinese
                ? similarity(use.quotation().text(), List.of(key.split(" ")))
                : similarity(key, use.words());
    }

    List<Finding> findings() {
        Map<String, List<Use>> strays = new LinkedHashMap<>();
        List<String> titles = List.copyOf(uses.keySet());
        Map<String, Set<Integer>> byStem = new HashMap<>();
        for (int i = 0; i < titles.size(); i++) {
            strays.put(titles.get(i), new ArrayList<>(uses.getOrDefault(titles.get(i), List.of())));
            for (String stem : first(titles.get(i))) {
                byStem.computeIfAbsent(stem, one -> new TreeSet<>()).add(i);
            }
        }
        for (Use use : unclaimed) {
            Set<Integer> candidates = candidates(use, byStem);
            WorkBudget.spend(STEPS_PER_PAIR * (long) candidates.size());
            candidates.stream()
                    .map(titles::get)
                    .filter(title -> overlap(first(title), use.words()) >= MIN_SIMILARITY_ELSEWHERE)
                    .filter(title -> similarity(title, use) >= MIN_SIMILARITY_ELSEWHERE)
                    .findFirst()
                    .ifPresent(title ->
                            strays.getOrDefault(title, new ArrayList<>()).add(use));
        }
        List<Finding> findings = new ArrayList<>();
        strays.forEach((title, found) -> findings.addAll(findings(title, found)));
        return findings;
    }

    /** Returns the stems of the first translation of a title. */
    private List<String> first(String title) {
        return uses.getOrDefault(title, List.of()).get(0).words();
    }

    /**
     * Returns the indices of titles that may be similar. A Dice coefficient of 0.6 requires 3/7 of the stems to be
     * shared. The search therefore skips the most frequent stems, fewer than 3/7 of all stems. At least one shared stem
     * remains.
     */
    private static Set<Integer> candidates(Use use, Map<String, Set<Integer>> byStem) {
        List<Set<Integer>> sharing = use.words().stream()
                .distinct()
                .map(stem -> byStem.getOrDefault(stem, Set.of()))
                .sorted(Comparator.comparingInt(Set::size))
                .toList();
        Set<Integer> titles = new TreeSet<>();
        int skipped = Math.max(0, 3 * sharing.size() - 1) / 7;
        sharing.subList(0, sharing.size() - skipped).forEach(titles::addAll);
        return titles;
    }

    private List<Finding> findings(String title, List<Use> found) {
        Map<List<String>, Integer> counts = new LinkedHashMap<>();
        found.forEach(use -> counts.merge(use.words(), 1, Integer::sum));
        Use usual = found.get(0);
        for (Use use : found) {
            usual = counts.getOrDefault(use.words(), 0) > counts.getOrDefault(usual.words(), 0) ? use : usual;
        }
        List<Finding> findings = new ArrayList<>();
        String shown = isIntoChinese
                ? found.get(0).title().map(source -> "“" + source.text() + "”").orElse(title)
                : title;
        for (Use use : found) {
            if (!isSame(use.words(), usual.words())) {
                findings.add(finding(shown, use, usual));
            }
        }
        return findings;
    }

    private static Finding finding(String title, Use use, Use usual) {
        Quotation quotation = use.quotation();
        String marked = use.unit().target().text().substring(quotation.start(), quotation.end());
        Finding finding = Finding.of(
                        TermCheck.INCONSISTENT,
                        use.unit(),
                        "the title " + title + " is translated as " + shown(usual) + " at "
                                + usual.unit().location(usual.quotation().start()))
                .about(title.replaceAll("[“”]", ""))
                .inTarget(quotation.start(), quotation.end())
                .suggesting(List.of(marked.charAt(0) + usual.quotation().text() + marked.charAt(marked.length() - 1)));
        return use.title()
                .map(source -> finding.inSource(source.start(), source.end()))
                .orElse(finding);
    }

    private static String shown(Use use) {
        String text = use.quotation().text();
        return use.unit().isIntoChinese() ? text : "“" + text + "”";
    }

    /** Returns whether two translations are the same, or one is the beginning or end of the other. */
    private static boolean isSame(List<String> a, List<String> b) {
        return String.join("", a).equals(String.join("", b))
                || Collections.indexOfSubList(a, b) >= 0
                || Collections.indexOfSubList(b, a) >= 0;
    }

    private List<String> stems(Quotation quotation) {
        return english.tokens(quotation.text()).stream()
                .filter(token -> token.kind() != Token.Kind.MARK && !ARTICLES.contains(token.form()))
                .map(Token::form)
                .toList();
    }

    /** Returns the share of stems that two lists have in common (Dice 1945). */
    private static double overlap(List<String> a, List<String> b) {
        Set<String> common = new HashSet<>(a);
        common.retainAll(b);
        return 2.0 * common.size() / Math.max(1, new HashSet<>(a).size() + new HashSet<>(b).size());
    }

    /** Returns the similarity of a title and English stems, from 0 to 1. */
    private double similarity(String title, List<String> stems) {
        Set<Integer> numbers = new HashSet<>();
        stems.stream().filter(stem -> !FunctionWords.isEnglish(stem)).forEach(stem -> numbers.add(number(stem)));
        Set<Integer> met = new HashSet<>();
        int rendered = 0;
        int words = 0;
        for (Token token : chinese.words(title)) {
            if (token.kind() != Token.Kind.WORD || FunctionWords.isChinese(token.form())) {
                continue;
            }
            Set<Integer> glosses = glosses(token.form());
            glosses.retainAll(numbers);
            met.addAll(glosses);
            words++;
            rendered += glosses.isEmpty() ? 0 : 1;
        }
        return (1.0 * rendered / Math.max(1, words) + 1.0 * met.size() / Math.max(1, numbers.size())) / 2;
    }

    /** Returns the number of a stem. All names have the same number, since the dictionary does not contain them. */
    private int number(String stem) {
        return lexicon.stemNumber(stem);
    }

    private Set<Integer> glosses(String word) {
        Set<Integer> glosses = new HashSet<>();
        int number = lexicon.wordNumber(word);
        if (number >= 0) {
            lexicon.stemsOfWord(number, (stem, weight) -> glosses.add(stem));
        }
        return glosses;
    }

    /** Finds quoted words. Stateless. */
    static final class Quotations {
        private static final Pattern ENGLISH =
                Pattern.compile("“([^“”]+)”|\"([^\"]+)\"|‘([^‘’]+)’(?!\\p{L})|《([^《》]+)》");
        private static final Pattern CHINESE = Pattern.compile("《([^《》]+)》|“([^“”《》]+)”|「([^「」《》]+)」");
        private static final Pattern TITLE = Pattern.compile("《([^《》]+)》");

        /**
         * Minimum length of a quoted name in characters; quotation marks around fewer characters only show emphasis.
         */
        private static final int MIN_NAME_LENGTH = 4;

        private Quotations() {}

        static List<Quotation> english(String text) {
            return all(ENGLISH, text);
        }

        /** Returns titles in 《》, and other quoted names of at least {@link #MIN_NAME_LENGTH} characters. */
        static List<Quotation> chinese(String text) {
            return all(CHINESE, text).stream()
                    .filter(quotation -> isTitle(text, quotation)
                            || quotation
                                            .text()
                                            .chars()
                                            .filter(c -> Han.is((char) c))
                                            .count()
                                    >= MIN_NAME_LENGTH)
                    .toList();
        }

        private static boolean isTitle(String text, Quotation quotation) {
            return TITLE.matcher(text.substring(quotation.start(), quotation.end()))
                    .matches();
        }

        private static List<Quotation> all(Pattern pattern, String text) {
            return pattern.matcher(text)
                    .results()
                    .map(match -> {
                        String marked = match.group();
                        return new Quotation(marked.substring(1, marked.length() - 1), match.start(), match.end());
                    })
                    .toList();
        }
    }

    /**
     * Holds quoted words of a text.
     *
     * @param text text between the marks
     * @param start index of the opening mark, in UTF-16 units
     * @param end index after the closing mark
     */
    private record Quotation(String text, int start, int end) {}
}
