/** Prints results, progress and failures on the console. */
@NullMarked
package duiqi.cli.print;

import org.jspecify.annotations.NullMarked;
