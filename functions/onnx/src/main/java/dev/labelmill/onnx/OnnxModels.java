package dev.labelmill.onnx;

import dev.labelmill.core.prelabel.Features;
import dev.labelmill.core.prelabel.Labeler;
import dev.labelmill.core.prelabel.ModelFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Makes embedders and classifiers from models that users bring; docs/onnx.md describes the JSON file beside a model. */
public final class OnnxModels {

    private static final int MOST_TOKENS = 8192;
    private static final int MOST_PIXELS_A_SIDE = 2048;
    /** A model may put a batch's activations on one scale: an item's routes would then depend on its neighbours. */
    private static final int ONE_BY_ONE = 1;

    private OnnxModels() {}

    /**
     * A model's file, the description {@code <file>.json} beside it and the tokenizer that the description names.
     *
     * @throws IllegalArgumentException if the description cannot be used
     */
    public static ModelFiles read(Path model) throws IOException {
        byte[] description = Files.readAllBytes(model.resolveSibling(model.getFileName() + ".json"));
        Map<String, byte[]> beside = new HashMap<>();
        for (String name : filesBeside(description)) {
            beside.put(name, Files.readAllBytes(model.resolveSibling(name)));
        }
        return new ModelFiles(Files.readAllBytes(model), description, beside);
    }

    /**
     * The further files that a description names, which lie beside the model.
     *
     * @throws IllegalArgumentException if the description cannot be used
     */
    public static Set<String> filesBeside(byte[] description) {
        return DescriptionFields.of(description).object("input").optionalString("tokenizer").stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    /** @throws IllegalArgumentException saying in one sentence what is wrong with the model or its description */
    public static Features embedder(ModelFiles files) {
        DescriptionFields fields = fields(files);
        DescriptionFields output = fields.object("output").allowing(Set.of("name", "pooling", "normalise"));
        return new OnnxEmbedder(model(files, fields), output.truth("normalise"));
    }

    /**
     * @param classes the batch's classes, in the order of the distributions
     * @throws IllegalArgumentException saying in one sentence what is wrong with the model or its description
     */
    public static Labeler classifier(ModelFiles files, List<String> classes) {
        DescriptionFields fields = fields(files);
        DescriptionFields output = fields.object("output")
                .allowing(Set.of("name", "pooling", "activation", "labels", "classes", "otherwise"));
        Activation activation = Activation.valueOf(
                output.word("activation", List.of("softmax", "sigmoid", "none")).toUpperCase(Locale.ROOT));
        ClassMapping mapping = ClassMapping.of(
                output.strings("labels"), output.stringsByName("classes"), output.optionalString("otherwise"), classes);
        return new OnnxClassifier(version(files), model(files, fields), activation, mapping);
    }

    private static DescriptionFields fields(ModelFiles files) {
        return DescriptionFields.of(files.description()).allowing(Set.of("input", "output"));
    }

    private static OnnxModel<?> model(ModelFiles files, DescriptionFields fields) {
        DescriptionFields input = fields.object("input");
        DescriptionFields output = fields.object("output");
        OnnxSession session = OnnxSession.of(files.model());
        Pooling pooling = Pooling.valueOf(
                output.word("pooling", List.of("none", "cls", "mean")).toUpperCase(Locale.ROOT));
        String name = session.output(output.optionalString("name"));
        input.require(input.has("kind"), "kind", "is missing");
        return input.word("kind", List.of("text", "image")).equals("text")
                ? new OnnxModel<>(session, text(files, input, session), name, pooling, ONE_BY_ONE)
                : new OnnxModel<>(session, image(input, session), name, pooling, ONE_BY_ONE);
    }

    private static TextInput text(ModelFiles files, DescriptionFields input, OnnxSession session) {
        input.allowing(Set.of("kind", "tokenizer", "maxTokens"));
        byte[] json = files.beside().get(input.string("tokenizer"));
        input.require(json != null, "tokenizer", "names a file that is not beside the model");
        return new TextInput(Tokenizer.read(json, input.whole("maxTokens", 3, MOST_TOKENS)), session);
    }

    /** The image input that a description tells of. */
    static ImageInput image(DescriptionFields input, OnnxSession session) {
        input.allowing(Set.of(
                "kind", "width", "height", "channels", "layout", "fit", "padding", "scale", "mean", "deviation"));
        ImageRule.Channels channels = ImageRule.Channels.valueOf(
                input.word("channels", List.of("rgb", "bgr", "grey")).toUpperCase(Locale.ROOT));
        float[] deviation = input.numbers("deviation", channels.count(), 1);
        for (float number : deviation) {
            input.require(number != 0, "deviation", "must hold no 0");
        }
        return new ImageInput(
                new ImageRule(
                        input.whole("width", 1, MOST_PIXELS_A_SIDE),
                        input.whole("height", 1, MOST_PIXELS_A_SIDE),
                        channels,
                        input.word("layout", List.of("nchw", "nhwc")).equals("nchw"),
                        ImageRule.Fit.valueOf(input.word("fit", List.of("stretch", "crop", "pad"))
                                .toUpperCase(Locale.ROOT)),
                        input.whole("padding", 0, 255, 0),
                        input.number("scale", 1 / 255f),
                        input.numbers("mean", channels.count(), 0),
                        deviation),
                session);
    }

    /** The start of the SHA-256 of all that decides what the model gives. */
    private static String version(ModelFiles files) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(files.model());
            digest.update(files.description());
            new TreeMap<>(files.beside()).values().forEach(digest::update);
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
