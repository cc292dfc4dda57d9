package duiqi.index;

/** The parts of a shard file, in the order in which its head lists them. All numbers in them are little-endian. */
enum Section {
    /** For each unit what ranking needs, in {@link UnitRecord#SIZE} bytes. */
    UNITS,
    /** For each unit its texts. */
    RECORDS,
    /** Language tags and names of properties, each a varint of its bytes and these. */
    NAMES,
    SOURCE_LENGTHS,
    SOURCE_UNITS,
    SOURCE_TOKEN_STARTS,
    SOURCE_TOKENS,
    SOURCE_SIGNATURES,
    SOURCE_WORD_STARTS,
    SOURCE_WORDS,
    SOURCE_WORD_SLOTS,
    SOURCE_BUCKETS,
    SOURCE_POSTINGS,
    TARGET_LENGTHS,
    TARGET_UNITS,
    TARGET_TOKEN_STARTS,
    TARGET_TOKENS,
    TARGET_SIGNATURES,
    TARGET_WORD_STARTS,
    TARGET_WORDS,
    TARGET_WORD_SLOTS,
    TARGET_BUCKETS,
    TARGET_POSTINGS;

    /** A part of each of the two sides. */
    enum OfSide {
        /** Pairs of ints: a number of tokens, and the first entry that has as many; ascending. */
        LENGTHS,
        /** For each entry the number of its unit. */
        UNITS,
        /** For each entry, and once more at the end, where its tokens begin. */
        TOKEN_STARTS,
        /** Token numbers as varints. */
        TOKENS,
        /** For each entry as many longs as {@link Signature#width} has it for its length. */
        SIGNATURES,
        /** For each token number, and once more at the end, where its spelling begins. */
        WORD_STARTS,
        /** Spellings in UTF-8. */
        WORDS,
        /** Token numbers plus 1 by the hash of their spelling. */
        WORD_SLOTS,
        /** For each bucket, and once more at the end, where its list begins. */
        BUCKETS,
        /** Lists of entries; see {@link PostingsWriter}. */
        POSTINGS;

        Section in(UnitSide side) {
            return Section.valueOf(side.name() + "_" + name());
        }
    }
}
