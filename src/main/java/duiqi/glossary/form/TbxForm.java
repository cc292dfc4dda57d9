package duiqi.glossary.form;

import duiqi.exchange.Omissions;
import duiqi.glossary.Glossary;
import duiqi.glossary.GlossaryFormat;
import duiqi.glossary.TermEntry;
import duiqi.glossary.TermStatus;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * TBX, the standard form for termbases: ISO 30042:2019 in the dialects Core, Min and Basic, with data categories as attributes (DCA) or
 * as tags (DCT), and ISO 30042:2008 with {@code martif}. All are read, whatever the name says; each is written under its own. What
 * a dialect has no place for is kept in notes ({@link Note}).
 *
 * @param dialect as the root element names it
 */
public record TbxForm(String name, String dialect, Style style) implements GlossaryFormat {
    /** How data categories are written. */
    enum Style {
        /** As attributes: {@code <termNote type="partOfSpeech">}. */
        DCA,
        /** As tags: {@code <min:partOfSpeech>}. */
        DCT,
        /** As in 2008: as attributes, in elements of other names. */
        MARTIF
    }

    public static final TbxForm BASIC_DCA = new TbxForm("tbx", "TBX-Basic", Style.DCA);
    public static final TbxForm BASIC_DCT = new TbxForm("tbx-dct", "TBX-Basic", Style.DCT);
    public static final TbxForm MIN_DCA = new TbxForm("tbx-min", "TBX-Min", Style.DCA);
    public static final TbxForm MIN_DCT = new TbxForm("tbx-min-dct", "TBX-Min", Style.DCT);
    public static final TbxForm CORE = new TbxForm("tbx-core", "TBX-Core", Style.DCA);
    public static final TbxForm MARTIF = new TbxForm("tbx-2008", "TBX-Basic", Style.MARTIF);

    /** Returns whether it has a place for status, part of speech and subject field. */
    boolean isMin() {
        return !dialect.equals("TBX-Core");
    }

    /** Returns whether it has a place for the type of a term as well. */
    boolean isBasic() {
        return dialect.equals("TBX-Basic");
    }

    @Override
    public List<String> extensions() {
        return List.of(".tbx");
    }

    @Override
    public List<TermEntry> read(Path file, Glossary.FaultListener listener) throws IOException {
        return new TbxReader(listener).read(file);
    }

    @Override
    public void write(Glossary glossary, OutputStream out, Instant now, Omissions omissions) throws IOException {
        new TbxWriter(this, out, omissions).write(glossary);
    }

    /**
     * A part of an entry that TBX has no place for, as a note of the English term: {@code x-duiqi-status: forbidden}. TBX knows no
     * forbidden term, so that one is written as deprecated and has this note; its other kinds are {@code exceptions}, joined by
     * {@code |}, and {@code type}, {@code pos} and {@code domain} where their values are none of the standard. A note
     * {@code x-duiqi-zh} names the Chinese term which alone the English one renders, where a concept has several, and
     * {@code x-duiqi-concept} of a concept its id where that is none for XML. Immutable.
     */
    record Note(TermColumn column, String text) {
        private static final String PREFIX = "x-duiqi-";
        private static final Pattern FORM = Pattern.compile(PREFIX + "([a-z]+): (.*)", Pattern.DOTALL);

        /** Returns the note as a text of a file; empty when it is one that says something to readers. */
        static Optional<Note> of(String note) {
            Matcher matcher = FORM.matcher(note.strip());
            return matcher.matches()
                    ? Arrays.stream(TermColumn.values())
                            .filter(column -> column.title().equals(matcher.group(1)))
                            .findFirst()
                            .map(column -> new Note(column, matcher.group(2).strip()))
                    : Optional.empty();
        }

        @Override
        public String toString() {
            return PREFIX + column.title() + ": " + text;
        }
    }

    /**
     * Values of data categories in TBX: the picklists of the Min and Basic modules (ISO 30042:2019 and the module definitions of the
     * TBX council), and those of 2008 and of termbases in use where they are read.
     */
    static final class Categories {
        /** The type in TBX of a term without a type of its own; TBX knows no plain term. */
        private static final String FULL_FORM = "fullForm";

        private static final String TERM = "term";

        private static final Set<String> PARTS_OF_SPEECH = Set.of("noun", "verb", "adjective", "adverb", "other");
        private static final Set<String> TYPES = Set.of("acronym", "abbreviation", "shortForm", "variant", "phrase");

        private Categories() {}

        /** Returns the value of {@code administrativeStatus}; forbidden terms are the deprecated ones that have a {@link TbxForm.Note}. */
        static String status(TermStatus status) {
            return switch (status) {
                case PREFERRED -> "preferredTerm-admn-sts";
                case ADMITTED -> "admittedTerm-admn-sts";
                case DEPRECATED, FORBIDDEN -> "deprecatedTerm-admn-sts";
            };
        }

        /**
         * Returns what a value of {@code administrativeStatus} or {@code normativeAuthorization} says, as a status of ours; what is no value
         * of either comes back as it is.
         */
        static String read(String value) {
            String plain = value.strip()
                    .toLowerCase(Locale.ROOT)
                    .replaceFirst("-admn-sts$", "")
                    .replaceFirst("term$", "");
            return switch (plain) {
                case "preferred", "standardized", "legal", "regulated" -> TermStatus.PREFERRED.toString();
                case "admitted" -> TermStatus.ADMITTED.toString();
                case "deprecated", "superseded", "obsolete", "notrecommended" -> TermStatus.DEPRECATED.toString();
                default ->
                    plain.isEmpty()
                            ? ""
                            : TermStatus.named(plain).map(TermStatus::toString).orElse(value);
            };
        }

        /** Returns the value of {@code partOfSpeech}; empty when TBX has none. */
        static Optional<String> partOfSpeech(String partOfSpeech) {
            return Optional.of(partOfSpeech).filter(PARTS_OF_SPEECH::contains);
        }

        /** Returns the value of {@code termType}; empty when TBX has none. */
        static Optional<String> type(String type) {
            return type.equals(TERM)
                    ? Optional.of(FULL_FORM)
                    : Optional.of(type).filter(TYPES::contains);
        }

        /** Returns the type of an entry that a value of {@code termType} stands for. */
        static String readType(String value) {
            return value.equals(FULL_FORM) ? TERM : value;
        }
    }
}
