package dev.labelmill.onnx;

import dev.labelmill.core.prelabel.Features;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Sentence embeddings of {@code all-MiniLM-L6-v2} (Wang et al., <i>MiniLM: Deep Self-Attention Distillation</i>, NeurIPS
 * 2020; trained for sentences by Reimers &amp; Gurevych's sentence-transformers), weights quantised to 8 bits: 384
 * dimensions, the mean over the text's tokens, scaled to length 1. As on its model card, text is cut off behind {@value
 * #MAX_TOKENS} tokens, the first and last special ones included.
 *
 * <p>Activations are quantised while it runs, on one scale for a whole batch: a text's vector therefore depends on the texts
 * that it is run with (cosine .97 to .99 in small batches). Alone it is always the same, and larger batches are hardly faster on
 * one core, so {@link #BATCH} is 1.
 */
public final class MiniLm {

    /** As batch.json names it. */
    public static final String NAME = "minilm";

    /** How many tokens of a text are seen. */
    public static final int MAX_TOKENS = 256;

    /** How many texts are run together unless it is said otherwise. */
    public static final int BATCH = 1;

    private static final String MODEL = "/all-minilm-l6-v2-q.onnx";
    private static final String TOKENIZER = "/all-minilm-l6-v2-q-tokenizer.json";

    private MiniLm() {}

    /**
     * Loads the model, which takes about 60 MB.
     *
     * @param batch how many texts are run together, at least 1
     */
    public static Features load(int batch) {
        OnnxSession session = OnnxSession.of(resource(MODEL));
        TextInput input = new TextInput(Tokenizer.read(resource(TOKENIZER), MAX_TOKENS), session);
        String output = session.output(Optional.empty());
        return new OnnxEmbedder(new OnnxModel<>(session, input, output, Pooling.MEAN, batch), true);
    }

    private static byte[] resource(String name) {
        try (InputStream in = MiniLm.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
