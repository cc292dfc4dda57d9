/** Writes findings in all formats except HTML. */
@NullMarked
package duiqi.report.findings;

import org.jspecify.annotations.NullMarked;
