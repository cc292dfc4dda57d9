/**
 * Shows findings to people and to the programs that they use.
 *
 * <p>No part of the public API: what is public here is for the packages of duiqi alone.
 */
@NullMarked
package duiqi.report;

import org.jspecify.annotations.NullMarked;
