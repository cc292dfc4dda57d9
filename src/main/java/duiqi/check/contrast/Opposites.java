package duiqi.check.contrast;

import duiqi.check.contrast.ContrastTable.Axis;
import duiqi.check.contrast.Expressions.Kind;
import duiqi.check.contrast.Expressions.Occurrence;
import duiqi.lexicon.ContentWord;
import duiqi.lexicon.PairWords;
import duiqi.lexicon.Token;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Compares the opposites of one axis in a source and its target. An opposite is wrong if the target names it more often
 * than the source, and the other one less often, and if a word beside the one translates a word beside the other.
 */
final class Opposites {
    /** Numbers of characters beside an expression in which other expressions count. */
    private static final int NEAR_CHINESE = 4;

    private static final int NEAR_ENGLISH = 20;

    /** Number of content words beside an expression in which a translated word links it. */
    private static final int NEAR_WORDS = 4;

    /** Maximum sums of the distances of two words that translate each other from the two expressions. */
    private static final int CLOSE = 3;

    private static final int CLOSE_DIRECT = 4;

    private static final int CLOSE_CLAUSE = 6;

    private static final int FAR = 2 * NEAR_WORDS + 1;

    /** Number of content words above which a text often has unrelated opposites. */
    private static final int LONG = 30;

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
                        && !hasBeside(source, of, to, isIntoChinese)
                        && !hasBeside(target, to, of, !isIntoChinese)
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

    /** Returns whether something beside an expression can mean the concept of one in the other text. */
    private boolean hasBeside(List<Occurrence> all, Occurrence place, Occurrence there, boolean isEnglish) {
        int reach = isEnglish ? NEAR_ENGLISH : NEAR_CHINESE;
        return all.stream()
                .anyMatch(one -> concept(one) == concept(there)
                        && one.start() < place.end() + reach
                        && one.end() > place.start() - reach
                        && !isTranslatedElsewhere(one, there, isEnglish));
    }

    /** Returns whether the word of an expression has a translation outside an expression of the other text. */
    private boolean isTranslatedElsewhere(Occurrence one, Occurrence there, boolean isEnglish) {
        List<ContentWord> others = words(!isEnglish);
        return one.meaning().kind() != Kind.NAME
                && words(isEnglish).stream()
                        .filter(word -> isIn(word.token(), one))
                        .anyMatch(word -> word.isTranslated()
                                && !word.isPart()
                                && word.translations().stream()
                                        .noneMatch(k -> isIn(others.get(k).token(), there)));
    }

    private static boolean isIn(Token token, Occurrence place) {
        return token.start() < place.end() && token.start() + token.form().length() > place.start();
    }

    private List<ContentWord> words(boolean ofEnglish) {
        return ofEnglish ? words.get().english() : words.get().chinese();
    }

    /** Returns whether a content word beside one expression translates one beside the other. */
    private boolean isLinked(Occurrence of, Occurrence to) {
        List<Link> links = links(of, to);
        int closest = closest(links, link -> true);
        int governed = closest(links, link -> link.chinese < 0 && link.english > 0);
        int reversed = closest(links, link -> link.chinese < 0 && link.english < 0);
        return switch (axis.reach()) {
            case CLAUSE -> governed <= CLOSE_CLAUSE && governed < reversed;
            case DIRECT -> closest <= CLOSE_DIRECT;
            case LIMIT -> closest < FAR;
            default ->
                closest <= CLOSE && Math.min(words(true).size(), words(false).size()) <= LONG;
        };
    }

    /** Returns the links between words beside one expression and words beside the other. */
    private List<Link> links(Occurrence of, Occurrence to) {
        List<ContentWord> own = words(isIntoChinese);
        Window near = window(own, of);
        Window there = window(words(!isIntoChinese), to);
        return IntStream.range(Math.max(0, near.first - NEAR_WORDS), Math.min(own.size(), near.end + NEAR_WORDS))
                .boxed()
                .flatMap(k -> own.get(k).translations().stream()
                        .map(translation -> link(near.distance(k), there.distance(translation))))
                .filter(Link::isNear)
                .toList();
    }

    private Link link(int own, int other) {
        return isIntoChinese ? new Link(other, own) : new Link(own, other);
    }

    private static int closest(List<Link> links, Predicate<Link> which) {
        return links.stream().filter(which).mapToInt(Link::sum).min().orElse(FAR);
    }

    /** Holds the distances of two words that translate each other from their expressions, negative before them. */
    private record Link(int chinese, int english) {
        boolean isNear() {
            return chinese != 0 && english != 0 && Math.abs(chinese) <= NEAR_WORDS && Math.abs(english) <= NEAR_WORDS;
        }

        int sum() {
            return Math.abs(chinese) + Math.abs(english);
        }
    }

    private static Window window(List<ContentWord> all, Occurrence place) {
        int first = 0;
        while (first < all.size() && all.get(first).token().start() < place.start()) {
            first++;
        }
        int end = first;
        while (end < all.size() && all.get(end).token().start() < place.end()) {
            end++;
        }
        return new Window(first, end);
    }

    /**
     * Holds the place of an expression among the content words.
     *
     * @param first index of its first content word
     * @param end index after its last content word
     */
    private record Window(int first, int end) {
        /** Returns the number of words from the expression to a word, negative before it, or 0 in it. */
        int distance(int word) {
            return word < first ? word - first : word < end ? 0 : word - end + 1;
        }
    }
}
