/** Reads the article of an HTML page. */
@NullMarked
package duiqi.document.html;

import org.jspecify.annotations.NullMarked;
