/** The commands. Alone prints, exits, and reads the clock and the environment. */
@NullMarked
package duiqi.cli;

import org.jspecify.annotations.NullMarked;
