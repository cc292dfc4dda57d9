package duiqi.check.term;

import duiqi.check.CheckedUnit;
import duiqi.check.TextSpan;
import duiqi.glossary.TermMatches;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
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

    /** Maximum number of content words of a short source. */
    private static final int SHORT = 4;

    /** Maximum number of groups of words without a link. */
    private static final int MAX_OPEN = 3;

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
        String text = unit.target().text();
        boolean isIn = text.toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT));
        if (!isIn && (initials.length() < 2 || !text.contains(initials))) {
            return Optional.empty();
        }
        String either = Pattern.quote(words) + (initials.length() > 1 ? "|(?-i:" + Pattern.quote(initials) + ")" : "");
        return Pattern.compile("(?<![A-Za-z=_./-])(?:" + either + ")(?![A-Za-z=_/-])", Pattern.CASE_INSENSITIVE)
                .matcher(text)
                .results()
                .filter(found -> taken.get(found.start(), found.end()).isEmpty())
                .map(found -> new TextSpan(TextSpan.Side.TARGET, found.start(), found.end()))
                .findFirst();
    }

    private Optional<TextSpan> translated(TermMatches.Hit term, BitSet taken, String translation) {
        int length = meanings.words(translation, unit.isIntoChinese());
        Set<String> own = stems(term.start(), term.end());
        Set<String> others = others(term);
        Set<String> before = neighbour(term, -1);
        Set<String> after = neighbour(term, 1);
        int best = 0;
        Optional<TextSpan> found = Optional.empty();
        for (int i = 0; i < target.size(); i++) {
            int score = 0;
            int end = end(i, i + length + 1, others, taken);
            for (int j = i; j < end; j++) {
                score += Collections.disjoint(target.get(j).stems(), own) ? 0 : OF_DICTIONARY;
                int neighbours = near(i - 1, before, after) + near(j + 1, before, after);
                int whole = score + neighbours - Math.abs(j - i + 1 - length);
                if ((score > 0 || neighbours == 2 * OF_NEIGHBOUR) && whole > best) {
                    best = whole;
                    found = Optional.of(span(i, j));
                }
            }
        }
        return found;
    }

    /**
     * Returns the words that translate a term because few English words have no link, and only they are next to a
     * translation of a neighbour. Many Chinese words have no link, so that this serves short texts only, if there are no
     * others.
     */
    Optional<TextSpan> left(TermMatches.Hit term, BitSet taken, String translation) {
        int length = meanings.words(translation, unit.isIntoChinese());
        Set<String> others = others(term);
        Set<String> before = neighbour(term, -1);
        Set<String> after = neighbour(term, 1);
        List<TextSpan> open = new ArrayList<>();
        List<TextSpan> beside = new ArrayList<>();
        for (int i = 0; i < target.size(); i++) {
            int end = end(i, target.size(), others, taken);
            if (end > i && end - i <= length + 1) {
                open.add(span(i, end - 1));
                if (near(i - 1, before, after) + near(end, before, after) > 0) {
                    beside.add(span(i, end - 1));
                }
            }
            i = Math.max(i, end - 1);
        }
        if (unit.isIntoChinese()) {
            return open.size() == 1 && source.size() <= SHORT ? Optional.of(open.get(0)) : Optional.empty();
        }
        return open.size() <= MAX_OPEN && beside.size() == 1 ? Optional.of(beside.get(0)) : Optional.empty();
    }

    /** Returns the stems of all words outside a term. */
    private Set<String> others(TermMatches.Hit term) {
        Set<String> others = stems(0, term.start());
        others.addAll(stems(term.end(), unit.source().text().length()));
        return others;
    }

    private TextSpan span(int first, int last) {
        return new TextSpan(
                TextSpan.Side.TARGET,
                target.get(first).start(),
                target.get(last).end());
    }

    /** Returns the index after the open words before a limit that follow each other in one clause from a word on. */
    private int end(int first, int limit, Set<String> others, BitSet taken) {
        int end = first;
        while (end < Math.min(limit, target.size())
                && isOpen(target.get(end), others, taken)
                && (end == first || isJoined(target.get(end - 1), target.get(end)))) {
            end++;
        }
        return end;
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
    private boolean isOpen(Meanings.Word word, Set<String> others, BitSet taken) {
        return !Character.isDigit(unit.target().text().charAt(word.start()))
                && taken.get(word.start(), word.end()).isEmpty()
                && Collections.disjoint(word.stems(), others);
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
