package duiqi.check;

import duiqi.check.term.TermCheck;
import duiqi.check.term.TermDecision;
import duiqi.glossary.Glossary;
import duiqi.glossary.GlossaryValidation;
import duiqi.glossary.TermEntry;
import duiqi.glossary.TermMatches;
import duiqi.lexicon.ChineseTokenizer;
import duiqi.lexicon.EnglishTokenizer;
import duiqi.lexicon.EnglishWords;
import duiqi.lexicon.FunctionWords;
import duiqi.lexicon.Han;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.TextCounts;
import duiqi.lexicon.Token;
import duiqi.text.Direction;
import duiqi.text.Plurals;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Finds entries of a glossary that would cause many findings, because their terms are everyday words with many good
 * translations, and proposes how to narrow them. It counts the decisions of {@link TermCheck} about the units of memories.
 * Not thread-safe.
 */
public final class AmbiguousEntries {
    /** Minimum number of missing translations of an entry to report, and minimum share of its uses. */
    private static final int MIN_MISSING = 5;

    private static final double MIN_SHARE = 0.4;

    /** Number of uses of each kind that the proposals are tried on. */
    private static final int MAX_USES = 100;

    private static final int MAX_EXCEPTIONS = 3;

    /** Everyday words occur so often in the texts that the lexicon comes from. */
    private static final double EVERYDAY = 100;

    /** Maximum shares of the glossary translations in all translations, for one character and for a longer word. */
    private static final double FREE_CHARACTER = 0.6;

    private static final double FREE_WORD = 0.1;

    /** Share under which the most frequent translation of an English word is not the usual one. */
    private static final double FREE_ENGLISH = 0.25;

    /** Maximum share of the glossary translations of this word. */
    private static final double LISTED_ENGLISH = 0.17;

    /** Minimum share of another translation that is the usual one: the word is no everyday word, but of another field. */
    private static final double USUAL = 0.5;

    private final Lexicon lexicon;
    private final ChineseTokenizer chinese;
    private final EnglishWords english = new EnglishWords();
    private final TermCheck check;
    private final Map<String, Uses> uses = new TreeMap<>();

    /**
     * Represents a use of a term.
     *
     * @param instead the words of the target that translate it; empty if they are not known
     */
    private record Use(String source, int start, int end, String instead) {}

    private static final class Uses {
        private final TermMatches.Hit hit;
        private final List<Use> translated = new ArrayList<>();
        private final List<Use> missing = new ArrayList<>();
        private int translatedCount;
        private int missingCount;

        Uses(TermMatches.Hit hit) {
            this.hit = hit;
        }

        Direction direction() {
            return hit.concept().direction();
        }

        void add(Use use, boolean isMissing) {
            List<Use> kept = isMissing ? missing : translated;
            if (kept.size() < MAX_USES) {
                kept.add(use);
            }
            missingCount += isMissing ? 1 : 0;
            translatedCount += isMissing ? 0 : 1;
        }
    }

    public AmbiguousEntries(Glossary glossary, Lexicon lexicon) {
        this.lexicon = lexicon;
        this.chinese = new ChineseTokenizer(lexicon);
        this.check = new TermCheck(glossary, CheckSettings.defaults(Path.of("")), lexicon, chinese, english);
    }

    /** Counts the uses of terms in a unit. Entries that their owner has narrowed do not count. */
    public void add(CheckedUnit unit) {
        for (TermDecision decision : check.decide(unit)) {
            TermMatches.Hit hit = decision.hits().get(0);
            if (decision.exclusion().isEmpty() && !isNarrow(hit.concept())) {
                uses.computeIfAbsent(unit.isIntoChinese() + hit.term(), term -> new Uses(hit))
                        .add(
                                new Use(
                                        unit.source().text(),
                                        hit.start(),
                                        hit.end(),
                                        decision.missing()
                                                .flatMap(TermDecision.Missing::instead)
                                                .map(unit::text)
                                                .orElse("")),
                                decision.missing().isPresent());
            }
        }
    }

    /** Reports the entries whose terms have another translation in most of many units. */
    public void inMemories(GlossaryValidation.Report report) {
        for (Uses one : uses.values()) {
            int all = one.missingCount + one.translatedCount;
            if (one.missingCount >= MIN_MISSING && one.missingCount >= MIN_SHARE * all) {
                found(
                        entry(one),
                        "\"" + one.hit.term() + "\" has no glossary translation in " + one.missingCount + " of "
                                + Plurals.of(all, "use") + "; "
                                + proposal(one).map(some -> some + ", or ").orElse("") + "set level to note",
                        report);
            }
        }
    }

