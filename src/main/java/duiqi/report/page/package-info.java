/** The HTML pages of findings and of pairs. */
@NullMarked
package duiqi.report.page;

import org.jspecify.annotations.NullMarked;
