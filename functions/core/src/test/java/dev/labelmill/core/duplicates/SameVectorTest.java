package dev.labelmill.core.duplicates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.prelabel.Content;
import dev.labelmill.core.prelabel.FeatureVector;
import dev.labelmill.core.prelabel.HashedNgrams;
import dev.labelmill.core.prelabel.UnusableContent;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SameVectorTest {

    private static Optional<Signature> signature(String text) throws UnusableContent {
        return new SameVector().signature(new HashedNgrams(1 << 16, 1, 1).vector(new Content.Text(text)));
    }

    @Test
    void the_same_words_in_another_order_are_the_same_vector() throws UnusableContent {
        assertThat(signature("one two two three"))
                .isEqualTo(signature("three two one two"))
                .isNotEqualTo(signature("one two three"));
    }

    @Test
    void a_feature_that_is_listed_with_zero_is_as_one_that_is_not() {
        FeatureVector listed = new FeatureVector(2, new int[] {7, 3}, new float[] {0, 1});
        FeatureVector left = new FeatureVector(1, new int[] {3}, new float[] {1});

        assertThat(new SameVector().signature(listed)).isEqualTo(new SameVector().signature(left));
    }

    @Test
    void a_text_without_words_is_like_no_other() throws UnusableContent {
        assertThat(signature("...")).isEmpty();
    }
}
