/** Writes findings and pairs as HTML pages. */
@NullMarked
package duiqi.report.page;

import org.jspecify.annotations.NullMarked;
