/** Tokens, numbers, names and the dictionary tables of both languages. */
@NullMarked
package duiqi.lexicon;

import org.jspecify.annotations.NullMarked;
