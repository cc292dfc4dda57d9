/** Serves a project over HTTP to one machine: the review page and its data, and the live memory. */
@NullMarked
package duiqi.service;

import org.jspecify.annotations.NullMarked;
