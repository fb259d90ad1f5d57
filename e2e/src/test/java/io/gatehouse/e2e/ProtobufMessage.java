package io.gatehouse.e2e;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A message of Protocol Buffers by the numbers of its fields: whole numbers as {@link Long}, all else as bytes. */
final class ProtobufMessage {

    private final Map<Integer, List<Object>> fields = new HashMap<>();

    ProtobufMessage(byte[] message) {
        var rest = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        while (rest.hasRemaining()) {
            long tag = varint(rest);
            fields.computeIfAbsent((int) (tag >>> 3), _ -> new ArrayList<>()).add(value(rest, (int) tag & 7));
        }
    }

    boolean has(int field) {
        return fields.containsKey(field);
    }

    long number(int field) {
        return has(field) ? (Long) fields.get(field).getLast() : 0;
    }

    byte[] bytes(int field) {
        return has(field) ? (byte[]) fields.get(field).getLast() : new byte[0];
    }

    String text(int field) {
        return new String(bytes(field), StandardCharsets.UTF_8);
    }

    List<ProtobufMessage> messages(int field) {
        return fields.getOrDefault(field, List.of()).stream()
                .map(bytes -> new ProtobufMessage((byte[]) bytes))
                .toList();
    }

    private static Object value(ByteBuffer rest, int type) {
        return switch (type) {
            case 0 -> varint(rest);
            case 1 -> rest.getLong();
            case 2 -> {
                var bytes = new byte[(int) varint(rest)];
                rest.get(bytes);
                yield bytes;
            }
            case 5 -> (long) rest.getInt();
            default -> throw new IllegalArgumentException("wire type " + type);
        };
    }

    private static long varint(ByteBuffer rest) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = rest.get();
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
