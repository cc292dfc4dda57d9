/** Reads the running text of Markdown. */
@NullMarked
package duiqi.document.markdown;

import org.jspecify.annotations.NullMarked;
