/** Holds the documents of the review server and handles the requests that change, check and save them. */
@NullMarked
package duiqi.server.review;

import org.jspecify.annotations.NullMarked;
