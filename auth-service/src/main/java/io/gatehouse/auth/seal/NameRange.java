package io.gatehouse.auth.seal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Names of master keys between two others, which are not among them. In the order of bytes without a sign, as PostgreSQL's. */
@SuppressWarnings("ArrayRecordComponent") // bounds of a search; never compared as a record
record NameRange(byte[] above, byte[] below) {

    private static final byte[] FIRST = {};

    private static final byte[] LAST = last();

    /** All names but these. */
    static List<NameRange> without(List<byte[]> names) {
        var ranges = new ArrayList<NameRange>();
        var above = FIRST;
        for (var name : names.stream().sorted(Arrays::compareUnsigned).toList()) {
            ranges.add(new NameRange(above, name));
            above = name;
        }
        ranges.add(new NameRange(above, LAST));
        return ranges;
    }

    private static byte[] last() {
        var longer = new byte[NamedKey.NAME + 1];
        Arrays.fill(longer, (byte) -1);
        return longer;
    }
}
