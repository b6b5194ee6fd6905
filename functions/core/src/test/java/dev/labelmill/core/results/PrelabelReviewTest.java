package dev.labelmill.core.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PrelabelReviewTest {

    @Test
    void pre_labels_are_counted_by_score_and_by_whether_people_let_them_stand() {
        PrelabelReview review = new PrelabelReview();
        review.add(OptionalDouble.of(1), true);
        review.add(OptionalDouble.of(0.9), false);
        review.add(OptionalDouble.of(0.89), true);
        review.add(OptionalDouble.empty(), true);
        review.add(OptionalDouble.empty(), false);
        review.addUnusable();
        review.addNone();

        assertThat(review.byScore())
                .containsExactly(new PrelabelReview.Range(0.8, 0.9, 1, 1), new PrelabelReview.Range(0.9, 1, 2, 1));
        assertThat(review.unscored()).isEqualTo(2);
        assertThat(review.unscoredConfirmed()).isEqualTo(1);
        assertThat(review.usable()).isEqualTo(5);
        assertThat(review.unusable()).isEqualTo(1);
        assertThat(review.absent()).isEqualTo(1);
    }
}
