/** The nouns that the stages of the work hand to each other: documents, segments, units, places in files. */
@NullMarked
package duiqi.bitext;

import org.jspecify.annotations.NullMarked;
