package duiqi.check.text;

import duiqi.lexicon.ContentWord;
import duiqi.text.Deadline;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Finds an item of a list that the translation drops, such as B in <i>A and C</i> for A、B和C: no word of the item has a
 * translation, and those of its neighbours are side by side.
 *
 * @param start index of its first character in the source
 * @param end index after its last character
 */
record OmittedItem(int start, int end) {
    private static final Pattern CHINESE_SEPARATOR = Pattern.compile("、|以及|[和与及或]");
    private static final Pattern ENGLISH_SEPARATOR = Pattern.compile(
            ",?\\s+(?:and|or|as well as|&)\\s+(?!(?:more|others?|so on)\\b(?!\\s+\\w))|,\\s+",
            Pattern.CASE_INSENSITIVE);

    /** Matches a mark or line end that is not within an item. */
    private static final Pattern MARK = Pattern.compile("[^\\p{L}\\p{N}\\p{Pd}\\p{M} '’%·]");

    private static final Pattern LISTED = Pattern.compile("、|,\\s+");

    /** Matches English words that begin a clause or an adverb, not an item. */
    private static final Pattern CLAUSE = Pattern.compile(
            "(?i)\\s*(?:he|she|it|they|we|i|you|one|which|who|whose|where|when|that|there|in|on|at|from|to|for|with|by|if|as|but|so|not|only|even)\\b.*");

    /** Maximum number of words of an item, and of its neighbours that are compared. */
    private static final int MAX_WORDS = 4;

    /** Longer lists are tables; the time grows with the square of the number. */
    private static final int MAX_SEPARATORS = 200;

    /** Returns the first dropped item of a source. */
    static Optional<OmittedItem> in(
            String source, String target, List<ContentWord> words, List<ContentWord> others, boolean isIntoChinese) {
        Pattern separator = isIntoChinese ? ENGLISH_SEPARATOR : CHINESE_SEPARATOR;
        List<MatchResult> separators = separator.matcher(source).results().toList();
        for (int i = 1; separators.size() <= MAX_SEPARATORS && i < separators.size(); i++) {
            Deadline.check();
            MatchResult before = separators.get(i - 1);
            MatchResult after = separators.get(i);
            int start = before.end();
            int end = after.start();
            List<ContentWord> own = between(words, start, end);
            if (own.isEmpty() || own.size() > MAX_WORDS || isFinal(before) || !isPhrase(source.substring(start, end))) {
                continue;
            }
            int from = i > 1 ? separators.get(i - 2).end() : 0;
            int to = i + 1 < separators.size() ? separators.get(i + 1).start() : source.length();
            List<ContentWord> left = neighbours(words, from, before.start(), isIntoChinese);
            List<ContentWord> right = neighbours(words, after.end(), to, isIntoChinese);
            Set<Integer> one = links(left.subList(Math.max(0, left.size() - MAX_WORDS), left.size()));
            Set<Integer> other = links(right.subList(0, Math.min(MAX_WORDS, right.size())));
            Set<Integer> missing = links(own);
            missing.removeAll(one);
            missing.removeAll(other);
            int size = chain(source, words, separators, i, i - 1, isIntoChinese ? 2 : MAX_WORDS);
            boolean isRepeated = own.stream()
                    .anyMatch(word -> words.stream()
                                    .filter(any -> any.token()
                                            .form()
                                            .equals(word.token().form()))
                                    .count()
                            > 1);
            if (missing.isEmpty() && !isRepeated && areNeighbours(target, others, one, other, size, isIntoChinese)) {
                return Optional.of(new OmittedItem(start, end));
            }
        }
        return Optional.empty();
    }

    private static boolean isPhrase(String text) {
        return text.length() > 1
                && !MARK.matcher(text).find()
                && !CLAUSE.matcher(text).matches();
    }

    private static boolean isFinal(MatchResult separator) {
        return !separator.group().isBlank()
                && !LISTED.matcher(separator.group()).matches();
    }

    /** Returns the words of a neighbour. In English, where clauses have the marks of lists, a link of a character proves too little. */
    private static List<ContentWord> neighbours(List<ContentWord> words, int from, int to, boolean isEnglish) {
        return between(words, from, to).stream()
                .filter(word -> !isEnglish || !word.isPart())
                .toList();
    }

    private static List<ContentWord> between(List<ContentWord> words, int from, int to) {
        return words.stream()
                .filter(word -> word.token().start() >= from && word.token().start() < to)
                .toList();
    }

    private static Set<Integer> links(List<ContentWord> words) {
        Set<Integer> links = new HashSet<>();
        words.forEach(word -> links.addAll(word.translations()));
        return links;
    }

    /** Returns whether one separator, and no other word, is between translations of two items. */
    private static boolean areNeighbours(
            String target, List<ContentWord> words, Set<Integer> one, Set<Integer> other, int size, boolean isChinese) {
        Pattern separator = isChinese ? CHINESE_SEPARATOR : ENGLISH_SEPARATOR;
        List<MatchResult> separators = separator.matcher(target).results().toList();
        if (separators.size() > MAX_SEPARATORS) {
            return false;
        }
        for (int from : one) {
            Deadline.check();
            for (int to = from + 1; to < words.size() && (one.contains(to) || other.contains(to)); to++) {
                int start = words.get(from).token().start();
                int end = words.get(to).token().start();
                List<Integer> found = IntStream.range(0, separators.size())
                        .filter(k -> separators.get(k).start() >= start
                                && separators.get(k).end() <= end)
                        .boxed()
                        .toList();
                if (other.contains(to)
                        && found.size() == 1
                        && chain(target, words, separators, found.get(0), found.get(0), MAX_WORDS) < size
                        && !MARK.matcher(separator
                                        .matcher(target.substring(start, end))
                                        .replaceAll(""))
                                .find()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Returns the number of separators in the list with a separator, or fewer in a source with several conjunctions. */
    private static int chain(
            String text, List<ContentWord> words, List<MatchResult> separators, int at, int first, int most) {
        int from = first;
        int to = at;
        boolean isSource = first < at;
        while (from > 0
                && !(isSource && isFinal(separators.get(from - 1)))
                && isItem(text, words, separators.get(from - 1), separators.get(from), most)) {
            from--;
        }
        while (to + 1 < separators.size()
                && !(isSource && isFinal(separators.get(to)))
                && isItem(text, words, separators.get(to), separators.get(to + 1), most)) {
            to++;
        }
        return to - from + 1;
    }

    /** Returns whether an item of at most a number of words is between two separators. */
    private static boolean isItem(
            String text, List<ContentWord> words, MatchResult before, MatchResult after, int most) {
        return between(words, before.end(), after.start()).size() <= most
                && !MARK.matcher(text.substring(before.end(), after.start())).find();
    }
}
