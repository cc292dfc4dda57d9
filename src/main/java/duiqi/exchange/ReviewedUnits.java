package duiqi.exchange;

import duiqi.exchange.tmx.RawUnit;
import duiqi.text.FormatException;
import duiqi.text.TranslationUnit;
import duiqi.text.UnitProperties;
import duiqi.text.XmlCharacters;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The units of two documents after a review. Immutable.
 *
 * @param units in document order, with ids of {@link duiqi.text.DocumentPair.UnitIds}
 * @param notes what a person says of some of them, by id
 * @param others ids of units in the file that others reviewed meanwhile, which stay
 */
public record ReviewedUnits(List<TranslationUnit> units, Map<String, String> notes, Set<String> others) {
    public ReviewedUnits {
        units = List.copyOf(units);
        notes = Map.copyOf(notes);
        others = Set.copyOf(others);
    }

    /**
     * Returns the same with further ids, in the way of {@link duiqi.text.DocumentPair.UnitIds}, for units that must not
     * give way.
     *
     * @param taken ids that others have
     * @param stays which units do not give way
     */
    ReviewedUnits beside(Set<String> taken, Predicate<TranslationUnit> stays) {
        Set<String> used = new HashSet<>(taken);
        units.forEach(unit -> used.add(unit.id()));
        List<TranslationUnit> beside = new ArrayList<>();
        Map<String, String> said = new HashMap<>(notes);
        for (TranslationUnit unit : units) {
            if (!taken.contains(unit.id()) || !stays.test(unit)) {
                beside.add(unit);
                continue;
            }
            int number = 2;
            while (!used.add(unit.id() + "-" + number)) {
                number++;
            }
            String id = unit.id() + "-" + number;
            Optional.ofNullable(said.remove(unit.id())).ifPresent(note -> said.put(id, note));
            beside.add(new TranslationUnit(id, unit.source(), unit.target(), unit.properties(), unit.created()));
        }
        return new ReviewedUnits(beside, said, others);
    }

    /**
     * Tells the note that was made in a review from those of people and other tools: its hash stands in a property of the unit, so
     * that a note that somebody changed afterwards is theirs. Stateless.
     */
    public static final class ReviewNote {
        private static final int HASH_BYTES = 8;
        private static final Pattern SPACE = Pattern.compile("\\s+");
        private static final Pattern ELEMENT = Pattern.compile("(?s)\\s*<note\\b(?:[^>]*/>|.*?</note\\s*>)");

        private ReviewNote() {}

        /**
         * Returns what stands in {@link UnitProperties#NOTE_HASH}: of a note read back, white space changed or not, the
         * same.
         */
        public static String hash(String note) {
            String plain =
                    SPACE.matcher(XmlCharacters.only(note)).replaceAll(" ").strip();
            try {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(plain.getBytes(StandardCharsets.UTF_8));
                return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }

        /** Returns the note of a unit that was made in a review, unless it was changed since; empty when there is none. */
        public static Optional<Annotation> of(Tu unit) {
            Optional<String> hash = unit.property(UnitProperties.NOTE_HASH);
            return unit.annotations().stream()
                    .filter(Annotation::isNote)
                    .filter(note -> hash.equals(Optional.of(hash(note.text()))))
                    .findFirst();
        }

        /** Returns a unit without that note; the same unit when it has none, or when it cannot be told where it stands. */
        public static RawUnit without(RawUnit unit) {
            Optional<Annotation> own = of(unit.tu());
            int sides = unit.xml().indexOf("<tuv");
            if (own.isEmpty() || sides < 0) {
                return unit;
            }
            List<Annotation> notes =
                    unit.tu().annotations().stream().filter(Annotation::isNote).toList();
            List<MatchResult> elements =
                    ELEMENT.matcher(unit.xml().substring(0, sides)).results().toList();
            if (elements.size() != notes.size()) {
                return unit;
            }
            MatchResult element = elements.get(notes.indexOf(own.get()));
            String rest = unit.xml().substring(0, element.start()) + unit.xml().substring(element.end());
            try {
                return RawUnit.parse(unit.location(), unit.gap(), rest);
            } catch (FormatException inAComment) {
                return unit;
            }
        }
    }
}
