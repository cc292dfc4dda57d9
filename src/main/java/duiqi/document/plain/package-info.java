/** Reads plain text, and provides classes that all readers share: encodings, lines, and text with locations. */
@NullMarked
package duiqi.document.plain;

import org.jspecify.annotations.NullMarked;
