package duiqi.align;

import java.util.Random;

/** One of the two texts of a pair. */
enum Side {
    CHINESE,
    ENGLISH;

    static Side drawn(Random random) {
        return random.nextBoolean() ? CHINESE : ENGLISH;
    }

    Side other() {
        return this == CHINESE ? ENGLISH : CHINESE;
    }
}
