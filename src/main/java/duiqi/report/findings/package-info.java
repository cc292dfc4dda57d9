/** The formats of reports on findings, one class each. */
@NullMarked
package duiqi.report.findings;

import org.jspecify.annotations.NullMarked;
