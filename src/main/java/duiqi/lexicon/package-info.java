/** Splits texts of both languages into tokens, reads their numbers, and holds the dictionary tables. */
@NullMarked
package duiqi.lexicon;

import org.jspecify.annotations.NullMarked;
