/** Reads the documents of a corpus in each input format. */
@NullMarked
package duiqi.corpus.input;

import org.jspecify.annotations.NullMarked;
