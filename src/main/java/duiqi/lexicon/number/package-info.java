/** Reads numerals and figures of both languages. */
@NullMarked
package duiqi.lexicon.number;

import org.jspecify.annotations.NullMarked;
