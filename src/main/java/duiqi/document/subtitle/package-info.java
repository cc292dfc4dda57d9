/** Reads subtitles: SubRip and WebVTT. */
@NullMarked
package duiqi.document.subtitle;

import org.jspecify.annotations.NullMarked;
