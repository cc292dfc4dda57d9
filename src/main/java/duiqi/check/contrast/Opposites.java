package duiqi.check.contrast;

import duiqi.check.contrast.ContrastTable.Axis;
import duiqi.check.contrast.ContrastTable.Reach;
import duiqi.check.contrast.Expressions.Kind;
import duiqi.check.contrast.Expressions.Occurrence;
import duiqi.lexicon.ContentWord;
import duiqi.lexicon.PairWords;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Compares the opposites of one axis in a source and its target. An opposite is wrong if the target names it more often
 * than the source, and the other one less often, and if a word beside the one translates a word beside the other. In a
 * long text, the opposites themselves may not be translated elsewhere.
 */
final class Opposites {
    /** Numbers of characters beside an expression in which other expressions count. */
    private static final int NEAR_CHINESE = 4;

    private static final int NEAR_ENGLISH = 20;

    /** Number of content words beside an expression in which a translated word links it. */
    private static final int NEAR_WORDS = 4;

    /** Number of content words from which a text is so long that it often has unrelated opposites. */
    private static final int LONG = 20;

    /** Maximum number of names of a side that are compared. */
    private static final int MAX_NAMES = 20;

    private final List<Occurrence> source;
    private final List<Occurrence> target;
    private final boolean isIntoChinese;
    private final Supplier<PairWords> words;
    private final Axis axis;

    /**
     * Compares two texts.
     *
     * @param source expressions of the source
     * @param target expressions of the target
     * @param isIntoChinese true if the target is Chinese
     * @param words reads the words of both texts
     * @param axis the axis of the expressions
     */
    Opposites(
            List<Occurrence> source,
            List<Occurrence> target,
            boolean isIntoChinese,
            Supplier<PairWords> words,
            Axis axis) {
        this.source = source;
        this.target = target;
        this.isIntoChinese = isIntoChinese;
        this.words = words;
        this.axis = axis;
    }

    /** Finds the first wrong opposite of the target. */
    Optional<Replacement> find() {
        List<Occurrence> names = names(target);
        for (Occurrence of : names.isEmpty() ? List.<Occurrence>of() : names(source)) {
            for (Occurrence to : names) {
                if (isExchanged(concept(of), concept(to))
                        && !hasBeside(source, of, concept(to), isIntoChinese)
                        && !hasBeside(target, to, concept(of), !isIntoChinese)
                        && isLinked(of, to)) {
                    return Optional.of(new Replacement(of, to, true));
                }
            }
        }
        return Optional.empty();
    }

    private static List<Occurrence> names(List<Occurrence> all) {
        return all.stream()
                .filter(one -> one.meaning().kind() == Kind.NAME)
                .limit(MAX_NAMES)
                .toList();
    }

    private static int concept(Occurrence occurrence) {
        return occurrence.meaning().concept();
    }

    /** Returns whether the target has fewer names of a concept than the source, and more of another one. */
    private boolean isExchanged(int concept, int other) {
        return concept != other
                && names(source, concept) > names(target, concept)
                && names(target, other) > names(source, other);
    }

    private static long names(List<Occurrence> all, int concept) {
        return names(all).stream().filter(one -> concept(one) == concept).count();
    }

    /** Returns whether something beside an expression can mean a concept. */
    private static boolean hasBeside(List<Occurrence> all, Occurrence place, int concept, boolean isEnglish) {
        int reach = isEnglish ? NEAR_ENGLISH : NEAR_CHINESE;
        return all.stream()
                .anyMatch(one -> concept(one) == concept
                        && one.start() < place.end() + reach
                        && one.end() > place.start() - reach);
    }

    /** Returns whether a content word beside one expression translates one beside the other. */
    private boolean isLinked(Occurrence of, Occurrence to) {
        PairWords pair = words.get();
        List<ContentWord> own = isIntoChinese ? pair.english() : pair.chinese();
        List<ContentWord> others = isIntoChinese ? pair.chinese() : pair.english();
        Window near = window(own, of, isIntoChinese);
        Window there = window(others, to, !isIntoChinese);
        boolean isLong = Math.min(own.size(), others.size()) > LONG;
        if (isLong && axis.reach() != Reach.LIMIT && (near.isTranslated(own) || there.isTranslated(others))) {
            return false;
        }
        for (int k = Math.max(0, near.first - near.before); k < Math.min(own.size(), near.end + near.after); k++) {
            if (near.isBeside(k) && own.get(k).translations().stream().anyMatch(there::isBeside)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the content words of an expression, and how many beside it count. */
    private Window window(List<ContentWord> all, Occurrence place, boolean isEnglish) {
        int first = 0;
        while (first < all.size() && all.get(first).token().start() < place.start()) {
            first++;
        }
        int end = first;
        while (end < all.size() && all.get(end).token().start() < place.end()) {
            end++;
        }
        boolean isClause = axis.reach() == Reach.CLAUSE;
        return new Window(first, end, isClause && isEnglish ? 0 : NEAR_WORDS, isClause && !isEnglish ? 0 : NEAR_WORDS);
    }

    /**
     * Holds the place of an expression among the content words.
     *
     * @param first index of its first content word
     * @param end index after its last content word
     * @param before number of words before it that count
     * @param after number of words after it that count
     */
    private record Window(int first, int end, int before, int after) {
        boolean isTranslated(List<ContentWord> words) {
            return words.subList(first, end).stream().anyMatch(word -> word.isTranslated() && !word.isPart());
        }

        boolean isBeside(int word) {
            return (word >= first - before && word < first) || (word >= end && word < end + after);
        }
    }
}
