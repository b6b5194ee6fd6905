package dev.labelmill.bench.text;

import dev.labelmill.core.prelabel.Content;
import dev.labelmill.core.prelabel.FeatureVector;
import dev.labelmill.core.prelabel.Features;
import dev.labelmill.core.prelabel.UnusableContent;
import dev.labelmill.onnx.MiniLm;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.codec.digest.MurmurHash3;

/**
 * MiniLM's vectors as prelabel makes them, one text at a time, each of which is embedded once and kept in a file: a text's
 * hash in 128 bits and its numbers, one after the other. A run that is cut off goes on where it ended.
 */
final class StoredEmbeddings {

    private static final int DIMENSION = 384;
    private static final int PRINTED = 500;

    private final Path file;
    private final Map<Key, float[]> known = new HashMap<>();
    private final int[] indices = IntStream.range(0, DIMENSION).toArray();

    private record Key(long high, long low) {

        static Key of(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            long[] hash = MurmurHash3.hash128x64(bytes, 0, bytes.length, 0);
            return new Key(hash[0], hash[1]);
        }
    }

    StoredEmbeddings(Path file) {
        this.file = file;
    }

    /** The texts' vectors, in their order. */
    List<FeatureVector> of(List<String> texts) throws IOException, UnusableContent {
        if (Files.exists(file)) {
            read();
        }
        List<String> missing = texts.stream()
                .filter(text -> !known.containsKey(Key.of(text)))
                .distinct()
                .toList();
        if (!missing.isEmpty()) {
            embed(missing);
        }
        List<FeatureVector> vectors = new ArrayList<>();
        for (String text : texts) {
            vectors.add(new FeatureVector(DIMENSION, indices, known.get(Key.of(text))));
        }
        return vectors;
    }

    private void read() throws IOException {
        long entry = 2L * Long.BYTES + (long) DIMENSION * Float.BYTES;
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            for (long left = Files.size(file) / entry; left > 0; left--) {
                Key key = new Key(in.readLong(), in.readLong());
                float[] values = new float[DIMENSION];
                for (int i = 0; i < DIMENSION; i++) {
                    values[i] = in.readFloat();
                }
                known.put(key, values);
            }
        } catch (EOFException cut) {
            throw new IOException(file + " was cut while it was read", cut);
        }
        truncate(entry);
    }

    /** An entry that a killed run has not written whole would shift those behind it. */
    private void truncate(long entry) throws IOException {
        try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() / entry * entry);
        }
    }

    private void embed(List<String> texts) throws IOException, UnusableContent {
        Features model = MiniLm.load(MiniLm.BATCH);
        try (OutputStream raw = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                DataOutputStream out = new DataOutputStream(new BufferedOutputStream(raw))) {
            for (int i = 0; i < texts.size(); i++) {
                Key key = Key.of(texts.get(i));
                float[] values = model.vector(new Content.Text(texts.get(i))).values();
                known.put(key, values);
                out.writeLong(key.high());
                out.writeLong(key.low());
                for (float value : values) {
                    out.writeFloat(value);
                }
                if ((i + 1) % PRINTED == 0) {
                    out.flush();
                    System.err.printf("%d of %d texts embedded%n", i + 1, texts.size());
                }
            }
        }
    }
}
