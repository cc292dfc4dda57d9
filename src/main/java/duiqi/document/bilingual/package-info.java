/** Separates the two languages of bilingual documents. */
@NullMarked
package duiqi.document.bilingual;

import org.jspecify.annotations.NullMarked;
