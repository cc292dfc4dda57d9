package duiqi.review.memory;

import duiqi.exchange.Annotation;
import duiqi.exchange.Pairs;
import duiqi.exchange.ReviewedUnits;
import duiqi.exchange.Tu;
import duiqi.exchange.Tu.Tuv;
import duiqi.exchange.UnitReader;
import duiqi.review.ReviewBead;
import duiqi.review.ReviewOrigin;
import duiqi.review.ReviewState;
import duiqi.review.Sentence;
import duiqi.segment.Segmenter;
import duiqi.text.Direction;
import duiqi.text.Document;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.LanguageName;
import duiqi.text.Location;
import duiqi.text.Paragraph;
import duiqi.text.ReadProblem;
import duiqi.text.Segment;
import duiqi.text.TranslationUnit.UnitProperties;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.ObjIntConsumer;

/**
 * Reads the units of a memory that can be reviewed: units with exactly one Chinese and one English side. Other units
 * are not shown and stay unchanged in the file. Use an instance for one file.
 */
public final class MemoryUnits {
    /** Rejects problems that would lose text when the memory is rewritten. */
    public static final ReadProblem.Listener KEEPING_ALL = damage -> {
        if (damage.isLost()) {
            ReadProblem.Listener.STRICT.found(damage);
        }
    };

    private final String name;
    private final Segmenter segmenter = Segmenter.standard();
    private final List<Sentence> source = new ArrayList<>();
    private final List<Sentence> target = new ArrayList<>();
    private final List<ReviewBead> beads = new ArrayList<>();
    private Optional<Direction> direction;
    private Optional<ReviewOrigin> origin = Optional.empty();

    private MemoryUnits(String name, Optional<Direction> given) {
        this.name = name;
        this.direction = given;
    }

    /**
     * Reads a memory.
     *
     * @param file path of the memory or of a copy
     * @param memory name of the memory
     * @param given direction of the review; empty to use that of the file
     * @param onUnit receives each unit and its number, from 0
     */
    public static ReviewState read(Path file, Path memory, Optional<Direction> given, ObjIntConsumer<Tu> onUnit)
            throws IOException {
        MemoryUnits units = new MemoryUnits(memory.toString(), given);
        try (UnitReader reader = UnitReader.tmx(file, KEEPING_ALL)) {
            int number = 0;
            for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                units.add(unit.get(), number, reader);
                onUnit.accept(unit.get(), number);
                number++;
            }
        }
        ReviewOrigin origin = units.origin.orElseThrow(() -> new FormatException(
                memory.toString(),
                "has no unit with one Chinese and one English side",
                "choose a memory with Chinese-English units"));
        return new ReviewState(origin, 0, units.source, units.target, units.beads);
    }

    /**
     * Returns the index of the side in the source language of a direction, if the other side is in the target language.
     * Empty if the unit cannot be reviewed.
     */
    public static OptionalInt sourceSide(Tu unit, Direction direction) {
        if (unit.variants().size() != 2) {
            return OptionalInt.empty();
        }
        for (int k = 0; k < 2; k++) {
            boolean isPair =
                    language(unit, k).filter(direction.source()::isSameAs).isPresent()
                            && language(unit, 1 - k)
                                    .filter(direction.target()::isSameAs)
                                    .isPresent();
            if (isPair) {
                return OptionalInt.of(k);
            }
        }
        return OptionalInt.empty();
    }

    private static Optional<Language> language(Tu unit, int side) {
        return Pairs.language(unit.variants().get(side));
    }

    private void add(Tu unit, int number, UnitReader reader) throws IOException {
        direction = direction.or(() -> direction(unit, reader));
        OptionalInt side = direction.map(found -> sourceSide(unit, found)).orElse(OptionalInt.empty());
        if (side.isEmpty()) {
            return;
        }
        int own = side.getAsInt();
        List<String> sources = add(unit.variants().get(own), reader.place(own), "s", source);
        List<String> targets = add(unit.variants().get(1 - own), reader.place(1 - own), "t", target);
        if (sources.isEmpty() && targets.isEmpty()) {
            return;
        }
        origin = origin.or(() -> Optional.of(new ReviewOrigin(
                Optional.empty(),
                Optional.empty(),
                language(unit, own).orElseThrow(),
                language(unit, 1 - own).orElseThrow(),
                Path.of(name))));
        beads.add(new ReviewBead(
                "b" + (beads.size() + 1),
                sources,
                targets,
                probability(unit),
                Optional.of(ReviewedUnits.Signature.UNKNOWN).filter(any -> says(unit, UnitProperties.REVIEWED)),
                says(unit, UnitProperties.MARKED),
                ReviewedUnits.ReviewNote.of(unit).map(Annotation::text).orElse(""),
                OptionalInt.of(number)));
    }

    /** Returns the direction that the file declares, else that of a unit. Empty if the unit cannot be reviewed. */
    private static Optional<Direction> direction(Tu unit, UnitReader reader) {
        boolean isPair = sourceSide(unit, Direction.INTO_ENGLISH).isPresent();
        boolean isIntoChinese = reader.header()
                .sourceCode()
                .flatMap(code -> LanguageName.ofCode(code))
                .filter(declared -> declared.isChinese() || declared.isEnglish())
                .or(() -> language(unit, 0))
                .filter(Language::isEnglish)
                .isPresent();
        return Optional.of(isIntoChinese ? Direction.INTO_CHINESE : Direction.INTO_ENGLISH)
                .filter(found -> isPair);
    }

    static boolean says(Tu unit, String type) {
        return unit.property(type).equals(Optional.of(UnitProperties.YES));
    }

    /** Returns the probability from the aligner. Empty for a unit that a person created or set by hand in a review. */
    private static OptionalDouble probability(Tu unit) {
        return unit.property(UnitProperties.PROBABILITY)
                .filter(text -> says(unit, UnitProperties.ALIGNED))
                .map(text -> text.matches("0(\\.\\d{1,9})?|1(\\.0{1,9})?") ? Double.parseDouble(text) : 1)
                .map(OptionalDouble::of)
                .orElse(OptionalDouble.empty());
    }

    private List<String> add(Tuv side, Location.Finder place, String prefix, List<Sentence> sentences)
            throws IOException {
        // Line breaks in a segment come from the layout of its file.
        String text = side.text().replace('\n', ' ').replace('\r', ' ');
        List<String> ids = new ArrayList<>();
        if (text.isBlank()) {
            return ids;
        }
        Document document = new Document(name, List.of(Paragraph.of(Paragraph.Kind.TEXT, text, 1, 1)));
        Language language = Pairs.language(side).orElse(Language.ENGLISH);
        for (Segment segment : segmenter.segment(document, language).segments()) {
            int offset = text.offsetByCodePoints(0, segment.location().column() - 1);
            Location location = place.at(offset);
            String id = prefix + (sentences.size() + 1);
            sentences.add(new Sentence(
                    id,
                    segment.text(),
                    new Location(name, location.line(), location.column()),
                    ids.isEmpty(),
                    false,
                    false));
            ids.add(id);
        }
        return ids;
    }
}
