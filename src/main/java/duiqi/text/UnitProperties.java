package duiqi.text;

import java.util.Set;

/**
 * Names of the properties that an aligned unit carries. In TMX they are the types of {@code <prop>} elements; names that no
 * other tool knows begin with {@code x-}, as Trados asks.
 *
 * <table>
 * <caption>Properties of a unit</caption>
 * <tr><th>stands on</th><th>name</th><th>value</th><th>example</th></tr>
 * <tr><td>unit</td><td>{@code aligned}</td><td>{@code yes}: made by aligning, not by a translator; memoQ's name</td><td>yes</td></tr>
 * <tr><td>unit</td><td>{@code x-bead}</td><td>segments of the source and of the target in the pair</td><td>1-2</td></tr>
 * <tr><td>unit</td><td>{@code x-probability}</td><td>how likely the pair is right, 0 to 1, two decimals</td><td>0.97</td></tr>
 * <tr><td>unit</td><td>{@code x-source-file}</td><td>name of the source document without folder</td><td>a.zh.txt</td></tr>
 * <tr><td>unit</td><td>{@code x-source-position}</td><td>line:column where the source begins</td><td>12:5</td></tr>
 * <tr><td>unit</td><td>{@code x-target-file}</td><td>name of the target document without folder</td><td>a.en.txt</td></tr>
 * <tr><td>unit</td><td>{@code x-target-position}</td><td>line:column where the target begins</td><td>14:1</td></tr>
 * <tr><td>unit</td><td>{@code x-document}</td><td>id of its document in a corpus</td><td>news-0042</td></tr>
 * <tr><td>unit</td><td>{@code x-source-sentences}</td><td>numbers of its source sentences in a document of a corpus, from 0</td><td>11,12</td></tr>
 * <tr><td>unit</td><td>{@code x-target-sentences}</td><td>likewise of the target</td><td>13</td></tr>
 * <tr><td>unit</td><td>{@code x-reviewed}</td><td>{@code yes}: a person said that the pair is right; it is no longer {@code aligned}</td><td>yes</td></tr>
 * <tr><td>unit</td><td>{@code x-edited}</td><td>{@code yes}: a person changed a text, which is other than in the document</td><td>yes</td></tr>
 * <tr><td>unit</td><td>{@code x-marked}</td><td>{@code yes}: a person wants to come back to it</td><td>yes</td></tr>
 * <tr><td>unit</td><td>{@code x-note-hash}</td><td>which of the notes was made in a review: the first 64 bits of its SHA-256 hash</td><td>9f86d081884c7d65</td></tr>
 * <tr><td>source side</td><td>{@code x-context-pre}</td><td>the source segment before, plain text; XTM's and memoQ's name</td><td></td></tr>
 * <tr><td>source side</td><td>{@code x-context-post}</td><td>the source segment after, plain text; XTM's and memoQ's name</td><td></td></tr>
 * </table>
 */
public final class UnitProperties {
    public static final String ALIGNED = "aligned";
    public static final String BEAD = "x-bead";
    public static final String PROBABILITY = "x-probability";
    public static final String SOURCE_FILE = "x-source-file";
    public static final String SOURCE_POSITION = "x-source-position";
    public static final String TARGET_FILE = "x-target-file";
    public static final String TARGET_POSITION = "x-target-position";
    public static final String DOCUMENT = "x-document";
    public static final String SOURCE_SENTENCES = "x-source-sentences";
    public static final String TARGET_SENTENCES = "x-target-sentences";
    public static final String REVIEWED = "x-reviewed";
    public static final String EDITED = "x-edited";
    public static final String MARKED = "x-marked";
    public static final String NOTE_HASH = "x-note-hash";
    public static final String CONTEXT_BEFORE = "x-context-pre";
    public static final String CONTEXT_AFTER = "x-context-post";

    /** The value of properties that say but one thing. */
    public static final String YES = "yes";

    /** The properties that aligning gives a unit, and gives anew when the documents are aligned again. */
    public static final Set<String> OF_UNIT =
            Set.of(ALIGNED, BEAD, PROBABILITY, SOURCE_FILE, SOURCE_POSITION, TARGET_FILE, TARGET_POSITION);

    /** The properties that a person gives in a review. Aligning again leaves them as they are. */
    public static final Set<String> OF_REVIEW = Set.of(REVIEWED, EDITED, MARKED, NOTE_HASH);

    /** The properties that aligning gives the source side of a unit. */
    public static final Set<String> OF_SOURCE = Set.of(CONTEXT_BEFORE, CONTEXT_AFTER);

    private UnitProperties() {}
}
