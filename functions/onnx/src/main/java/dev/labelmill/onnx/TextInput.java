package dev.labelmill.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import dev.labelmill.core.prelabel.Content;
import dev.labelmill.core.prelabel.UnusableContent;
import dev.labelmill.onnx.Tokenizer.Tokens;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Text for a transformer: the tensors {@code input_ids}, {@code attention_mask} and {@code token_type_ids} of shape [batch,
 * tokens], those of them that the model has. Shorter texts of a batch are filled up with token 0, which the mask hides.
 */
final class TextInput implements ModelInput<Tokens> {

    private static final String IDS = "input_ids";
    private static final String MASK = "attention_mask";
    private static final String TYPES = "token_type_ids";

    private final Tokenizer tokenizer;
    private final Map<String, OnnxJavaType> inputs;

    /** @throws IllegalArgumentException if the model takes something else */
    TextInput(Tokenizer tokenizer, OnnxSession session) {
        this.tokenizer = tokenizer;
        this.inputs = session.inputTypes();
        for (Map.Entry<String, OnnxJavaType> input : inputs.entrySet()) {
            if (!List.of(IDS, MASK, TYPES).contains(input.getKey())) {
                throw new IllegalArgumentException("the model takes \"" + input.getKey() + "\", but text gives "
                        + String.join(", ", IDS, MASK, TYPES));
            }
            if (input.getValue() != OnnxJavaType.INT64 && input.getValue() != OnnxJavaType.INT32) {
                throw new IllegalArgumentException("the model takes \"" + input.getKey() + "\" as " + input.getValue()
                        + ", but text gives INT64 or INT32");
            }
        }
        if (!inputs.containsKey(IDS)) {
            throw new IllegalArgumentException("the model takes no \"" + IDS + "\"");
        }
    }

    @Override
    public Tokens prepare(Content content) throws UnusableContent {
        if (!(content instanceof Content.Text text)) {
            throw new UnusableContent("The labeler reads text, and this item is not text.");
        }
        return tokenizer.encode(text.text());
    }

    @Override
    public Tokens sample() {
        return tokenizer.encode("a");
    }

    @Override
    public int length(Tokens example) {
        return example.ids().length;
    }

    @Override
    public Map<String, OnnxTensor> tensors(List<Tokens> batch) throws OrtException {
        int longest = batch.stream().mapToInt(this::length).max().orElseThrow();
        long[] ids = new long[batch.size() * longest];
        long[] mask = new long[ids.length];
        long[] types = new long[ids.length];
        for (int i = 0; i < batch.size(); i++) {
            Tokens tokens = batch.get(i);
            System.arraycopy(tokens.ids(), 0, ids, i * longest, length(tokens));
            System.arraycopy(tokens.types(), 0, types, i * longest, length(tokens));
            Arrays.fill(mask, i * longest, i * longest + length(tokens), 1);
        }
        Map<String, long[]> given = Map.of(IDS, ids, MASK, mask, TYPES, types);
        Map<String, OnnxTensor> tensors = new HashMap<>();
        for (Map.Entry<String, OnnxJavaType> input : inputs.entrySet()) {
            tensors.put(
                    input.getKey(),
                    tensor(input.getValue(), given.get(input.getKey()), new long[] {batch.size(), longest}));
        }
        return tensors;
    }

    private static OnnxTensor tensor(OnnxJavaType type, long[] values, long[] shape) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        if (type == OnnxJavaType.INT64) {
            return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape);
        }
        int[] narrow = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            narrow[i] = (int) values[i];
        }
        return OnnxTensor.createTensor(environment, IntBuffer.wrap(narrow), shape);
    }
}
