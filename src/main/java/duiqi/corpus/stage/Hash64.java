package duiqi.corpus.stage;

/** 64 bits that stand for texts and numbers, the same on every machine. */
public final class Hash64 {
    private Hash64() {}

    /** Every bit depends on every bit: the finaliser of SplitMix64 (Steele, Lea and Flood 2014, Fast splittable generators). */
    public static long mix(long bits) {
        long z = bits + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** Of the UTF-16 units of a text: FNV-1a (Fowler, Noll and Vo), mixed. */
    public static long of(String text) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
        }
        return mix(hash);
    }
}
