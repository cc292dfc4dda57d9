/** Reads the numbers of both languages: numerals, and the figures that a text states with them. */
@NullMarked
package duiqi.lexicon.number;

import org.jspecify.annotations.NullMarked;