    private static void found(TermEntry entry, String problem, GlossaryValidation.Report report) {
        report.found(entry.location(), "ambiguous", true, problem);
    }

    private static TermEntry entry(Uses uses) {
        return uses.hit.concept().entries().stream()
                .filter(one -> one.source(uses.direction()).equals(uses.hit.term()))
                .findFirst()
                .orElse(uses.hit.concept().entries().get(0));
    }

    /** Reports the entries whose terms are everyday words with many other translations in the texts of the lexicon. */
    public static void inLexicon(Glossary glossary, Lexicon lexicon, GlossaryValidation.Report report) {
        EnglishTokenizer stems = new EnglishTokenizer();
        TextCounts.View counts = lexicon.text().words();
        for (Glossary.Concept concept : glossary.concepts(Direction.INTO_ENGLISH)) {
            TermEntry entry = concept.entries().get(0);
            int word = word(entry, lexicon);
            if (word < 0 || concept.isKept() || isNarrow(concept)) {
                continue;
            }
            Set<Integer> listed = concept.allowed().stream()
                    .flatMap(english -> stems.tokens(english.replace('-', ' ')).stream())
                    .map(token -> lexicon.textStemNumber(token.form()))
                    .collect(Collectors.toSet());
            double[] shares = {0, 0};
            counts.forEach(word, (stem, forward, backward) -> {
                int kind = listed.contains(stem) ? 0 : 1;
                shares[kind] = Math.max(shares[kind], forward);
            });
            boolean isFree = counts.total(word) >= EVERYDAY
                    && (entry.chinese().length() == 1
                            ? shares[0] < FREE_CHARACTER
                            : shares[0] < FREE_WORD && shares[1] < USUAL);
            if (isFree || FunctionWords.isChinese(entry.chinese())) {
                everyday(entry, entry.chinese(), report);
            }
        }
        english(glossary, lexicon, report);
    }

    /** Reports the single English words without a usual translation, such as those with several parts of speech. */
    private static void english(Glossary glossary, Lexicon lexicon, GlossaryValidation.Report report) {
        EnglishTokenizer tokenizer = new EnglishTokenizer();
        TextCounts.View counts = lexicon.text().words();
        Map<Integer, TermEntry> entries = new LinkedHashMap<>();
        Map<Integer, Set<Integer>> listed = new HashMap<>();
        for (Glossary.Concept concept : glossary.concepts(Direction.INTO_CHINESE)) {
            List<Token> words = tokenizer.tokens(concept.terms().get(0));
            Set<Integer> known = concept.entries().stream()
                    .map(entry -> word(entry, lexicon))
                    .filter(word -> word >= 0)
                    .collect(Collectors.toSet());
            if (words.size() == 1 && !known.isEmpty() && !concept.isKept() && !isNarrow(concept)) {
                int stem = lexicon.textStemNumber(words.get(0).form());
                if (stem >= 0 && counts.stemTotal(stem) >= EVERYDAY) {
                    entries.put(stem, concept.entries().get(0));
                    listed.put(stem, known);
                }
            }
        }
        Map<Integer, Float> usual = new HashMap<>();
        Map<Integer, Float> own = new HashMap<>();
        for (int word = 0; word < lexicon.wordCount(); word++) {
            int number = word;
            counts.forEach(word, (stem, forward, backward) -> {
                if (entries.containsKey(stem)) {
                    usual.merge(stem, backward, Math::max);
                    own.merge(stem, listed.getOrDefault(stem, Set.of()).contains(number) ? backward : 0, Float::sum);
                }
            });
        }
        entries.forEach((stem, entry) -> {
            if (usual.getOrDefault(stem, 0f) < FREE_ENGLISH && own.getOrDefault(stem, 0f) < LISTED_ENGLISH) {
                everyday(entry, entry.english(), report);
            }
        });
    }

    private static int word(TermEntry entry, Lexicon lexicon) {
        return lexicon.wordNumber(lexicon.simplify(entry.chinese()));
    }

    private static void everyday(TermEntry entry, String term, GlossaryValidation.Report report) {
        found(
                entry,
                "\"" + term
                        + "\" is an everyday word with other translations; add exceptions or a context, or set level"
                        + " to note",
                report);
    }

    /** Returns whether the owner of the glossary has narrowed an entry. */
    private static boolean isNarrow(Glossary.Concept concept) {
        return concept.isAmbiguous()
                || !concept.entries().get(0).details().limits().context().isEmpty();
    }

