package duiqi.check.term;

import duiqi.check.CheckedUnit;
import duiqi.check.TextSpan;
import duiqi.glossary.TermMatches;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the words of a target that translate a term in place of a translation of the glossary. The dictionary links the
 * other words of both texts. Words that stay without a link are candidates: best are those that the dictionary gives for
 * the term, and those next to a translation of a neighbour of the term. Both directions have the same rule, because
 * {@link Meanings} makes the words of both languages comparable.
 */
final class StandIn {
    /** Minimum number of content words of a target for a judgement on the whole unit. */
    private static final int MIN_WORDS = 6;

    /** Share of linked content words under which a target does not translate its source. */
    private static final double MIN_LINKED = 0.1;

    /** Weight of a word that the dictionary gives for the term. */
    private static final int OF_DICTIONARY = 8;

    /** Weight of a translation of a neighbour next to the words. */
    private static final int OF_NEIGHBOUR = 3;

    /** Meanings of the beginning and the end of a text. */
    private static final Set<String> BEGINNING = Set.of("^");

    private static final Set<String> END = Set.of("$");

    private final CheckedUnit unit;
    private final Meanings meanings;
    private final List<Meanings.Word> source;
    private final List<Meanings.Word> target;

    /** Stems of each target word that a term or another word of the source has. */
    private final BitSet linked = new BitSet();

    StandIn(CheckedUnit unit, Meanings meanings) {
        this.unit = unit;
        this.meanings = meanings;
        this.source = meanings.of(unit, TextSpan.Side.SOURCE);
        this.target = meanings.of(unit, TextSpan.Side.TARGET);
        Set<String> all = stems(0, unit.source().text().length());
        for (int i = 0; i < target.size(); i++) {
            linked.set(i, !Collections.disjoint(target.get(i).stems(), all));
        }
    }

    /** Returns whether nothing suggests that the target translates the source. */
    boolean isNoTranslation() {
        return target.size() >= MIN_WORDS
                && source.size() >= MIN_WORDS
                && linked.cardinality() < MIN_LINKED * target.size();
    }

    /**
     * Returns the words that translate a term, if their letters, the dictionary or both neighbours show them.
     *
     * @param term the term in the source
     * @param taken the characters of the target that translate terms of the glossary
     * @param translation the usual translation
     */
    Optional<TextSpan> find(TermMatches.Hit term, BitSet taken, String translation) {
        return copied(term, taken, translation).or(() -> translated(term, taken, translation));
    }

    /** Returns the term itself, or the initials of its translation: <i>UN</i> for <i>United Nations</i>. */
    private Optional<TextSpan> copied(TermMatches.Hit term, BitSet taken, String translation) {
        String words = unit.source().text().substring(term.start(), term.end());
        String initials = Stream.of(translation.split("[ -]"))
                .filter(word -> !word.isEmpty() && Character.isUpperCase(word.charAt(0)))
                .map(word -> word.substring(0, 1))
                .collect(Collectors.joining());
        String either = Pattern.quote(words) + (initials.length() > 1 ? "|(?-i:" + Pattern.quote(initials) + ")" : "");
        return Pattern.compile("(?<![A-Za-z])(?:" + either + ")(?![A-Za-z])", Pattern.CASE_INSENSITIVE)
                .matcher(unit.target().text())
                .results()
                .filter(found -> taken.get(found.start(), found.end()).isEmpty())
                .map(found -> new TextSpan(TextSpan.Side.TARGET, found.start(), found.end()))
                .findFirst();
    }

    private Optional<TextSpan> translated(TermMatches.Hit term, BitSet taken, String translation) {
        int length = meanings.words(translation, unit.isIntoChinese());
        Set<String> own = stems(term.start(), term.end());
        Set<String> others = stems(0, term.start());
        others.addAll(stems(term.end(), unit.source().text().length()));
        Set<String> before = neighbour(term, -1);
        Set<String> after = neighbour(term, 1);
        int best = 0;
        Optional<TextSpan> found = Optional.empty();
        for (int i = 0; i < target.size(); i++) {
            int score = 0;
            for (int j = i; j < target.size() && j <= i + length && isOpen(target.get(j), others, taken); j++) {
                if (j > i && !isJoined(target.get(j - 1), target.get(j))) {
                    break;
                }
                score += Collections.disjoint(target.get(j).stems(), own) ? 0 : OF_DICTIONARY;
                int neighbours = near(i - 1, before, after) + near(j + 1, before, after);
                int whole = score + neighbours - Math.abs(j - i + 1 - length);
                if ((score > 0 || neighbours == 2 * OF_NEIGHBOUR) && whole > best) {
                    best = whole;
                    found = Optional.of(new TextSpan(
                            TextSpan.Side.TARGET,
                            target.get(i).start(),
                            target.get(j).end()));
                }
            }
        }
        return found;
    }

    private Set<String> stems(int from, int to) {
        Set<String> stems = new HashSet<>();
        source.stream().filter(word -> word.isIn(from, to)).forEach(word -> stems.addAll(word.stems()));
        return stems;
    }

    /** Returns the stems of the content word before or after a term, or the end of the text. */
    private Set<String> neighbour(TermMatches.Hit term, int step) {
        for (int i = 0; i < source.size(); i++) {
            boolean isBefore = step < 0
                    && source.get(i).end() <= term.start()
                    && (i + 1 == source.size() || source.get(i + 1).end() > term.start());
            boolean isAfter = step > 0 && source.get(i).start() >= term.end();
            if (isBefore || isAfter) {
                return source.get(i).stems();
            }
        }
        return step < 0 ? BEGINNING : END;
    }

    /** Returns whether a word may translate the term: no term of the glossary has it, and no other word explains it. */
    private static boolean isOpen(Meanings.Word word, Set<String> others, BitSet taken) {
        return taken.get(word.start(), word.end()).isEmpty() && Collections.disjoint(word.stems(), others);
    }

    /** Returns whether two words follow each other in one clause, with at most a short function word between. */
    private boolean isJoined(Meanings.Word one, Meanings.Word next) {
        String between = unit.target().text().substring(one.end(), next.start());
        return between.length() <= 8 && between.chars().allMatch(c -> Character.isLetter(c) || c == ' ' || c == '-');
    }

    private int near(int index, Set<String> before, Set<String> after) {
        Set<String> stems = index < 0
                ? BEGINNING
                : index < target.size() ? target.get(index).stems() : END;
        return Collections.disjoint(stems, before) && Collections.disjoint(stems, after) ? 0 : OF_NEIGHBOUR;
    }
}
