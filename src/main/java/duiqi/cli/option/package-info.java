/** Defines options that several commands share. */
@NullMarked
package duiqi.cli.option;

import org.jspecify.annotations.NullMarked;
