/** Books: documents too long for one task, segmented in blocks and cut at certain anchors. */
@NullMarked
package duiqi.corpus.book;

import org.jspecify.annotations.NullMarked;
