package duiqi.exchange;

import duiqi.io.FileState;
import duiqi.text.TranslationUnit;
import duiqi.text.TranslationUnit.UnitProperties;
import duiqi.text.XmlCharacters;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Holds the units of two documents after a review. Immutable.
 *
 * @param units units in document order, with ids of {@link duiqi.text.DocumentPair.UnitIds}
 * @param notes notes of the reviewer, by unit id
 * @param signatures who confirmed units in this review, by unit id
 * @param others ids of units that other reviewers changed in the file meanwhile; these units stay
 */
public record ReviewedUnits(
        List<TranslationUnit> units, Map<String, String> notes, Map<String, Signature> signatures, Set<String> others) {
    private static final Pattern SPACE = Pattern.compile("\\s+");

    public ReviewedUnits {
        units = List.copyOf(units);
        notes = Map.copyOf(notes);
        signatures = Map.copyOf(signatures);
        others = Set.copyOf(others);
    }

    /**
     * Returns a copy in which protected units whose id is taken get a free id, in the style of
     * {@link duiqi.text.DocumentPair.UnitIds}.
     *
     * @param taken ids of other units
     * @param stays true for protected units, which other units must not replace
     */
    ReviewedUnits withFreeIds(Set<String> taken, Predicate<TranslationUnit> stays) {
        Set<String> used = new HashSet<>(taken);
        units.forEach(unit -> used.add(unit.id()));
        List<TranslationUnit> renamed = new ArrayList<>();
        Map<String, String> renamedNotes = new HashMap<>(notes);
        Map<String, Signature> renamedSignatures = new HashMap<>(signatures);
        for (TranslationUnit unit : units) {
            if (!taken.contains(unit.id()) || !stays.test(unit)) {
                renamed.add(unit);
                continue;
            }
            int number = 2;
            while (!used.add(unit.id() + "-" + number)) {
                number++;
            }
            String id = unit.id() + "-" + number;
            Optional.ofNullable(renamedNotes.remove(unit.id())).ifPresent(note -> renamedNotes.put(id, note));
            Optional.ofNullable(renamedSignatures.remove(unit.id()))
                    .ifPresent(signature -> renamedSignatures.put(id, signature));
            renamed.add(new TranslationUnit(id, unit.source(), unit.target(), unit.properties(), unit.created()));
        }
        return new ReviewedUnits(renamed, renamedNotes, renamedSignatures, others);
    }

    /**
     * Says who made a decision, and when. TMX has {@code changeid} and {@code changedate} for it. Immutable.
     *
     * @param name name of the person; empty if unknown
     * @param time time in whole seconds; empty if unknown
     */
    public record Signature(Optional<String> name, Optional<Instant> time) {
        /** The signature of decisions in old logs and memories. */
        public static final Signature UNKNOWN = new Signature(Optional.empty(), Optional.empty());

        /** Maximum length of a name in code points. */
        public static final int MAX_NAME = 60;

        private static final String NAME = "changeid";
        private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]+");

        public Signature {
            name = name.map(text -> CONTROLS.matcher(text).replaceAll(" "))
                    .map(text -> SPACE.matcher(XmlCharacters.only(text)).replaceAll(" "))
                    .map(text -> text.substring(
                            0, text.offsetByCodePoints(0, Math.min(MAX_NAME, text.codePointCount(0, text.length())))))
                    .map(String::strip)
                    .filter(text -> !text.isEmpty());
            time = time.map(exact -> exact.truncatedTo(ChronoUnit.SECONDS));
        }

        /** Returns a unit with the name and time. Unknown parts do not change. */
        public Tu sign(Tu unit) {
            Tu named = name.map(text -> unit.withAttribute(NAME, text)).orElse(unit);
            return time.map(named::withChanged).orElse(named);
        }

        /** Returns a unit without the name and time of its last change. */
        public static Tu unsigned(Tu unit) {
            return unit.withoutChanged().withoutAttribute(NAME);
        }
    }

    /**
     * Distinguishes the note of a review from notes of people and other tools. A property of the unit holds the hash of
     * the review note. A note that a user changed later no longer has this hash. Stateless.
     */
    public static final class ReviewNote {
        private static final int HASH_BYTES = 8;

        private ReviewNote() {}

        /**
         * Returns the value of {@link UnitProperties#NOTE_HASH} for a note. Changes of white space do not change it.
         */
        public static String hash(String note) {
            String plain =
                    SPACE.matcher(XmlCharacters.only(note)).replaceAll(" ").strip();
            byte[] hash = FileState.sha256().digest(plain.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
        }

        /** Returns the review note of a unit; empty if there is none or if a user changed it. */
        public static Optional<Annotation> of(Tu unit) {
            Optional<String> hash = unit.property(UnitProperties.NOTE_HASH);
            return unit.annotations().stream()
                    .filter(Annotation::isNote)
                    .filter(note -> hash.equals(Optional.of(hash(note.text()))))
                    .findFirst();
        }

        /** Returns a unit without its review note. */
        public static Tu without(Tu unit) {
            List<Annotation> others = new ArrayList<>(unit.annotations());
            of(unit).ifPresent(others::remove);
            return unit.withAnnotations(others);
        }
    }
}
