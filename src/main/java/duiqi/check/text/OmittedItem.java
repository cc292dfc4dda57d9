package duiqi.check.text;

import duiqi.lexicon.ContentWord;
import duiqi.lexicon.PairWords;
import duiqi.lexicon.Token;
import duiqi.text.Deadline;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Finds an item of a list that the translation drops, such as B in <i>A and C</i> for A、B和C: the words of the item have no
 * translation, and those of its neighbours are side by side. A logistic regression on real pairs, from which one item was removed, gave the weights.
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
    private static final Pattern MARK = Pattern.compile("[^\\p{L}\\p{N}\\p{Pd}\\p{M} '’%·/]");

    /** Matches English words that begin a clause or an adverb, not an item. */
    private static final Pattern CLAUSE = Pattern.compile(
            "(?i)\\s*(?:he|she|it|they|we|i|you|one|which|who|whose|where|when|that|there|in|on|at|from|to|for|with|by|if|as|but|so|not|only|even)\\b.*");

    /** Maximum number of words of the item of a list, and of neighbours that are compared. */
    private static final int MAX_WORDS = 4;

    /** Longer lists are tables; the time grows with the square of the number. */
    private static final int MAX_SEPARATORS = 60;

    /** Maximum distance of the translations of two neighbours, in words. */
    private static final int MAX_DISTANCE = 12;

    /** Weights of the evidence, in the order of {@link Search#score}; the first one holds the bias and the limit. */
    private static final double[] INTO_ENGLISH = {-4.6, -1.24, 0.66, -0.62, 1.99, -1.01, 1.35, 0.6, 2.71, -0.18, -2.5};

    private static final double[] INTO_CHINESE = {-7.7, -1.62, 0.36, -0.42, 3.2, -0.74, 1.41, 2.26, 3.95, -0.51, -1.93};

    /** Least evidence of a word without a translation. */
    private static final double LEAST = 0.2;

    /** Returns the most probable dropped item of a source. */
    static Optional<OmittedItem> in(String source, String target, PairWords pair, boolean isIntoChinese) {
        Side own = new Side(source, isIntoChinese ? pair.english() : pair.chinese(), !isIntoChinese);
        int count = own.separators.size();
        if (count < 2 || count > MAX_SEPARATORS) {
            return Optional.empty();
        }
        Side other = new Side(target, isIntoChinese ? pair.chinese() : pair.english(), isIntoChinese);
        Search search = isIntoChinese
                ? new Search(own, pair.englishLosses(), other, pair.chineseLosses(), INTO_CHINESE)
                : new Search(own, pair.chineseLosses(), other, pair.englishLosses(), INTO_ENGLISH);
        double best = 0;
        Optional<OmittedItem> found = Optional.empty();
        for (int i = 1; i < count; i++) {
            Deadline.check();
            double score = own.isListed(i) ? search.score(i) : 0;
            if (score > best) {
                best = score;
                int start = own.end(i - 1);
                found = Optional.of(new OmittedItem(start, own.start(i)));
            }
        }
        return found;
    }

    /** Holds a text with its words, and the separators that may be between items. */
    private static final class Side {
        private final String text;
        private final List<ContentWord> words;
        private final List<String> forms;
        private final boolean isChinese;
        private final List<MatchResult> separators;

        Side(String text, List<ContentWord> words, boolean isChinese) {
            this.text = text;
            this.words = words;
            forms = words.stream().map(word -> word.token().form()).toList();
            this.isChinese = isChinese;
            BitSet inside = new BitSet();
            words.stream()
                    .filter(word -> isChinese && word.token().kind() == Token.Kind.WORD)
                    .forEach(word -> inside.set(
                            word.token().start(),
                            word.token().start() + word.token().form().length()));
            separators = (isChinese ? CHINESE_SEPARATOR : ENGLISH_SEPARATOR)
                    .matcher(text)
                    .results()
                    .filter(separator -> !inside.get(separator.start()))
                    .toList();
        }

        int start(int separator) {
            return separator < separators.size() ? separators.get(separator).start() : text.length();
        }

        int end(int separator) {
            return separator < 0 ? 0 : separators.get(separator).end();
        }

        boolean isConjunction(int separator) {
            String group = separators.get(separator).group().strip();
            return !group.equals(",") && !group.equals("、");
        }

        /** Returns whether an item of a list ends at a separator. */
        boolean isListed(int i) {
            String item = text.substring(end(i - 1), start(i));
            return !isConjunction(i - 1) && item.strip().length() > (isChinese ? 0 : 1) && isPhrase(item);
        }

        int[] between(int from, int to) {
            return IntStream.range(0, words.size())
                    .filter(k -> words.get(k).token().start() >= from
                            && words.get(k).token().start() < to)
                    .toArray();
        }

        BitSet links(IntStream indexes) {
            BitSet links = new BitSet();
            indexes.forEach(k -> words.get(k).translations().forEach(links::set));
            return links;
        }

        /** Returns the number of separators in the list with a separator. A conjunction may end the list. */
        int chain(int at, boolean endsAtConjunction) {
            int from = at;
            int to = at;
            while (from > 0 && isItem(from) && !(endsAtConjunction && isConjunction(from - 1))) {
                from--;
            }
            while (to + 1 < separators.size() && isItem(to + 1) && !(endsAtConjunction && isConjunction(to))) {
                to++;
            }
            return to - from + 1;
        }

        private boolean isItem(int i) {
            return isPhrase(text.substring(end(i - 1), start(i))) && between(end(i - 1), start(i)).length <= MAX_WORDS;
        }

        private static boolean isPhrase(String item) {
            return !MARK.matcher(item).find() && !CLAUSE.matcher(item).matches();
        }
    }

    private record Search(Side source, double[] losses, Side target, double[] targetLosses, double[] weights) {
        /** Returns how probable it is that the item before a separator is dropped: above 0 if it is. */
        double score(int i) {
            int[] all = source.between(source.end(i - 1), source.start(i));
            int[] own = IntStream.of(all)
                    .filter(k -> Collections.frequency(source.forms, source.forms.get(k)) == 1)
                    .toArray();
            if (own.length == 0 || all.length > MAX_WORDS + 1) {
                return 0;
            }
            int[] before = source.between(source.end(i - 2), source.start(i - 1));
            BitSet left = source.links(IntStream.of(before).skip(Math.max(0, before.length - MAX_WORDS)));
            BitSet right = source.links(IntStream.of(source.between(source.end(i), source.start(i + 1)))
                    .limit(MAX_WORDS));
            Optional<Neighbours> pair = neighbours(left, right);
            return pair.isEmpty() ? 0 : score(i, own, left, right, pair.get());
        }

        private double score(int i, int[] own, BitSet left, BitSet right, Neighbours pair) {
            BitSet claimed = source.links(IntStream.range(0, losses.length)
                    .filter(k -> IntStream.of(own).noneMatch(o -> o == k)
                            && !source.words.get(k).isPart()));
            double missing = 0;
            int present = 0;
            int shared = 0;
            for (int k : own) {
                ContentWord word = source.words.get(k);
                List<Integer> links = word.translations();
                if (links.stream().allMatch(claimed::get)) {
                    boolean isBeside = links.stream().allMatch(t -> left.get(t) || right.get(t));
                    missing += isBeside ? losses[k] + LEAST : 0;
                    shared += isBeside && word.isTranslated() ? 1 : 0;
                } else {
                    present += word.isPart() ? 0 : 1;
                }
            }
            boolean isSame =
                    pair.separators.length > 0 && source.chain(i, true) <= target.chain(pair.separators[0], false);
            double[] evidence = {
                1,
                present,
                missing,
                own.length,
                pair.separators.length == 1 ? 1 : 0,
                pair.isReversed ? 1 : 0,
                isSame ? 0 : 1,
                source.isConjunction(i) ? 1 : 0,
                (missing + LEAST) / (missing + pair.unlinked + 3 * LEAST),
                pair.distance,
                shared
            };
            return IntStream.range(0, evidence.length)
                    .mapToDouble(k -> weights[k] * evidence[k])
                    .sum();
        }

        /** Returns the closest translations of the items before and after an item. */
        private Optional<Neighbours> neighbours(BitSet left, BitSet right) {
            double least = Double.MAX_VALUE;
            Optional<Neighbours> closest = Optional.empty();
            for (int l = left.nextSetBit(0); l >= 0; l = left.nextSetBit(l + 1)) {
                for (int r = right.nextSetBit(Math.max(0, l - MAX_DISTANCE));
                        r >= 0 && r <= l + MAX_DISTANCE;
                        r = right.nextSetBit(r + 1)) {
                    Neighbours pair = between(Math.min(l, r), Math.max(l, r), r < l);
                    if (l != r && pair.cost() < least) {
                        least = pair.cost();
                        closest = Optional.of(pair);
                    }
                }
            }
            return closest;
        }

        private Neighbours between(int from, int to, boolean isReversed) {
            int start = target.words.get(from).token().start();
            int end = target.words.get(to).token().start();
            return new Neighbours(
                    to - from,
                    isReversed,
                    IntStream.range(from + 1, to)
                            .filter(t -> !target.words.get(t).isTranslated())
                            .mapToDouble(t -> targetLosses[t] + LEAST)
                            .sum(),
                    IntStream.range(0, target.separators.size())
                            .filter(k -> target.start(k) >= start && target.end(k) <= end)
                            .toArray());
        }
    }

    /** Represents translations of two neighbours in the target: their distance in words, and what is between them. */
    private record Neighbours(int distance, boolean isReversed, double unlinked, int[] separators) {
        double cost() {
            return unlinked + Math.abs(separators.length - 1) + (isReversed ? 0.7 : 0) + 0.05 * distance;
        }
    }
}
