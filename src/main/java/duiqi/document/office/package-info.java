/** Reads documents that are archives of XML files: docx, odt and EPUB. */
@NullMarked
package duiqi.document.office;

import org.jspecify.annotations.NullMarked;
