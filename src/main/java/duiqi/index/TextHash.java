package duiqi.index;

import java.util.Optional;

/** 64 bits that stand for a neighbouring sentence, letter for letter: FNV-1a (Fowler, Noll and Vo) over UTF-16 units. */
final class TextHash {
    /** Of a neighbour that is not known, which equals no other. */
    static final long NONE = 0;

    private TextHash() {}

    static long of(Optional<String> text) {
        if (text.isEmpty()) {
            return NONE;
        }
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < text.get().length(); i++) {
            hash = (hash ^ text.get().charAt(i)) * 0x100000001B3L;
        }
        return hash == NONE ? 1 : hash;
    }
}
