package duiqi.exchange;

import duiqi.text.Language;

/**
 * What a reader must be told besides the file. Immutable but for the omissions.
 *
 * @param source language of the source side where the file does not say
 * @param target language of the target side where the file does not say
 * @param listener is told of damage, and may refuse the file
 * @param omissions counts what the file says and a {@link Tu} does not hold
 */
public record ReaderSettings(Language source, Language target, ReadProblemListener listener, Omissions omissions) {
    /** For who does not ask what a {@link Tu} does not hold. */
    public ReaderSettings(Language source, Language target, ReadProblemListener listener) {
        this(source, target, listener, new Omissions());
    }
}
