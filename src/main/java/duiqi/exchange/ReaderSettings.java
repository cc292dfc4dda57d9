package duiqi.exchange;

import duiqi.bitext.Language;

/**
 * What a reader must be told besides the file. Immutable.
 *
 * @param source language of the source side where the file does not say
 * @param target language of the target side where the file does not say
 * @param listener is told of damage, and may refuse the file
 */
public record ReaderSettings(Language source, Language target, DamageListener listener) {}
