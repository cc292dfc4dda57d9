/** Reads documents of every format: opens files and pages, finds out encodings, takes the running text with its places. */
@NullMarked
package duiqi.document;

import org.jspecify.annotations.NullMarked;
