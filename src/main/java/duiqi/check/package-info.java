/** Finds errors in translation units: terms, numbers, names, doubled words, punctuation. */
@NullMarked
package duiqi.check;

import org.jspecify.annotations.NullMarked;
