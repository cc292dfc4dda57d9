package duiqi.server;

import duiqi.review.Review;
import duiqi.review.ReviewState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Describes a document that can be reviewed. Immutable.
 *
 * @param name name on the page
 * @param texts the two texts; empty in the review of a memory
 * @param memory path of the memory that the review writes
 * @param log path of the log of the review
 * @param copies folder for copies of the memory, which show changes by other programs
 * @param opening begins or continues the review; may align the texts, which takes time
 * @param realign realigns unconfirmed beads
 * @param reload reads the texts from disk again
 */
public record ReviewEntry(
        String name,
        Optional<Texts> texts,
        Path memory,
        Path log,
        Path copies,
        Opening opening,
        StateUpdate realign,
        StateUpdate reload) {
    /** Opens a review. */
    @FunctionalInterface
    public interface Opening {
        /**
         * Opens the review; aligns the texts if it is new.
         *
         * @param listener receives the progress, on the calling thread
         */
        Review open(Listener listener) throws IOException;
    }

    /** Receives the progress of an opening. */
    public interface Listener {
        /** Receives the end of reading of long texts, whose alignment takes some time. */
        void read();

        /** Receives a provisional alignment of the beginning of the texts, for reading only. */
        void drafted(ReviewState beginning);

        /**
         * Receives the progress of the alignment.
         *
         * @param done number of completed steps
         * @param total number of all steps
         */
        void aligned(int done, int total);
    }

    /**
     * Holds the documents of a project.
     *
     * @param entries the documents
     * @param areChosen true if the user named them; otherwise they are all documents of the project
     * @param uploads stores files that the page sends
     */
    public record Project(List<ReviewEntry> entries, boolean areChosen, Uploads uploads) {
        public Project {
            entries = List.copyOf(entries);
        }
    }

    /** Stores files that the page sends, and makes documents of them. Thread-safe. */
    public interface Uploads {
        /**
         * Creates an empty file for an upload, in a folder of its own.
         *
         * @param name name of the file on the machine of the user; any text
         * @param bytes size of the upload
         * @throws duiqi.text.FormatException if the size is zero or over the limit of documents
         */
        Path create(String name, long bytes) throws IOException;

        /**
         * Stores a complete upload in the project under its own name. Never replaces another file: the same content is
         * stored once, other content gets another place.
         *
         * @param received the file that {@link #create} made
         * @throws duiqi.text.FormatException if duiqi cannot read the file
         */
        Stored store(Path received) throws IOException;

        /** Deletes an upload that is not stored. */
        void discard(Path received) throws IOException;

        /**
         * Returns the document of a memory, a bilingual document, or a text and its translation.
         *
         * @param files one or two stored files; the first of two is the source
         * @throws duiqi.text.FormatException if the files are not translations of each other
         */
        ReviewEntry entry(List<Path> files) throws IOException;
    }

    /**
     * Describes a stored file.
     *
     * @param file its place in the project
     * @param languages its languages in words: "Chinese", "English" or "Chinese and English"; empty if unknown
     * @param isWhole true if the file contains both languages, so that it needs no other file
     */
    public record Stored(Path file, String languages, boolean isWhole) {}

    /** Computes a new state of a review from the current state. */
    @FunctionalInterface
    public interface StateUpdate {
        ReviewState of(ReviewState state) throws IOException;
    }

    /**
     * Holds the names of the two texts, as given by the user.
     *
     * @param source name of the source text
     * @param target name of the target text
     */
    public record Texts(String source, String target) {}
}
