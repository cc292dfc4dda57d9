/** Terms and recurring phrases of a corpus with their translations. */
@NullMarked
package duiqi.corpus.term;

import org.jspecify.annotations.NullMarked;
