package duiqi.memory;

import duiqi.exchange.Annotation;
import duiqi.exchange.LanguageCode;
import duiqi.exchange.TmxHeader;
import duiqi.exchange.TmxReader;
import duiqi.exchange.TmxRewrite;
import duiqi.exchange.TmxWriter;
import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import duiqi.io.AtomicFile;
import duiqi.io.FileState;
import duiqi.io.LockedFile;
import duiqi.text.Direction;
import duiqi.text.DocumentPair;
import duiqi.text.Language;
import duiqi.text.Location;
import duiqi.text.ReadProblem;
import duiqi.text.TranslationUnit;
import duiqi.text.XmlCharacters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Holds a text and its translation that a person adds to a memory, Chinese and English in either direction. Unlike a
 * TranslationUnit it has an author and a note, and it has no id until duiqi writes it. Immutable.
 *
 * @param source the text; the constructor removes characters that XML forbids
 * @param target its translation; the constructor removes characters that XML forbids
 * @param direction the languages of both
 * @param author the author of the translation, if known
 * @param note a note about the pair, if any
 * @param created the time of the addition
 */
public record AddedPair(
        String source,
        String target,
        Direction direction,
        Optional<String> author,
        Optional<String> note,
        Instant created) {
    public AddedPair {
        source = XmlCharacters.only(source);
        target = XmlCharacters.only(target);
        if (source.isBlank() || target.isBlank()) {
            throw new IllegalArgumentException("the pair has an empty side; give a Chinese and an English text");
        }
        if (!direction.isIntoEnglish() && !direction.isIntoChinese()) {
            throw new IllegalArgumentException("the pair is in " + direction.source() + " and " + direction.target()
                    + "; give a Chinese and an English text");
        }
        author = author.map(XmlCharacters::only).filter(name -> !name.isBlank());
        note = note.map(XmlCharacters::only).filter(text -> !text.isBlank());
        Objects.requireNonNull(created, "created");
    }

    /** Returns the unit to write to the memory. */
    public Tu unit() {
        return new Addition(source, target, direction.source(), direction.target(), author, note, created).unit();
    }

    /** Returns a key that is equal for pairs with the same languages and texts. */
    public UnitKey key() {
        return UnitKey.ofTexts(unit());
    }

    /** Adds one pair to a memory unless the memory already contains it. Use a new instance for each memory. */
    public static final class Addition {
        /** Empty document name in the ids of units that people add. */
        private static final String NO_DOCUMENT = "";

        private final Tu unit;
        private boolean isDuplicate;

        /**
         * Creates an addition.
         *
         * @param now the creation date of the unit
         */
        public Addition(
                String sourceText,
                String targetText,
                Language source,
                Language target,
                Optional<String> author,
                Optional<String> note,
                Instant now) {
            DocumentPair.UnitIds ids = new DocumentPair.UnitIds(new DocumentPair(NO_DOCUMENT, NO_DOCUMENT));
            Tu made = Tu.of(new TranslationUnit(
                    ids.next(sourceText, targetText),
                    new TranslationUnit.Variant(source, sourceText),
                    new TranslationUnit.Variant(target, targetText),
                    Collections.emptySortedMap(),
                    Optional.of(now)));
            List<Annotation> annotations = new ArrayList<>();
            note.ifPresent(text -> annotations.add(Annotation.note(text)));
            Tu noted = made.with(annotations);
            unit = author.map(name -> noted.withAttribute("creationid", name)).orElse(noted);
        }

        /** Returns the unit to add. */
        Tu unit() {
            return unit;
        }

        /** Returns whether the first text is the English one. */
        public static boolean isEnglishFirst(String first, String second) {
            boolean firstIsHan = first.codePoints().anyMatch(Character::isIdeographic);
            boolean secondIsHan = second.codePoints().anyMatch(Character::isIdeographic);
            return !firstIsHan && secondIsHan;
        }

        /** Returns a unit that declares its source language, if the header of its file declares another one. */
        static Tu declared(Tu unit, TmxHeader header) {
            return MemoryCopy.withSource(
                    unit,
                    unit.variants().get(0).language(),
                    header.sourceCode().flatMap(code -> new LanguageCode(code).language()));
        }

        /** Returns whether the memory already contained the unit. Valid after {@link #plan}. */
        public boolean isDuplicate() {
            return isDuplicate;
        }

        /** Reads the memory and returns a plan that appends the unit if the memory does not contain it. */
        public TmxRewrite.Plan plan(UnitReader.Source memory, ReadProblem.Listener listener) throws IOException {
            TmxRewrite.FileCodes codes = new TmxRewrite.FileCodes();
            Set<String> ids = new HashSet<>();
            Set<UnitKey> keys = new HashSet<>();
            TmxHeader header;
            try (UnitReader reader = memory.open(listener)) {
                header = reader.header();
                for (Optional<Tu> next = reader.next(); next.isPresent(); next = reader.next()) {
                    codes.add(next.get());
                    ids.add(next.get().id());
                    keys.add(UnitKey.ofTexts(next.get()));
                }
            }
            Tu adapted = Addition.declared(codes.adapt(unit), header);
            isDuplicate = keys.contains(UnitKey.ofTexts(adapted)) || ids.contains(unit.id());
            return new TmxRewrite.Plan() {
                @Override
                public Optional<Tu> of(Tu old, Location location) {
                    return Optional.of(old);
                }

                @Override
                public void more(TmxRewrite.Sink sink) throws IOException {
                    if (!isDuplicate) {
                        sink.write(adapted);
                    }
                }
            };
        }
    }

    /**
     * Appends pairs to the file of a memory. It skips pairs that the file already contains, so a repeated call after a
     * crash changes nothing. Thread-safe.
     */
    public static final class AddedUnits {
        private final Path memory;
        private final TmxWriter writer;

        /** Creates a writer for a memory. The file does not have to exist yet. */
        public AddedUnits(Path memory, String toolVersion) {
            this.memory = memory;
            this.writer = new TmxWriter(toolVersion);
        }

        /** Returns the keys of the units in the file. Unreadable units are ignored. */
        public Set<UnitKey> keys() throws IOException {
            Set<UnitKey> keys = new HashSet<>();
            if (Files.exists(memory)) {
                read(new TmxRewrite.FileCodes(), keys, damage -> {});
            }
            return keys;
        }

        /**
         * Appends the pairs that the file does not contain yet.
         *
         * @throws duiqi.text.FormatException if the file is damaged or cannot be written; the file is then unchanged
         */
        public void write(List<AddedPair> pairs, Instant now) throws IOException {
            LockedFile lock = LockedFile.toUpdate(memory);
            try {
                if (!Files.exists(memory)) {
                    AddedPair first = pairs.get(0);
                    AtomicFile.write(
                            memory,
                            out -> writer.write(
                                    first.direction().source(),
                                    first.direction().target(),
                                    now,
                                    Collections.emptyIterator(),
                                    out));
                }
                FileState seen = FileState.of(memory);
                TmxRewrite.FileCodes codes = new TmxRewrite.FileCodes();
                Set<UnitKey> keys = new HashSet<>();
                TmxHeader header = read(codes, keys, ReadProblem.Listener.STRICT);
                List<Tu> missing = pairs.stream()
                        .map(pair -> Addition.declared(codes.adapt(pair.unit()), header))
                        .filter(unit -> keys.add(UnitKey.ofTexts(unit)))
                        .toList();
                if (!missing.isEmpty()) {
                    TmxRewrite rewrite = new TmxRewrite(memory, ReadProblem.Listener.STRICT);
                    AtomicFile.update(memory, seen, out -> rewrite.copy(new AppendPlan(missing), memory, out));
                }
            } finally {
                lock.close();
            }
        }

        private TmxHeader read(TmxRewrite.FileCodes codes, Set<UnitKey> keys, ReadProblem.Listener listener)
                throws IOException {
            try (TmxReader reader = TmxReader.open(memory, listener)) {
                for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                    codes.add(unit.get());
                    keys.add(UnitKey.ofTexts(unit.get()));
                }
                return reader.header();
            }
        }

        private record AppendPlan(List<Tu> units) implements TmxRewrite.Plan {
            @Override
            public Optional<Tu> of(Tu unit, Location location) {
                return Optional.of(unit);
            }

            @Override
            public void more(TmxRewrite.Sink sink) throws IOException {
                for (Tu unit : units) {
                    sink.write(unit);
                }
            }
        }
    }
}
