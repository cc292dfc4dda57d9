/** Restricts web connections to allowed addresses. */
@NullMarked
package duiqi.document.web;

import org.jspecify.annotations.NullMarked;
