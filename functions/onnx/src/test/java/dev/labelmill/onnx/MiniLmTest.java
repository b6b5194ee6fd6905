package dev.labelmill.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.labelmill.core.prelabel.Attempt;
import dev.labelmill.core.prelabel.Content;
import dev.labelmill.core.prelabel.Embedders;
import dev.labelmill.core.prelabel.FeatureVector;
import dev.labelmill.core.prelabel.Features;
import dev.labelmill.core.prelabel.UnusableContent;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import java.util.List;
import org.junit.jupiter.api.Test;

class MiniLmTest {

    private static final Features MINI_LM = Embedders.deployed().named("minilm");
    private static final List<String> SENTENCES =
            List.of("The weather is lovely today.", "It's so sunny outside!", "He drove to the stadium.");

    /** The similarities that sentence-transformers' quickstart (sbert.net) gives of the unquantised model. */
    private static final double[][] PUBLISHED = {{1, .6660, .1046}, {.6660, 1, .1411}, {.1046, .1411, 1}};

    /** What quantisation costs in cosine similarity here. */
    private static final double QUANTISED = .03;

    @Test
    void sentences_are_as_similar_as_published() throws UnusableContent {
        for (int i = 0; i < PUBLISHED.length; i++) {
            for (int j = 0; j < PUBLISHED.length; j++) {
                assertThat(cosine(vector(SENTENCES.get(i)), vector(SENTENCES.get(j))))
                        .isCloseTo(PUBLISHED[i][j], within(QUANTISED));
            }
        }
    }

    @Test
    void vectors_are_those_of_langchain4j() throws UnusableContent {
        AllMiniLmL6V2QuantizedEmbeddingModel theirs = new AllMiniLmL6V2QuantizedEmbeddingModel();
        for (String sentence : SENTENCES) {
            assertThat(MINI_LM.dimension()).isEqualTo(384);
            assertThat(vector(sentence))
                    .usingComparatorWithPrecision(1e-4f)
                    .containsExactly(theirs.embed(sentence).content().vector());
        }
    }

    @Test
    void a_text_has_the_same_vector_alone_and_among_others() throws UnusableContent {
        List<Content> contents =
                SENTENCES.stream().<Content>map(Content.Text::new).toList();

        List<Attempt<FeatureVector>> together = MINI_LM.vectors(contents);

        for (int i = 0; i < contents.size(); i++) {
            assertThat(together.get(i).orThrow().values()).containsExactly(vector(SENTENCES.get(i)));
        }
    }

    @Test
    void larger_batches_give_nearly_the_same_in_the_order_given() throws UnusableContent {
        List<Content> contents = List.of(
                new Content.Text(SENTENCES.get(0) + " " + SENTENCES.get(1)),
                new Content.Bytes("image/png", new byte[0]),
                new Content.Text(SENTENCES.get(2)),
                new Content.Text(""));

        List<Attempt<FeatureVector>> vectors = MiniLm.load(2).vectors(contents);

        assertThat(vectors.get(1).problem()).hasMessage("The labeler reads text, and this item is not text.");
        for (int i : new int[] {0, 2, 3}) {
            assertThat(cosine(
                            vectors.get(i).orThrow().values(),
                            MINI_LM.vector(contents.get(i)).values()))
                    .isGreaterThan(.95);
        }
    }

    @Test
    void what_lies_behind_the_256th_token_does_not_count() throws UnusableContent {
        // Two tokens are the special ones at both ends.
        String seen = "word ".repeat(254);

        assertThat(vector(seen + "and then some quite different story of ships"))
                .containsExactly(vector(seen));
        assertThat(vector("word ".repeat(253) + "ship")).isNotEqualTo(vector(seen));
    }

    @Test
    void an_embedder_that_nobody_knows_is_named_with_those_there_are() {
        assertThatThrownBy(() -> Embedders.deployed().named("bert"))
                .hasMessage("there is no embedder \"bert\", but minilm");
    }

    private static float[] vector(String text) throws UnusableContent {
        return MINI_LM.vector(new Content.Text(text)).values();
    }

    private static double cosine(float[] one, float[] other) {
        double cosine = 0;
        for (int i = 0; i < one.length; i++) {
            cosine += one[i] * other[i];
        }
        return cosine;
    }
}
