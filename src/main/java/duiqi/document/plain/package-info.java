/** Reads plain text, and holds what all readers share: encodings, lines, and text that knows where it was read. */
@NullMarked
package duiqi.document.plain;

import org.jspecify.annotations.NullMarked;
