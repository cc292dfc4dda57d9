/** Reads, writes and fills PO files, the message files of GNU gettext. */
@NullMarked
package duiqi.exchange.po;

import org.jspecify.annotations.NullMarked;
