package dev.labelmill.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes small ONNX models, field by field of {@code onnx.proto} (opset 13): numbers of the fields are those of ModelProto,
 * GraphProto, NodeProto, ValueInfoProto and TensorProto.
 */
final class TinyModel {

    static final int FLOAT = 1;
    static final int INT64 = 7;

    private final List<byte[]> nodes = new ArrayList<>();
    private final List<byte[]> inputs = new ArrayList<>();
    private final List<byte[]> outputs = new ArrayList<>();
    private final List<byte[]> constants = new ArrayList<>();

    /** @param shape a dimension of -1 is free */
    TinyModel input(String name, int type, long... shape) {
        inputs.add(value(name, type, shape));
        return this;
    }

    TinyModel output(String name, int type, long... shape) {
        outputs.add(value(name, type, shape));
        return this;
    }

    TinyModel node(String operator, List<String> from, String to, byte[]... attributes) {
        Message node = new Message();
        from.forEach(name -> node.text(1, name));
        node.text(2, to).text(4, operator);
        for (byte[] attribute : attributes) {
            node.bytes(5, attribute);
        }
        nodes.add(node.bytes());
        return this;
    }

    static byte[] whole(String name, long value) {
        return new Message().text(1, name).number(3, value).number(20, 2).bytes();
    }

    TinyModel floats(String name, long[] shape, float... values) {
        ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            raw.putFloat(value);
        }
        return constant(name, FLOAT, shape, raw.array());
    }

    TinyModel longs(String name, long... values) {
        ByteBuffer raw = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (long value : values) {
            raw.putLong(value);
        }
        return constant(name, INT64, new long[] {values.length}, raw.array());
    }

    byte[] bytes() {
        Message graph = new Message();
        nodes.forEach(node -> graph.bytes(1, node));
        graph.text(2, "tiny");
        constants.forEach(constant -> graph.bytes(5, constant));
        inputs.forEach(input -> graph.bytes(11, input));
        outputs.forEach(output -> graph.bytes(12, output));
        Message opset = new Message().text(1, "").number(2, 13);
        return new Message()
                .number(1, 7)
                .bytes(7, graph.bytes())
                .bytes(8, opset.bytes())
                .bytes();
    }

    private TinyModel constant(String name, int type, long[] shape, byte[] raw) {
        Message tensor = new Message();
        for (long side : shape) {
            tensor.number(1, side);
        }
        constants.add(tensor.number(2, type).text(8, name).bytes(9, raw).bytes());
        return this;
    }

    private static byte[] value(String name, int type, long... shape) {
        Message dimensions = new Message();
        for (long side : shape) {
            dimensions.bytes(
                    1,
                    side < 0
                            ? new Message().text(2, "free").bytes()
                            : new Message().number(1, side).bytes());
        }
        Message tensor = new Message().number(1, type).bytes(2, dimensions.bytes());
        return new Message()
                .text(1, name)
                .bytes(2, new Message().bytes(1, tensor.bytes()).bytes())
                .bytes();
    }

    /** Protocol Buffers' wire format. */
    private static final class Message {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message number(int field, long value) {
            varint((long) field << 3);
            varint(value);
            return this;
        }

        Message bytes(int field, byte[] value) {
            varint((long) field << 3 | 2);
            varint(value.length);
            out.writeBytes(value);
            return this;
        }

        Message text(int field, String value) {
            return bytes(field, value.getBytes(StandardCharsets.UTF_8));
        }

        byte[] bytes() {
            return out.toByteArray();
        }

        private void varint(long value) {
            long rest = value;
            for (; (rest & ~0x7FL) != 0; rest >>>= 7) {
                out.write((int) (rest & 0x7F | 0x80));
            }
            out.write((int) rest);
        }
    }
}
