/** The nouns that the rooms exchange: documents, segments, units, places in files. */
@NullMarked
package duiqi.text;

import org.jspecify.annotations.NullMarked;
