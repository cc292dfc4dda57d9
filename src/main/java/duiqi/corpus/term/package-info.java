/** Counts the translations of terms and recurring phrases of a corpus. */
@NullMarked
package duiqi.corpus.term;

import org.jspecify.annotations.NullMarked;
