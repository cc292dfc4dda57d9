package duiqi.check;

import duiqi.text.Location;

/**
 * Describes a replacement of words in a translation.
 *
 * @param finding the finding whose suggestion it is
 * @param span the part of the target to replace
 * @param text the text to insert; may be empty
 */
public record Correction(Finding finding, TextSpan span, String text) {
    /** Returns the words to replace. */
    public String words() {
        return finding.unit().text(span);
    }

    /** Returns the location of the words. */
    public Location location() {
        return finding.unit().location(span.start());
    }
}