    /** Returns the change of an entry that removes most missing translations, at least a quarter, and keeps most other uses. */
    private Optional<String> proposal(Uses uses) {
        List<String> exceptions = exceptions(uses);
        Predicate<Use> isExcepted =
                use -> longer(use, uses.direction()).stream().anyMatch(exceptions::contains);
        Map<String, Long> removed = new LinkedHashMap<>();
        if (5 * count(uses.translated, isExcepted) <= uses.translated.size()) {
            removed.put("add the exceptions " + String.join("|", exceptions), count(uses.missing, isExcepted));
        }
        uses.missing.stream()
                .map(use -> use.instead.toLowerCase(Locale.ROOT))
                .filter(words -> !words.isEmpty())
                .forEach(words -> removed.merge("admit \"" + words + "\"", 1L, Long::sum));
        long most = removed.values().stream().mapToLong(count -> count).max().orElse(0);
        return removed.entrySet().stream()
                .filter(change -> change.getValue() == most && 4 * most >= uses.missing.size())
                .findFirst()
                .map(change -> change.getKey() + " (removes " + most * 100 / uses.missing.size() + " % of them)");
    }

    private static long count(List<Use> uses, Predicate<Use> condition) {
        return uses.stream().filter(condition).count();
    }

    /** Returns the longer strings that most often have another translation, and hardly ever that of the glossary. */
    private List<String> exceptions(Uses uses) {
        Map<String, Integer> translated = new HashMap<>();
        uses.translated.forEach(
                use -> longer(use, uses.direction()).forEach(string -> translated.merge(string, 1, Integer::sum)));
        List<Use> open = new ArrayList<>(uses.missing);
        List<String> exceptions = new ArrayList<>();
        while (exceptions.size() < MAX_EXCEPTIONS) {
            Map<String, Integer> counts = new TreeMap<>();
            open.forEach(use -> longer(use, uses.direction()).forEach(string -> counts.merge(string, 1, Integer::sum)));
            Optional<String> best = counts.entrySet().stream()
                    .filter(one -> one.getValue() > 1 && one.getValue() >= 4 * translated.getOrDefault(one.getKey(), 0))
                    .max(Map.Entry.<String, Integer>comparingByValue()
                            .thenComparing(one -> lexicon.wordNumber(one.getKey()) >= 0))
                    .map(Map.Entry::getKey);
            if (best.isEmpty()) {
                break;
            }
            exceptions.add(best.get());
            open.removeIf(use -> longer(use, uses.direction()).contains(best.get()));
        }
        return exceptions;
    }

    /** Returns the strings of words around a use, and words that contain it. */
    private Set<String> longer(Use use, Direction direction) {
        return direction.isIntoChinese() ? englishAround(use) : chineseAround(use);
    }

    private Set<String> englishAround(Use use) {
        Set<String> longer = new LinkedHashSet<>();
        List<EnglishWords.EnglishWord> words = english.of(use.source);
        for (int i = 0; i + 1 < words.size(); i++) {
            EnglishWords.EnglishWord one = words.get(i);
            EnglishWords.EnglishWord next = words.get(i + 1);
            boolean isBefore = one.end() == use.start - 1;
            boolean isBeside = isBefore || next.start() == use.end + 1;
            if (isBeside && !FunctionWords.isEnglish((isBefore ? one : next).form())) {
                longer.add(one.form() + " " + next.form());
            }
        }
        return longer;
    }

    private Set<String> chineseAround(Use use) {
        List<Token> words = chinese.words(use.source).stream()
                .filter(word -> word.start() + word.form().length() >= use.start && word.start() <= use.end)
                .toList();
        Set<String> longer = new LinkedHashSet<>();
        for (Token first : words) {
            for (Token last : words) {
                int end = last.start() + last.form().length();
                if (first.start() <= use.start && end >= use.end && end <= use.source.length()) {
                    longer.add(use.source.substring(first.start(), end));
                }
            }
        }
        longer.removeIf(string -> string.length() <= use.end - use.start
                || !string.chars().allMatch(c -> Han.is((char) c))
                || words.stream().anyMatch(word -> isFunctionWordAtEnd(word, string, use)));
        return longer;
    }

    /** Returns whether a string begins or ends with a function word outside of the use: 中的. */
    private static boolean isFunctionWordAtEnd(Token word, String string, Use use) {
        boolean isOutside =
                word.start() >= use.end || word.start() + word.form().length() <= use.start;
        return string.endsWith("的")
                || (isOutside
                        && FunctionWords.isChinese(word.form())
                        && (string.startsWith(word.form()) || string.endsWith(word.form())));
    }
}
