/**
 * What is done to the program to see whether something is lost: it is killed, its disk is full, its folder closed. One list of
 * commands is tried with every fault. A package of its own, since the same is done to all commands and belongs to none.
 */
@NullMarked
package duiqi.faults;

import org.jspecify.annotations.NullMarked;
