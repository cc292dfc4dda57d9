/** Shows findings to people and to the programs that they use: one class for each form. */
@NullMarked
package duiqi.report;

import org.jspecify.annotations.NullMarked;
