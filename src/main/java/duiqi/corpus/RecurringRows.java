package duiqi.corpus;

import duiqi.glossary.KnownPhrase;
import duiqi.glossary.PhraseForm;
import duiqi.glossary.TermEntry;
import duiqi.lexicon.Lexicon;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rows of words that recur in a corpus, and which of them are phrases. Not thread-safe. */
final class RecurringRows {
    private final Map<String, Counts> rows = new HashMap<>();

    /** How often a row stands, how often as a word of the dictionary, how often as words that may be a phrase. */
    private record Counts(long all, long asWord, long asWords) {
        private static final Counts NONE = new Counts(0, 0, 0);
    }

    /** How often the phrases stand that are a word longer, and how many they are. */
    private record Longer(long count, long kinds) {
        private static final Longer NONE = new Longer(0, 0);

        private Longer plus(Longer other) {
            return new Longer(count + other.count, kinds + other.kinds);
        }
    }

    private record Weighted(KnownPhrase phrase, double weight) {}

    /** Adds a row; an empty one for all words of the corpus. */
    void add(String words, long all, long asWord, long asWords) {
        rows.put(words, new Counts(all, asWord, asWords));
    }

    private long count(List<String> words) {
        return rows.getOrDefault(String.join(" ", words), Counts.NONE).all;
    }

    /** The phrases that are most of a term, without those that the glossary has, the first first. */
    List<KnownPhrase> phrases(TermSettings settings) {
        Map<KnownPhrase, Long> phrases = new HashMap<>();
        Map<List<String>, Longer> longer = new HashMap<>();
        long total = count(List.of());
        rows.forEach((row, counts) -> {
            List<String> words = List.of(row.split(" "));
            boolean holds = counts.asWords > 0 && holdsTogether(words, counts.all, total);
            long count = counts.asWord + (holds ? counts.asWords : 0);
            if (count > 0) {
                phrases.put(new KnownPhrase(words, holds), count);
                Stream.of(behind(words), before(words))
                        .distinct()
                        .forEach(part -> longer.merge(part, new Longer(count, 1), Longer::plus));
            }
        });
        Lexicon lexicon = Lexicon.standard();
        Set<String> terms = settings.glossary().entries().stream()
                .map(TermEntry::chinese)
                .map(lexicon::simplify)
                .collect(Collectors.toSet());
        return phrases.entrySet().stream()
                .filter(phrase -> !terms.contains(phrase.getKey().text()))
                .map(phrase -> weighted(phrase.getKey(), phrase.getValue(), longer))
                .filter(phrase -> phrase.weight > 0)
                .sorted(Comparator.comparingDouble((Weighted phrase) -> -phrase.weight)
                        .thenComparing(phrase -> String.join(" ", phrase.phrase.words())))
                .limit(settings.mostPhrases())
                .map(Weighted::phrase)
                .toList();
    }

    private boolean holdsTogether(List<String> words, long count, long total) {
        return PhraseForm.holdsTogether(
                count,
                count(words.subList(0, 1)),
                count(behind(words)),
                count(words.subList(words.size() - 1, words.size())),
                count(before(words)),
                total);
    }

    private static Weighted weighted(KnownPhrase phrase, long count, Map<List<String>, Longer> longer) {
        Longer nested = longer.getOrDefault(phrase.words(), Longer.NONE);
        int length = phrase.words().size();
        return new Weighted(phrase, PhraseForm.weight(length, count, (double) nested.count, nested.kinds));
    }

    private static List<String> behind(List<String> words) {
        return words.subList(1, words.size());
    }

    private static List<String> before(List<String> words) {
        return words.subList(0, words.size() - 1);
    }
}
