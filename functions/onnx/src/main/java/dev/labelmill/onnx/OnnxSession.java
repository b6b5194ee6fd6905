package dev.labelmill.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import ai.onnxruntime.ValueInfo;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A model in ONNX Runtime, on one core: a function has about one, more of them do not speed small batches up, and sums stay
 * in one order. Its native memory goes with the object.
 */
final class OnnxSession {

    private static final Cleaner CLEANER = Cleaner.create();

    private final OrtSession session;
    private final Map<String, TensorInfo> inputs;
    private final Map<String, TensorInfo> outputs;

    private OnnxSession(OrtSession session) throws OrtException {
        this.session = session;
        CLEANER.register(this, () -> close(session));
        this.inputs = tensors(session.getInputInfo());
        this.outputs = tensors(session.getOutputInfo());
    }

    /**
     * What a model gives for a batch.
     *
     * @param shape its dimensions, the batch's first
     * @param values all numbers, the last dimension's next to each other
     */
    record Output(long[] shape, FloatBuffer values) {}

    /** @throws IllegalArgumentException if the bytes are no model that ONNX Runtime runs */
    static OnnxSession of(byte[] model) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setDeterministicCompute(true);
            return new OnnxSession(OrtEnvironment.getEnvironment().createSession(model, options));
        } catch (OrtException unreadable) {
            throw new IllegalArgumentException(
                    "ONNX Runtime cannot read the model: " + Sentence.of(unreadable), unreadable);
        }
    }

    /** The model's inputs by name. */
    Map<String, TensorInfo> inputs() {
        return inputs;
    }

    /** The number types of the model's inputs by name. */
    Map<String, OnnxJavaType> inputTypes() {
        Map<String, OnnxJavaType> types = new LinkedHashMap<>();
        inputs.forEach((name, info) -> types.put(name, info.type));
        return types;
    }

    /**
     * The name of the output to read: the one asked for or, where none is, the only one.
     *
     * @throws IllegalArgumentException if there is no such output, or it does not hold 32-bit floats
     */
    String output(Optional<String> asked) {
        String names = String.join(", ", outputs.keySet());
        if (asked.isEmpty() && outputs.size() != 1) {
            throw new IllegalArgumentException("output.name is missing, and the model has " + names);
        }
        String name = asked.orElseGet(() -> outputs.keySet().iterator().next());
        TensorInfo info = outputs.get(name);
        if (info == null) {
            throw new IllegalArgumentException("the model has no output \"" + name + "\", but " + names);
        }
        if (info.type != OnnxJavaType.FLOAT) {
            throw new IllegalArgumentException("the model's output \"" + name + "\" is " + info.type + ", not FLOAT");
        }
        return name;
    }

    /**
     * The name of an output of numbers, whole ones too.
     *
     * @throws IllegalArgumentException if there is no such output, or it holds something else
     */
    String numbers(String name) {
        TensorInfo info = outputs.get(name);
        if (info == null || info.type != OnnxJavaType.INT64 && info.type != OnnxJavaType.INT32) {
            return output(Optional.of(name));
        }
        return name;
    }

    /** Runs the model on a batch, reads several outputs, and closes the batch's tensors. */
    Map<String, Output> run(Map<String, OnnxTensor> tensors, List<String> names) throws OrtException {
        try (OrtSession.Result result = session.run(tensors, Set.copyOf(names))) {
            Map<String, Output> read = new HashMap<>();
            for (String name : names) {
                OnnxTensor value = (OnnxTensor) result.get(name).orElseThrow();
                read.put(name, new Output(value.getInfo().getShape(), floats(value)));
            }
            return read;
        } finally {
            tensors.values().forEach(OnnxValue::close);
            Reference.reachabilityFence(this);
        }
    }

    private static FloatBuffer floats(OnnxTensor value) {
        if (value.getInfo().type == OnnxJavaType.INT64) {
            LongBuffer longs = value.getLongBuffer();
            FloatBuffer floats = FloatBuffer.allocate(longs.remaining());
            while (longs.hasRemaining()) {
                floats.put(longs.get());
            }
            return floats.flip();
        }
        if (value.getInfo().type == OnnxJavaType.INT32) {
            IntBuffer ints = value.getIntBuffer();
            FloatBuffer floats = FloatBuffer.allocate(ints.remaining());
            while (ints.hasRemaining()) {
                floats.put(ints.get());
            }
            return floats.flip();
        }
        return value.getFloatBuffer();
    }

    /** Runs the model on a batch and closes the batch's tensors. */
    Output run(Map<String, OnnxTensor> tensors, String output) throws OrtException {
        try (OrtSession.Result result = session.run(tensors, Set.of(output))) {
            OnnxTensor value = (OnnxTensor) result.get(0);
            return new Output(value.getInfo().getShape(), value.getFloatBuffer());
        } finally {
            tensors.values().forEach(OnnxValue::close);
            Reference.reachabilityFence(this);
        }
    }

    private static Map<String, TensorInfo> tensors(Map<String, NodeInfo> nodes) {
        Map<String, TensorInfo> tensors = new LinkedHashMap<>();
        for (NodeInfo node : nodes.values()) {
            ValueInfo info = node.getInfo();
            if (!(info instanceof TensorInfo tensor)) {
                throw new IllegalArgumentException(
                        "the model's \"" + node.getName() + "\" is no tensor: export the model without it");
            }
            tensors.put(node.getName(), tensor);
        }
        return tensors;
    }

    private static void close(OrtSession session) {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }
}
