/** The console, and the printers of results, progress and failures. */
@NullMarked
package duiqi.cli.print;

import org.jspecify.annotations.NullMarked;
