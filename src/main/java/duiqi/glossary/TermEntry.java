package duiqi.glossary;

import duiqi.text.Location;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/**
 * A Chinese term with one of its English renderings, a row of a glossary. Immutable.
 *
 * @param concept id of what the term means; entries of the same id are terms and renderings of the same concept. Never empty: the
 *     Chinese term where the file names none
 * @param chinese the term, without white space at its ends
 * @param english a rendering of it, likewise
 * @param status whether the rendering is to be used
 * @param details what else the glossary says
 * @param location where the entry stands in its file
 */
public record TermEntry(
        String concept, String chinese, String english, TermStatus status, Details details, Location location)
        implements Serializable {
    public TermEntry {
        concept = concept.strip();
        chinese = chinese.strip();
        english = english.strip();
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(details, "details");
        Objects.requireNonNull(location, "location");
        if (concept.isEmpty() || chinese.isEmpty() || english.isEmpty()) {
            throw new IllegalArgumentException("a term has a concept and a form in both languages: \"" + concept
                    + "\", \"" + chinese + "\", \"" + english + "\"");
        }
    }

    /** Makes an entry of which nothing else is said. */
    public TermEntry(String concept, String chinese, String english, TermStatus status, Location location) {
        this(concept, chinese, english, status, Details.NONE, location);
    }

    /**
     * Holds what a glossary may say of an entry beside its texts and status. Immutable.
     *
     * @param type what kind of term it is, such as {@code term}, {@code acronym} or {@code name}; empty when not said
     * @param partOfSpeech such as {@code noun}; empty when not said
     * @param domain the field it belongs to; empty when not said
     * @param exceptions longer Chinese strings with the term in them in which it is not meant
     * @param note what else is to be known; empty when nothing is
     */
    public record Details(String type, String partOfSpeech, String domain, List<String> exceptions, String note)
            implements Serializable {
        /** Says nothing. */
        public static final Details NONE = new Details("", "", "", List.of(), "");

        public Details {
            exceptions = List.copyOf(exceptions);
        }
    }
}
