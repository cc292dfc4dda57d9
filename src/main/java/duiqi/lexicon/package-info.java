/** Knows words before a document is read: tokens, numbers, names, the dictionary. */
@NullMarked
package duiqi.lexicon;

import org.jspecify.annotations.NullMarked;
