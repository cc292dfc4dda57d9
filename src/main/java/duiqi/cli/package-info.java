/**
 * The commands. Alone prints, exits, and reads the clock and the environment.
 *
 * <p>No part of the public API: what is public here is for the packages of duiqi alone.
 */
@NullMarked
package duiqi.cli;

import org.jspecify.annotations.NullMarked;
