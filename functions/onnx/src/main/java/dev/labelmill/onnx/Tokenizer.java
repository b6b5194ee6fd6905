package dev.labelmill.onnx;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.Map;

/**
 * Cuts text into a model's tokens, by a {@code tokenizer.json} of Hugging Face's tokenizers. What the file says of padding
 * and truncation does not count: texts are cut off behind {@code maxTokens} tokens, special ones included, and padded
 * by batch.
 */
final class Tokenizer {

    private static final Cleaner CLEANER = Cleaner.create();

    private final HuggingFaceTokenizer tokenizer;

    private Tokenizer(HuggingFaceTokenizer tokenizer) {
        this.tokenizer = tokenizer;
        CLEANER.register(this, tokenizer::close);
    }

    /**
     * The tokens of a text.
     *
     * @param ids the tokens' ids
     * @param types the segment that each is of
     */
    record Tokens(long[] ids, long[] types) {}

    /**
     * @param json a {@code tokenizer.json}
     * @param maxTokens at least 3
     * @throws IllegalArgumentException if it cannot be read
     */
    static Tokenizer read(byte[] json, int maxTokens) {
        // Else the library tells its makers of each start, over the network.
        System.setProperty("OPT_OUT_TRACKING", "true");
        String longest = Integer.toString(maxTokens);
        try {
            return new Tokenizer(HuggingFaceTokenizer.newInstance(
                    new ByteArrayInputStream(json),
                    Map.of("padding", "false", "truncation", "true", "maxLength", longest, "modelMaxLength", longest)));
        } catch (IOException | RuntimeException unreadable) {
            throw new IllegalArgumentException("the tokenizer cannot be read: " + Sentence.of(unreadable), unreadable);
        }
    }

    Tokens encode(String text) {
        try {
            Encoding encoding = tokenizer.encode(text);
            return new Tokens(encoding.getIds(), encoding.getTypeIds());
        } finally {
            Reference.reachabilityFence(this);
        }
    }
}
