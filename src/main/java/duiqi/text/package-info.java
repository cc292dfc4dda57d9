/** Defines the data types that all packages share: documents, segments, units, locations. */
@NullMarked
package duiqi.text;

import org.jspecify.annotations.NullMarked;
