package duiqi.check.repetition;

import duiqi.check.Check;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.TextSpan;
import duiqi.check.term.Meanings;
import duiqi.check.term.TermCheck;
import duiqi.glossary.Glossary;
import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.EnglishWords;
import duiqi.lexicon.Lexicon;
import duiqi.text.Deadline;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds quoted titles with different quoted translations, unless a term of the glossary covers them. The dictionary
 * decides which quotations of a unit translate each other. Sentences move in translation, so a quotation in a unit without
 * the title also counts if it resembles the known translation. In English, capitals, hyphens, inflection and function
 * words make no difference; in Chinese, marks, spaces and the script make none. A shortened title is no other translation.
 */
public final class InconsistentTitle implements Check {
    private static final Pattern ENGLISH = Pattern.compile("“([^“”]+)”|\"([^\"]+)\"|‘([^‘’]+)’(?!\\p{L})|《([^《》]+)》");

    /** Quotation marks around fewer than four characters only show emphasis. */
    private static final Pattern CHINESE =
            Pattern.compile("《([^《》]+)》|“(?=(?:[^“”]*?\\p{IsHan}){4})[^“”《》]+”|「(?=(?:[^「」]*?\\p{IsHan}){4})[^「」《》]+」");

    private static final String OPENING = "《“「\"‘『";

    /** Minimum similarity of a quotation and a title: the mean of the shares of their words that have a counterpart. */
    private static final double MIN_SIMILARITY = 0.35;

    /** Minimum similarity if each side has only one quotation. */
    private static final double MIN_SIMILARITY_OF_ONLY_PAIR = 0.2;

    /** Minimum similarity in a unit without the title, since the quotation may be unrelated. */
    private static final double MIN_SIMILARITY_ELSEWHERE = 0.6;

    /** Maximum number of quotations in a unit. A unit with more is a list. */
    private static final int MAX_QUOTATIONS = 50;

    private final Lexicon lexicon;
    private final Meanings meanings;
    private final Set<String> terms;
    private final List<CheckedUnit> units = new ArrayList<>();

