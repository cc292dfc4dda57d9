package duiqi.glossary.format;

import duiqi.exchange.Omissions;
import duiqi.glossary.Glossary;
import duiqi.glossary.GlossaryFormats;
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
 * Reads and writes TBX, the standard format for termbases: ISO 30042:2019 in the dialects Core, Min and Basic, with
 * data categories as attributes (DCA) or as tags (DCT), and ISO 30042:2008 with {@code martif}. Each instance reads all
 * variants and writes its own. Notes ({@link Note}) store data for which a dialect has no element.
 *
 * @param dialect name of the dialect in the root element
 */
public record TbxFormat(String name, String dialect, Style style) implements GlossaryFormats.Format {
    /** Lists the styles of data categories. */
    enum Style {
        /** As attributes: {@code <termNote type="partOfSpeech">}. */
        DCA,
        /** As tags: {@code <min:partOfSpeech>}. */
        DCT,
        /** As in 2008: as attributes, in elements with other names. */
        MARTIF
    }

    public static final TbxFormat BASIC_DCA = new TbxFormat("tbx", "TBX-Basic", Style.DCA);
    public static final TbxFormat BASIC_DCT = new TbxFormat("tbx-dct", "TBX-Basic", Style.DCT);
    public static final TbxFormat MIN_DCA = new TbxFormat("tbx-min", "TBX-Min", Style.DCA);
    public static final TbxFormat MIN_DCT = new TbxFormat("tbx-min-dct", "TBX-Min", Style.DCT);
    public static final TbxFormat CORE = new TbxFormat("tbx-core", "TBX-Core", Style.DCA);
    public static final TbxFormat MARTIF = new TbxFormat("tbx-2008", "TBX-Basic", Style.MARTIF);

    /** Returns whether the dialect has status, part of speech and subject field. */
    boolean isMin() {
        return !dialect.equals("TBX-Core");
    }

    /** Returns whether the dialect also has the type of a term. */
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
     * Stores a part of an entry that TBX cannot express, as a note of the English term:
     * {@code x-duiqi-status: forbidden}. TBX has no forbidden terms, so they are written as deprecated with this note.
     * Other notes store {@code exceptions}, separated by {@code |}, and values of {@code type}, {@code pos} and
     * {@code domain} that the standard does not have. The note {@code x-duiqi-zh} gives the only Chinese term that the
     * English term translates, if the concept has several. The note {@code x-duiqi-zh-status} gives a status of the Chinese
     * as a translation of only this English. The note {@code x-duiqi-concept} gives the id of a concept,
     * if it is not a valid XML id. Immutable.
     */
    record Note(TermColumn column, String text) {
        private static final String PREFIX = "x-duiqi-";
        private static final Pattern FORM = Pattern.compile(PREFIX + "([a-z-]+): (.*)", Pattern.DOTALL);

        /** Parses the text of a note; empty if the note is for human readers. */
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
     * Holds the values of TBX data categories: the picklists of the Min and Basic modules (ISO 30042:2019 and the
     * module definitions of the TBX council). For reading, it also has those of 2008 and of common termbases.
     */
    static final class Categories {
        /** TBX type of a term without a type of its own; TBX has no plain term. */
        private static final String FULL_FORM = "fullForm";

        private static final String TERM = "term";

        private static final Set<String> PARTS_OF_SPEECH = Set.of("noun", "verb", "adjective", "adverb", "other");
        private static final Set<String> TYPES = Set.of("acronym", "abbreviation", "shortForm", "variant", "phrase");

        private Categories() {}

        /**
         * Returns the value of {@code administrativeStatus}; forbidden terms are deprecated ones with a
         * {@link TbxFormat.Note}.
         */
        static String status(TermStatus status) {
            return switch (status) {
                case PREFERRED -> "preferredTerm-admn-sts";
                case ADMITTED -> "admittedTerm-admn-sts";
                case DEPRECATED, FORBIDDEN -> "deprecatedTerm-admn-sts";
            };
        }

        /**
         * Returns the status for a value of {@code administrativeStatus} or {@code normativeAuthorization}; an unknown
         * value is returned unchanged.
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

        /** Returns the value of {@code partOfSpeech}; empty if TBX has none. */
        static Optional<String> partOfSpeech(String partOfSpeech) {
            return Optional.of(partOfSpeech).filter(PARTS_OF_SPEECH::contains);
        }

        /** Returns the value of {@code termType}; empty if TBX has none. */
        static Optional<String> type(String type) {
            return type.equals(TERM)
                    ? Optional.of(FULL_FORM)
                    : Optional.of(type).filter(TYPES::contains);
        }

        /** Returns the type of an entry for a value of {@code termType}. */
        static String readType(String value) {
            return value.equals(FULL_FORM) ? TERM : value;
        }
    }
}
