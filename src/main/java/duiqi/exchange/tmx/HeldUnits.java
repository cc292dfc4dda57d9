package duiqi.exchange.tmx;

import duiqi.text.Characters;
import duiqi.text.TranslationUnit;
import duiqi.text.TranslationUnit.UnitProperties;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds new units that would duplicate held units. A person confirmed, edited, marked or annotated a held unit; a new
 * alignment may split the same sentences differently.
 *
 * <p>duiqi compares sentences by text. A match in the source or in the target is enough for a duplicate. Two texts match
 * if one contains the other, or if the end of one is the beginning of the other. A match uses up that part of the held
 * text, the nearest unit first, so that a repeated sentence matches once. An edited unit also matches by position if the
 * texts are still similar.
 */
public final class HeldUnits {
    private static final Pattern SPACE = Pattern.compile("[\\s\\x{A0}\\x{3000}]+");

    /** Characters that do not end a sentence. */
    private static final Pattern INSIDE = Pattern.compile("[\\p{L}\\p{N},，、:：(（“‘-]");

    /** Minimum length in UTF-16 units of a shared beginning or end; shorter ones occur by chance. */
    private static final int SHARED_END = 6;

    /** An edited text is similar if its unchanged beginning and end are at least one third of the longer text. */
    private static final int EDITED_DIVISOR = 3;

    private HeldUnits() {}

    private record Wanted(TranslationUnit unit, int line, String source, String target) {
        static Wanted of(TranslationUnit unit) {
            Optional<String> position = position(unit, UnitProperties.SOURCE_POSITION);
            return new Wanted(
                    unit,
                    HeldUnits.line(position),
                    plain(unit.source().text()),
                    plain(unit.target().text()));
        }
    }

    /** Returns the ids of new units that duplicate held units of the file. */
    public static Set<String> duplicates(Collection<TranslationUnit> units, Collection<RawUnit> held) {
        if (held.isEmpty()) {
            return Set.of();
        }
        List<Wanted> wanted = units.stream().map(Wanted::of).toList();
        Set<String> ids = units.stream().map(TranslationUnit::id).collect(Collectors.toSet());
        Set<String> heldIds = held.stream().map(RawUnit::id).collect(Collectors.toSet());
        Set<String> duplicates = new LinkedHashSet<>();
        for (RawUnit unit : held) {
            if (!ids.contains(unit.id())) {
                int line = line(unit.property(UnitProperties.SOURCE_POSITION));
                Remainder source =
                        new Remainder(plain(unit.tu().variants().get(0).text()));
                Remainder target =
                        new Remainder(plain(unit.tu().variants().get(1).text()));
                wanted.stream()
                        .filter(other -> !heldIds.contains(other.unit.id()) && !duplicates.contains(other.unit.id()))
                        .sorted(Comparator.comparingInt(other -> Math.abs(line - other.line)))
                        .forEach(other -> {
                            // Both calls must run, because each uses up text.
                            boolean isSourceMatched = source.consume(other.source);
                            boolean isTargetMatched = target.consume(other.target);
                            if (isSourceMatched || isTargetMatched || isEdited(unit, other, source, target)) {
                                duplicates.add(other.unit.id());
                            }
                        });
            }
        }
        return duplicates;
    }

    /** Returns whether a held unit is an edited version of a new one: at its position, and still similar. */
    private static boolean isEdited(RawUnit held, Wanted other, Remainder source, Remainder target) {
        return held.property(UnitProperties.EDITED).isPresent()
                && ((isAt(held, other.unit, UnitProperties.SOURCE_POSITION) && source.isSimilarTo(other.source))
                        || (isAt(held, other.unit, UnitProperties.TARGET_POSITION)
                                && target.isSimilarTo(other.target)));
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

    /** Holds the part of a held text that no new unit has matched yet. */
    private static final class Remainder {
        private final String whole;
        private String left;

        Remainder(String whole) {
            this.whole = whole;
            this.left = whole;
        }

        boolean consume(String text) {
            if (left.isEmpty()) {
                return false;
            }
            int at = indexOfSentence(left, text);
            if (at >= 0) {
                left = left.substring(0, at) + left.substring(at + text.length());
                return true;
            }
            if (indexOfSentence(text, left) >= 0) {
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

        /** Returns the index of a sentence in a longer text, not as the end of another sentence; -1 if absent. */
        private static int indexOfSentence(String longer, String text) {
            int at = longer.indexOf(text);
            while (at > 0 && INSIDE.matcher(longer.substring(at - 1, at)).matches()) {
                at = longer.indexOf(text, at + 1);
            }
            return at;
        }

        /** Returns whether a text shares enough of its beginning and end with the held text. */
        boolean isSimilarTo(String text) {
            return Characters.commonEnds(whole, text) * EDITED_DIVISOR >= Math.max(whole.length(), text.length());
        }
    }
}
