/** Tokenizes two texts, and trains translation tables from the lexicon, a corpus and the texts themselves. */
@NullMarked
package duiqi.align.learn;

import org.jspecify.annotations.NullMarked;
