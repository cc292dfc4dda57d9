/** Segments books, documents that are too long for one task, and cuts them into slices at certain anchors. */
@NullMarked
package duiqi.corpus.book;

import org.jspecify.annotations.NullMarked;
