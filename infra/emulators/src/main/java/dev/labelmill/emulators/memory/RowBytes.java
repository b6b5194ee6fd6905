package dev.labelmill.emulators.memory;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An item as bytes. Names of attributes are numbers, which mean something in this process alone; the keys are left out. */
final class RowBytes {
    private static final Map<String, Integer> NUMBERS = new ConcurrentHashMap<>();
    private static final List<String> NAMES = new CopyOnWriteArrayList<>();

    private RowBytes() {}

    /** The tags of values. */
    private enum Kind {
        S,
        N,
        B,
        TRUE,
        FALSE,
        NULL,
        M,
        L;

        private static final Kind[] ALL = values();
    }

    /** Everything but the keys. */
    static byte[] write(Map<String, AttributeValue> item) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        item.forEach((name, value) -> {
            if (!name.equals("pk") && !name.equals("sk")) {
                number(out, number(name));
                write(out, value);
            }
        });
        return out.toByteArray();
    }

    /** The item with its keys. */
    static Map<String, AttributeValue> read(String pk, String sk, byte[] bytes) {
        Map<String, AttributeValue> item = new HashMap<>(64);
        item.put("pk", AttributeValue.fromS(pk));
        item.put("sk", AttributeValue.fromS(sk));
        ByteBuffer in = ByteBuffer.wrap(bytes);
        while (in.hasRemaining()) {
            item.put(NAMES.get(number(in)), value(in));
        }
        return item;
    }

    private static void write(ByteArrayOutputStream out, AttributeValue value) {
        switch (value.type()) {
            case S -> write(out, Kind.S, value.s().getBytes(StandardCharsets.UTF_8));
            case N -> write(out, Kind.N, value.n().getBytes(StandardCharsets.ISO_8859_1));
            case B -> write(out, Kind.B, value.b().asByteArrayUnsafe());
            case BOOL -> out.write((value.bool() ? Kind.TRUE : Kind.FALSE).ordinal());
            case NUL -> out.write(Kind.NULL.ordinal());
            case L -> {
                out.write(Kind.L.ordinal());
                number(out, value.l().size());
                value.l().forEach(member -> write(out, member));
            }
            case M -> {
                out.write(Kind.M.ordinal());
                number(out, value.m().size());
                value.m().forEach((name, member) -> {
                    number(out, number(name));
                    write(out, member);
                });
            }
            default -> throw Invalid.because("sets are not stored here");
        }
    }

    private static void write(ByteArrayOutputStream out, Kind kind, byte[] content) {
        out.write(kind.ordinal());
        number(out, content.length);
        out.writeBytes(content);
    }

    private static AttributeValue value(ByteBuffer in) {
        return switch (Kind.ALL[in.get()]) {
            case S -> AttributeValue.fromS(new String(content(in), StandardCharsets.UTF_8));
            case N -> AttributeValue.fromN(new String(content(in), StandardCharsets.ISO_8859_1));
            case B -> AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(content(in)));
            case TRUE -> AttributeValue.fromBool(true);
            case FALSE -> AttributeValue.fromBool(false);
            case NULL -> AttributeValue.fromNul(true);
            case L -> {
                int count = number(in);
                List<AttributeValue> list = new ArrayList<>(count);
                for (int i = 0; i < count; i++) {
                    list.add(value(in));
                }
                yield AttributeValue.fromL(list);
            }
            case M -> {
                int count = number(in);
                Map<String, AttributeValue> map = new HashMap<>();
                for (int i = 0; i < count; i++) {
                    map.put(NAMES.get(number(in)), value(in));
                }
                yield AttributeValue.fromM(map);
            }
        };
    }

    private static byte[] content(ByteBuffer in) {
        byte[] content = new byte[number(in)];
        in.get(content);
        return content;
    }

    /** Seven bits a byte, the lowest first. */
    private static void number(ByteArrayOutputStream out, int number) {
        int left = number;
        while (left > 0x7f) {
            out.write(left & 0x7f | 0x80);
            left >>>= 7;
        }
        out.write(left);
    }

    private static int number(ByteBuffer in) {
        int number = 0;
        int shift = 0;
        byte part;
        do {
            part = in.get();
            number |= (part & 0x7f) << shift;
            shift += 7;
        } while (part < 0);
        return number;
    }

    private static int number(String name) {
        Integer known = NUMBERS.get(name);
        return known == null ? newNumber(name) : known;
    }

    private static synchronized int newNumber(String name) {
        return NUMBERS.computeIfAbsent(name, unknown -> {
            NAMES.add(unknown);
            return NAMES.size() - 1;
        });
    }
}
