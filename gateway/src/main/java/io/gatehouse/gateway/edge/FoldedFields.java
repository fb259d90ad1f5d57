package io.gatehouse.gateway.edge;

import io.netty.buffer.ByteBuf;

/** Notices fields that go on in the next line (RFC 9112 section 5.2), which the usual decoder joins without a word. */
final class FoldedFields {

    private ByteBuf unread;
    private boolean inFields;
    private boolean found;

    boolean found() {
        return found;
    }

    /** Told before bytes are read; whole lines are consumed, so what is left of a header begins with a line. */
    void look(ByteBuf bytes) {
        unread = bytes;
        found |= inFields && areIn(bytes);
    }

    /** Told when a request line has been read and the fields begin. */
    void begin() {
        inFields = true;
        found = areIn(unread);
    }

    /** Told when a header has been read. */
    void end() {
        inFields = false;
        found = false;
    }

    private static boolean areIn(ByteBuf fields) {
        int end = fields.writerIndex();
        for (int line = fields.readerIndex(); line < end; ) {
            byte first = fields.getByte(line);
            if (first == ' ' || first == '\t') {
                return true;
            }
            int lineEnd = fields.indexOf(line, end, (byte) '\n');
            // The empty line ends the header.
            if (lineEnd < 0 || first == '\r' || first == '\n') {
                return false;
            }
            line = lineEnd + 1;
        }
        return false;
    }
}
