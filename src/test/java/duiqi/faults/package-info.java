/**
 * Tests that duiqi loses no data when it is killed, when the disk is full or when a folder is read-only. Every fault is
 * tested with the same list of commands.
 */
@NullMarked
package duiqi.faults;

import org.jspecify.annotations.NullMarked;
