/** Guards the connections to the web: which addresses may be reached. */
@NullMarked
package duiqi.document.web;

import org.jspecify.annotations.NullMarked;
