/** Contains the commands. Each parses its options, calls duiqi.app, prints the result and returns the exit code. */
@NullMarked
package duiqi.cli.command;

import org.jspecify.annotations.NullMarked;
