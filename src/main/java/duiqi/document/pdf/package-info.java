/** Reads PDF documents that have a text layer. */
@NullMarked
package duiqi.document.pdf;

import org.jspecify.annotations.NullMarked;
