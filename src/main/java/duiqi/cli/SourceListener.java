package duiqi.cli;

import duiqi.align.ParallelText;

/** Takes all that {@link CheckSources} reads. */
interface SourceListener extends UnitListener {
    /** Two texts, which have been aligned. */
    void aligned(ParallelText text);

    /**
     * All of a file has been read.
     *
     * @param file as it is named in the locations of its units
     */
    void end(String file);
}
