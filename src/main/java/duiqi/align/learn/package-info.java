/** Cuts two texts into tokens, and learns how these are translated: from the lexicon, a corpus, and the texts themselves. */
@NullMarked
package duiqi.align.learn;

import org.jspecify.annotations.NullMarked;
