package org.civildiy.auth;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The bits of random values that follow each other. A bit of a random value differs from the same bit of the value before it in about half
 * of all cases. The higher bits of a counter or of a clock do not.
 */
public final class BitFlips {
    private static final double RARE = 0.15;

    private BitFlips() {}

    /** The number of bits that differ neither rarely nor nearly always; for a random value of 100 and more, all of them. */
    public static long balanced(List<byte[]> values) {
        var flips = new int[values.getFirst().length * Byte.SIZE];
        for (var i = 1; i < values.size(); i++) {
            var differing = BitSet.valueOf(values.get(i - 1));
            differing.xor(BitSet.valueOf(values.get(i)));
            differing.stream().forEach(bit -> flips[bit]++);
        }
        var pairs = values.size() - 1;
        return Arrays.stream(flips)
                .filter(number -> number > pairs * RARE && number < pairs * (1 - RARE))
                .count();
    }
}
