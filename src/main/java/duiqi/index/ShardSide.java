package duiqi.index;

import duiqi.index.Section.OfSide;
import java.nio.ByteBuffer;
import java.util.function.Function;

/** What finds the units of a shard by the texts of one side. Immutable and thread-safe. */
final class ShardSide {
    private final TokenNumbers vocabulary;
    private final LengthRanges lengths;
    private final Postings postings;
    private final ByteBuffer units;
    private final ByteBuffer tokenStarts;
    private final ByteBuffer tokens;
    private final Signatures signatures;

    ShardSide(int entries, Function<OfSide, ByteBuffer> section) {
        vocabulary = new TokenNumbers(
                section.apply(OfSide.WORD_STARTS), section.apply(OfSide.WORDS), section.apply(OfSide.WORD_SLOTS));
        lengths = new LengthRanges(section.apply(OfSide.LENGTHS), entries);
        postings = new Postings(section.apply(OfSide.BUCKETS), section.apply(OfSide.POSTINGS));
        units = section.apply(OfSide.UNITS);
        tokenStarts = section.apply(OfSide.TOKEN_STARTS);
        tokens = section.apply(OfSide.TOKENS);
        signatures = new Signatures(section.apply(OfSide.SIGNATURES), lengths);
    }

    TokenNumbers vocabulary() {
        return vocabulary;
    }

    LengthRanges lengths() {
        return lengths;
    }

    Postings postings() {
        return postings;
    }

    Signatures signatures() {
        return signatures;
    }

    int unit(int entry) {
        return units.getInt(entry * Integer.BYTES);
    }

    /** The tokens of an entry of a length, in an array that may be longer. */
    int[] tokens(int entry, int length, SearchBuffers scratch) {
        int start = tokenStarts.getInt(entry * Integer.BYTES);
        int end = tokenStarts.getInt((entry + 1) * Integer.BYTES);
        byte[] bytes = scratch.bytes(tokens, start, end - start);
        int[] result = scratch.tokens(length);
        int at = 0;
        for (int i = 0; i < length; i++) {
            int b = bytes[at++];
            int token = b & 0x7f;
            for (int shift = 7; b < 0; shift += 7) {
                b = bytes[at++];
                token |= (b & 0x7f) << shift;
            }
            result[i] = token;
        }
        return result;
    }
}
