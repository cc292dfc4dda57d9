/** The nouns that the stages of the work hand to each other: documents, segments, units, places in files. */
@NullMarked
package duiqi.text;

import org.jspecify.annotations.NullMarked;
