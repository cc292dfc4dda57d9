/** Reads the running text of Markdown, reStructuredText and AsciiDoc. */
@NullMarked
package duiqi.document.markup;

import org.jspecify.annotations.NullMarked;
