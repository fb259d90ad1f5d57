package io.gatehouse.gateway.edge;

import io.netty.buffer.ByteBuf;

/**
 * Compares a request line with the words that the usual decoder found in it (RFC 9112 section 3). That one takes several
 * spaces, tabs and bare carriage returns for one space, and skips control characters before the line; a peer that does not
 * sees another request.
 */
final class StartLine {

    private static final int LINE_END = 2;

    private ByteBuf bytes;
    private int start;
    private boolean read;
    private boolean junk;

    /** Told before bytes are read that may hold a request line. */
    void look(ByteBuf unread) {
        bytes = unread;
        start = unread.readerIndex();
    }

    /** Told when bytes have been read that did not end a header; without a line those were before it. */
    void skipped() {
        junk |= !read && afterEmptyLines() != bytes.readerIndex();
    }

    /** Told when a header has been read. */
    void end() {
        read = false;
        junk = false;
    }

    /** @throws IllegalArgumentException if these words with one space between them are not what the line says */
    void check(String[] words) {
        read = true;
        int line = afterEmptyLines();
        int target = line + words[0].length() + 1;
        int version = target + words[1].length() + 1;
        int end = version + words[2].length() + LINE_END;
        if (junk
                || end != bytes.readerIndex()
                || bytes.getByte(target - 1) != ' '
                || bytes.getByte(version - 1) != ' '
                || !isVisible(words[1])) {
            throw new IllegalArgumentException("the request line is not valid");
        }
    }

    // Some clients end a body with one too many (section 2.2).
    private int afterEmptyLines() {
        int index = start;
        while (index < bytes.readerIndex() && (bytes.getByte(index) == '\r' || bytes.getByte(index) == '\n')) {
            index++;
        }
        return index;
    }

    private static boolean isVisible(String target) {
        for (int i = 0; i < target.length(); i++) {
            char octet = target.charAt(i);
            if (octet <= ' ' || octet > '~') {
                return false;
            }
        }
        return true;
    }
}
