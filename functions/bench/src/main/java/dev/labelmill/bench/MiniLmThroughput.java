package dev.labelmill.bench;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.labelmill.core.prelabel.Content;
import dev.labelmill.core.prelabel.Features;
import dev.labelmill.onnx.MiniLm;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * MiniLM from texts to vectors beside a bare loop over ONNX Runtime: the same model on the same batches, but cut into tokens
 * beforehand and with nothing done to what comes out. Rounds take turns in one run; times are the thread's on its processor,
 * since the machine may have other work. From the project's root:
 *
 * <pre>
 *   ./mvnw package -DskipTests -pl functions/bench -am
 *   java -cp "functions/bench/target/classes:functions/bench/target/lib/*" dev.labelmill.bench.MiniLmThroughput
 * </pre>
 */
public final class MiniLmThroughput {

    private static final int TEXTS = 256;
    private static final int ROUNDS = 5;
    private static final double NANOS = 1e9;
    private static final String[] WORDS =
            ("the a of to and in with man report failure market quick data mail offer please "
                            + "send annotation sentence quality model house green river yesterday customer refund delivery")
                    .split(" ");

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final List<Content> texts;
    private final List<long[]> tokens;

    private MiniLmThroughput() throws IOException, OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        session = environment.createSession(resource("/all-minilm-l6-v2-q.onnx").readAllBytes(), options);
        List<String> drawn = draw();
        texts = drawn.stream().<Content>map(Content.Text::new).toList();
        tokens = tokens(drawn);
    }

    public static void main(String[] args) throws IOException, OrtException {
        MiniLmThroughput benchmark = new MiniLmThroughput();
        System.out.printf("%5s %14s %14s %7s%n", "batch", "bare texts/s", "ours texts/s", "ratio");
        for (int batch : new int[] {1, 8, 32}) {
            benchmark.compare(batch);
        }
    }

    private void compare(int batch) throws OrtException {
        Features features = MiniLm.load(batch);
        double bare = 0;
        double ours = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long start = processorTime();
            runBare(batch);
            long middle = processorTime();
            features.vectors(texts);
            long end = processorTime();
            bare = Math.max(bare, TEXTS * NANOS / (middle - start));
            ours = Math.max(ours, TEXTS * NANOS / (end - middle));
        }
        System.out.printf("%5d %14.1f %14.1f %7.3f%n", batch, bare, ours, ours / bare);
    }

    private void runBare(int batch) throws OrtException {
        for (int from = 0; from < tokens.size(); from += batch) {
            List<long[]> part = tokens.subList(from, Math.min(tokens.size(), from + batch));
            int longest = part.get(part.size() - 1).length;
            long[] ids = new long[part.size() * longest];
            long[] mask = new long[ids.length];
            for (int i = 0; i < part.size(); i++) {
                System.arraycopy(part.get(i), 0, ids, i * longest, part.get(i).length);
                Arrays.fill(mask, i * longest, i * longest + part.get(i).length, 1);
            }
            long[] shape = {part.size(), longest};
            try (OnnxTensor input = OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), shape);
                    OnnxTensor attention = OnnxTensor.createTensor(environment, LongBuffer.wrap(mask), shape);
                    OnnxTensor types =
                            OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[ids.length]), shape);
                    OrtSession.Result result = session.run(
                            Map.of("input_ids", input, "attention_mask", attention, "token_type_ids", types))) {
                ((OnnxTensor) result.get(0)).getFloatBuffer();
            }
        }
    }

    /** Of one to some sixty words. */
    private static List<String> draw() {
        SplittableRandom random = new SplittableRandom(1);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < TEXTS; i++) {
            StringBuilder text = new StringBuilder();
            for (int k = 1 + random.nextInt(60); k > 0; k--) {
                text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
            }
            texts.add(text.toString());
        }
        return texts;
    }

    private static List<long[]> tokens(List<String> texts) throws IOException {
        System.setProperty("OPT_OUT_TRACKING", "true");
        try (HuggingFaceTokenizer tokenizer = HuggingFaceTokenizer.newInstance(
                resource("/all-minilm-l6-v2-q-tokenizer.json"),
                Map.of("padding", "false", "truncation", "true", "maxLength", "256", "modelMaxLength", "256"))) {
            return texts.stream()
                    .map(tokenizer::encode)
                    .map(Encoding::getIds)
                    .sorted(Comparator.comparingInt(ids -> ids.length))
                    .toList();
        }
    }

    private static InputStream resource(String name) {
        return MiniLm.class.getResourceAsStream(name);
    }

    private static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
