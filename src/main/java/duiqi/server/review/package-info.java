/** The documents of the review server: their state, and the routes that change, check and save them. */
@NullMarked
package duiqi.server.review;

import org.jspecify.annotations.NullMarked;
