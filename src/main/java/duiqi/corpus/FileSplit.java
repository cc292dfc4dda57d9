package duiqi.corpus;

import java.io.Serializable;

/**
 * A stretch of a file of lines: those that begin in it.
 *
 * @param file path, with its scheme
 * @param start byte where it begins
 * @param length bytes in it
 * @param linesBefore lines of the file that begin before it
 */
record FileSplit(String file, long start, long length, long linesBefore) implements Serializable {
    FileSplit after(long lines) {
        return new FileSplit(file, start, length, lines);
    }
}
