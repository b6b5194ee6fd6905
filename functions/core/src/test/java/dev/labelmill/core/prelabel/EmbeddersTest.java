package dev.labelmill.core.prelabel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EmbeddersTest {

    private static final ModelFiles OWN = new ModelFiles(new byte[0], new byte[0], Map.of());

    @Test
    void where_none_is_deployed_each_is_refused_in_one_sentence() {
        Embedders none = Embedders.deployed();

        assertThat(none.names()).isEmpty();
        assertThatThrownBy(() -> none.named("minilm"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the embedder \"minilm\" is not in this deployment: deploy prelabel from function-onnx.zip,"
                        + " which runs on Java");
        assertThatThrownBy(none::requireOwnModels).hasMessageStartingWith("what runs an ONNX model is not in this");
        assertThatThrownBy(() -> none.of(OWN)).hasMessageStartingWith("what runs an ONNX model is not in this");
        assertThatThrownBy(() -> none.classifier(OWN, List.of("a")))
                .hasMessageStartingWith("what runs an ONNX model is not in this");
    }

    @Test
    void an_item_that_cannot_be_used_takes_no_other_with_it() {
        List<Attempt<FeatureVector>> vectors = new HashedNgrams(8, 1, 1)
                .vectors(List.of(new Content.Text("one"), new Content.Bytes("image/png", new byte[0])));

        assertThat(vectors.get(0).value().size()).isEqualTo(1);
        assertThat(vectors.get(1).problem()).hasMessage("The labeler reads text, and this item is not text.");
        assertThatThrownBy(() -> vectors.get(1).orThrow())
                .isSameAs(vectors.get(1).problem());
    }
}
