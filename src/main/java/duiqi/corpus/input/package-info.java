/** The forms of a corpus on disk, and the documents read from them. */
@NullMarked
package duiqi.corpus.input;

import org.jspecify.annotations.NullMarked;
