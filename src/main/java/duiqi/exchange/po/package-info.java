/** PO, the message files of GNU gettext: reads and writes files, and fills translations into them. */
@NullMarked
package duiqi.exchange.po;

import org.jspecify.annotations.NullMarked;
