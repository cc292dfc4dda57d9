package duiqi.check.term;

import duiqi.check.CheckedUnit;
import duiqi.check.TextSpan;
import duiqi.glossary.TermMatches;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    private final CheckedUnit unit;
    private final Meanings meanings;
    private final List<Meanings.Word> source;
    private final List<Meanings.Word> target;

    /** Indexes of the source words that share a stem with each target word. */
    private final List<BitSet> links = new ArrayList<>();

    StandIn(CheckedUnit unit, Meanings meanings) {
        this.unit = unit;
        this.meanings = meanings;
        this.source = meanings.of(unit, TextSpan.Side.SOURCE);
        this.target = meanings.of(unit, TextSpan.Side.TARGET);
        Map<String, BitSet> byStem = new HashMap<>();
        for (int i = 0; i < source.size(); i++) {
            for (String stem : source.get(i).stems()) {
                byStem.computeIfAbsent(stem, one -> new BitSet()).set(i);
            }
        }
        Map<Set<String>, BitSet> byStems = new HashMap<>();
        for (Meanings.Word word : target) {
            links.add(byStems.computeIfAbsent(word.stems(), stems -> {
                BitSet linked = new BitSet();
                stems.forEach(stem -> linked.or(byStem.getOrDefault(stem, new BitSet())));
                return linked;
            }));
        }
    }

    /** Returns whether nothing suggests that the target translates the source. */
    boolean isNoTranslation() {
        return target.size() >= MIN_WORDS
                && source.size() >= MIN_WORDS
                && links.stream().filter(linked -> !linked.isEmpty()).count() < MIN_LINKED * target.size();
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
        Place place = place(term);
        int best = 0;
        Optional<TextSpan> found = Optional.empty();
        for (int i = 0; i < target.size(); i++) {
            int score = 0;
            int end = end(i, i + length + 1, place, taken);
            for (int j = i; j < end; j++) {
                score += links.get(j).intersects(place.own) ? OF_DICTIONARY : 0;
                int neighbours = near(i - 1, place) + near(j + 1, place);
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
     * Holds the place of a term among the words of the source.
     *
     * @param own indexes of its words
     * @param before index of the last word before it, or -1
     * @param after index of the first word after it, or the number of words
     */
    private record Place(BitSet own, int before, int after) {}

    private Place place(TermMatches.Hit term) {
        BitSet own = new BitSet();
        int before = -1;
        int after = 0;
        while (after < source.size() && source.get(after).start() < term.end()) {
            own.set(after, source.get(after).isIn(term.start(), term.end()));
            before = source.get(after).end() <= term.start() ? after : before;
            after++;
        }
        return new Place(own, before, after);
    }

    private TextSpan span(int first, int last) {
        return new TextSpan(
                TextSpan.Side.TARGET,
                target.get(first).start(),
                target.get(last).end());
    }

    /** Returns the index after the open words from a word on, before an end, that follow each other in one clause. */
    private int end(int first, int before, Place place, BitSet taken) {
        int end = first;
        while (end < Math.min(before, target.size())
                && isOpen(end, place, taken)
                && (end == first || isJoined(target.get(end - 1), target.get(end)))) {
            end++;
        }
        return end;
    }

    /** Returns whether a word may translate the term: no term of the glossary has it, and no other word explains it. */
    private boolean isOpen(int index, Place place, BitSet taken) {
        Meanings.Word word = target.get(index);
        BitSet linked = links.get(index);
        int first = linked.nextSetBit(0);
        return !Character.isDigit(unit.target().text().charAt(word.start()))
                && taken.get(word.start(), word.end()).isEmpty()
                && (first < 0 || (first > place.before && linked.length() <= place.after));
    }

    /** Returns whether two words follow each other in one clause, with at most a short function word between. */
    private boolean isJoined(Meanings.Word one, Meanings.Word next) {
        String between = unit.target().text().substring(one.end(), next.start());
        return between.length() <= 8 && between.chars().allMatch(c -> Character.isLetter(c) || c == ' ' || c == '-');
    }

    /** Returns the weight of a word that translates a neighbour of the term, or of an end of the text for an end. */
    private int near(int index, Place place) {
        boolean isNear = index < 0
                ? place.before < 0
                : index >= target.size()
                        ? place.after >= source.size()
                        : (place.before >= 0 && links.get(index).get(place.before))
                                || links.get(index).get(place.after);
        return isNear ? OF_NEIGHBOUR : 0;
    }
}
