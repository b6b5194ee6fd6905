package dev.labelmill.onnx;

import ai.onnxruntime.OrtException;
import dev.labelmill.core.prelabel.Attempt;
import dev.labelmill.core.prelabel.Content;
import dev.labelmill.core.prelabel.UnusableContent;
import dev.labelmill.onnx.OnnxSession.Output;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A model with its pre-processing and pooling: contents in, one row of numbers each out.
 *
 * <p>Several contents at once, as benchmarks have them, are run in batches sorted by length, so that little of a batch is padding;
 * the functions run one at a time.
 *
 * @param <E> what the input makes of a content
 */
final class OnnxModel<E> {

    private final OnnxSession session;
    private final ModelInput<E> input;
    private final String output;
    private final Pooling pooling;
    private final int batch;
    private final int width;

    /**
     * Tries the model with one example.
     *
     * @param output the name of the output that is read
     * @param batch how many contents are run together at most, at least 1
     * @throws IllegalArgumentException saying in one sentence how model and description do not fit
     */
    OnnxModel(OnnxSession session, ModelInput<E> input, String output, Pooling pooling, int batch) {
        this.session = session;
        this.input = input;
        this.output = output;
        this.pooling = pooling;
        this.batch = batch;
        this.width = tried(Math.min(batch, 2));
    }

    /** How many numbers a row has. */
    int width() {
        return width;
    }

    /** @throws UnusableContent if the content cannot be used */
    float[] row(Content content) throws UnusableContent {
        E example = input.prepare(content);
        return run(List.of(example)).get(0);
    }

    /** The contents' rows, in the contents' order. */
    List<Attempt<float[]>> rows(List<Content> contents) {
        List<Attempt<E>> prepared = new ArrayList<>(contents.size());
        List<Integer> usable = new ArrayList<>(contents.size());
        for (Content content : contents) {
            Attempt<E> attempt = Attempt.at(() -> input.prepare(content));
            if (attempt.problem() == null) {
                usable.add(prepared.size());
            }
            prepared.add(attempt);
        }
        usable.sort(Comparator.comparingInt(i -> input.length(prepared.get(i).value())));
        float[][] rows = new float[contents.size()][];
        for (int from = 0; from < usable.size(); from += batch) {
            List<Integer> together = usable.subList(from, Math.min(usable.size(), from + batch));
            List<float[]> part =
                    run(together.stream().map(i -> prepared.get(i).value()).toList());
            for (int i = 0; i < part.size(); i++) {
                rows[together.get(i)] = part.get(i);
            }
        }
        List<Attempt<float[]>> attempts = new ArrayList<>(contents.size());
        for (int i = 0; i < rows.length; i++) {
            attempts.add(new Attempt<>(rows[i], prepared.get(i).problem()));
        }
        return attempts;
    }

    private List<float[]> run(List<E> examples) {
        try {
            Output result = session.run(input.tensors(examples), output);
            List<float[]> rows = new ArrayList<>(examples.size());
            for (int i = 0; i < examples.size(); i++) {
                rows.add(pooling.row(result, i, input.length(examples.get(i))));
            }
            return rows;
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime could not run the model: " + Sentence.of(e), e);
        }
    }

    private int tried(int examples) {
        List<E> samples = new ArrayList<>();
        for (int i = 0; i < examples; i++) {
            samples.add(input.sample());
        }
        long[] shape;
        try {
            shape = session.run(input.tensors(samples), output).shape();
        } catch (OrtException e) {
            throw new IllegalArgumentException("the model does not take what is described: " + Sentence.of(e), e);
        }
        if (shape.length < 2 || shape[0] != examples || !pooling.fits(shape)) {
            throw new IllegalArgumentException("the model's output \"" + output + "\" has the shape "
                    + Arrays.toString(shape) + " for " + examples + " examples, which the pooling \""
                    + pooling.written()
                    + "\" cannot read");
        }
        return (int) shape[pooling == Pooling.NONE || shape.length == 4 ? 1 : 2];
    }
}
