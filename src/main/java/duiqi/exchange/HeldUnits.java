package duiqi.exchange;

import duiqi.text.TranslationUnit;
import duiqi.text.UnitProperties;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The units of two documents that a person holds to, having confirmed, edited, marked or annotated them. Units that aligning makes of
 * the same sentences, cut otherwise, would double them.
 *
 * <p>Sentences are told by their text: a unit that a held one contains, that contains it, or that ends as it begins, on either side.
 * A held text is used up by what is found in it, the nearest first, so that a sentence that comes twice is taken once. An edited text
 * is also told by its place, where the two are still alike. Not thread-safe.
 */
final class HeldUnits {
    private static final Pattern SPACE = Pattern.compile("[\\s\\x{A0}\\x{3000}]+");

    /** What no sentence ends with. */
    private static final Pattern INSIDE = Pattern.compile("[\\p{L}\\p{N},，、:：(（“‘-]");

    /** Ends that two texts must share, in UTF-16 units, to be cut from the same sentence; shorter ones come about by chance. */
    private static final int SHARED_END = 6;

    /** Of an edited text, as much must be left at both ends together. */
    private static final int LEFT_OF_EDITED = 3;

    private final List<Wanted> wanted;
    private final Set<String> ids;

    private record Wanted(TranslationUnit unit, int line, String source, String target) {
        static Wanted of(TranslationUnit unit) {
            return new Wanted(
                    unit,
                    HeldUnits.line(position(unit, UnitProperties.SOURCE_POSITION)),
                    plain(unit.source().text()),
                    plain(unit.target().text()));
        }
    }

    HeldUnits(Collection<TranslationUnit> wanted) {
        this.wanted = wanted.stream().map(Wanted::of).toList();
        this.ids = wanted.stream().map(TranslationUnit::id).collect(Collectors.toSet());
    }

    /** Ids of those wanted units that are made of sentences of held ones of the file. */
    Set<String> covered(Collection<RawUnit> held) {
        Set<String> heldIds = held.stream().map(RawUnit::id).collect(Collectors.toSet());
        Set<String> covered = new LinkedHashSet<>();
        for (RawUnit unit : held) {
            if (!ids.contains(unit.id())) {
                cover(unit, heldIds, covered);
            }
        }
        return covered;
    }

    private void cover(RawUnit held, Set<String> heldIds, Set<String> covered) {
        int line = line(held.property(UnitProperties.SOURCE_POSITION));
        boolean isEdited = held.property(UnitProperties.EDITED).isPresent();
        Rest source = new Rest(plain(held.variants().get(0).text()));
        Rest target = new Rest(plain(held.variants().get(1).text()));
        wanted.stream()
                .filter(other -> !heldIds.contains(other.unit.id()) && !covered.contains(other.unit.id()))
                .sorted(Comparator.comparingInt(other -> Math.abs(line - other.line)))
                .forEach(other -> {
                    // Both are to be used up.
                    boolean isSourceCovered = source.takes(other.source);
                    boolean isTargetCovered = target.takes(other.target);
                    boolean isCovered = isSourceCovered || isTargetCovered;
                    boolean isEditedThere = isEdited
                            && ((isAt(held, other.unit, UnitProperties.SOURCE_POSITION) && source.isLike(other.source))
                                    || (isAt(held, other.unit, UnitProperties.TARGET_POSITION)
                                            && target.isLike(other.target)));
                    if (isCovered || isEditedThere) {
                        covered.add(other.unit.id());
                    }
                });
    }

    private static boolean isAt(RawUnit held, TranslationUnit unit, String property) {
        return held.property(property).isPresent() && held.property(property).equals(position(unit, property));
    }

    private static Optional<String> position(TranslationUnit unit, String property) {
        return Optional.ofNullable(unit.properties().get(property));
    }

    private static int line(Optional<String> position) {
        return position.map(text -> text.replaceFirst(":.*", ""))
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Integer::parseInt)
                .orElse(0);
    }

    private static String plain(String text) {
        return SPACE.matcher(text).replaceAll("");
    }

    /** What is left of a held text. */
    private static final class Rest {
        private final String whole;
        private String left;

        Rest(String whole) {
            this.whole = whole;
            this.left = whole;
        }

        boolean takes(String text) {
            if (left.isEmpty()) {
                return false;
            }
            int at = sentenceIn(left, text);
            if (at >= 0) {
                left = left.substring(0, at) + left.substring(at + text.length());
                return true;
            }
            if (sentenceIn(text, left) >= 0) {
                left = "";
                return true;
            }
            for (int length = Math.min(left.length(), text.length()) - 1; length >= SHARED_END; length--) {
                if (text.endsWith(left.substring(0, length))) {
                    left = left.substring(length);
                    return true;
                }
                if (text.startsWith(left.substring(left.length() - length))) {
                    left = left.substring(0, left.length() - length);
                    return true;
                }
            }
            return false;
        }

        /** Where a text stands in another one, not as the end of another sentence; -1 when nowhere. */
        private static int sentenceIn(String longer, String text) {
            int at = longer.indexOf(text);
            while (at > 0 && INSIDE.matcher(longer.substring(at - 1, at)).matches()) {
                at = longer.indexOf(text, at + 1);
            }
            return at;
        }

        /** Whether a text has kept a part of its beginning and its end. */
        boolean isLike(String text) {
            int shorter = Math.min(whole.length(), text.length());
            int start = 0;
            while (start < shorter && whole.charAt(start) == text.charAt(start)) {
                start++;
            }
            int end = 0;
            while (end < shorter - start
                    && whole.charAt(whole.length() - 1 - end) == text.charAt(text.length() - 1 - end)) {
                end++;
            }
            return (start + end) * LEFT_OF_EDITED >= Math.max(whole.length(), text.length());
        }
    }
}
