package dev.labelmill.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.labelmill.core.prelabel.Attempt;
import dev.labelmill.core.prelabel.Content;
import dev.labelmill.core.prelabel.Embedders;
import dev.labelmill.core.prelabel.FeatureVector;
import dev.labelmill.core.prelabel.Features;
import dev.labelmill.core.prelabel.Labeler;
import dev.labelmill.core.prelabel.ModelFiles;
import dev.labelmill.core.prelabel.UnusableContent;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxModelsTest {

    private static final Embedders EMBEDDERS = Embedders.deployed();
    private static final String PLAIN = "{'input':{'kind':'image','width':2,'height':1},'output':{}}";
    private static final String LABELS = "'labels':['tabby','siamese','pug','truck']";

    /** Gives an image's numbers as they come. */
    private static final byte[] FLATTEN = new TinyModel()
            .input("pixels", TinyModel.FLOAT, -1, 3, 1, 2)
            .node("Flatten", List.of("pixels"), "flat", TinyModel.whole("axis", 1))
            .output("flat", TinyModel.FLOAT, -1, 6)
            .bytes();

    /** Weighs a white pixel's three channels for four classes: 0, 1, 2 and 3 by red, green and blue. */
    private static final byte[] CLASSIFIER = new TinyModel()
            .input("pixels", TinyModel.FLOAT, -1, 3, 1, 1)
            .floats("weights", new long[] {3, 4}, 0, 2, 0, 0, 0, 0, 3, 0, 0, 0, 0, 4)
            .node("Flatten", List.of("pixels"), "flat", TinyModel.whole("axis", 1))
            .node("MatMul", List.of("flat", "weights"), "logits")
            .output("logits", TinyModel.FLOAT, -1, 4)
            .bytes();

    /** Each token becomes its id and the square of it, [batch, tokens, 2]. */
    private static final byte[] TOKENS = new TinyModel()
            .input("input_ids", TinyModel.INT64, -1, -1)
            .input("attention_mask", TinyModel.INT64, -1, -1)
            .longs("last", -1)
            .node("Cast", List.of("input_ids"), "number", TinyModel.whole("to", TinyModel.FLOAT))
            .node("Unsqueeze", List.of("number", "last"), "column")
            .node("Mul", List.of("column", "column"), "squared")
            .node("Concat", List.of("column", "squared"), "states", TinyModel.whole("axis", 2))
            .output("states", TinyModel.FLOAT, -1, -1, 2)
            .bytes();

    private static final String WORDS = "{'version':'1.0','truncation':null,'padding':null,'added_tokens':[],"
            + "'normalizer':{'type':'Lowercase'},'pre_tokenizer':{'type':'Whitespace'},'post_processor':null,"
            + "'decoder':null,'model':{'type':'WordLevel','vocab':{'[UNK]':0,'one':1,'two':2,'five':5},"
            + "'unk_token':'[UNK]'}}";

    @Test
    void an_image_becomes_numbers_as_its_description_says() throws UnusableContent {
        Content image = image(0xFF0000, 0x336699);

        assertThat(embedder(FLATTEN, PLAIN).vector(image).values())
                .usingComparatorWithPrecision(1e-6f)
                .containsExactly(1, .2f, 0, .4f, 0, .6f);
        assertThat(embedder(
                                FLATTEN,
                                "{'input':{'kind':'image','width':2,'height':1,'channels':'bgr','scale':1,"
                                        + "'mean':[0,0,5],'deviation':[1,1,10]},'output':{'name':'flat'}}")
                        .vector(image)
                        .values())
                .usingComparatorWithPrecision(1e-4f)
                .containsExactly(0, 153, 0, 102, 25, 4.6f);
    }

    @Test
    void an_image_of_another_size_is_resized_as_its_description_says() throws UnusableContent {
        Content wide = image(0xFF0000, 0xFF0000, 0x0000FF, 0x0000FF);

        assertThat(embedder(FLATTEN, PLAIN).vector(wide).values())
                .usingComparatorWithPrecision(.15f)
                .containsExactly(1, 0, 0, 0, 0, 1);
        assertThat(embedder(FLATTEN, PLAIN.replace("'height':1", "'height':1,'fit':'crop'"))
                        .vector(wide)
                        .values())
                .containsExactly(1, 0, 0, 0, 0, 1);
    }

    @Test
    void a_text_is_pooled_over_its_own_tokens() throws UnusableContent {
        String description =
                "{'input':{'kind':'text','tokenizer':'words.json','maxTokens':3}," + "'output':{'pooling':'mean'}}";
        Features features = EMBEDDERS.of(files(TOKENS, description));
        List<Content> contents =
                List.of(text("one two five two"), text("Five"), new Content.Bytes("", new byte[0]), text("one two"));

        List<Attempt<FeatureVector>> vectors = features.vectors(contents);

        assertThat(features.dimension()).isEqualTo(2);
        assertThat(vectors.get(0).orThrow().values()).containsExactly(8 / 3f, 10);
        assertThat(vectors.get(1).orThrow().values()).containsExactly(5, 25);
        assertThat(vectors.get(2).problem()).hasMessage("The labeler reads text, and this item is not text.");
        assertThat(vectors.get(3).orThrow().values()).containsExactly(1.5f, 2.5f);
        assertThat(EMBEDDERS
                        .of(files(TOKENS, description.replace("mean", "cls").replace("cls'", "cls','normalise':true")))
                        .vector(text("five one"))
                        .values()[0])
                .isCloseTo((float) (5 / Math.sqrt(650)), within(1e-6f));
    }

    @Test
    void a_classifiers_own_classes_become_the_batchs() throws UnusableContent {
        Labeler labeler = EMBEDDERS.classifier(
                files(
                        CLASSIFIER,
                        classifier(LABELS + ",'classes':{'tabby':'cat','siamese':'cat'},'otherwise':'thing'")),
                List.of("thing", "pug", "cat"));

        double[] distribution = labeler.distribution(image(0xFFFFFF));

        double sum = 1 + Math.exp(2) + Math.exp(3) + Math.exp(4);
        assertThat(distribution[0]).isCloseTo(Math.exp(4) / sum, within(1e-6));
        assertThat(distribution[1]).isCloseTo(Math.exp(3) / sum, within(1e-6));
        assertThat(distribution[2]).isCloseTo((1 + Math.exp(2)) / sum, within(1e-6));
        assertThat(labeler.name()).isEqualTo("onnx");
        assertThat(labeler.version()).hasSize(16);
    }

    @Test
    void classes_that_the_batch_has_not_are_left_out() throws UnusableContent {
        Labeler labeler = EMBEDDERS.classifier(files(CLASSIFIER, classifier(LABELS)), List.of("tabby", "siamese"));

        assertThat(labeler.distribution(image(0xFFFFFF))[1]).isCloseTo(Math.exp(2) / (1 + Math.exp(2)), within(1e-6));
    }

    @Test
    void what_does_not_fit_is_said_in_one_sentence() {
        assertRefused(
                PLAIN.replace("2", "3"),
                "the model takes \"pixels\" of the shape [-1, 3, 1, 2], but the description" + " gives [1, 3, 1, 3]");
        assertRefused(PLAIN.replace("'width':2,", ""), "input.width must be a whole number from 1 to 2048");
        assertRefused(PLAIN.replace("width", "wide"), "input.wide is not a known field");
        assertRefused(
                PLAIN.replace("'output':{}", "'output':{'name':'logits'}"),
                "the model has no output \"logits\", but flat");
        assertRefused(
                PLAIN.replace("'output':{}", "'output':{'pooling':'mean'}"),
                "the model's output \"flat\" has the shape"
                        + " [1, 6] for 1 examples, which the pooling \"mean\" cannot read");
        assertRefused(PLAIN.replace("'output':{}", "'output':3"), "output must be an object");
        assertRefused(
                "{", "the description is not valid JSON: Unexpected end-of-input: expected close marker for Object");
        assertRefused(PLAIN.replace("image", "sound"), "input.kind must be one of text, image");
        assertRefused(
                "{'input':{'kind':'text','tokenizer':'t.json','maxTokens':9},'output':{}}",
                "input.tokenizer names a file that is not beside the model");
        assertThatThrownBy(() -> embedder(new byte[] {1, 2, 3}, PLAIN))
                .hasMessageStartingWith("ONNX Runtime cannot read the model: ");
    }

    @Test
    void classes_that_do_not_fit_are_said_in_one_sentence() {
        assertThatThrownBy(() -> EMBEDDERS.classifier(files(CLASSIFIER, classifier(LABELS)), List.of("pug", "cat")))
                .hasMessage("no label of the model stands for the batch's class \"cat\"");
        assertThatThrownBy(() -> EMBEDDERS.classifier(
                        files(CLASSIFIER, classifier(LABELS + ",'classes':{'tabby':'lion'}")), List.of("pug")))
                .hasMessage("output.classes names \"lion\", which is not in labelType.classes");
        assertThatThrownBy(() ->
                        EMBEDDERS.classifier(files(CLASSIFIER, classifier("'labels':['a','b']")), List.of("a", "b")))
                .hasMessage("the model gives 4 numbers, but output.labels names 2 classes");
    }

    @Test
    void an_item_that_is_no_image_is_said_in_one_sentence() {
        Features features = embedder(FLATTEN, PLAIN);
        assertThatThrownBy(
                        () -> features.vector(new Content.Bytes("image/webp", "RIFF".getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(UnusableContent.class)
                .hasMessage("The image is no JPEG, PNG, GIF, BMP or binary PGM.");
        assertThatThrownBy(() -> features.vector(text("a")))
                .hasMessage("The labeler reads images, and this item is text.");
    }

    @Test
    void a_model_is_read_from_its_file_with_what_lies_beside(@TempDir Path folder) throws IOException, UnusableContent {
        Files.write(folder.resolve("tiny.onnx"), TOKENS);
        Files.write(folder.resolve("words.json"), json(WORDS));
        Files.write(
                folder.resolve("tiny.onnx.json"),
                json("{'input':{'kind':'text','tokenizer':'words.json','maxTokens':9},'output':{'pooling':'cls'}}"));

        Features features = OnnxModels.embedder(OnnxModels.read(folder.resolve("tiny.onnx")));

        assertThat(features.vector(text("two")).values()).containsExactly(2, 4);
    }

    private static void assertRefused(String description, String sentence) {
        assertThatThrownBy(() -> embedder(FLATTEN, description))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(sentence);
    }

    private static String classifier(String output) {
        return "{'input':{'kind':'image','width':1,'height':1},'output':{" + output + "}}";
    }

    private static Features embedder(byte[] model, String description) {
        return EMBEDDERS.of(new ModelFiles(model, json(description), Map.of()));
    }

    private static ModelFiles files(byte[] model, String description) {
        return new ModelFiles(model, json(description), Map.of("words.json", json(WORDS)));
    }

    private static byte[] json(String quoted) {
        return quoted.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private static Content text(String text) {
        return new Content.Text(text);
    }

    /** A PNG of one row. */
    private static Content image(int... pixels) {
        BufferedImage image = new BufferedImage(pixels.length, 1, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, pixels.length, 1, pixels, 0, pixels.length);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Content.Bytes("image/png", out.toByteArray());
    }
}
