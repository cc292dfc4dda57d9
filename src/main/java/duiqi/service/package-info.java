/** Serves the review page and the live memory over HTTP, to whoever knows the token. */
@NullMarked
package duiqi.service;

import org.jspecify.annotations.NullMarked;
