/** The formats of reports on findings, by family. */
@NullMarked
package duiqi.report.findings;

import org.jspecify.annotations.NullMarked;