    public InconsistentTitle(Glossary glossary, Lexicon lexicon, ChineseTokenizer chinese, EnglishWords english) {
        this.lexicon = lexicon;
        this.meanings = new Meanings(lexicon, chinese, english);
        this.terms = glossary.entries().stream()
                .flatMap(entry -> Stream.of(entry.chinese(), entry.english()))
                .map(lexicon::simplify)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Holds quoted words of a text.
     *
     * @param text text between the marks
     * @param start index of the opening mark, in UTF-16 units
     * @param end index after the closing mark
     * @param words its content words
     * @param spelling the parts that all spellings of a title share: stems, or characters of Chinese
     */
    private record Quotation(String text, int start, int end, List<Meanings.Word> words, List<String> spelling) {
        /** Returns the similarity of a title and its possible translation, from 0 to 1. */
        double similarity(Quotation other) {
            return (share(words, other.words) + share(other.words, words)) / 2;
        }

        private static double share(List<Meanings.Word> words, List<Meanings.Word> others) {
            Set<String> stems =
                    others.stream().flatMap(word -> word.stems().stream()).collect(Collectors.toSet());
            long met = words.stream()
                    .filter(word -> !Collections.disjoint(word.stems(), stems))
                    .count();
            return 1.0 * met / Math.max(1, words.size());
        }

        /** Returns whether two translations are the same, or one is the beginning or end of the other. */
        boolean isSame(Quotation other) {
            return String.join("", spelling).equals(String.join("", other.spelling))
                    || Collections.indexOfSubList(spelling, other.spelling) >= 0
                    || Collections.indexOfSubList(other.spelling, spelling) >= 0;
        }

        /** Returns the share of parts that two translations have in common (Dice 1945). */
        double overlap(Quotation other) {
            Set<String> all = new HashSet<>(spelling);
            Set<String> others = new HashSet<>(other.spelling);
            int sum = all.size() + others.size();
            all.retainAll(others);
            return 2.0 * all.size() / Math.max(1, sum);
        }
    }

    /** Holds a quotation of the target, with the title in the source if there is one. */
    private record Use(CheckedUnit unit, Optional<Quotation> title, Quotation translation) {
        /** Returns a quotation for messages. */
        String shown(Quotation quotation, TextSpan.Side side) {
            boolean isChinese = (side == TextSpan.Side.TARGET) == unit.isIntoChinese();
            return isChinese ? quotation.text : "“" + quotation.text + "”";
        }
    }

    @Override
    public List<Rule> rules() {
        return List.of(TermCheck.INCONSISTENT);
    }

    @Override
    public List<Finding> check(CheckedUnit unit) {
        if (ENGLISH.matcher(unit.english()).find()) {
            units.add(unit);
        }
        return List.of();
    }

    @Override
    public List<Finding> finish() {
        units.sort(CheckedUnit.BY_PLACE.thenComparing(CheckedUnit::chinese).thenComparing(CheckedUnit::english));
        return Stream.of(false, true)
                .flatMap(into ->
                        findings(units.stream()
                                        .filter(unit -> unit.isIntoChinese() == into)
                                        .toList())
                                .stream())
                .filter(finding -> !terms.contains(lexicon.simplify(finding.term())))
                .toList();
    }

    private List<Finding> findings(List<CheckedUnit> units) {
        Map<List<String>, List<Use>> uses = new LinkedHashMap<>();
        List<Use> unclaimed = new ArrayList<>();
        units.forEach(unit -> add(unit, uses, unclaimed));
        addUnclaimed(List.copyOf(uses.values()), unclaimed);
        List<Finding> findings = new ArrayList<>();
        uses.values().forEach(found -> addFindings(found, findings));
        return findings;
    }

    private void add(CheckedUnit unit, Map<List<String>, List<Use>> uses, List<Use> unclaimed) {
        List<Quotation> titles = quotations(unit, TextSpan.Side.SOURCE);
        List<Quotation> translations = new ArrayList<>(quotations(unit, TextSpan.Side.TARGET));
        if (Math.max(titles.size(), translations.size()) > MAX_QUOTATIONS) {
            return;
        }
        boolean isAlone = ENGLISH.matcher(unit.english()).results().count() == 1
                && unit.chinese().chars().filter(c -> OPENING.indexOf(c) >= 0).count() == 1;
        double least = isAlone ? MIN_SIMILARITY_OF_ONLY_PAIR : MIN_SIMILARITY;
        for (Quotation title : titles) {
            Deadline.check();
            translations.stream()
                    .max(Comparator.comparingDouble(title::similarity))
                    .filter(best -> title.similarity(best) >= least)
                    .ifPresent(best -> {
                        translations.remove(best);
                        uses.computeIfAbsent(title.spelling, one -> new ArrayList<>())
                                .add(new Use(unit, Optional.of(title), best));
                    });
        }
        translations.forEach(other -> unclaimed.add(new Use(unit, Optional.empty(), other)));
    }

    private List<Quotation> quotations(CheckedUnit unit, TextSpan.Side side) {
        boolean isChinese = (side == TextSpan.Side.TARGET) == unit.isIntoChinese();
        List<Meanings.Word> all = meanings.of(unit, side);
        return (isChinese ? CHINESE : ENGLISH)
                .matcher(unit.passage(side).text())
                .results()
                .map(match -> {
                    String text = match.group().substring(1, match.group().length() - 1);
                    List<Meanings.Word> words = all.stream()
                            .filter(word -> word.isIn(match.start(), match.end()))
                            .toList();
                    List<String> spelling = isChinese
                            ? lexicon.simplify(text)
                                    .codePoints()
                                    .filter(Character::isLetterOrDigit)
                                    .mapToObj(Character::toString)
                                    .toList()
                            : words.stream()
                                    .flatMap(word -> word.stems().stream())
                                    .toList();
                    return new Quotation(text, match.start(), match.end(), words, spelling);
                })
                .toList();
    }

    /** Adds quotations of units without the title to the uses of the first title with a similar translation. */
    private static void addUnclaimed(List<List<Use>> uses, List<Use> unclaimed) {
        List<Use> firsts = uses.stream().map(found -> found.get(0)).toList();
        Map<String, Set<Integer>> byPart = new HashMap<>();
        for (int i = 0; i < firsts.size(); i++) {
            for (String part : firsts.get(i).translation.spelling) {
                byPart.computeIfAbsent(part, one -> new TreeSet<>()).add(i);
            }
        }
        for (Use use : unclaimed) {
            Set<Integer> candidates = candidates(use.translation, byPart);
            Deadline.check();
            candidates.stream()
                    .filter(i -> firsts.get(i).translation.overlap(use.translation) >= MIN_SIMILARITY_ELSEWHERE)
                    .filter(i ->
                            firsts.get(i).title.orElseThrow().similarity(use.translation) >= MIN_SIMILARITY_ELSEWHERE)
                    .findFirst()
                    .ifPresent(i -> uses.get(i).add(use));
        }
    }

    /**
     * Returns the indices of titles that may be similar. A Dice coefficient of 0.6 requires 3/7 of the parts to be
     * shared. The search therefore skips the most frequent parts, fewer than 3/7 of all parts. At least one shared part
     * remains.
     */
    private static Set<Integer> candidates(Quotation translation, Map<String, Set<Integer>> byPart) {
        List<Set<Integer>> sharing = translation.spelling.stream()
                .distinct()
                .map(part -> byPart.getOrDefault(part, Set.of()))
                .sorted(Comparator.comparingInt(Set::size))
                .toList();
        Set<Integer> titles = new TreeSet<>();
        int skipped = Math.max(0, 3 * sharing.size() - 1) / 7;
        sharing.subList(0, sharing.size() - skipped).forEach(titles::addAll);
        return titles;
    }

    private static void addFindings(List<Use> found, List<Finding> findings) {
        Map<List<String>, Long> counts =
                found.stream().collect(Collectors.groupingBy(use -> use.translation.spelling, Collectors.counting()));
        Use usual = found.get(0);
        for (Use use : found) {
            long count = counts.getOrDefault(use.translation.spelling, 0L);
            usual = count > counts.getOrDefault(usual.translation.spelling, 0L) ? use : usual;
        }
        Quotation title = found.get(0).title.orElseThrow();
        for (Use use : found) {
            if (!use.translation.isSame(usual.translation)) {
                findings.add(finding(title, use, usual));
            }
        }
    }

    private static Finding finding(Quotation title, Use use, Use usual) {
        Quotation translation = use.translation;
        String marked = use.unit.target().text().substring(translation.start, translation.end);
        Finding finding = Finding.of(
                        TermCheck.INCONSISTENT,
                        use.unit,
                        "the title " + use.shown(title, TextSpan.Side.SOURCE) + " is translated as "
                                + use.shown(usual.translation, TextSpan.Side.TARGET) + " at "
                                + usual.unit.location(usual.translation.start))
                .about(title.text)
                .inTarget(translation.start, translation.end)
                .suggesting(List.of(marked.charAt(0) + usual.translation.text + marked.charAt(marked.length() - 1)));
        return use.title
                .map(source -> finding.inSource(source.start, source.end))
                .orElse(finding);
    }
}
